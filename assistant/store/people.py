"""The directory as it is held: colleagues, and the vectors of what they can help with."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from assistant.domain import Value
from assistant.errors import NotYours
from assistant.introducing import Embed, Vector
from assistant.people import Colleague
from assistant.store import tables
from assistant.store.database import Database

_PEOPLE, _VECTORS = tables.people.c, tables.people_vectors.c


class Changed(Value):
    """What an import did."""

    people: int
    added: int
    removed: int
    forgotten: int
    """Those who were forgotten, and so are not taken in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The colleagues who agreed to be introduced."""

    database: Database
    secret: bytes

    def replace(self, colleagues: Sequence[Colleague], embed: Embed, made_by: str) -> Changed:
        """Make the directory hold exactly these, but for whoever was forgotten; only what is new is embedded."""
        with self.database.reading() as connection:
            wanted = self._not_forgotten(connection, colleagues)
            held = set(connection.execute(select(_PEOPLE.id)).scalars())
            known = {row.made_from: row.vector for row in connection.execute(select(tables.people_vectors))}
        made_from = {one.id: hashlib.sha256(f"{made_by}\0{one.offer}".encode()).hexdigest() for one in wanted}
        new = [one for one in wanted if made_from[one.id] not in known]
        if new:
            fresh = embed([one.offer for one in new])
            known |= {made_from[one.id]: _written(vector) for one, vector in zip(new, fresh, strict=True)}
        with self.database.writing() as connection:
            self.database.hold(connection, tables.forgotten)
            kept = self._not_forgotten(connection, wanted)  # somebody may have been forgotten meanwhile
            for table in (tables.people, tables.people_vectors):
                connection.execute(delete(table))
            if kept:
                connection.execute(insert(tables.people), [one.model_dump() for one in kept])
                rows = [{"id": one.id, "made_from": made_from[one.id], "vector": known[made_from[one.id]]} for one in kept]
                connection.execute(insert(tables.people_vectors), rows)
        ids = {one.id for one in kept}
        return Changed(people=len(kept), added=len(ids - held), removed=len(held - ids), forgotten=len(colleagues) - len(kept))

    def _not_forgotten(self, connection: Connection, colleagues: Sequence[Colleague]) -> list[Colleague]:
        marks = set(connection.execute(select(tables.forgotten.c.mark)).scalars())
        return [one for one in colleagues if mark(self.secret, one.name) not in marks]

    def all(self) -> tuple[Colleague, ...]:
        """Return everybody, by name."""
        with self.database.reading() as connection:
            rows = connection.execute(select(tables.people).order_by(_PEOPLE.name)).mappings()
            return tuple(Colleague.model_validate(dict(row)) for row in rows)

    def vectors(self) -> Mapping[str, Vector]:
        """Return the vectors of what they can help with."""
        with self.database.reading() as connection:
            return {
                row.id: np.frombuffer(base64.b64decode(row.vector), dtype="<f4")
                for row in connection.execute(select(tables.people_vectors))
            }

    def find(self, name: str) -> Colleague:
        """Return the colleague of a name, or of a part of it that is only one's.

        Raises:
            NotYours: Nobody, or more than one, is called so.

        """
        wanted = " ".join(name.split()).casefold()
        everybody = self.all()
        found = [one for one in everybody if one.name.casefold() == wanted]
        found = found or [one for one in everybody if wanted in one.name.casefold().split()]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotYours(f"{len(found)} people are called {name[:40]!r}; give the whole name")
        raise NotYours(f"nobody in the directory is called {name[:40]!r}; `smallacts people list` shows who agreed to be introduced")


def mark(secret: bytes, name: str) -> str:
    """Return by what a name that was forgotten is known again, and nothing else of it."""
    return hmac.new(secret, " ".join(name.split()).casefold().encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _written(vector: Vector) -> str:
    return base64.b64encode(np.ascontiguousarray(vector, dtype="<f4").tobytes()).decode()
