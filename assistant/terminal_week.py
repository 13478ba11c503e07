"""Weeks, moments and histories as a person likes to read them in a terminal."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from assistant.challenge import Challenge, Planned
from assistant.domain import clean
from assistant.remembered import Given, Moment
from assistant.week import Week

ID_CHARS = 8
MOST_BARS = 20


def show_week(challenge: Challenge, today: date, console: Console) -> None:
    """Print a week: its plan, what was done, what was never tried, the look-back, and the weeks before."""
    say = _Lines(console)
    say.head(f"Week {challenge.week.number} of {challenge.week.year}: {_day(challenge.monday)} to {_day(challenge.sunday)}")
    say.line(_progress(challenge, today))
    if not challenge.is_met or Week.of(today) == challenge.week:
        say.head("Plan")
        for one in challenge.plan:
            _show_planned(one, say)
    if challenge.moments:
        say.head("Done")
        for moment in challenge.moments:
            _show_moment(moment, say)
    if challenge.look_back:
        say.head("Look back")
        for number, question in enumerate(challenge.look_back, 1):
            say.line(f"{number}. {question}")
        if bare := next((moment for moment in challenge.moments if not moment.reflections), None):
            say.hint(f'Note what came of it: smallacts moment reflect {bare.id} "..."')
    if challenge.not_tried and challenge.moments:
        say.line()
        say.line(f"Not yet tried: {', '.join(challenge.not_tried)}.")
    if any(one.moments for one in challenge.weeks):
        say.head("Your weeks")
        _show_chart(challenge, say)


def show_added(moment: Moment, challenge: Challenge, console: Console) -> None:
    """Print that a moment was written down, and how the week stands."""
    say = _Lines(console)
    said = f"({moment.practice})" if moment.practice else "(which practice? add it again with --practice, if you like)"
    say.line(f"{moment.id}  {_day(moment.day)}  {moment.text}  {said}")
    if challenge.monday <= moment.day <= challenge.sunday:
        say.line(_count(challenge))
    say.hint(f'Later: smallacts moment reflect {moment.id} "what came of it"')


def show_moments(moments: Sequence[Moment], console: Console) -> None:
    """Print moments with what was noted of them."""
    say = _Lines(console)
    for moment in moments:
        _show_moment(moment, say)


def show_history(nudges: Sequence[Given], console: Console) -> None:
    """Print the nudges that were given."""
    say = _Lines(console)
    for given in nudges:
        thumb = {True: "  thumbs up", False: "  thumbs down", None: ""}[given.useful]
        say.line(f"{given.id[:ID_CHARS]}  {_day(given.day)}  {given.practice}  {given.card}{thumb}")
        say.line(f"          {given.say}")
        if given.situation:
            say.line(f"          told: {' '.join(given.situation.split())}")


def _show_planned(one: Planned, say: "_Lines") -> None:
    say.line(f"{'[x]' if one.is_done else '[ ]'} {one.sentence}")
    if one.is_done:
        return
    say.hint(f"    {one.practice}: {one.why}. Words for it: smallacts guidance show {one.card}")


def _show_moment(moment: Moment, say: "_Lines") -> None:
    about = f", with {moment.about}" if moment.about and moment.about not in moment.text else ""
    say.line(f"{moment.id}  {_day(moment.day)}  {moment.text}{about}  ({moment.practice or 'no practice named'})")
    for note in moment.reflections:
        say.line(f"          {_day(note.day)}: {note.text}")


def _progress(challenge: Challenge, today: date) -> str:
    if today > challenge.sunday:
        return _count(challenge).replace(" so far", "")
    return _count(challenge)


def _count(challenge: Challenge) -> str:
    count = len(challenge.moments)
    if not count:
        return "Three moments this week: small ones, under a minute each."
    if count < challenge.goal:
        return f"{count} of {challenge.goal} moments so far."
    more = f", and {count - challenge.goal} more" if count > challenge.goal else ""
    return f"Three moments done{more}. They add up."


def _show_chart(challenge: Challenge, say: "_Lines") -> None:
    """One mark a moment; nobody else's weeks, and no goal that a small week falls short of."""
    first = next(i for i, one in enumerate(challenge.weeks) if one.moments)
    for one in challenge.weeks[first:]:
        bar = say.mark * min(one.moments, MOST_BARS) + ("+" if one.moments > MOST_BARS else "")
        say.line(f"{one.week}  {bar or '.'}  {one.moments or ''}".rstrip())


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


class _Lines:
    """Prints plain lines: what stands in them may come from anybody, and so is neither markup nor control."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.mark = "■" if (console.encoding or "").lower().startswith("utf") else "#"

    def head(self, text: str) -> None:
        self.line()
        self._print(text, "bold")

    def line(self, text: str = "") -> None:
        self._print(text, "")

    def hint(self, text: str) -> None:
        self._print(text, "dim")

    def _print(self, text: str, style: str) -> None:
        self._console.print(Text(clean(text), style=style), soft_wrap=True)
