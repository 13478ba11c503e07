"""The tables as the newest migration leaves them."""

from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData()


def _table(name: str, *columns: str, whole: tuple[str, ...] = ()) -> Table:
    return Table(name, metadata, *(Column(column, Integer if column in whole else String) for column in columns))


moments = _table("moments", "person", "id", "day", "practice", "text", "about", "nudge", "written")
reflections = _table("reflections", "person", "moment", "number", "day", "text", "written", whole=("number",))
nudges = _table(
    "nudges", "person", "id", "day", "practice", "card", "say", "cue", "useful", "situation", "told", "written", whole=("useful",)
)
replays = _table("replays", "person", "key", "asked", "answer", "written")
people = _table("people", "id", "name", "address", "role", "team", "manager", "interests", "can_help", "wants")
people_vectors = _table("people_vectors", "id", "made_from", "vector")
introductions = _table("introductions", "person", "id", "learner", "helper", "topic", "state", "written")
consents = _table("consents", "person", "introduction", "asked", "day", "answer")
forgotten = _table("forgotten", "mark", "day")
versions = _table("versions", "version", "since", whole=("version",))
