"""How we look at words: sentences, slots, content, names and numbers."""

import pytest

from assistant.wording import (
    content,
    first_match,
    jaccard,
    names,
    numbers,
    quotations,
    sentences,
    shingles,
    slots_in,
    stem,
    without_slots,
    words,
)

WORDS = [
    pytest.param("You stayed calm.", ["You", "stayed", "calm"], id="plain"),
    pytest.param("We didn’t stop", ["We", "didn't", "stop"], id="a curly apostrophe"),
    pytest.param("a one-to-one", ["a", "one-to-one"], id="hyphens"),
    pytest.param("at 10:30, 2.5 of 40%", ["at", "10:30", "2.5", "of", "40%"], id="figures"),
    pytest.param("Ayşe und Łukasz", ["Ayşe", "und", "Łukasz"], id="letters of any alphabet"),
    pytest.param("… — !", [], id="marks alone"),
]

SENTENCES = [
    pytest.param("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"], id="stops"),
    pytest.param("one\n\ntwo", ["one", "two"], id="line breaks"),
    pytest.param("Well… Yes", ["Well…", "Yes"], id="an ellipsis"),
    pytest.param("At 2.5 it works", ["At 2.5 it works"], id="a figure"),
    pytest.param("  ", [], id="blank"),
]

SAME_STEM = [
    ("call", "calls"),
    ("call", "called"),
    ("plan", "planning"),
    ("story", "stories"),
    ("interrupt", "interrupting"),
    ("write", "writes"),
    ("Migration", "migrations"),
    ("test", "tester"),
]

NUMBERS = [
    pytest.param("40% of 607 at 10:30", ["40%", "607", "10:30"], id="figures"),
    pytest.param("four nurses and Twelve cooks", ["four", "Twelve"], id="number words from four on"),
    pytest.param("one or two, for ten minutes", [], id="everyday numbers"),
]

QUOTATIONS = [
    pytest.param('She said "tell me more" and waited', ["tell me more"], id="straight"),
    pytest.param("She said “tell me more” and waited", ["tell me more"], id="curly"),
    pytest.param("It's the team's", [], id="apostrophes"),
    pytest.param('a "b" c', [], id="a single letter"),
]

NAMES = [
    pytest.param("Well done, Priya", ["Priya"], id="inside a sentence"),
    pytest.param("Priya did well", [], id="the first word"),
    pytest.param("I saw Priya's notes", ["Priya"], id="a possessive"),
    pytest.param("and I'm glad that I stayed", [], id="the speaker"),
    pytest.param("see you on Monday in May", [], id="days and months"),
    pytest.param('He said: "Keep going" and (Maybe) left', [], id="a capital after an opening mark"),
    pytest.param("We like Kafka. They like Python", ["Kafka", "Python"], id="two sentences"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_taken_as_written(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_slots_are_told_apart_from_our_own_words() -> None:
    say = "You [one thing you saw], and it [what it changed]."

    assert (slots_in(say), without_slots(say)) == (["one thing you saw", "what it changed"], "You …, and it ….")


@pytest.mark.parametrize(("text", "hints"), [("[]", []), ("[[a]", ["a"]), ("a ] b [ c", [])])
def test_only_a_whole_pair_of_brackets_holds_a_slot(text: str, hints: list[str]) -> None:
    assert slots_in(text) == hints


@pytest.mark.parametrize(("one", "other"), SAME_STEM, ids=[other for _, other in SAME_STEM])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("call", "cell"), ("plan", "plant"), ("sing", "ring"), ("test", "taste")])
def test_other_words_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_content_is_what_carries_meaning_in_any_form() -> None:
    assert content("She was CALLING the clients") == content("the client called") == {"call", "client"}


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_that_somebody_must_have_told(text: str, expected: list[str]) -> None:
    assert list(numbers(text)) == expected


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations_stand_in_double_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_capitals_inside_a_sentence(text: str, expected: list[str]) -> None:
    assert list(names(text)) == expected


def test_shingles_are_runs_of_words_whatever_their_case() -> None:
    assert shingles("One two THREE", 2) == {("one", "two"), ("two", "three")}


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert shingles("One two", 3) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        pytest.param("abc", "abc", 1.0, id="the same"),
        pytest.param("ab", "bc", 1 / 3, id="a part"),
        pytest.param("ab", "cd", 0.0, id="nothing"),
        pytest.param("", "", 0.0, id="both empty"),
    ],
)
def test_the_shared_part_of_two_sets(one: str, other: str, share: float) -> None:
    assert jaccard(frozenset(one), frozenset(other)) == share


def test_the_first_match_is_the_words_as_written() -> None:
    assert first_match(r"\s(could|should)\b", "you Should, or could") == "Should"


def test_no_match_is_none() -> None:
    assert first_match("should", "you could") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("YOU SHOULD GO", "SHOULD", id="capitals"),
        pytest.param("\u0130 don’t … you \u017fhould", "\u017fhould", id="letters that are taken for others"),
    ],
)
def test_a_match_is_found_however_it_is_written(text: str, found: str) -> None:
    assert first_match(r"\bshould\b", text) == found


def test_an_apostrophe_is_found_in_either_form() -> None:
    assert first_match(r"\byou (can't|don't)\b", "But you Don’t") == "you Don't"


def test_a_pattern_with_a_capital_is_refused_since_nothing_would_be_found() -> None:
    with pytest.raises(ValueError, match="capital"):
        first_match(r"\bShould\b", "you should")
