"""What we know of English verbs."""

import pytest
from lemminflect import getAllLemmas, getInflection

from assistant.reading.grammar import NOT_FINITE, TAGS, inflect, is_form, verb_lemma
from evals.verb_forms import rows

FORMS = [
    ("went", "VBD", True),
    ("gone", "VBN", True),
    ("gone", "VBD", False),
    ("keeps", "VBZ", True),
    ("staying", "VBG", True),
    ("can", "VB", True),
    ("can", "VBD", False),
    ("table", "VBD", False),
    ("used", "VBD", False),
    ("zzyzx", "VB", False),
]


@pytest.mark.parametrize(("word", "tag", "is_so"), FORMS)
def test_a_word_is_known_by_its_form(word: str, tag: str, is_so: bool) -> None:
    assert is_form(word, tag) is is_so


def test_a_spelling_is_kept_in_another_form() -> None:
    assert (inflect("cancelling", "VBD"), inflect("is", "VBD")) == ("cancelled", "were")


def test_a_word_that_is_no_verb_stays() -> None:
    assert (verb_lemma("zzyzx"), inflect("zzyzx", "VBD")) == (None, "zzyzx")


def test_the_table_says_what_lemminflect_says() -> None:
    words = [line.partition("\t")[0] for line in rows() if line][::40]
    pairs = [(word, tag) for word in words if word not in NOT_FINITE for tag in TAGS[1:]]

    ours = [is_form(word, tag) for word, tag in pairs]

    assert ours == [any(word in getInflection(verb, tag) for verb in getAllLemmas(word).get("VERB", ())) for word, tag in pairs]
