"""Text -> vector, on this machine, with no download."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from assistant.errors import BadModelFile

DIMENSION = 384
MAX_TOKENS = 256  # the length that all-MiniLM-L6-v2 was trained with
BATCH_CHARS = 800  # short texts run together up to so many; a long one runs alone, twice as fast as among 31 others (measured)
REMEMBERED = 128  # texts whose vector is kept in memory: the gate and the retriever ask for the same one
WORDS_SHA256 = "b4f678bac3ca1c7b8a83950fd32245a4872861e49dc9ad0834503c9ac701631d"
LAYERS_SHA256 = "e037bacb261f6f44664909d6b30c171646af70f3ea3e8b5ffe3cc46d79148e96"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FINGERPRINT = f"all-minilm-l6-v2-int8-tuned:{LAYERS_SHA256[:12]}:{TOKENIZER_SHA256[:12]}:{DIMENSION}:mean:l2:{MAX_TOKENS}"

Vectors = npt.NDArray[np.float32]


class Embedder:
    """all-MiniLM-L6-v2 in whole numbers, its upper layers tuned on our knowledge: unit vectors of 384 dimensions."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model.

        Raises:
            BadModelFile: A file is missing, or is not the one that we know by its sha256.

        """
        layers = _known_bytes(folder / "layers.onnx", LAYERS_SHA256)
        tokenizer = _known_bytes(folder / "tokenizer.json", TOKENIZER_SHA256)
        _known_bytes(folder / "words.npy", WORDS_SHA256)
        self._words = np.load(folder / "words.npy", mmap_mode="r")  # an int8 row a token, of which a text needs a few
        options = onnxruntime.SessionOptions()
        # a thread a batch: threads that share one batch wait for each other at every step of it
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(layers, options, providers=["CPUExecutionProvider"])
        self._session._model_bytes = None  # it would keep the file in memory, for a change of provider that we never make
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._threads = threads
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def one(self, text: str) -> Vectors:
        """Return the unit vector of one text, shape (384,); the latest texts are remembered."""
        with self._lock:
            if text in self._recent:
                self._recent.move_to_end(text)
                return self._recent[text]
        vector: Vectors = self._run([text])[0]
        with self._lock:
            self._recent[text] = vector
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return vector

    def remembers(self, text: str) -> bool:
        """Whether the vector of a text is there without work."""
        with self._lock:
            return text in self._recent

    def many(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> Vectors:
        """Return unit vectors, shape (len(texts), 384); texts of like length run together, on each thread a batch."""
        result = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        batches = list(_batches(texts))
        pool = ThreadPoolExecutor(self._threads)
        try:
            made = (pool.map if self._threads > 1 else map)(self._run, [[texts[row] for row in rows] for rows in batches])
            for rows, vectors in zip(batches, made, strict=True):
                result[rows] = vectors
                on_progress(len(rows))
        finally:
            pool.shutdown(cancel_futures=True)
        return result

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        width = max(len(e.ids) for e in encoded)
        ids = np.zeros((len(encoded), width), dtype=np.int64)
        mask = np.zeros_like(ids, dtype=np.int32)
        for row, e in enumerate(encoded):
            ids[row, : len(e.ids)] = e.ids
            mask[row, : len(e.ids)] = 1
        inputs = {"ids": ids, "words": self._words[ids], "mask": mask}
        hidden: Vectors = self._session.run(None, inputs)[0]
        weights = mask[:, :, None].astype(np.float32)
        return unit((hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9))


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Rows of texts that run together, shortest first."""
    rows: list[int] = []
    for row in sorted(range(len(texts)), key=lambda row: len(texts[row])):
        if rows and (len(rows) + 1) * len(texts[row]) > BATCH_CHARS:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length one; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return scaled


def _known_bytes(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadModelFile(f"{path}: the embedding model is missing ({error.strerror}); install smallacts again") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BadModelFile(f"{path}: this is another file (sha256 {found[:12]}..., expected {sha256[:12]}...); install smallacts again")
    return content
