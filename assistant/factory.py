"""Settings -> parts -> Assistant; the only place where they meet; imports stand inside functions, for a quick start."""

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.domain import Passage
from assistant.errors import DataFolderUnusable, IndexBroken
from assistant.factory_model import guarded_model, model_turns_of, open_model
from assistant.generation import LIBRARY, Bank, Generation, build_lock, current, drop_others, open_generation
from assistant.guidance import Card, Guidance, Work, corpus_hash
from assistant.library import Entry, Library, Trust, digest
from assistant.pipeline import Assistant
from assistant.ports import Model
from assistant.resources import folder, model_folder
from assistant.safety_guidance import Contacts, SafetyGuidance, read_contacts, safety_hash
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.adding import Adder
    from assistant.composers.phrasebook import PhrasebookComposer
    from assistant.embedding import Embedder
    from assistant.finding import Finder
    from assistant.ingest.reader import DocumentReader
    from assistant.own_trouble import OwnTrouble
    from assistant.provider.endpoint import Endpoint
    from assistant.safety import SafetyGate
    from assistant.tenor import TenorReader

BUILD_VERSION = 5  # raise it when the same knowledge is indexed in another way
T = TypeVar("T")


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
    finder: "Finder"
    phrasebook: "PhrasebookComposer"
    own_trouble: "OwnTrouble"
    tenor: "TenorReader"
    settings: Settings
    model: Model | None = None
    endpoint: "Endpoint | None" = None

    def find(self, id: str) -> Card | Work | Passage:
        """Return the guidance of this id, ours or added.

        Raises:
            NoSuchGuidance: Nothing has it.

        """
        return self.finder.passage(id) or self.guidance.find(id)


def open_parts(settings: Settings, progress: Progress | None = None, *, offline: bool = False, model: Model | None = None) -> Parts:
    """Put the assistant together, building the index first where there is none or the knowledge has changed.

    `model` writes instead of the one that the settings name; `offline` leaves that one out.

    Raises:
        BadSettings: The model that is configured cannot be used.
        DataFolderUnusable: The data folder cannot be read or written.
        BuildBusy: Another process went on building for too long.
        BadModelFile: The embedding model is not the one that we know.
        BadGuidance: A file of knowledge breaks its form.

    """
    from assistant.embedding import Embedder

    contacts, endpoint = read_contacts(settings.contacts), None if offline else open_model(settings)
    generation = open_index(settings, progress or Progress())
    guarded = guarded_model(given, settings) if (given := model or endpoint) else None
    return replace(_assembled(settings, generation, Embedder(model_folder()), contacts, guarded), endpoint=endpoint)


def reopen(parts: Parts) -> Parts | None:
    """The same assistant over the index that is switched in now; None where that one cannot be used."""
    generation = _usable(parts.settings.home / "index", _fingerprint(parts.settings))
    if generation is None:
        return None
    opened = _assembled(parts.settings, generation, parts.finder.cards.embedder, read_contacts(parts.settings.contacts), parts.model)
    return replace(opened, endpoint=parts.endpoint, assistant=replace(opened.assistant, one_by_one=parts.assistant.one_by_one))


def _assembled(settings: Settings, generation: Generation, embedder: "Embedder", contacts: Contacts, model: Model | None) -> Parts:
    from assistant.classifier import Classifier
    from assistant.composers.phrasebook import PhrasebookComposer
    from assistant.finding import Finder
    from assistant.knowledge import CARD_CLASSIFIER, GATE_CLASSIFIER, GUIDANCE, OWN_CLASSIFIER, SAFETY, TENOR_CLASSIFIER
    from assistant.own_trouble import OwnTrouble
    from assistant.retrieval import CARDS, CardRetriever
    from assistant.safety import SafetyGate
    from assistant.tenor import TenorReader

    guidance = Guidance.model_validate_json(generation.texts[GUIDANCE])
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
    finder = Finder(cards=retriever, passages=generation.passages)
    own_trouble = OwnTrouble(embedder=embedder, classifier=Classifier.from_bytes(generation.texts[OWN_CLASSIFIER]))
    tenor = TenorReader(embedder=embedder, classifier=Classifier.from_bytes(generation.texts[TENOR_CLASSIFIER]))
    phrasebook = PhrasebookComposer(guidance=guidance, is_own_trouble=own_trouble, tenor=tenor)
    assistant = Assistant(
        gate=gate,
        retriever=finder,
        composers=(*model_turns_of(model, guidance, gate), phrasebook),
        new_id=lambda: uuid.uuid4().hex,
        deadline_s=settings.model_timeout_s,
    )
    return Parts(
        assistant=assistant,
        guidance=guidance,
        generation=generation,
        gate=gate,
        finder=finder,
        phrasebook=phrasebook,
        own_trouble=own_trouble,
        tenor=tenor,
        settings=settings,
        model=model,
    )


