"""The introductions that one person makes: who was asked, what they said, and when; nobody is asked too often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.domain import clean
from assistant.errors import NotNow, NotYours
from assistant.introducing import MOST_ASKED, Introduction, State, is_hierarchy, messages, month_before
from assistant.people import Colleague
from assistant.store import tables
from assistant.store.database import Database, new_id
from assistant.week import utc_now

_INTROS, _CONSENTS, _PEOPLE = tables.introductions.c, tables.consents.c, tables.people.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """One person's introductions."""

    database: Database
    person: str
    now: Callable[[], datetime] = utc_now

    def start(self, learner: Colleague, helper: Colleague, topic: str, today: date) -> Introduction:
        """Begin an introduction, and return the two messages that ask for consent.

        Raises:
            NotNow: The two are one, manager and report, asked too often, or being introduced already.

        """
        if learner.id == helper.id:
            raise NotNow("an introduction has two people; name two")
        if is_hierarchy(learner, helper):
            raise NotNow(f"{learner.name} and {helper.name} are manager and report; they know each other, and a no would not be free")
        with self.database.writing() as connection:
            drawn = new_id(connection, tables.introductions, self.person)
            self._refuse_twice(connection, learner, helper)
            for one in (learner, helper):
                if _asked(connection, today).get(one.id, 0) >= MOST_ASKED:
                    raise NotNow(f"{one.name} was asked twice within a month; ask somebody else, or later")
            values = {"person": self.person, "id": drawn, "learner": learner.id, "helper": helper.id, "topic": topic}
            connection.execute(insert(tables.introductions).values(**values, state=State.ASKED.value, written=self.now().isoformat()))
            for one in (learner, helper):
                asked = {"person": self.person, "introduction": drawn, "asked": one.id, "day": str(today), "answer": None}
                connection.execute(insert(tables.consents).values(**asked))
            return self._whole(connection, self._row(connection, drawn))

    def answer(self, id: str, name: str, *, is_yes: bool) -> Introduction:
        """Note what one of the two said; one may change their mind until the introduction is made.

        Raises:
            NotYours: There is no such introduction, or the name is of neither.
            NotNow: It is made already.

        """
        with self.database.writing() as connection:
            row = self._row(connection, id)
            if row.state == State.INTRODUCED:
                raise NotNow("this introduction is made already")
            one = self._of_two(connection, row, name)
            mine = (_CONSENTS.person == self.person, _CONSENTS.introduction == row.id)
            connection.execute(update(tables.consents).where(*mine, _CONSENTS.asked == one.id).values(answer="yes" if is_yes else "no"))
            said = set(connection.execute(select(_CONSENTS.answer).where(*mine)).scalars())
            state = State.NO if "no" in said else State.YES if said == {"yes"} else State.ASKED
            return self._set(connection, row, state)

    def done(self, id: str) -> Introduction:
        """Note that the introduction was sent.

        Raises:
            NotYours: There is no such introduction.
            NotNow: Not both said yes.

        """
        with self.database.writing() as connection:
            row = self._row(connection, id)
            if row.state not in (State.YES, State.INTRODUCED):
                raise NotNow("not both said yes; nothing is sent before that")
            return self._set(connection, row, State.INTRODUCED)

    def all(self) -> tuple[Introduction, ...]:
        """Return this person's introductions, newest first."""
        chosen = select(tables.introductions).where(_INTROS.person == self.person).order_by(_INTROS.written.desc())
        with self.database.reading() as connection:
            return tuple(self._whole(connection, row) for row in connection.execute(chosen).all())

    def find(self, id: str) -> Introduction:
        """Return one of this person's introductions, with the words to send next.

        Raises:
            NotYours: There is none of this id.

        """
        with self.database.reading() as connection:
            return self._whole(connection, self._row(connection, id))

    def asked_lately(self, today: date) -> Mapping[str, int]:
        """Return how often each colleague was asked within a month, by anybody."""
        with self.database.reading() as connection:
            return _asked(connection, today)

    def known_to(self, colleague: Colleague) -> frozenset[str]:
        """Return whom this person introduced, or is introducing, to somebody."""
        chosen = select(_INTROS.learner, _INTROS.helper).where(_INTROS.person == self.person, _INTROS.state != State.NO.value)
        with self.database.reading() as connection:
            pairs = [tuple(row) for row in connection.execute(chosen) if colleague.id in tuple(row)]
        return frozenset(one for pair in pairs for one in pair if one != colleague.id)

    def _refuse_twice(self, connection: Connection, learner: Colleague, helper: Colleague) -> None:
        two = (learner.id, helper.id)
        chosen = select(_INTROS.id).where(
            _INTROS.person == self.person, _INTROS.learner.in_(two), _INTROS.helper.in_(two), _INTROS.state != State.NO.value
        )
        if held := connection.execute(chosen).scalar():
            raise NotNow(f"you are introducing these two already; `smallacts intro show {held}` says how it stands")

    def _row(self, connection: Connection, id: str) -> Row[Any]:
        mine, wanted = select(tables.introductions).where(_INTROS.person == self.person), clean(id)
        chosen = mine.order_by(_INTROS.written.desc()).limit(1) if wanted == "last" else mine.where(_INTROS.id == wanted)
        row = connection.execute(chosen).first()
        if row is None:
            raise NotYours(f"no introduction of yours is {wanted[:40]!r}; `smallacts intro list` shows yours")
        return row

    def _set(self, connection: Connection, row: Row[Any], state: State) -> Introduction:
        mine = (_INTROS.person == self.person, _INTROS.id == row.id)
        connection.execute(update(tables.introductions).where(*mine).values(state=state.value))
        return self._whole(connection, self._row(connection, row.id))

    def _of_two(self, connection: Connection, row: Row[Any], name: str) -> Colleague:
        wanted = " ".join(name.split()).casefold()
        two = [_colleague(connection, one) for one in (row.learner, row.helper)]
        found = [one for one in two if one.name.casefold() == wanted] or [one for one in two if wanted in one.name.casefold().split()]
        if len(found) != 1:
            raise NotYours(f"{name[:40]!r} is not one of the two; they are {two[0].name} and {two[1].name}")
        return found[0]

    def _whole(self, connection: Connection, row: Row[Any]) -> Introduction:
        learner, helper = _colleague(connection, row.learner), _colleague(connection, row.helper)
        said = {
            consent.asked: None if consent.answer is None else consent.answer == "yes"
            for consent in connection.execute(
                select(tables.consents).where(_CONSENTS.person == self.person, _CONSENTS.introduction == row.id)
            )
        }
        answers = {one.name: said.get(one.id) for one in (learner, helper)}
        state = State(row.state)
        return Introduction(
            id=row.id,
            learner=learner.name,
            helper=helper.name,
            topic=row.topic,
            state=state,
            answers=answers,
            messages=messages(learner, helper, row.topic, state, answers),
        )


def _asked(connection: Connection, today: date) -> dict[str, int]:
    chosen = select(_CONSENTS.asked, func.count()).where(_CONSENTS.day > str(month_before(today))).group_by(_CONSENTS.asked)
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _colleague(connection: Connection, id: str) -> Colleague:
    row = connection.execute(select(tables.people).where(_PEOPLE.id == id)).mappings().first()
    return Colleague.model_validate(dict(row)) if row else Colleague(id=id, name=f"somebody who left ({id[-4:]})")
