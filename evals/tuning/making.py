"""The knowledge -> assistant/minilm/tuned.npz: what there is to learn, and the changed weights with their places in the model file."""

import hashlib
import sys
from collections.abc import Mapping, Sequence

import numpy as np
import onnx

from assistant.guidance import read_guidance
from assistant.resources import folder, model_folder
from assistant.retrieval import card_texts
from assistant.safety import GREEN, gate_examples
from assistant.safety_guidance import read_safety
from assistant.tenor import read_tenors, tenor_examples
from evals.tuning.encoder import MATRICES, VECTORS, Encoder, Layer
from evals.tuning.training import SEED, Task, tuned

FIXED = 3  # of the six layers: tuning more of them costs twice the time
EPOCHS = 4
GREEN_SHARE = 0.25  # of the cards' situations that the gate's task sees: all of them would drown the other classes


def make() -> None:
    """Tune, and write the changed weights with the places in the model file that they take."""
    encoder = Encoder(model_folder(), fixed=FIXED)
    cards = _task(encoder, *_cards())
    tasks = [
        cards,
        _task(encoder, *_gate(), every=2),
        Task(states=cards.states, labels=_own(), every=4),
        _task(encoder, *_tenors()),
    ]
    layers = tuned(encoder, tasks, EPOCHS, lambda line: print(line, file=sys.stderr, flush=True))
    sha256 = _write(_weights(encoder, layers))
    print(
        f"{model_folder() / 'tuned.npz'}: written; set TUNED_SHA256 in assistant/embedding.py to {sha256}, then `smallacts guidance embed`"
    )


def _cards() -> tuple[list[str], list[str]]:
    guidance = read_guidance(folder("knowledge"))
    rows = [(text, card.id) for card in guidance.cards.values() for text in card_texts(card)[1:]]
    return [text for text, _ in rows], [label for _, label in rows]


def _own() -> np.ndarray:
    """For each text of the cards, whether it tells of a trouble of one's own."""
    cards = read_guidance(folder("knowledge")).cards.values()
    return np.concatenate([np.repeat([0, 1], [len(card.situations), len(card.own_situations)]) for card in cards])


def _tenors() -> tuple[list[str], list[str]]:
    labels, texts = tenor_examples(read_tenors(folder("knowledge")))
    return texts, labels


def _gate() -> tuple[list[str], list[str]]:
    knowledge, rng = folder("knowledge"), np.random.default_rng(SEED)
    labels, texts = gate_examples(read_safety(knowledge / "safety"), read_guidance(knowledge), _tenors()[0])
    of_cards = set(_cards()[0])
    rows = list(zip(texts, labels, strict=True))
    kept = [row for row in rows if row[1] != GREEN or row[0] not in of_cards or rng.random() < GREEN_SHARE]
    return [text for text, _ in kept], [label for _, label in kept]


def _task(encoder: Encoder, texts: Sequence[str], labels: Sequence[str], every: int = 1) -> Task:
    known = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return Task(states=encoder.states(texts), labels=np.array([known[label] for label in labels]), every=every)


def _weights(encoder: Encoder, layers: Sequence[Layer]) -> Mapping[str, np.ndarray]:
    """The tuned layers under the names and in the form of the model file: int8 with a scale a column."""
    found: dict[str, np.ndarray] = {}
    for number, layer in enumerate(layers, FIXED):
        for key, name in zip(MATRICES, encoder.matrix_names[len(MATRICES) * number :], strict=False):
            scale = np.abs(np.asarray(layer[key])).max(axis=0, keepdims=True) / 127
            found[f"{name}_q"] = np.clip(np.round(np.asarray(layer[key]) / scale), -127, 127).astype(np.int8)
            found[f"{name}_scale"] = scale.astype(np.float32)
        found |= {f"inner.encoder.layer.{number}.{name}": np.asarray(layer[key], np.float32) for key, name in VECTORS.items()}
    return found


def _write(weights: Mapping[str, np.ndarray]) -> str:
    """Write the patch; return its sha256."""
    path = model_folder() / "model.onnx"
    model, whole = onnx.load(str(path)), path.read_bytes()
    offsets, parts = [], []
    for tensor in model.graph.initializer:
        if tensor.name not in weights:
            continue
        offset, new = whole.find(tensor.raw_data), weights[tensor.name].tobytes()
        if whole.count(tensor.raw_data) != 1 or len(new) != len(tensor.raw_data):
            raise ValueError(f"{tensor.name}: has no place of its own in {path}")
        offsets.append((offset, len(new)))
        parts.append(new)
    places = np.array(offsets, dtype=np.int64)
    patch = model_folder() / "tuned.npz"
    np.savez(patch, places=places, weights=np.frombuffer(b"".join(parts), dtype=np.uint8))
    return hashlib.sha256(patch.read_bytes()).hexdigest()
