"""A question that holds nobody's words, for seeing whether a model can be asked."""

from assistant.ports import Ask, Speaker, Turn

HARMLESS = Ask(
    system="You answer with one JSON object.",
    turns=(Turn(by=Speaker.USER, text='Say that you are ready: {"word": "ready"}'),),
    schema_name="ready",
    shape={"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"], "additionalProperties": False},
    max_tokens=100,
)
