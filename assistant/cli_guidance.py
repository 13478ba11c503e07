"""The commands below `guidance`; its imports stand inside functions, so that `--help` is quick."""

import asyncio
import json
from typing import Annotated

import typer

from assistant.console import AsJson, err, open_assistant, out, text_of

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
def guidance_list(as_json: AsJson = False) -> None:
    """List every card with its main practice and evidence grade."""
    cards = open_assistant().guidance.cards.values()
    if as_json:
        rows = [{"id": c.id, "title": c.title, "practices": list(c.practices), "evidence": c.evidence} for c in cards]
        print(json.dumps({"cards": rows}, indent=2))
        return
    for card in sorted(cards, key=lambda card: (card.practices[0], card.id)):
        out().print(f"{card.practices[0]:14}{card.id:30}{card.evidence:18}{card.title}", highlight=False, soft_wrap=True)


@guidance_app.command("show")
def guidance_show(
    id: Annotated[str, typer.Argument(help="The id of a card or a cited work.")],
    as_json: AsJson = False,
) -> None:
    """Show one card or one cited work, whole."""
    found = open_assistant().guidance.find(id)
    if as_json:
        print(found.model_dump_json(indent=2))
        return
    for name, value in found.model_dump(mode="json").items():
        text = "\n  ".join(map(str, value)) if isinstance(value, list) else str(value)
        out().print(f"{name}: {text}", markup=False, highlight=False, soft_wrap=True)


@guidance_app.command("search")
def guidance_search(
    text: Annotated[str, typer.Argument(help="What to look for, in words of your own.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many results.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Find the guidance nearest to a text, with its source and score."""
    from assistant.asking import situation_from

    found = asyncio.run(open_assistant().assistant.retriever.search(situation_from(text_of(text))))[:k]
    if as_json:
        fields = {"id", "title", "section", "source", "score"}
        print(json.dumps({"passages": [p.model_dump(include=fields) for p in found]}, indent=2))
        return
    for passage in found:
        out().print(f"{passage.score:5.2f}  {passage.id:30}{passage.title}  ({passage.source})", highlight=False, soft_wrap=True)
