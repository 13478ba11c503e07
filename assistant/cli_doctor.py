"""The command that looks whether all is in order."""

import asyncio
import json
from typing import TYPE_CHECKING

import typer

from assistant.console import AsJson, err, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.doctor import Finding
    from assistant.settings import Settings


def doctor(as_json: AsJson = False) -> None:
    """Say what works and what does not: the data folder, the index, the models, and what is set.

    A model that is configured is asked something harmless; nothing of yours is sent. Exits with 1 where
    something must be mended.
    """
    from assistant.doctor import look
    from assistant.settings import read_settings

    settings, show = read_settings(), _unsaid if as_json else _said
    findings = [show(finding) for finding in look(settings)]
    if settings.model and not as_json:
        err().print("asking the model", highlight=False)
    findings += asyncio.run(_asked(settings, show))
    is_fine = all(finding.is_fine for finding in findings)
    if as_json:
        print(json.dumps({"is_fine": is_fine, "findings": [finding.model_dump() for finding in findings]}, indent=2))
    raise typer.Exit(0 if is_fine else 1)


async def _asked(settings: "Settings", show: "Callable[[Finding], Finding]") -> "list[Finding]":
    from assistant.doctor import ask

    return [show(finding) async for finding in ask(settings)]


def _said(finding: "Finding") -> "Finding":
    line(f"{'ok  ' if finding.is_fine else 'MEND'}  {finding.about}: {finding.says}")
    return finding


def _unsaid(finding: "Finding") -> "Finding":
    return finding
