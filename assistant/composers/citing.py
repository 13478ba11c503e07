"""Names an added passage beside a draft: its title and section, never its text."""

import re
from collections.abc import Container

from assistant.checks import may_be_shown
from assistant.domain import Passage, Source, clean
from assistant.ports import Brief, Draft

MAX_NAME_CHARS = 80


def with_added(draft: Draft, brief: Brief, ours: Container[str]) -> Draft:
    """Cite the first passage that is not one of ours; the draft stays as it is where it would fail a check with it."""
    added = next((passage for passage in brief.passages if passage.id not in ours), None)
    if added is None:
        return draft
    source = Source(id=added.id, title=_one_line(added.title), section=_one_line(added.section or "") or None, link=added.link)
    cited = draft.model_copy(update={"why": f"{draft.why} {_sentence(added)}".strip(), "sources": (*draft.sources, source)})
    return cited if may_be_shown(cited, brief) else draft


def _sentence(added: Passage) -> str:
    title = _one_line(added.title)
    section = _one_line((added.section or "").rpartition(" > ")[2])
    where = f"“{title}”, under “{section}”" if section and section != title else f"“{title}”"
    return f"Your own guidance speaks of this too: {where}."


def _one_line(text: str) -> str:
    """Words of a document as a name: no markup, no link, no quotation marks, one line, not long."""
    words = re.sub(r"https?://\S+|[<>{}\[\]()#*_`|\\“”\"]", " ", clean(text)).split()
    name = " ".join(words)
    return name if len(name) <= MAX_NAME_CHARS else f"{name[: MAX_NAME_CHARS - 1].rsplit(' ', 1)[0]}…"
