"""Fields from outside -> values of ours, or one line that says what is wrong with them."""

from collections.abc import Sequence
from datetime import date

from pydantic import TypeAdapter, ValidationError

from assistant.domain import MAX_SITUATION_CHARS, Practice, Relation, Situation, clean
from assistant.errors import BadInput
from assistant.remembered import MAX_NOTE_CHARS, Deed, Note, Topic


def situation_from(
    text: str,
    *,
    relation: str | None = None,
    practice: str | None = None,
    facts: Sequence[str] = (),
    person: str | None = None,
) -> Situation:
    """Read what somebody typed.

    Raises:
        BadInput: A field cannot be used; the message says which, and what to do.

    """
    fields = {"text": text, "relation": relation, "practice": practice, "facts": tuple(facts), "person": person}
    try:
        return Situation.model_validate(fields)
    except ValidationError as error:
        raise BadInput(explain(error)) from error


def deed_from(text: str, *, practice: str | None, about: str | None, nudge: str | None, day: date) -> Deed:
    """Read what somebody says they did.

    Raises:
        BadInput: A field cannot be used; the message says which, and what to do.

    """
    try:
        return Deed.model_validate({"text": text, "practice": practice, "about": about, "nudge": nudge, "day": day})
    except ValidationError as error:
        raise BadInput(explain(error, noun="moment")) from error


def note_from(text: str) -> str:
    """Read a line that somebody notes.

    Raises:
        BadInput: It cannot be used.

    """
    try:
        return TypeAdapter(Note).validate_python(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(_explain_note(first["type"], str(first.get("input")), "note")) from error


def topic_from(text: str) -> str:
    """Read what an introduction is about.

    Raises:
        BadInput: It cannot be used.

    """
    try:
        return TypeAdapter(Topic).validate_python(text)
    except ValidationError as error:
        raise BadInput(f"{clean(text)[:40]!r} is no topic; name it in a few words, at most 120 characters") from error


def explain(error: ValidationError, noun: str = "situation") -> str:
    """Say the first fault of some fields in one line."""
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    field = where[0] if where else "the request"
    given = first.get("input")
    if field == "text" and noun != "situation" and first["type"] != "missing":
        return _explain_note(first["type"], str(given), noun)
    if field == "text" and first["type"] in ("string_too_long", "too_long"):
        return f"the situation has {len(str(given)):,} characters; at most {MAX_SITUATION_CHARS:,}: tell the moment in a sentence or two"
    if field == "text" and first["type"] in ("value_error", "string_too_short"):
        return "the situation has no words in it; describe the moment in a sentence or two"
    if field == "text" and first["type"] == "missing":
        return f"`text` is missing: {'describe the moment in a sentence or two' if noun == 'situation' else 'say it in one line'}"
    if field in ("relation", "practice") and first["type"] == "enum":
        known = ", ".join(Relation) if field == "relation" else ", ".join(Practice)
        return f"unknown {field} {str(given)[:40]!r}; use one of {known}"
    return f"`{'.'.join(where) or 'body'}`: {first['msg'].removeprefix('Value error, ')}"


def _explain_note(kind: str, given: str, noun: str) -> str:
    if kind in ("string_too_long", "too_long"):
        return f"the {noun} has {len(given):,} characters; at most {MAX_NOTE_CHARS}: one line is enough"
    return f"the {noun} has no words in it; say it in one line" if kind == "value_error" else f"the {noun} is no text; say it in one line"
