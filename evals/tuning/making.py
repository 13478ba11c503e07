"""The knowledge -> the tuned weights, and the model that is made of them: what there is to learn, and what the model will read."""

import sys
from collections.abc import Sequence

import numpy as np

from assistant.guidance import read_guidance
from assistant.resources import folder, model_folder
from assistant.retrieval import card_texts
from assistant.safety import GREEN, gate_examples
from assistant.safety_guidance import read_safety
from assistant.tenor import read_tenors, tenor_examples
from evals.tuning.encoder import Encoder
from evals.tuning.packing import pack
from evals.tuning.training import SEED, Task, taught
from evals.tuning.weights import keep, tuned

FIXED = 3  # of the six layers: tuning more of them costs twice the time
EPOCHS = 4
READ_EVERY = 8  # of the cards' situations, to learn which activations are large: about a thousand
GREEN_SHARE = 0.25  # of the cards' situations that the gate's task sees: all of them would drown the other classes


def tune() -> None:
    """Tune the upper layers, and keep them."""
    encoder = Encoder(model_folder(), fixed=FIXED)
    cards = _task(encoder, *_cards())
    tasks = [
        cards,
        _task(encoder, *_gate(), every=2),
        Task(states=cards.states, labels=_own(), every=4),
        _task(encoder, *_tenors()),
    ]
    layers = taught(encoder, tasks, EPOCHS, lambda line: print(line, file=sys.stderr, flush=True))
    keep([{key: np.asarray(array) for key, array in layer.items()} for layer in layers])


def make() -> None:
    """Make the files of the model from the weights that are kept."""
    pack(tuned(), _cards()[0][::READ_EVERY], model_folder())


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
