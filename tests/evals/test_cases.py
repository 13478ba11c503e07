"""Cases of the evals: read whole, or refused with the file and the line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.guidance import Guidance
from assistant.resources import folder
from assistant.safety_guidance import SafetyGuidance, read_safety
from evals.cases import BadCases, Cases, OffTopicCase, SituationCase
from evals.overlap import alike, refuse_overlap

HEADER = {"suite": "offtopic", "schema": 1}
ROW = {"id": "x-1", "text": "what is the weather like in Oslo at noon", "split": "dev"}
Folder = Callable[..., Path]


@pytest.fixture
def others(tmp_path: Path) -> Folder:
    """Somebody's own folder of cases, one file of these lines."""

    def write(*lines: object, name: str = "offtopic") -> Path:
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="module")
def safety() -> SafetyGuidance:
    return read_safety(folder("knowledge") / "safety")


def test_others_cases_stand_beside_ours(others: Folder) -> None:
    cases = Cases([others(HEADER, ROW)])

    assert len(cases.half(OffTopicCase, "dev")) == len(Cases().half(OffTopicCase, "dev")) + 1


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([ROW], "offtopic.jsonl:1: the first line names the suite and the schema"),
        ([{**HEADER, "schema": 2}, ROW], "offtopic.jsonl:1: 'offtopic' of schema 2; this version reads 'offtopic' of schema 1"),
        ([HEADER, {**ROW, "mood": "low"}], "offtopic.jsonl:2: mood: Extra inputs are not permitted"),
        ([HEADER, {**ROW, "split": "train"}], "offtopic.jsonl:2: split: Input should be 'dev' or 'test'"),
        ([HEADER, {**ROW, "text": ""}], "offtopic.jsonl:2: text: String should have at least 1 character"),
        ([HEADER, ROW, ROW], "offtopic.jsonl:3: the id 'x-1' is taken by "),
        ([HEADER, {**ROW, "id": "g-001"}], "offtopic.jsonl:2: the id 'g-001' is taken by gate.jsonl:2"),
    ],
)
def test_a_row_that_breaks_the_schema_is_named_with_its_line(others: Folder, lines: list[object], message: str) -> None:
    given = others(*lines)

    with pytest.raises(BadCases) as caught:
        Cases([given])

    assert str(caught.value).startswith(str(given / message))


def test_a_file_of_no_suite_is_refused(others: Folder) -> None:
    with pytest.raises(BadCases, match=r"moods\.jsonl: no suite of that name; use one of situations"):
        Cases([others(HEADER, ROW, name="moods")])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="no such folder"):
        Cases([tmp_path / "nowhere"])


def test_our_halves_and_our_knowledge_share_no_text(guidance: Guidance, safety: SafetyGuidance) -> None:
    refuse_overlap(Cases(), guidance, safety)


def test_a_case_of_one_half_nearly_repeated_in_the_other_is_refused(others: Folder, guidance: Guidance, safety: SafetyGuidance) -> None:
    given = others(HEADER, ROW, {"id": "x-2", "text": "What is the weather like in Oslo at noon?", "split": "test"})

    with pytest.raises(BadCases, match="x-1: nearly repeats x-2 of the other half"):
        refuse_overlap(Cases([given]), guidance, safety)


def test_a_case_taken_from_a_card_is_refused(others: Folder, guidance: Guidance, safety: SafetyGuidance) -> None:
    situation = guidance.cards["after-a-rough-call"].situations[2]
    given = others(HEADER, {**ROW, "text": situation + " Ok"})

    with pytest.raises(BadCases, match="x-1: nearly repeats situation 3 of the card after-a-rough-call of the knowledge"):
        refuse_overlap(Cases([given]), guidance, safety)


def test_half_of_the_runs_of_four_words_makes_two_texts_alike() -> None:
    one = [("a", "one two three four five six")]  # three runs of four

    shared_two = list(alike(one, [("b", "one two three four five seven")]))  # two of four runs
    shared_one = list(alike(one, [("c", "one two three four eight seven")]))  # one of five

    assert (shared_two, shared_one) == ([("a", "b")], [])


def test_every_situation_names_cards_that_we_have(guidance: Guidance) -> None:
    named = {card for case in Cases().whole(SituationCase) for card in case.cards}

    assert named - set(guidance.cards) == set()
