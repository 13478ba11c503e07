"""Teaches the upper layers to draw texts of one class together: by class prototypes, cross-entropy and Adam."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from evals.tuning.encoder import Encoder, Layer, States, padded, pooled

RATE = 1e-4
PROTOTYPE_RATE = 1e-3
WARM_UP = 0.1  # of all steps, in which the rate rises; it then falls in a line
DECAY = 0.01
DROP = 0.1
SHARPNESS = 20.0  # of the cosine between a text and a prototype, before the softmax
BATCH = 32
POOL = 1024  # texts of like length are put together within so many, so that little is padded
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Task:
    """Texts with their classes; every epoch sees one part in `every` of its batches."""

    states: States
    labels: np.ndarray
    every: int = 1


def taught(encoder: Encoder, tasks: Sequence[Task], epochs: int, report: Callable[[str], None]) -> list[Layer]:
    """Return the upper layers, tuned on all tasks together."""
    rng, key = np.random.default_rng(SEED), jax.random.key(SEED)
    embed = jax.jit(lambda layers, block, mask: pooled(layers, block, mask, None, 0.0))
    prototypes = [_prototypes(task, lambda block, mask: embed(encoder.upper, block, mask)) for task in tasks]
    params = (encoder.upper, prototypes)
    means = squares = jax.tree.map(jnp.zeros_like, params)
    gradient = jax.jit(jax.value_and_grad(_loss), static_argnums=1)
    move = jax.jit(_moved)
    steps, step = epochs * len(list(_batches(tasks, np.random.default_rng(SEED)))), 0
    for epoch in range(epochs):
        losses = []
        for number, rows in _batches(tasks, rng):
            step += 1
            block, mask = padded([tasks[number].states[i] for i in rows])
            loss, slope = gradient(params, number, block, mask, tasks[number].labels[rows], jax.random.fold_in(key, step))
            params, means, squares = move(params, means, squares, slope, float(step), _rate(step, steps))
            losses.append(float(loss))
        report(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}")
    layers: list[Layer] = params[0]
    return layers


def _loss(params: Any, number: int, block: jax.Array, mask: jax.Array, labels: jax.Array, key: jax.Array) -> jax.Array:
    layers, prototypes = params
    towards = prototypes[number] / jnp.linalg.norm(prototypes[number], axis=1, keepdims=True)
    scores = jax.nn.log_softmax(SHARPNESS * pooled(layers, block, mask, key, DROP) @ towards.T)
    return -jnp.take_along_axis(scores, labels[:, None], 1).mean()


def _moved(params: Any, means: Any, squares: Any, slope: Any, step: float, rate: float) -> Any:
    """One step of Adam with decoupled decay, the slope cut to length one."""
    length = jnp.sqrt(sum((each**2).sum() for each in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda each: each * jnp.minimum(1, 1 / length), slope)
    means = jax.tree.map(lambda m, s: 0.9 * m + 0.1 * s, means, slope)
    squares = jax.tree.map(lambda q, s: 0.999 * q + 0.001 * s * s, squares, slope)

    def moved(by: float) -> Callable[[Any, Any, Any], Any]:
        def one(p: Any, m: Any, q: Any) -> Any:
            return p - by * ((m / (1 - 0.9**step)) / (jnp.sqrt(q / (1 - 0.999**step)) + 1e-8) + DECAY * p)

        return one

    layers = jax.tree.map(moved(rate), params[0], means[0], squares[0])
    prototypes = jax.tree.map(moved(rate * PROTOTYPE_RATE / RATE), params[1], means[1], squares[1])
    return (layers, prototypes), means, squares


def _rate(step: int, steps: int) -> float:
    return RATE * min(1.0, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)


def _batches(tasks: Sequence[Task], rng: np.random.Generator) -> Iterator[tuple[int, np.ndarray]]:
    found = []
    for number, task in enumerate(tasks):
        order, first = rng.permutation(len(task.states)), int(rng.integers(task.every))
        for start in range(0, len(order), POOL):
            part = order[start : start + POOL]
            part = part[np.argsort([len(task.states[i]) for i in part], kind="stable")]
            cut = [(number, part[at : at + BATCH]) for at in range(0, len(part) - BATCH + 1, BATCH)]
            found += cut[first :: task.every]
    return (found[i] for i in rng.permutation(len(found)))


def _prototypes(task: Task, embed: Callable[[np.ndarray, np.ndarray], jax.Array]) -> jax.Array:
    """Where each class begins: the mean of its texts as the encoder sees them now."""
    vectors = np.zeros((len(task.states), task.states[0].shape[1]), np.float32)
    order = np.argsort([len(each) for each in task.states], kind="stable")
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        filled = np.concatenate([rows, np.repeat(rows[:1], BATCH - len(rows))])
        vectors[rows] = np.asarray(embed(*padded([task.states[i] for i in filled])))[: len(rows)]
    return jnp.asarray(np.stack([vectors[task.labels == label].mean(axis=0) for label in range(task.labels.max() + 1)]))
