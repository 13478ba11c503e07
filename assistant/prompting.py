"""Renders the templates of prompts/; a variable that is missing is an error."""

from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.domain import Answer, Hold, Nudge
from assistant.resources import folder
from assistant.spoken import Plan, Remark


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder("prompts")),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=False,
    )
    environment.filters["data"] = _as_data
    return environment


def render(template: str, **values: object) -> str:
    """Render a template by its path below prompts/, without its `.jinja`."""
    return _environment().get_template(f"{template}.jinja").render(**values)


def _as_data(text: str) -> str:
    """Text of somebody else's between our tags: it can neither close them nor open others."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def speak(answer: Answer | Remark | Plan) -> str:
    """An answer as Markdown that reads as plain text too."""
    if isinstance(answer, Nudge):
        return render("speak/nudge.md", nudge=answer)
    if isinstance(answer, Hold):
        return render("speak/hold.md", hold=answer)
    if isinstance(answer, Remark):
        return render("speak/remark.md", remark=answer)
    if isinstance(answer, Plan):
        return render("speak/plan.md", plan=answer)
    return render("speak/referral.md", referral=answer)


def speak_again(nudge: Nudge, before: str) -> str:
    """An answer that changes the one `before` it: what is as it was is not said twice."""
    return render("speak/again.md", nudge=nudge, has_cue=nudge.action.do not in before)
