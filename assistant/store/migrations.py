"""The numbered steps that bring a database from any earlier form to this one; a step that was released is never changed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.remembered import person_named


class Execute(Protocol):
    """Runs a statement with its named values, and returns its rows."""

    def __call__(self, statement: str, **values: object) -> Sequence[Sequence[Any]]:
        """Run it."""


def _moments(execute: Execute) -> None:
    execute(
        "CREATE TABLE moments (person TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, practice TEXT, text TEXT NOT NULL,"
        " about TEXT, nudge TEXT, written TEXT NOT NULL, PRIMARY KEY (person, id))"
    )
    execute("CREATE INDEX moments_by_day ON moments (person, day, practice, written)")
    execute("CREATE INDEX moments_in_order ON moments (person, written)")
    execute("CREATE INDEX moments_by_practice ON moments (person, practice, day, written)")
    execute(
        "CREATE TABLE reflections (person TEXT NOT NULL, moment TEXT NOT NULL, number INTEGER NOT NULL, day TEXT NOT NULL,"
        " text TEXT NOT NULL, written TEXT NOT NULL, PRIMARY KEY (person, moment, number))"
    )
    execute(
        "CREATE TABLE nudges (person TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, practice TEXT NOT NULL, card TEXT NOT NULL,"
        " say TEXT NOT NULL, cue TEXT NOT NULL, useful INTEGER, situation TEXT, told TEXT NOT NULL, written TEXT NOT NULL,"
        " PRIMARY KEY (person, id))"
    )
    execute("CREATE INDEX nudges_by_person ON nudges (person, day, written)")
    execute("CREATE INDEX nudges_by_day ON nudges (day)")
    execute(
        "CREATE TABLE replays (person TEXT NOT NULL, key TEXT NOT NULL, asked TEXT NOT NULL, answer TEXT NOT NULL, written TEXT NOT NULL,"
        " PRIMARY KEY (person, key))"
    )
    execute("CREATE INDEX replays_by_age ON replays (written)")


def _people(execute: Execute) -> None:
    execute(
        "CREATE TABLE people (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, address TEXT, role TEXT NOT NULL, team TEXT NOT NULL,"
        " manager TEXT, interests TEXT NOT NULL, can_help TEXT NOT NULL, wants TEXT NOT NULL)"
    )
    execute("CREATE TABLE people_vectors (id TEXT NOT NULL PRIMARY KEY, made_from TEXT NOT NULL, vector TEXT NOT NULL)")
    execute(
        "CREATE TABLE introductions (person TEXT NOT NULL, id TEXT NOT NULL, learner TEXT NOT NULL, helper TEXT NOT NULL,"
        " topic TEXT NOT NULL, state TEXT NOT NULL, written TEXT NOT NULL, PRIMARY KEY (person, id))"
    )
    execute(
        "CREATE TABLE consents (person TEXT NOT NULL, introduction TEXT NOT NULL, asked TEXT NOT NULL, day TEXT NOT NULL, answer TEXT,"
        " PRIMARY KEY (person, introduction, asked))"
    )
    execute("CREATE INDEX consents_by_asked ON consents (asked, day)")
    execute("CREATE TABLE forgotten (mark TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL)")


def _persons(execute: Execute) -> None:
    """Make one person of those who were written in two ways, as `Ana` and `ana`."""
    for table in ("moments", "reflections", "nudges", "replays", "introductions", "consents"):
        for (written,) in execute(f"SELECT DISTINCT person FROM {table}"):  # noqa: S608 ours
            if (known := person_named(written)) == written:
                continue
            if table == "replays":  # both may have chosen the same key
                twice = "DELETE FROM replays WHERE person = :written AND key IN (SELECT key FROM replays WHERE person = :known)"
                execute(twice, written=written, known=known)
            execute(f"UPDATE {table} SET person = :known WHERE person = :written", written=written, known=known)  # noqa: S608 ours


STEPS = (_moments, _people, _persons)
LATEST = len(STEPS)


def migrate(execute: Execute, version: int, steps: Iterable[Callable[[Execute], None]] = STEPS) -> None:
    """Take the steps that a database of this version lacks; the caller holds a transaction."""
    if version == 0:
        execute("CREATE TABLE versions (version INTEGER NOT NULL PRIMARY KEY, since TEXT NOT NULL)")
    for number, step in enumerate(steps, 1):
        if number > version:
            step(execute)
            since = datetime.now(UTC).isoformat(timespec="seconds")
            execute(f"INSERT INTO versions (version, since) VALUES ({number}, '{since}')")  # noqa: S608 both are ours
