"""What reviewers decided -> the approval of a week: texts edited or rejected, and others in their place for whom they were meant."""

import csv
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from assistant.errors import BadInput
from assistant.guidance import Guidance
from assistant.roster import Reason
from assistant.tips.catalogue import text_faults
from assistant.tips.files import Row, alone_in, sha256, write_whole
from assistant.tips.history import History, got_bytes
from assistant.tips.rows import numbered_rows
from assistant.tips.values import Seat, Text, number_of
from assistant.tips.week import Approval, Plan, Texts, Week, seat_lines
from assistant.weekly import alike_before, choose, laid_out
from assistant.wording import slots_in

SHEET = ("id", "verdict", "people", "practice", "card", "subject", "moment", "do", "say")
_EDITABLE = ("subject", "moment", "do", "say")
_VERDICTS = frozenset({"", "approve", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What reviewers want: some texts out, some in again, some in other words."""

    rejected: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    """Those that are named as approved, also where the last approval rejected them."""
    edited: Mapping[str, Text] | None = None


def sheet_bytes(texts: Sequence[Text], people: Mapping[str, int], rejected: Container[str] = ()) -> bytes:
    """The texts as a table, to be edited in a spreadsheet and given back; those that are out say so."""
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(SHEET)
    for t in texts:
        verdict = "reject" if t.id in rejected else ""
        writer.writerow((t.id, verdict, people.get(t.id, 0), t.practice, t.card, t.subject, t.moment, t.do, t.say))
    return b"\xef\xbb\xbf" + sink.getvalue().encode()


def read_sheet(path: Path, texts: Sequence[Text], guidance: Guidance) -> Decisions:
    """Read a sheet that was given back; an edit is held to the checks that every text passes.

    Raises:
        BadInput: A row cannot be used; the message names it.

    """
    by_id = {text.id: text for text in texts}
    verdicts: dict[str, set[str]] = {verdict: set() for verdict in _VERDICTS}
    edited = {}
    for row, fields in numbered_rows(path, ("id", "verdict")):
        where, text = f"{path}: row {row}", by_id.get(fields["id"].strip())
        if text is None:
            raise BadInput(f"{where}, id: {fields['id']!r} is no text of this week")
        verdict = fields["verdict"].strip().lower()
        if verdict not in _VERDICTS:
            raise BadInput(f"{where}, verdict: {verdict!r}; write approve or reject, or leave it empty to leave it as it is")
        verdicts[verdict].add(text.id)
        if verdict != "reject" and (worded := _edited(text, fields)) != text:
            if found := text_faults(worded, guidance):
                raise BadInput(f"{where}: the edit of {text.id} fails {found[0].check}: {found[0].reason} ({found[0].span})")
            edited[text.id] = worded
    return Decisions(rejected=frozenset(verdicts["reject"]), approved=frozenset(verdicts["approve"]), edited=edited)


def approve(week: Week, decisions: Decisions, history: History, by: str, at: str) -> Approval:
    """Approve the week's texts but those rejected; whoever had one of those gets another, or none where none is left.

    What the last approval rejected stays out, unless it is named as approved now.

    Raises:
        BadInput: A rejected text is none of the week's, or a later week is planned already.

    """
    texts = {text.id: text for text in week.texts()} | dict(decisions.edited or {})
    if unknown := decisions.rejected - set(texts):
        raise BadInput(f"--reject {min(unknown)}: no text of {week.week} has this id; `smallacts tips review` shows them")
    with alone_in(week.folder):
        before = frozenset(week.approval().rejected) if week.is_approved() else frozenset()
        rejected = decisions.rejected | (before - decisions.approved)
        if rejected - before:
            week.refuse_to_change_under_later()
        (week.folder / "approval.json").unlink(missing_ok=True)
        week.write("texts.json", Texts(texts=tuple(texts.values())))
        if rejected:
            _seat_anew(week, rejected, history)
        approval = Approval(
            week=str(week.week),
            by=by,
            at=at,
            approved={text.id: text.digest for _, text in sorted(texts.items()) if text.id not in rejected},
            rejected=tuple(sorted(rejected)),
        )
        week.write("approval.json", approval)
    return approval


def _edited(text: Text, fields: Mapping[str, str]) -> Text:
    words = {name: " ".join(fields[name].split()) for name in _EDITABLE if fields.get(name, "").strip()}
    hints = set(slots_in(words.get("say", text.say)))
    return text.model_copy(update={**words, "slots": tuple(slot for slot in text.slots if slot.hint in hints)})


def _seat_anew(week: Week, rejected: frozenset[str], history: History) -> None:
    """Give the people of rejected texts others of the week that keep every promise. Who gets none is noted first: a kill loses nobody."""
    plan = week.plan()
    left = [text for text in week.menu() if text.id not in rejected]
    menu = laid_out(left, plan.theme_id, alike_before(left, history.recent_words))
    parts, given, without = [], [], []
    for number, row in enumerate(plan.parts):
        seats = week.seats(number)
        people = [number_of(plan.tenant, seat.member.id) for seat in seats]
        kept: list[Seat] = []
        for seat, person, got in zip(seats, people, history.of(people), strict=True):
            text = next((t for t in left if t.id == seat.text), None) or choose(person ^ plan.seed, seat.member.role, menu, got)
            if text is None:
                without.append(seat)
                continue
            kept.append(seat.model_copy(update={"text": text.id}))
            given.append((person, text.number))
        parts.append((number, row, kept))
    _note_left_out(week, without)
    rows = tuple(_write_part(week, number, row, kept) for number, row, kept in parts)
    write_whole(week.folder / "got.npy", got_bytes(given))
    week.write("plan.json", _changed(plan, rows, week))


def _write_part(week: Week, number: int, row: Row, seats: Sequence[Seat]) -> Row:
    content = seat_lines(seats)
    write_whole(week.part(number), content)
    return Row(part=row.part, people=len(seats), sha256=sha256(content))


def _note_left_out(week: Week, without: Iterable[Seat]) -> None:
    path = week.folder / "left-out.csv"
    before = path.read_text(encoding="utf-8")
    known = {line[0] for line in csv.reader(StringIO(before)) if line}
    sink = StringIO()
    rows = ((seat.member.id, str(Reason.NO_TEXT), seat.member.segment) for seat in without if seat.member.id not in known)
    csv.writer(sink, lineterminator="\n").writerows(rows)
    write_whole(path, (before + sink.getvalue()).encode())


def _changed(plan: Plan, parts: tuple[Row, ...], week: Week) -> Plan:
    rows = csv.reader(StringIO((week.folder / "left-out.csv").read_text(encoding="utf-8")))
    reasons = Counter(reason for _, reason, _ in list(rows)[1:])
    return plan.model_copy(update={"parts": parts, "people": sum(row.people for row in parts), "left_out": dict(sorted(reasons.items()))})
