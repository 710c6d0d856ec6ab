"""The decoder as an ONNX graph, with any batch and length, from tokens to the logits of every position.

The operators are those of opset 20. A looped stack keeps its weights once: the nodes of each loop read the same ones.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tinyreason import ops
from tinyreason.config import ModelConfig

OPSET = 20


class _Graph:
    """Nodes and weights as they are added; what an operator gives is known by a name."""

    def __init__(self, config: ModelConfig, params: Any):
        self.config, self.params = config, params
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def add(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Adds an operator; returns the name of its output, or names."""
        names = [f"{kind.lower()}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any, dtype: Any = np.float32) -> str:
        """Returns the name of a constant."""
        array = np.asarray(value, dtype)
        name = f"constant_{array.dtype}_{'x'.join(map(str, array.shape))}_{'_'.join(map(str, array.ravel()))}"
        if array.size > 8:
            name = f"constant_{len(self.weights)}"
        self.weights.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def weight(self, *keys: str) -> str:
        """Returns the name of a parameter, which is stored once."""
        name, value = "/".join(keys), self.params
        for key in keys:
            value = value[key]
        if name not in self.weights:
            self.weights[name] = numpy_helper.from_array(np.asarray(value, np.float32), name)
        return name

    def rms_norm(self, x: str, *keys: str) -> str:
        """Adds a normalisation of the last axis."""
        square = self.add("ReduceMean", self.add("Mul", x, x), self.constant([-1], np.int64), keepdims=1)
        root = self.add("Sqrt", self.add("Add", square, self.constant(self.config.norm_epsilon)))
        return self.add("Mul", self.add("Div", x, root), self.weight(*keys, "scale"))

    def heads(self, x: str, shape: tuple[int, int, int]) -> str:
        """Adds a split of the last axis into heads, BxKxGxTxH."""
        split = self.add("Reshape", x, self.constant([0, 0, *shape], np.int64))
        return self.add("Transpose", split, perm=[0, 2, 3, 1, 4])

    def rotate(self, x: str, angles: tuple[str, str] | None) -> str:
        """Adds the rotation of each pair (i, i + H/2)."""
        if angles is None:
            return x
        cos, sin = angles
        first, second = self.add("Split", x, outputs=2, axis=-1, num_outputs=2)
        return self.add(
            "Concat",
            self.add("Sub", self.add("Mul", first, cos), self.add("Mul", second, sin)),
            self.add("Add", self.add("Mul", second, cos), self.add("Mul", first, sin)),
            axis=-1,
        )

    def attention(self, x: str, block: str, angles: tuple[str, str] | None, causal: str) -> str:
        """Adds a block's attention."""
        c = self.config
        group = c.heads // c.key_heads
        product = {part: self.add("MatMul", x, self.weight(block, "attention", part, "kernel")) for part in _INPUTS}
        query = self.heads(product["query"], (c.key_heads, group, c.head_width))
        key = self.heads(product["key"], (c.key_heads, 1, c.head_width))
        if c.qk_norm:
            query = self.rms_norm(query, block, "attention", "query_norm")
            key = self.rms_norm(key, block, "attention", "key_norm")
        query, key = self.rotate(query, angles), self.rotate(key, angles)
        query = self.add("Mul", query, self.constant(c.head_width**-0.5))
        scores = self.add("MatMul", query, self.add("Transpose", key, perm=[0, 1, 2, 4, 3]))
        weights = self.add("Softmax", self.add("Where", causal, scores, self.constant(ops.MASKED)), axis=-1)
        seen = self.add("MatMul", weights, self.heads(product["value"], (c.key_heads, 1, c.head_width)))
        joined = self.add("Transpose", seen, perm=[0, 3, 1, 2, 4])
        joined = self.add("Reshape", joined, self.constant([0, 0, c.width], np.int64))
        return self.add("MatMul", joined, self.weight(block, "attention", "out", "kernel"))

    def feed_forward(self, x: str, block: str) -> str:
        """Adds a block's feed-forward layer."""
        up = self.add("MatMul", x, self.weight(block, "feed_forward", "up", "kernel"))
        if self.config.activation == "swiglu":
            gate = self.add("MatMul", x, self.weight(block, "feed_forward", "gate", "kernel"))
            up = self.add("Mul", self.add("Mul", gate, self.add("Sigmoid", gate)), up)
        elif self.config.activation == "gelu":
            up = self.add("Gelu", up, approximate="tanh")
        else:
            positive = self.add("Relu", up)
            up = self.add("Mul", positive, positive)
        return self.add("MatMul", up, self.weight(block, "feed_forward", "down", "kernel"))


_INPUTS = ("query", "key", "value")


def build(config: ModelConfig, params: Any) -> onnx.ModelProto:
    """Returns the model: `tokens`, int64 of (batch, length), to `logits`, float32 of (batch, length, vocabulary)."""
    g = _Graph(config, params)
    length = g.add("Gather", g.add("Shape", "tokens"), g.constant(1, np.int64), axis=0)
    places = g.add("Range", g.constant(0, np.int64), length, g.constant(1, np.int64))
    rows, columns = (g.add("Unsqueeze", places, g.constant([axis], np.int64)) for axis in (1, 0))
    causal = g.add("LessOrEqual", columns, rows)
    x = g.add("Gather", g.weight("embedding", "embedding"), "tokens", axis=0)
    angles = None
    if config.positions == "rope":
        frequencies = config.rope_base ** (-np.arange(0, config.head_width, 2, dtype=np.float32) / config.head_width)
        angle = g.add("Mul", g.add("Cast", rows, to=TensorProto.FLOAT), g.constant(frequencies[None]))
        angles = g.add("Cos", angle), g.add("Sin", angle)
    elif config.positions == "learned":
        x = g.add("Add", x, g.add("Gather", g.weight("positions", "embedding"), places, axis=0))
    for layer in range(config.depth * config.loops):
        block = f"block_{layer % config.depth}"
        x = g.add("Add", x, g.attention(g.rms_norm(x, block, "attention_norm"), block, angles, causal))
        x = g.add("Add", x, g.feed_forward(g.rms_norm(x, block, "feed_forward_norm"), block))
    x = g.rms_norm(x, "final_norm")
    if config.tied:
        head = g.add("Transpose", g.weight("embedding", "embedding"), perm=[1, 0])
    else:
        head = g.weight("head", "kernel")
    g.nodes.append(helper.make_node("MatMul", [x, head], ["logits"]))
    model = helper.make_model(
        helper.make_graph(
            g.nodes,
            "tinyreason",
            [helper.make_tensor_value_info("tokens", TensorProto.INT64, ["batch", "length"])],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "length", config.vocabulary])],
            list(g.weights.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=10,
    )
    onnx.checker.check_model(model)
    return model
