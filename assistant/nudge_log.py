"""The history of nudges: read before an answer, so that it is new and fits the person; written after it."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from assistant.domain import Nudge, Practice, Situation
from assistant.leaning import Tally, leanings, toward_more_kinds
from assistant.ports import Past, Shown
from assistant.remembered import Caller
from assistant.store.quick import Run, Transactions

SHOWN_DAYS = 84  # the check that keeps answers fresh looks so far back
MOST_SHOWN = 200  # of somebody who asks all day, the latest are enough
LEARNT_DAYS = 182  # what was useful half a year ago may not be so now
EVER = "9999"  # behind every instant as it is written
_NAMED = {practice.value: practice for practice in Practice}
FEWEST_TOGETHER = 5  # persons, before what they found useful is put together

_SHOWN = (
    "SELECT day, practice, card, say FROM nudges WHERE person = :person AND day >= :since AND told <> :told"
    " ORDER BY day DESC, written DESC LIMIT :most"
)
_GIVEN = (
    "SELECT practice, count(*), sum(CASE WHEN useful = 1 THEN 1 ELSE 0 END), sum(CASE WHEN useful = 0 THEN 1 ELSE 0 END)"
    " FROM nudges WHERE person = :person AND day >= :since GROUP BY practice"
)
_OF_EACH = " UNION ALL ".join(  # one statement a practice, so that an index leads to it and on to its days
    f"SELECT '{practice}', count(DISTINCT m.id) FROM moments m {{joined}} WHERE m.person = :person AND m.practice = '{practice}'"  # noqa: S608 ours
    " AND m.day >= :since AND {written} < :before"
    for practice in Practice
)
_DONE = _OF_EACH.replace("DISTINCT m.id", "*").format(joined="", written="m.written")
_REFLECTED = _OF_EACH.format(joined="JOIN reflections r ON r.person = m.person AND r.moment = m.id", written="r.written")
_EVER_DONE = " UNION ALL ".join(
    f"SELECT '{practice}' WHERE EXISTS (SELECT 1 FROM moments WHERE person = :person AND practice = '{practice}' AND written < :before)"  # noqa: S608 ours
    for practice in Practice
)
_HAS_DONE = "SELECT 1 FROM moments WHERE person = :person LIMIT 1"
_TOGETHER = "SELECT practice, sum(useful), count(*), count(DISTINCT person) FROM nudges WHERE useful IS NOT NULL AND day >= :since GROUP BY practice"
_KEEP = (
    "INSERT INTO nudges (person, id, day, practice, card, say, cue, useful, situation, told, written)"
    " VALUES (:person, :id, :day, :practice, :card, :say, :cue, NULL, :situation, :told, :written)"
)
_OLD = "SELECT 1 FROM nudges WHERE day < :since LIMIT 1"
_PURGE = "DELETE FROM nudges WHERE day < :since"


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeLog:
    """What was given to whom, without what they told."""

    transactions: Transactions
    secret: bytes
    retention_days: int
    now: Callable[[], datetime]

    def past(self, caller: Caller, situation: Situation, today: date) -> Past | None:
        """Return what the history says to this situation; the same one asked again is not held against its answer.

        Who keeps nothing has no past.

        Raises:
            StoreUnusable: The history cannot be read.

        """
        if not self.retention_days:
            return None
        told = self._mark(situation)
        with self.transactions.reading() as run:
            rows = run(
                _SHOWN,
                {"person": caller.person, "since": _ago(today, min(SHOWN_DAYS, self.retention_days)), "told": told, "most": MOST_SHOWN},
            )
            known = tallies(run, caller.person, today)
            rates = _rates(run, today)
        shown = tuple(_shown(*row) for row in reversed(rows))
        if not known:
            return Past(shown=shown, today=today)
        leans = leanings(known, f"{caller.person}/{today}", rates)
        return Past(
            shown=shown,
            today=today,
            leanings=toward_more_kinds(leans, [one.practice for one in shown]),
            reasons={practice: lean.why for practice, lean in leans.items()},
        )

    def keep(self, caller: Caller, situation: Situation, nudge: Nudge, today: date) -> None:
        """Write down that a nudge was given, and drop those that are older than they may get.

        Raises:
            StoreBusy: Another process went on writing for too long.
            StoreUnusable: The history cannot be written.

        """
        if not self.retention_days:
            return
        with self.transactions.writing() as run:
            run(
                _KEEP,
                {
                    "person": caller.person,
                    "id": nudge.id,
                    "day": today.isoformat(),
                    "practice": nudge.action.practice.value,
                    "card": nudge.sources[0].id,
                    "say": nudge.action.say,
                    "cue": nudge.action.do,
                    "situation": situation.told if caller.keeps_situations else None,
                    "told": self._mark(situation),
                    "written": self.now().isoformat(),
                },
            )
            run(_PURGE, {"since": kept_since(today, self.retention_days)})

    def _mark(self, situation: Situation) -> str:
        """By which the same text is known again, and from which nobody else can tell it."""
        return hmac.new(self.secret, situation.text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:24]


@lru_cache(maxsize=2_048)
def _shown(day: str, practice: str, card: str, say: str) -> Shown:
    """One object for one row, since a thousand answers that wait for a model would else hold the same words a thousand times."""
    return Shown(on=_day(day), practice=_NAMED[practice], card=card, say=say)


@lru_cache(maxsize=SHOWN_DAYS)
def _day(written: str) -> date:
    return date.fromisoformat(written)


def kept_since(today: date, retention_days: int) -> str:
    """Return the first day whose nudges are kept; none is where nothing is."""
    return _ago(today, retention_days) if retention_days else EVER


def drop_old(transactions: Transactions, since: str) -> None:
    """Drop the nudges that are older than they may get; nothing is written where there are none.

    Raises:
        StoreBusy: Another process went on writing for too long.
        StoreUnusable: The history cannot be written.

    """
    with transactions.reading() as run:
        if not run(_OLD, {"since": since}):
            return
    with transactions.writing() as run:
        run(_PURGE, {"since": since})


def tallies(run: Run, person: str, today: date) -> list[Tally]:
    """Count what is known of each practice with a person; nothing where nothing is."""
    rows = run(_GIVEN, {"person": person, "since": _ago(today, LEARNT_DAYS)})
    given = {practice: {"given": count, "thumbs_up": up, "thumbs_down": down} for practice, count, up, down in rows}
    found = [tally.model_copy(update=given.get(tally.practice, {})) for tally in practised(run, person, today)]
    return found if any(tally.given or tally.done for tally in found) else []


def practised(run: Run, person: str, today: date, before: str = EVER) -> list[Tally]:
    """Count what a person did of each practice, as far as it was written before an instant."""
    if not run(_HAS_DONE, {"person": person}):
        return [Tally(practice=practice) for practice in Practice]
    values = {"person": person, "since": _ago(today, LEARNT_DAYS), "before": before}
    done = {practice: int(count) for practice, count in run(_DONE, values)}
    reflected = {practice: int(count) for practice, count in run(_REFLECTED, values)}
    ever = {practice for (practice,) in run(_EVER_DONE, {"person": person, "before": before})}
    return [
        Tally(practice=practice, done=done[practice], reflected=reflected[practice], was_done=practice in ever) for practice in Practice
    ]


def _rates(run: Run, today: date) -> dict[Practice, float]:
    rows = run(_TOGETHER, {"since": _ago(today, LEARNT_DAYS)})
    return {Practice(practice): (up + 1) / (count + 2) for practice, up, count, persons in rows if persons >= FEWEST_TOGETHER}


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()
