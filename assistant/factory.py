"""Settings -> parts -> Assistant; the only place where they meet; imports stand inside functions, for a quick start."""

import contextlib
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import DataFolderUnusable, IndexBroken
from assistant.generation import Generation, build_lock, current, open_generation
from assistant.guidance import Guidance, corpus_hash, read_guidance
from assistant.pipeline import Assistant
from assistant.resources import folder, model_folder
from assistant.safety_guidance import SafetyGuidance, read_contacts, read_safety, safety_hash
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.embedding import Vectors
    from assistant.safety import SafetyGate

BUILD_VERSION = 3  # raise it when the same knowledge is indexed in another way
GUIDANCE = "guidance.json"
SAFETY = "safety.json"
GATE_CLASSIFIER = "gate.npz"
CARD_CLASSIFIER = "cards.npz"
OWN_CLASSIFIER = "own.npz"


class Progress:
    """What a caller may show while the index is built; this one shows nothing."""

    def begin(self, total: int) -> None:
        """The build begins: so many texts to embed."""

    def advance(self, count: int) -> None:
        """So many more are done."""

    def wait(self, holder: str) -> None:
        """Another process is building; we wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The assistant with what its faces also need."""

    assistant: Assistant
    guidance: Guidance
    generation: Generation
    gate: "SafetyGate"


def open_parts(settings: Settings, progress: Progress | None = None) -> Parts:
    """Put the assistant together, building the index first where there is none or the knowledge has changed.

    Raises:
        DataFolderUnusable: The data folder cannot be read or written.
        BuildBusy: Another process went on building for too long.
        BadModelFile: The embedding model is not the one that we know.
        BadGuidance: A file of knowledge breaks its form.

    """
    from assistant.classifier import Classifier
    from assistant.composers.phrasebook import PhrasebookComposer
    from assistant.embedding import Embedder
    from assistant.own_trouble import OwnTrouble
    from assistant.retrieval import CARDS, CardRetriever
    from assistant.safety import SafetyGate

    contacts = read_contacts(settings.contacts)
    generation = open_index(settings, progress or Progress())
    guidance = Guidance.model_validate_json(generation.texts[GUIDANCE])
    embedder = Embedder(model_folder())
    retriever = CardRetriever(
        embedder=embedder,
        bank=generation.banks[CARDS],
        classifier=Classifier.from_bytes(generation.texts[CARD_CLASSIFIER]),
        guidance=guidance,
    )
    gate = SafetyGate(
        embedder=embedder,
        classifier=Classifier.from_bytes(generation.texts[GATE_CLASSIFIER]),
        guidance=SafetyGuidance.model_validate_json(generation.texts[SAFETY]),
        contacts=contacts,
    )
    own_trouble = OwnTrouble(embedder=embedder, classifier=Classifier.from_bytes(generation.texts[OWN_CLASSIFIER]))
    assistant = Assistant(
        gate=gate,
        retriever=retriever,
        composers=(PhrasebookComposer(guidance=guidance, is_own_trouble=own_trouble),),
        new_id=lambda: uuid.uuid4().hex,
    )
    return Parts(assistant=assistant, guidance=guidance, generation=generation, gate=gate)


def open_index(settings: Settings, progress: Progress, rebuild: bool = False) -> Generation:
    """Open the current generation, or build one where it is missing, broken or of other knowledge."""
    knowledge = folder("knowledge")
    fingerprint = _fingerprint(knowledge)
    root = settings.home / "index"
    if not rebuild and (found := _usable(root, fingerprint)):
        return found
    _make_private(settings.home, root)
    try:
        with build_lock(root, settings.build_wait_s, progress.wait):
            if not rebuild and (found := _usable(root, fingerprint)):
                return found
            return _build(root, knowledge, fingerprint, progress)
    except OSError as error:
        raise DataFolderUnusable(f"{root}: cannot be written ({error.strerror}); free some space or set SMALLACTS_HOME") from error


def _usable(root: Path, fingerprint: str) -> Generation | None:
    """The current generation if it is whole and of this knowledge; the sources are the truth, so else it is built anew."""
    try:
        path = current(root)
        generation = open_generation(path) if path else None
    except IndexBroken:
        return None
    return generation if generation and generation.manifest.fingerprint == fingerprint else None


def _build(root: Path, knowledge: Path, fingerprint: str, progress: Progress) -> Generation:
    from assistant.embedding import Embedder
    from assistant.generation import Bank
    from assistant.index import build
    from assistant.known_vectors import FILE, KnownVectors
    from assistant.own_trouble import own_classifier
    from assistant.retrieval import CARDS, card_bank, card_classifier
    from assistant.safety import GATE, gate_classifier, gate_examples

    guidance, safety = read_guidance(knowledge), read_safety(knowledge / "safety")
    known = KnownVectors(Embedder(model_folder(), threads=os.cpu_count() or 1), knowledge / FILE)
    texts = knowledge_texts(guidance, safety)
    new = known.unknown(texts)
    progress.begin(len(new))
    vectors = dict(zip(texts, known.many(texts, progress.advance), strict=True))

    def embed(some: Sequence[str]) -> "Vectors":
        return np.stack([vectors[text] for text in some])

    ids, examples = gate_examples(safety, guidance)
    gate = Bank(ids=ids, vectors=embed(examples))
    held = {
        GUIDANCE: guidance.model_dump_json().encode(),
        SAFETY: safety.model_copy(update={"exemplars": {}}).model_dump_json().encode(),
        GATE_CLASSIFIER: gate_classifier(gate, examples).to_bytes(),
        CARD_CLASSIFIER: card_classifier(guidance, embed).to_bytes(),
        OWN_CLASSIFIER: own_classifier(guidance, embed).to_bytes(),
    }
    return build(root, fingerprint, {CARDS: card_bank(guidance, embed), GATE: gate}, held)


def embed_knowledge(progress: Progress, *, only_check: bool) -> tuple[int, Path]:
    """Complete the file of known vectors, or only count what it lacks; return that count and its path."""
    from assistant.embedding import Embedder
    from assistant.known_vectors import FILE, KnownVectors

    knowledge = folder("knowledge")
    path = knowledge / FILE
    texts = knowledge_texts(read_guidance(knowledge), read_safety(knowledge / "safety"))
    known = KnownVectors(Embedder(model_folder(), threads=os.cpu_count() or 1), path)
    missing = len(known.unknown(texts))
    if not only_check:
        progress.begin(missing)
        known.save(texts, path, progress.advance)
    return missing, path


def knowledge_texts(guidance: Guidance, safety: SafetyGuidance) -> list[str]:
    """Every text of our knowledge that is embedded, each once."""
    from assistant.retrieval import card_texts
    from assistant.safety import gate_examples

    cards = (text for card in guidance.cards.values() for text in card_texts(card))
    return list(dict.fromkeys([*cards, *gate_examples(safety, guidance)[1]]))


def _fingerprint(knowledge: Path) -> str:
    from assistant.embedding import FINGERPRINT

    return f"{BUILD_VERSION}:{FINGERPRINT}:{corpus_hash(knowledge)}:{safety_hash(knowledge / 'safety')}"


def _make_private(home: Path, root: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        root.mkdir(exist_ok=True, mode=0o700)
        with contextlib.suppress(PermissionError):
            home.chmod(0o700)
        (root / "build.lock").touch(mode=0o600)
    except OSError as error:
        raise DataFolderUnusable(
            f"{home}: the data folder cannot be written ({error.strerror}); set SMALLACTS_HOME to a folder of yours"
        ) from error
