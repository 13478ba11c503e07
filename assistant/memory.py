"""Settings -> what is remembered; as in factory.py, imports stand inside functions, so that asking waits for none it does not need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.remembered import Caller
from assistant.settings import Settings
from assistant.week import Week, day_in, utc_now, zone_named

if TYPE_CHECKING:
    from assistant.challenge import Challenge
    from assistant.history import OwnHistory, Remembering
    from assistant.introducing import Embed, Introduction, Match
    from assistant.noting import MomentNotes
    from assistant.nudge_log import NudgeLog
    from assistant.people import Colleague
    from assistant.store.database import Database
    from assistant.store.forgetting import Forgetting
    from assistant.store.introductions import Introductions
    from assistant.store.moments import Moments
    from assistant.store.people import Changed, People

LINGER_S = 0.5


@dataclass(frozen=True)
class Memory:
    """All that is remembered, opened when it is first used."""

    settings: Settings
    now: Callable[[], datetime] = utc_now
    lingers: bool = False
    """Whether the history stays open for a moment after each answer, as suits who gives many."""

    @property
    def me(self) -> Caller:
        """Whoever sits at this machine."""
        return Caller(timezone=self.settings.timezone, keeps_situations=self.settings.keep_situations)

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None where the database is another."""
        from assistant.store.sqlite import file_of

        url = self.settings.database
        return file_of(url.get_secret_value()) if url else self.settings.home / "moments.db"

    @property
    def keys_file(self) -> Path:
        """The file of the keys that callers give."""
        return self.settings.keys or self.settings.home / "keys.json"

    @cached_property
    def database(self) -> "Database":
        """The whole database, without the nudges that are older than they may get.

        Raises:
            StoreUnusable: It cannot be reached, read or written.

        """
        from assistant.nudge_log import drop_old
        from assistant.store.database import open_database

        url = self.settings.database.get_secret_value() if self.settings.database else None
        database = open_database(url, self.settings.home)
        drop_old(database.statements, self._nudges_since)
        return database

    @property
    def _nudges_since(self) -> str:
        from assistant.nudge_log import kept_since

        return kept_since(self.now().date(), self.settings.retention_days)

    @cached_property
    def nudges(self) -> "NudgeLog":
        """The history of nudges, by the quickest way."""
        from assistant.nudge_log import NudgeLog, drop_old
        from assistant.store.private import secret_of
        from assistant.store.quick import QuickSqlite, Spare, is_newest

        if self.file is None or not is_newest(self.file):
            _ = self.database  # which makes the tables
        spare = Spare(LINGER_S) if self.lingers else None
        transactions = QuickSqlite(file=self.file, spare=spare) if self.file else self.database.statements
        drop_old(transactions, self._nudges_since)
        secret, days = secret_of(self.settings.home), self.settings.retention_days
        return NudgeLog(transactions=transactions, secret=secret, retention_days=days, now=self.now)

    def remembering(self) -> "Remembering":
        """Return what asks with a memory, or without one where nothing is to be kept and nothing was."""
        from assistant.history import Remembering

        is_opened = self.settings.retention_days > 0 or self.file is None or self.file.exists()
        return Remembering(open_log=(lambda: self.nudges) if is_opened else None)

    def own_history(self, caller: Caller) -> "OwnHistory":
        """Return what one person was given, for what asks on their behalf again and again."""
        return self.remembering().of(caller, lambda: self.today(caller))

    def notes(self, caller: Caller) -> "MomentNotes":
        """Return where a person's chat notes what they have done."""
        from assistant.noting import MomentNotes

        return MomentNotes(open_moments=lambda: self.moments(caller))

    def moments(self, caller: Caller) -> "Moments":
        """Return one person's moments."""
        from assistant.store.moments import Moments

        return Moments(database=self.database, person=caller.person, now=self.now, nudges_since=self._nudges_since)

    def week(self, caller: Caller, name: str | None, turn: int = 0) -> "Challenge":
        """Return one person's week, this one where none is named; at another turn it is planned with other cues.

        Raises:
            BadInput: There is no such week.

        """
        from assistant.challenge import challenge
        from assistant.cues import read_week_words
        from assistant.store.weeks import Weeks

        today = self.today(caller)
        week = Week.named(name) if name else Week.of(today)
        known = Weeks(database=self.database, person=caller.person).known(week, zone_named(caller.timezone))
        return challenge(week, caller.person, known, read_week_words(), today, turn)

    @cached_property
    def people(self) -> "People":
        """The directory of those who agreed to be introduced."""
        from assistant.store.people import People
        from assistant.store.private import secret_of

        return People(database=self.database, secret=secret_of(self.settings.home))

    @cached_property
    def forgetting(self) -> "Forgetting":
        """What hands out or forgets all of a person."""
        from assistant.store.forgetting import Forgetting
        from assistant.store.private import secret_of

        return Forgetting(database=self.database, secret=secret_of(self.settings.home))

    def introductions(self, caller: Caller) -> "Introductions":
        """Return one person's introductions."""
        from assistant.store.introductions import Introductions

        return Introductions(database=self.database, person=caller.person, now=self.now)

    def import_people(self, colleagues: "Sequence[Colleague]") -> "Changed":
        """Make the directory hold exactly these."""
        from assistant.embedding import FINGERPRINT

        return self.people.replace(colleagues, self.embed, FINGERPRINT)

    def matches(self, caller: Caller, topic: str, learner: str, embed: "Embed") -> "list[Match]":
        """Return who could help somebody with a topic.

        Raises:
            BadInput: The topic has no words.
            NotYours: Nobody, or more than one, is called so.

        """
        from assistant.asking import topic_from
        from assistant.introducing import matches

        someone, mine = self.people.find(learner), self.introductions(caller)
        return matches(
            embed([topic_from(topic)])[0],
            someone,
            self.people.all(),
            self.people.vectors(),
            asked_lately=mine.asked_lately(self.today(caller)),
            known=mine.known_to(someone),
        )

    def introduce(self, caller: Caller, learner: str, helper: str, topic: str) -> "Introduction":
        """Begin an introduction: both are to be asked.

        Raises:
            BadInput: The topic has no words.
            NotYours: Nobody, or more than one, is called so.
            NotNow: These two cannot be asked now.

        """
        from assistant.asking import topic_from

        one, other = self.people.find(learner), self.people.find(helper)
        return self.introductions(caller).start(one, other, topic_from(topic), self.today(caller))

    @cached_property
    def embed(self) -> "Embed":
        """What makes vectors; the model is loaded when it is first used."""
        from assistant.embedding import Embedder
        from assistant.resources import model_folder

        return Embedder(model_folder()).many

    def today(self, caller: Caller) -> date:
        """Return the day that it is where the person is.

        Raises:
            BadInput: Their time zone is none.

        """
        return day_in(zone_named(caller.timezone), self.now())
