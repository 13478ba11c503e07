"""The commands below `guidance`; its imports stand inside functions, so that `--help` is quick."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.console import AsJson, counted, err, line, open_assistant, open_documents, out, text_of

if TYPE_CHECKING:
    from assistant.library import Entry

guidance_app = typer.Typer(help="Look at the guidance that answers stand on.", no_args_is_help=True)


@guidance_app.command("lint")
def guidance_lint(as_json: AsJson = False) -> None:
    """Hold every card, with every slot filled and open, to the checks; exit 1 if one fails."""
    from assistant.guidance import read_guidance
    from assistant.lint import lint
    from assistant.resources import folder
    from assistant.safety_guidance import read_safety

    knowledge = folder("knowledge")
    read_safety(knowledge / "safety")
    guidance = read_guidance(knowledge)
    found = tuple(dict.fromkeys(lint(guidance)))
    if as_json:
        print(json.dumps({"cards": len(guidance.cards), "faults": [fault.model_dump() for fault in found]}, indent=2))
    else:
        for fault in found:
            out().print(str(fault), markup=False, highlight=False, soft_wrap=True)
        err().print(f"{len(guidance.cards)} cards, {len(found)} faults", highlight=False)
    if found:
        raise typer.Exit(1)


@guidance_app.command("embed")
def guidance_embed(
    only_check: Annotated[bool, typer.Option("--check", help="Only say whether the file is complete; exit 1 if not.")] = False,
) -> None:
    """Make the vectors of our own knowledge beforehand, after a change to it, so that a first build is quick."""
    from assistant.factory import embed_knowledge
    from assistant.progress import BuildBar

    with BuildBar() as bar:
        missing, path = embed_knowledge(bar, only_check=only_check)
    if only_check and missing:
        err().print(f"{path}: {missing} texts have no vector; run `smallacts guidance embed`", highlight=False, soft_wrap=True)
        raise typer.Exit(1)
    err().print(f"{path}: complete", highlight=False, soft_wrap=True)


@guidance_app.command("list")
def guidance_list(
    added: Annotated[bool, typer.Option("--added", help="Only the documents that were added.")] = False,
    as_json: AsJson = False,
) -> None:
    """List every card with its main practice and evidence grade, and every added document with what it may do."""
    cards = () if added else tuple(open_assistant().guidance.cards.values())
    documents = open_documents().entries()
    if as_json:
        rows = [{"id": c.id, "title": c.title, "practices": list(c.practices), "evidence": c.evidence} for c in cards]
        held = [document_row(document) for document in documents]
        print(json.dumps({**({} if added else {"cards": rows}), **({"documents": held} if added or held else {})}, indent=2))
        return
    for card in sorted(cards, key=lambda card: (card.practices[0], card.id)):
        line(f"{card.practices[0]:14}{card.id:30}{card.evidence:18}{card.title}")
    for document in documents:
        state = "held" if document.is_held else document.trust
        line(f"{state:14}{document.id:30}{counted(document.passages, 'passage'):18}{document.title}  ({document.source})")
    if added and not documents:
        err().print("no document was added yet; `smallacts ingest PATH` adds some", highlight=False)


@guidance_app.command("show")
def guidance_show(
    id: Annotated[str, typer.Argument(help="The id of a card, a cited work, or an added document or passage; or a document's path.")],
    as_json: AsJson = False,
) -> None:
    """Show one card, cited work or added passage, whole; of an added document its sections."""
    found = _document(id) or open_assistant().find(id).model_dump(mode="json")
    if as_json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        text = "\n  ".join(map(_shown, value)) if isinstance(value, list) else str(value)
        line(f"{name}: {text}")


@guidance_app.command("search")
def guidance_search(
    text: Annotated[str, typer.Argument(help="What to look for, in words of your own.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many results.")] = 5,
    source: Annotated[str | None, typer.Option(help="Only files like this, by path or name; * and ? stand for anything.")] = None,
    as_json: AsJson = False,
) -> None:
    """Find the guidance nearest to a text, cards and added passages together, with source and score.

    Example: smallacts guidance search "how often should we meet" --source "*.md"
    """
    from assistant.asking import situation_from

    found = open_assistant().finder.find(situation_from(text_of(text)), k, source)
    if as_json:
        fields = {"id", "title", "section", "source", "score"}
        print(json.dumps({"passages": [p.model_dump(include=fields) for p in found]}, indent=2))
        return
    for passage in found:
        where = f"{passage.title} > {passage.section}" if passage.section else passage.title
        line(f"{passage.score:5.2f}  {passage.id:30}{where}  ({passage.source})")


def document_row(document: "Entry") -> dict[str, object]:
    """An added document for another program."""
    row = document.model_dump(mode="json", exclude={"made_by", "body_sha256", "vectors"})
    return {**row, "held": document.is_held}


def _document(id: str) -> dict[str, object] | None:
    """An added document with its sections, or None."""
    from assistant.errors import NoSuchGuidance

    library = open_documents()
    try:
        document = library.find(id)
    except NoSuchGuidance:
        return None
    sections = [{"id": kept.id, "section": kept.section or ""} for kept in library.passages(document)]
    return {**document_row(document), "sections": sections}


def _shown(value: object) -> str:
    return "  ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
