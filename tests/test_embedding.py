"""The embedding model and the vectors that are made beforehand."""

from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import DIMENSION, LAYERS_SHA256, MAX_TOKENS, Embedder, unit
from assistant.errors import BadGuidance, BadModelFile
from assistant.guidance import read_guidance
from assistant.knowledge import knowledge_texts
from assistant.known_vectors import FILE, KnownVectors
from assistant.resources import folder, model_folder
from assistant.safety_guidance import read_safety
from assistant.tenor import read_tenors

PLAIN = ("a rough call", "My teammate is quiet in meetings, and I would like to ask her what she thinks.", "thanks")
ODD = {
    "empty": "",
    "blank": " \n\t",
    "control": "\x00",
    "emoji": "👩‍🔬👍🏽",
    "other script": "谢谢你今天的帮助",
    "long": "Ana fixed the build. " * 500,
}


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(model_folder())


@pytest.fixture(scope="module")
def known(embedder: Embedder) -> KnownVectors:
    return KnownVectors(embedder, folder("knowledge") / FILE)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every text of our knowledge that has a vector, read from the sources."""
    knowledge = folder("knowledge")
    return knowledge_texts(read_guidance(knowledge), read_safety(knowledge / "safety"), read_tenors(knowledge))


@pytest.fixture
def model_copy(tmp_path: Path) -> Path:
    """A folder with the files of the model, to be spoilt."""
    for name in ("words.npy", "layers.onnx", "tokenizer.json"):
        (tmp_path / name).symlink_to(model_folder() / name)
    return tmp_path


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_has_a_unit_vector(embedder: Embedder, text: str) -> None:
    vectors = embedder.many([text])

    assert vectors.shape == (1, DIMENSION)
    assert np.linalg.norm(vectors[0]) == pytest.approx(1.0, abs=1e-5)


def test_a_batch_gives_each_text_the_vector_that_it_has_alone(embedder: Embedder) -> None:
    several = [*PLAIN, *(f"{text} {number}" for number in range(12) for text in PLAIN)]

    batch = embedder.many(several)

    alone = np.vstack([embedder.many([text]) for text in several])
    assert (batch * alone).sum(axis=1).min() > 1 - 2e-2


def test_like_texts_are_nearer_than_unlike_ones(embedder: Embedder) -> None:
    like, other = "the phone call with the client went badly", "our office has a new coffee machine"

    call, near, far = embedder.many(["a rough client call", like, other])

    assert call @ near > call @ far + 0.3


def test_an_empty_batch_is_no_rows(embedder: Embedder) -> None:
    assert embedder.many([]).shape == (0, DIMENSION)


def test_one_text_has_the_same_vector_every_time(embedder: Embedder) -> None:
    first = embedder.one(PLAIN[1])

    again = embedder.one(PLAIN[1])

    assert np.array_equal(first, again)
    assert np.array_equal(first, embedder.many([PLAIN[1]])[0])


@pytest.mark.parametrize(("words", "is_cut"), [(MAX_TOKENS, True), (MAX_TOKENS - 20, False)], ids=["beyond", "within"])
def test_only_words_within_the_length_of_the_model_count(embedder: Embedder, words: int, is_cut: bool) -> None:
    text = "call " * words

    short, longer = embedder.one(text), embedder.one(text + "and then something else")

    assert np.array_equal(short, longer) is is_cut


def test_progress_counts_every_text_once(embedder: Embedder) -> None:
    done: list[int] = []

    embedder.many([f"call {number}" for number in range(40)], done.append)

    assert sum(done) == 40


def test_a_zero_vector_stays_zero() -> None:
    rows = np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)

    assert unit(rows) == pytest.approx(np.array([[0.6, 0.8], [0.0, 0.0]]))


@pytest.mark.parametrize("name", ["words.npy", "layers.onnx", "tokenizer.json"])
def test_another_file_is_refused(model_copy: Path, name: str) -> None:
    (model_copy / name).unlink()
    (model_copy / name).write_bytes((model_folder() / name).read_bytes() + b" ")

    with pytest.raises(BadModelFile) as refused:
        Embedder(model_copy)

    assert str(model_copy / name) in str(refused.value)


@pytest.mark.parametrize("name", ["words.npy", "layers.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(model_copy: Path, name: str) -> None:
    (model_copy / name).unlink()

    with pytest.raises(BadModelFile) as refused:
        Embedder(model_copy)

    assert str(model_copy / name) in str(refused.value)


def test_vectors_made_beforehand_are_those_of_the_model(known: KnownVectors, embedder: Embedder, texts: list[str]) -> None:
    sample = texts[:: len(texts) // 20][:20]

    held, fresh = known.many(sample), embedder.many(sample)

    assert known.unknown(sample) == []
    assert (held * fresh).sum(axis=1).min() > 0.98


def test_every_text_of_our_knowledge_has_its_vector_beforehand(known: KnownVectors, texts: list[str]) -> None:
    assert known.unknown(texts) == []


def test_unknown_names_what_is_missing_each_once(known: KnownVectors, texts: list[str]) -> None:
    assert known.unknown(["new one", texts[0], "new two", "new one"]) == ["new one", "new two"]


def test_what_is_not_known_is_asked_of_the_model(known: KnownVectors, embedder: Embedder, texts: list[str]) -> None:
    asked: list[int] = []

    vectors = known.many(["new one", texts[0], "new two"], asked.append)

    assert sum(asked) == 2
    assert (vectors * embedder.many(["new one", texts[0], "new two"])).sum(axis=1).min() > 0.98


def test_no_texts_have_no_vectors(known: KnownVectors) -> None:
    assert known.many([]).shape == (0, DIMENSION)


def test_a_saved_file_knows_exactly_its_texts(embedder: Embedder, tmp_path: Path) -> None:
    KnownVectors(embedder, tmp_path / "absent.npz").save(PLAIN, tmp_path / FILE)

    saved = KnownVectors(embedder, tmp_path / FILE)

    assert saved.unknown([*PLAIN, "new"]) == ["new"]
    assert saved.many(PLAIN) == pytest.approx(embedder.many(PLAIN), abs=2e-2)


def test_a_file_of_another_model_knows_nothing(embedder: Embedder, tmp_path: Path) -> None:
    path = tmp_path / FILE
    KnownVectors(embedder, path).save(PLAIN, path)
    with np.load(path) as held:
        np.savez(path, fingerprint=np.array(f"other:{LAYERS_SHA256}"), keys=held["keys"], vectors=held["vectors"])

    other = KnownVectors(embedder, path)

    assert other.unknown(PLAIN) == list(PLAIN)


@pytest.mark.parametrize("content", [b"", b"no vectors", b"PK\x03\x04 cut short"], ids=["empty", "another kind", "cut short"])
def test_a_spoilt_file_of_vectors_is_named(embedder: Embedder, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)

    with pytest.raises(BadGuidance) as refused:
        KnownVectors(embedder, path)

    assert str(path) in str(refused.value)
