"""The tuned weights -> assistant/minilm: the table of words, and the six layers in whole numbers, which a processor multiplies three times as fast.

What enters a matrix is rounded to 8 bits over the range of the whole text, so that one large activation coarsens all:
where a column of them is known to be large it is divided by a factor, and the row of the matrix that it meets is
multiplied by it (SmoothQuant, arXiv:2211.10438). Two neighbours of a column of a matrix come to 128 at most: processors
without VNNI add their products in 16 bits, where more would overflow, and the vectors would be others there.
"""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from assistant.embedding import MAX_TOKENS, unit
from evals.tuning.weights import HEADS, WIDTH, Array, Layer, Weights

PAIR = 127  # of two neighbours before they are rounded: (127 + 1) * 255 is below 32,768
LARGE = 4.0  # of 3, 4, 5 and 6 the one with the best cosine to float32
TINY = 1e-12
OURS = "com.microsoft"
Inputs = Mapping[str, npt.NDArray[Any]]
Linear = Callable[["_Graph", str, Array, Array], str]


def pack(weights: Weights, texts: Sequence[str], folder: Path) -> None:
    """Write the two files; `texts` are what the model will read, to learn which activations are large."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    read = [_inputs(weights, tokenizer.encode(text).ids) for text in texts]
    peaks = iter(_peaks(weights, read))
    made = _model(weights, lambda graph, states, matrix, bias: _in_whole_numbers(graph, states, matrix, bias, next(peaks)))
    np.save(folder / "words.npy", weights.words)
    (folder / "layers.onnx").write_bytes(made)
    cosines = (_vectors(made, read) * _vectors(_model(weights, _plainly), read)).sum(axis=1)
    print(f"cosine to float32: {cosines.mean():.4f} in the mean of {len(read)} texts, {cosines.min():.4f} at least")
    for name in ("words.npy", "layers.onnx"):
        print(f"{name.partition('.')[0].upper()}_SHA256 = {hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    print("set these in assistant/embedding.py, then `smallacts guidance embed`", file=sys.stderr)


class _Graph:
    """The steps of a model, as they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def hold(self, array: Any) -> str:
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(array), f"w{len(self.held)}"))
        return str(self.held[-1].name)

    def add(self, step: str, *inputs: str, outputs: int = 1, **attributes: Any) -> list[str]:
        names = [f"n{len(self.nodes)}.{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(step, inputs, names, **attributes))
        return names


def _model(weights: Weights, linear: Linear, watched: Sequence[str] = ()) -> bytes:
    graph = _Graph()
    zero = graph.hold(np.array([0]))
    (scales,) = graph.add("Gather", graph.hold(weights.scales), "ids")
    (wide,) = graph.add("Cast", "words", to=TensorProto.FLOAT)
    (words,) = graph.add("Mul", wide, scales)
    (width,) = graph.add("Shape", "ids", start=1, end=2)
    (places,) = graph.add("Slice", graph.hold(weights.places[:MAX_TOKENS]), zero, width, zero)
    (both,) = graph.add("Add", words, places)
    (states,) = graph.add("LayerNormalization", both, graph.hold(weights.gain), graph.hold(weights.bias), axis=-1, epsilon=TINY)
    for layer in weights.layers:
        states = _layer(graph, layer, states, linear)
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "t"]),
        helper.make_tensor_value_info("words", TensorProto.INT8, ["b", "t", WIDTH]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["b", "t"]),
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in (states, *watched)]
    made = helper.make_graph(graph.nodes, "minilm", inputs, outputs, graph.held)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(OURS, 1)]
    return bytes(helper.make_model(made, opset_imports=opsets, ir_version=9).SerializeToString())


def _layer(graph: _Graph, p: Layer, states: str, linear: Linear) -> str:
    together = [np.concatenate([p[key] for key in keys], axis=-1) for keys in (("q", "k", "v"), ("qb", "kb", "vb"))]
    split = graph.add("Split", linear(graph, states, *together), outputs=3, axis=-1)
    (heard,) = graph.add("MultiHeadAttention", *split, "", "mask", domain=OURS, num_heads=HEADS)
    states = _normalised(graph, linear(graph, heard, p["o"], p["ob"]), states, p["g1"], p["b1"])
    (thought,) = graph.add("Gelu", linear(graph, states, p["i"], p["ib"]), domain=OURS)
    return _normalised(graph, linear(graph, thought, p["f"], p["fb"]), states, p["g2"], p["b2"])


def _normalised(graph: _Graph, new: str, before: str, gain: Array, bias: Array) -> str:
    return graph.add("SkipLayerNormalization", new, before, graph.hold(gain), graph.hold(bias), domain=OURS, epsilon=TINY)[0]


def _in_whole_numbers(graph: _Graph, states: str, matrix: Array, bias: Array, peak: Array) -> str:
    factor = np.maximum(1, peak / LARGE).astype(np.float32)
    if (factor > 1).any():
        (states,) = graph.add("Mul", states, graph.hold(1 / factor))
    matrix = matrix * factor[:, None]
    scale = (np.abs(matrix[0::2]) + np.abs(matrix[1::2])).max(axis=0) / PAIR
    numbers = np.round(matrix / scale).astype(np.int8)
    held = [graph.hold(each) for each in (numbers, scale.astype(np.float32), np.zeros(len(bias), np.int8), bias)]
    return graph.add("DynamicQuantizeMatMul", states, *held, domain=OURS)[0]


def _plainly(graph: _Graph, states: str, matrix: Array, bias: Array) -> str:
    (product,) = graph.add("MatMul", states, graph.hold(matrix))
    return graph.add("Add", product, graph.hold(bias))[0]


def _peaks(weights: Weights, read: Sequence[Inputs]) -> list[Array]:
    """The largest activation of each column, for each matrix in turn, over all texts."""
    entered: dict[str, None] = {}

    def watched(graph: _Graph, states: str, matrix: Array, bias: Array) -> str:
        entered[states] = None
        return _plainly(graph, states, matrix, bias)

    _model(weights, watched)  # to learn the names
    names = list(entered)
    session = _session(_model(weights, _plainly, names))
    peaks = [np.zeros(1, np.float32)] * len(names)
    for inputs in read:
        seen = session.run(names, inputs)
        peaks = [np.maximum(peak, np.abs(states[0]).max(axis=0)) for peak, states in zip(peaks, seen, strict=True)]
    return peaks


def _vectors(model: bytes, read: Sequence[Inputs]) -> Array:
    session = _session(model)
    return unit(np.stack([session.run(None, inputs)[0][0].mean(axis=0) for inputs in read]))


def _inputs(weights: Weights, ids: Sequence[int]) -> Inputs:
    row = np.array([ids])
    return {"ids": row, "words": weights.words[row], "mask": np.ones_like(row, np.int32)}


def _session(model: bytes) -> Any:
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
