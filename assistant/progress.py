"""Progress bars on stderr: while the index is built, while files are added."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from assistant.factory import Progress as Steps


class FileBar(Steps):
    """Shows how many files are done; where there is no terminal, nothing."""

    def __init__(self, files: int) -> None:
        """Draw nothing yet."""
        columns = (TextColumn("{task.completed} of {task.total} files"), BarColumn(), TextColumn("{task.fields[texts]} passages"))
        console = Console(stderr=True)
        # lines for a pipe must not be drawn into the terminal that the bar is in
        self._bar = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal, redirect_stdout=sys.stdout.isatty()
        )
        self._task = self._bar.add_task("files", total=files, texts=0)
        self._texts = 0

    def __enter__(self) -> "FileBar":
        """Draw the bar."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def step(self) -> None:
        """One more file is done."""
        self._bar.advance(self._task)

    def advance(self, count: int) -> None:
        """So many more passages are embedded."""
        self._texts += count
        self._bar.update(self._task, texts=self._texts)


class PeopleBar:
    """Shows how many people or texts are done, how many a second, how long it still takes; where there is no terminal, nothing."""

    def __init__(self, doing: str, total: int | None = None, noun: str = "people") -> None:
        """Draw nothing yet."""
        rate, left = TextColumn("{task.fields[rate]}"), TimeRemainingColumn()
        columns = (TextColumn(doing), BarColumn(), TextColumn(f"{{task.completed:,.0f}} {noun}"), rate, *([left] if total else []))
        console = Console(stderr=True)
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task(doing, total=total, rate="")

    def __enter__(self) -> "PeopleBar":
        """Draw the bar."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def reach(self, count: int) -> None:
        """So many are done in all."""
        self._bar.update(self._task, completed=count)

    def step(self, count: int, cost: str = "") -> None:
        """So many more are done, at this cost."""
        speed = self._bar.tasks[0].speed
        self._bar.update(self._task, advance=count, rate=" ".join([f"{speed:,.1f} a second" if speed else "", cost]))


class BuildBar(Steps):
    """Shows a bar once a build begins, and nothing before."""

    def __init__(self) -> None:
        """Draw nothing yet."""
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> "BuildBar":
        """Begin to watch."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def begin(self, total: int) -> None:
        """Draw the bar, or say it in a line where there is no terminal."""
        if not total:
            return
        if not self._console.is_terminal:
            self._console.print(f"building the index of {total} texts, once", highlight=False)
            return
        columns = (TextColumn("building the index, once"), BarColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._task = self._bar.add_task("index", total=total)
        self._bar.start()

    def advance(self, count: int) -> None:
        """Move the bar on."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task, count)

    def wait(self, holder: str) -> None:
        """Say who is building."""
        self._console.print(f"{holder} is building the index; waiting for it", highlight=False)
