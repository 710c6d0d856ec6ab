"""The other formats, each run by the software that reads it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.small import logits, small_model, some_ids
from tinyreason import export
from tinyreason.config import UserError

SHAPES: list[dict[str, Any]] = [
    {"kv_heads": 2, "tied": False, "loops": 2},
    {"activation": "gelu", "positions": "learned"},
    {"activation": "relu2", "positions": "none"},
    {"qk_norm": False, "kv_heads": 2},
]


@pytest.mark.parametrize("options", SHAPES)
def test_onnxruntime_computes_the_same(tmp_path: Path, options: dict[str, Any]) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    model = small_model(**options)
    assert export.export(model, "onnx", tmp_path / "out", "small") == []
    session = onnxruntime.InferenceSession(tmp_path / "out" / "model.onnx")
    for ids_BxT in (some_ids(1, 1), some_ids(3, 17)):
        [found] = session.run(["logits"], {"tokens": ids_BxT.astype(np.int64)})
        np.testing.assert_allclose(found, logits(model, ids_BxT), atol=1e-4)


RELOAD = """
import sys
from pathlib import Path
import numpy
from jax import export
program = export.deserialize(bytearray(Path("out/model.jax_export").read_bytes()))
assert program.platforms == ("cpu", "cuda", "tpu")
for name in ("one", "three"):
    numpy.save(f"{name}_logits.npy", program.call(numpy.load(f"{name}.npy")))
assert not any(name.startswith("tinyreason") for name in sys.modules)
"""


def test_jax_alone_computes_the_same(tmp_path: Path) -> None:
    model = small_model(**SHAPES[0])
    export.export(model, "stablehlo", tmp_path / "out", "small")
    texts = {"one": some_ids(1, 5), "three": some_ids(3, 17)}
    for name, ids_BxT in texts.items():
        np.save(tmp_path / f"{name}.npy", ids_BxT)
    done = subprocess.run([sys.executable, "-c", RELOAD], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name, ids_BxT in texts.items():
        np.testing.assert_allclose(np.load(tmp_path / f"{name}_logits.npy"), logits(model, ids_BxT), atol=1e-4)
    assert "stablehlo" in (tmp_path / "out" / "model.stablehlo.mlir").read_text()


def rotated_in_pairs(x_H: np.ndarray, position: int, base: float) -> np.ndarray:
    """Rotates neighbours, as llama.cpp does with a Llama."""
    angle = position * base ** (-np.arange(0, x_H.size, 2) / x_H.size)
    pair = (x_H[0::2] + 1j * x_H[1::2]) * np.exp(1j * angle)
    return np.stack([pair.real, pair.imag], axis=1).ravel()


def rotated_in_halves(x_H: np.ndarray, position: int, base: float) -> np.ndarray:
    half = x_H.size // 2
    angle = position * base ** (-np.arange(0, x_H.size, 2) / x_H.size)
    pair = (x_H[:half] + 1j * x_H[half:]) * np.exp(1j * angle)
    return np.concatenate([pair.real, pair.imag])


@pytest.mark.parametrize("kind", ["llama", "qwen3"])
def test_gguf_holds_what_llama_cpp_needs(tmp_path: Path, kind: str) -> None:
    gguf = pytest.importorskip("gguf")
    model = small_model(kv_heads=2, loops=2, qk_norm=kind == "qwen3")
    remarks = export.export(model, "gguf", tmp_path / "out", "small")
    assert "gguf cannot share weights" in remarks[0]
    reader = gguf.GGUFReader(tmp_path / "out" / "model.gguf")
    facts = {name: field.contents() for name, field in reader.fields.items()}
    c = model.config.model
    expected = {"block_count": 4, "attention.head_count": 4, "attention.head_count_kv": 2, "rope.dimension_count": 8}
    assert {name: facts[f"{kind}.{name}"] for name in expected} == expected and facts["general.architecture"] == kind
    assert facts[f"{kind}.context_length"] == c.context and len(facts["tokenizer.ggml.tokens"]) == c.vocabulary
    assert len(facts["tokenizer.ggml.merges"]) == len(model.tokenizer.merges) > 10
    tensors = {tensor.name: tensor.data for tensor in reader.tensors}
    assert len(tensors) == 2 + 4 * (11 if kind == "qwen3" else 9)
    block = model.params["block_1"]
    np.testing.assert_array_equal(tensors["blk.3.ffn_down.weight"], block["feed_forward"]["down"]["kernel"].T)
    if kind == "qwen3":  # llama.cpp finds a pair's halves where they stand here, for this architecture
        for there, here in (("q", "query"), ("k", "key")):
            np.testing.assert_array_equal(tensors[f"blk.3.attn_{there}.weight"], block["attention"][here]["kernel"].T)
            scale_H = block["attention"][f"{here}_norm"]["scale"]
            np.testing.assert_array_equal(tensors[f"blk.3.attn_{there}_norm.weight"], scale_H)
        return
    x_D = np.random.default_rng(0).normal(size=c.width)
    there = [(tensors[f"blk.3.attn_{name}.weight"] @ x_D).reshape(-1, 8) for name in ("q", "k")]
    here = [(x_D @ block["attention"][name]["kernel"]).reshape(-1, 8) for name in ("query", "key")]
    for head in range(4):
        scores = [
            turn(q[head], 7, 1e4) @ turn(k[head // 2], 3, 1e4)
            for turn, (q, k) in ((rotated_in_pairs, there), (rotated_in_halves, here))
        ]
        np.testing.assert_allclose(*scores, rtol=1e-5)


def test_a_directory_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(UserError, match="is not empty"):
        export.export(small_model(), "onnx", tmp_path, "small")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write") as raised:
        export.export(small_model(), "onnx", tmp_path / "file" / "out", "small")
    assert raised.value.status == 1