def open_index(settings: Settings, progress: Progress, rebuild: bool = False) -> Generation:
    """Open the current generation, or build one where it is missing, broken or of other knowledge."""
    root = settings.home / "index"
    if not rebuild and (found := _usable(root, _fingerprint(settings))):
        return found
    with _building(settings, progress):
        if not rebuild and (found := _usable(root, _fingerprint(settings))):
            return found
        return _build(settings, progress, rebuild=rebuild)


def stored_index(settings: Settings) -> Generation | None:
    """Return the index if there is one of what is known now; nothing is built."""
    return _usable(settings.home / "index", _fingerprint(settings))


def open_library(settings: Settings) -> Library:
    """Return what was added, to be read."""
    return Library(folder=settings.home / "documents")


def change_library(settings: Settings, progress: Progress, change: Callable[[Library], T]) -> T:
    """Change what was added, alone, and then switch in an index of it where it is not the one that is there.

    A change that is cut short leaves the index as it was; what it has written is used by the next one.
    """
    open_index(settings, progress)  # so that others are answered meanwhile
    with _building(settings, progress):
        library = open_library(settings)
        result = change(library)
        if not _usable(settings.home / "index", _fingerprint(settings, digest(library.entries()))):
            _build(settings, progress, rebuild=False)
        return result


def forget_documents(settings: Settings, progress: Progress, found: Callable[[Library], Sequence[Entry]]) -> None:
    """Take added documents out, and make the index anew: no build of before is left."""
    open_index(settings, progress)
    with _building(settings, progress):
        library = open_library(settings)
        for entry in found(library):
            library.remove(entry)
        built = _build(settings, progress, rebuild=True)
        drop_others(built.folder)


def open_adder(library: Library, reader: "DocumentReader", trust: Trust | None, progress: Progress) -> "Adder":
    """Return what brings files into a library; the model is loaded when there is something to embed."""
    from assistant.adding import Adder
    from assistant.embedding import Embedder

    embedder = cache(lambda: Embedder(model_folder(), threads=os.cpu_count() or 1))
    return Adder(library=library, reader=reader, trust=trust, embed=lambda texts: embedder().many(texts, progress.advance))


@contextlib.contextmanager
def _building(settings: Settings, progress: Progress) -> Iterator[None]:
    root = settings.home / "index"
    _make_private(settings.home, root)
    try:
        with build_lock(root, settings.build_wait_s, progress.wait):
            yield
    except OSError as error:
        raise DataFolderUnusable(f"{root}: cannot be written ({error.strerror}); free some space or set SMALLACTS_HOME") from error


def _usable(root: Path, fingerprint: str) -> Generation | None:
    """The current generation if it is whole and of this knowledge; the sources are the truth, so else it is built anew."""
    found = _whole(root)
    return found if found and found.manifest.fingerprint == fingerprint else None


def _whole(root: Path) -> Generation | None:
    try:
        path = current(root)
        return open_generation(path) if path else None
    except IndexBroken:
        return None


def _build(settings: Settings, progress: Progress, *, rebuild: bool) -> Generation:
    """Build an index of our knowledge and of what was added; the caller holds the lock."""
    from assistant.index import build
    from assistant.passages import write_passages

    root, knowledge, library = settings.home / "index", _knowledge_fingerprint(), open_library(settings)
    entries = library.entries()
    before = None if rebuild else _whole(root)
    before = before if before and before.knowledge == knowledge else None
    banks, texts = (before.banks, before.texts) if before else _fresh(progress)
    return build(
        root,
        _fingerprint(settings, digest(entries)),
        banks,
        texts,
        shelve=lambda folder: write_passages(folder, library.readable(entries)),
        before=before,
        on_built=lambda: library.set_stamp(digest(entries)),
    )


def _fresh(progress: Progress) -> tuple[Mapping[str, Bank], Mapping[str, bytes]]:
    from assistant.knowledge import Knowledge

    knowledge = Knowledge(folder("knowledge"))
    progress.begin(len(knowledge.unknown))
    return knowledge.built(progress.advance)


def embed_knowledge(progress: Progress, *, only_check: bool) -> tuple[int, Path]:
    """Complete the file of known vectors, or only count what it lacks; return that count and its path."""
    from assistant.knowledge import Knowledge

    knowledge = Knowledge(folder("knowledge"))
    missing = len(knowledge.unknown)
    if not only_check:
        progress.begin(missing)
        knowledge.save_vectors(progress.advance)
    return missing, knowledge.vectors_path


def _fingerprint(settings: Settings, added: str | None = None) -> str:
    """What an index must be made from: our knowledge, and what was added when it was last switched in."""
    stamp = open_library(settings).stamp() if added is None else added
    return f"{_knowledge_fingerprint()}{LIBRARY}{stamp}" if stamp else _knowledge_fingerprint()


def _knowledge_fingerprint() -> str:
    from assistant.embedding import FINGERPRINT

    knowledge = folder("knowledge")
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
