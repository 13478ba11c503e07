"""The embedding model as a function that can be differentiated: its lower layers fixed, its upper ones as parameters."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from tokenizers import Tokenizer

from evals.tuning.weights import HEADS, WIDTH, published

STEP = 16  # texts are padded to a multiple of this many tokens, so that few shapes are compiled
BATCH = 64
Layer = Mapping[str, jax.Array]
States = Sequence[np.ndarray]


class Encoder:
    """all-MiniLM-L6-v2 in float32, as it was published."""

    def __init__(self, folder: Path, fixed: int) -> None:
        """Read the weights, and the tokenizer from a folder; the first `fixed` of its six layers are never changed."""
        weights = published()
        self.fixed = fixed
        self._words = jnp.asarray(weights.words.astype(np.float32) * weights.scales)
        self._places, self._gain, self._bias = (jnp.asarray(each) for each in (weights.places, weights.gain, weights.bias))
        self._layers: list[Layer] = [{key: jnp.asarray(array) for key, array in layer.items()} for layer in weights.layers]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(256)
        self._tokenizer.no_padding()
        self._lower = jax.jit(self._through_the_fixed)

    @property
    def upper(self) -> list[Layer]:
        """The layers that are tuned, as they are before."""
        return self._layers[self.fixed :]

    def states(self, texts: Sequence[str]) -> list[np.ndarray]:
        """What the fixed layers make of each text, shape (tokens, 384): computed once, since they never change."""
        ids = [self._tokenizer.encode(text).ids for text in texts]
        found: list[np.ndarray] = [np.empty(0)] * len(texts)
        order = np.argsort([len(each) for each in ids], kind="stable")
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            width = _padded(max(len(ids[i]) for i in rows))
            block, mask = np.zeros((BATCH, width), np.int32), np.zeros((BATCH, width), np.float32)
            mask[:, 0] = 1
            for row, i in enumerate(rows):
                block[row, : len(ids[i])] = ids[i]
                mask[row, : len(ids[i])] = 1
            states = np.asarray(self._lower(block, mask)).astype(np.float16)
            for row, i in enumerate(rows):
                found[i] = states[row, : len(ids[i])]
        return found

    def _through_the_fixed(self, ids: jax.Array, mask: jax.Array) -> jax.Array:
        x = _normalised(self._words[ids] + self._places[: ids.shape[1]], self._gain, self._bias)
        for layer in self._layers[: self.fixed]:
            x = _through(layer, x, mask, None, 0.0)
        return x


def pooled(layers: Sequence[Layer], states: jax.Array, mask: jax.Array, key: jax.Array | None, drop: float) -> jax.Array:
    """Unit vectors of a padded batch of states, through the upper layers; with a key, a share of the activations is dropped."""
    for number, layer in enumerate(layers):
        states = _through(layer, states, mask, None if key is None else jax.random.fold_in(key, number), drop)
    mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    directions: jax.Array = mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)
    return directions


def padded(states: States) -> tuple[np.ndarray, np.ndarray]:
    """States of several texts as one block with its mask."""
    width = _padded(max(len(each) for each in states))
    block, mask = np.zeros((len(states), width, WIDTH), np.float32), np.zeros((len(states), width), np.float32)
    for row, each in enumerate(states):
        block[row, : len(each)] = each
        mask[row, : len(each)] = 1
    return block, mask


def _through(p: Layer, x: jax.Array, mask: jax.Array, key: jax.Array | None, drop: float) -> jax.Array:
    size, tokens, _ = x.shape

    def split(y: jax.Array) -> jax.Array:
        return y.reshape(size, tokens, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    def thinned(y: jax.Array, number: int) -> jax.Array:
        if key is None:
            return y
        return jnp.where(jax.random.bernoulli(jax.random.fold_in(key, number), 1 - drop, y.shape), y / (1 - drop), 0)

    query, keys, values = split(x @ p["q"] + p["qb"]), split(x @ p["k"] + p["kb"]), split(x @ p["v"] + p["vb"])
    weights = jax.nn.softmax(query @ keys.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS) + (1 - mask)[:, None, None, :] * -1e9, -1)
    heard = (weights @ values).transpose(0, 2, 1, 3).reshape(size, tokens, WIDTH) @ p["o"] + p["ob"]
    x = _normalised(x + thinned(heard, 0), p["g1"], p["b1"])
    thought = jax.nn.gelu(x @ p["i"] + p["ib"], approximate=False) @ p["f"] + p["fb"]
    return _normalised(x + thinned(thought, 1), p["g2"], p["b2"])


def _normalised(x: jax.Array, gain: jax.Array, bias: jax.Array) -> jax.Array:
    centred = x - x.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * gain + bias


def _padded(tokens: int) -> int:
    return -(-tokens // STEP) * STEP
