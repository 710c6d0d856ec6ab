"""A trained model for other software: each format a function that writes into a directory that is there.

All compute in float32, whatever the products of training were. What a format cannot express is refused by the option's
name; a looped stack is unrolled where the target cannot share weights.
"""

import contextlib
import dataclasses
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from tinyreason import budget, evaluation, huggingface
from tinyreason.asking import Model
from tinyreason.config import ModelConfig, UserError
from tinyreason.evaluation import Row
from tinyreason.model import Decoder, empty_cache
from tinyreason.tasks.protocol import prompt_text
from tinyreason.tokenizer import BYTE_LETTERS, END, PAD, SPECIALS, START

# How llama.cpp is told to split a text. It has no name for the way this project does; of those it has, this one agrees
# most often, and keeps every digit by itself.
GGUF_PIECES = "smollm"
# The form of question and reply, for programs that chat.
CHAT_TEMPLATE = prompt_text("{{ messages[-1]['content'] }}")
STABLEHLO_PLATFORMS = ("cpu", "cuda", "tpu")


def export(model: Model, form: str, out: Path, name: str, rows: Sequence[Row] = ()) -> list[str]:
    """Writes a model in one of `FORMATS` into a new or empty directory, whole or not at all; returns remarks.

    `rows` are its measured results, for the card. Raises UserError for a directory that is not empty, an option that
    the format cannot express, and where writing fails (status 1).
    """
    write, unrolls = FORMATS[form]
    config = model.config.model
    if unrolls:
        huggingface.check_expressible(config, form)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError(f"--out={out} is not empty: name a new directory")
    remarks = []
    if unrolls and config.loops > 1:
        here, there = budget.count(config).total, budget.count(huggingface.unrolled(config)).total
        remarks.append(
            f"--loops={config.loops}: {form} cannot share weights between layers, so the stack is unrolled; "
            f"{here:,} parameters here are {there:,} there"
        )
    if config.compute_dtype != "float32":
        remarks.append(f"--compute_dtype={config.compute_dtype}: exported to compute in float32, which is more exact")
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write(model, unfinished)
        if not (unfinished / huggingface.TOKENIZER).exists():
            model.tokenizer.save(unfinished / huggingface.TOKENIZER)
        (unfinished / "README.md").write_text(card(model, form, name, rows, remarks), encoding="utf-8")
        os.replace(unfinished, out)
    except OSError as error:
        raise UserError(f"cannot write {out}: {error.strerror or error}", status=1) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(unfinished, ignore_errors=True)
    return remarks


def _to_gguf(model: Model, directory: Path) -> None:
    """Writes llama.cpp's file: the tensors, a Llama's rows of queries and keys in pairs, and the tokenizer."""
    import gguf

    c, tokenizer = model.config.model, model.tokenizer
    depth = c.depth * c.loops
    kind = huggingface.architecture(c)
    writer = gguf.GGUFWriter(directory / "model.gguf", kind)
    writer.add_context_length(c.context)
    writer.add_embedding_length(c.width)
    writer.add_block_count(depth)
    writer.add_feed_forward_length(c.hidden)
    writer.add_head_count(c.heads)
    writer.add_head_count_kv(c.key_heads)
    writer.add_key_length(c.head_width)
    writer.add_value_length(c.head_width)
    writer.add_layer_norm_rms_eps(c.norm_epsilon)
    writer.add_rope_dimension_count(c.head_width)
    writer.add_rope_freq_base(c.rope_base)
    writer.add_vocab_size(c.vocabulary)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)

    spelled = range(len(SPECIALS), tokenizer.size - len(tokenizer.phrases))
    texts = ["".join(BYTE_LETTERS[byte] for byte in tokenizer.token_bytes(number)) for number in spelled]
    unused = [f"[unused{number}]" for number in range(tokenizer.size, c.vocabulary)]
    sorts = (
        (SPECIALS, gguf.TokenType.CONTROL),
        (texts, gguf.TokenType.NORMAL),
        (tokenizer.phrases, gguf.TokenType.USER_DEFINED),
        (unused, gguf.TokenType.UNUSED),
    )
    names, kinds = zip(*((name, kind) for group, kind in sorts for name in group), strict=True)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(GGUF_PIECES)
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in tokenizer.merges])
    writer.add_pad_token_id(PAD)
    writer.add_bos_token_id(START)
    writer.add_eos_token_id(END)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)

    [number] = (number for number, name in gguf.MODEL_ARCH_NAMES.items() if name == kind)
    names_there = gguf.get_tensor_name_map(number, depth)
    for name, tensor in huggingface.to_tensors(c, model.params).items():
        heads = {"q_proj": c.heads, "k_proj": c.key_heads}.get(name.split(".")[-2])
        if heads and kind == "llama":  # of a Qwen3 pairs are looked for where they stand here
            tensor = _paired(tensor, heads)
        there = names_there.get_name(name, try_suffixes=(".weight",))
        assert there is not None, name
        writer.add_tensor(there, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _paired(kernel_FxD: np.ndarray, heads: int) -> np.ndarray:
    """Returns rows in llama.cpp's order: those that are rotated together, H/2 apart here, stand side by side there."""
    rows, width = kernel_FxD.shape
    return np.ascontiguousarray(kernel_FxD.reshape(heads, 2, rows // heads // 2, width).swapaxes(1, 2)).reshape(
        rows, width
    )


def _to_onnx(model: Model, directory: Path) -> None:
    import onnx

    from tinyreason import onnx_graph

    onnx.save(onnx_graph.build(model.config.model, model.params), directory / "model.onnx")


def _to_stablehlo(model: Model, directory: Path) -> None:
    """Writes a program of `jax.export`: tokens, int32 of any batch and length, to logits."""
    from jax import export as jax_export

    config = dataclasses.replace(model.config.model, compute_dtype="float32")
    params = jax.device_get(model.params)
    batch, length = jax_export.symbolic_shape("batch, length")
    tokens = jax.ShapeDtypeStruct((batch, length), jnp.int32)

    def logits(tokens_BxT: Array) -> Array:
        return whole_logits(config, params, tokens_BxT)

    exported = jax_export.export(jax.jit(logits), platforms=STABLEHLO_PLATFORMS)(tokens)
    (directory / "model.jax_export").write_bytes(exported.serialize())
    (directory / "model.stablehlo.mlir").write_text(exported.mlir_module(), encoding="utf-8")


def whole_logits(config: ModelConfig, params: Any, tokens_BxT: Array) -> Array:
    """Returns the logits BxTxV of whole texts of any batch and length, which may be unknown when this is compiled.

    It goes on from an empty cache, since attention in training works on blocks of a known length.
    """
    batch, length = tokens_BxT.shape
    start_B, cache = jnp.zeros(batch, jnp.int32), empty_cache(config, batch, length)
    logits_BxTxV, _ = Decoder(config).apply({"params": params}, tokens_BxT, start_B, cache, method="extend")
    return logits_BxTxV


# What writes each format, and whether it is a Llama, in which each layer has weights of its own.
FORMATS: dict[str, tuple[Callable[[Model, Path], None], bool]] = {
    "huggingface": (huggingface.save, True),
    "gguf": (_to_gguf, True),
    "onnx": (_to_onnx, False),
    "stablehlo": (_to_stablehlo, False),
}

_USE = {
    "huggingface": """
from transformers import AutoModelForCausalLM, AutoTokenizer
tokenizer, model = AutoTokenizer.from_pretrained("."), AutoModelForCausalLM.from_pretrained(".")
ids = tokenizer("Q: What is 2 + 2?\\nA:", return_tensors="pt").input_ids
print(tokenizer.decode(model.generate(ids)[0], skip_special_tokens=True))""",
    "gguf": """
from llama_cpp import Llama
model = Llama("model.gguf")
print(model("Q: What is 2 + 2?\\nA:", max_tokens=None, temperature=0)["choices"][0]["text"])""",
    "onnx": """
import numpy, onnxruntime, tokenizers
ids = [1, *tokenizers.Tokenizer.from_file("tokenizer.json").encode("Q: What is 2 + 2?\\nA:").ids]
session = onnxruntime.InferenceSession("model.onnx")
[logits] = session.run(["logits"], {"tokens": numpy.array([ids])})  # float32, batch x length x vocabulary""",
    "stablehlo": """
import jax, numpy, tokenizers
from jax import export
from pathlib import Path
ids = [1, *tokenizers.Tokenizer.from_file("tokenizer.json").encode("Q: What is 2 + 2?\\nA:").ids]
program = export.deserialize(bytearray(Path("model.jax_export").read_bytes()))
logits = program.call(numpy.array([ids], numpy.int32))  # float32, batch x length x vocabulary""",
}
_GGUF_NOTE = f"""
llama.cpp has no name for the way this tokenizer splits a text; "{GGUF_PIECES}", which the file names, is the nearest.
Where the ids must be exactly those of training, take them from `tokenizer.json`.
"""


def card(model: Model, form: str, name: str, rows: Sequence[Row], remarks: Sequence[str]) -> str:
    """Returns the model card: what it is, what it was measured to do, how to use it."""
    c, cost = model.config.model, budget.count(model.config.model)
    shape = f"width {c.width}, {c.depth} layers{f' applied {c.loops} times' if c.loops > 1 else ''}, {c.heads} heads"
    front = "---\nlibrary_name: transformers\npipeline_tag: text-generation\n---\n" if form == "huggingface" else ""
    measured = f"```\n{evaluation.table(rows)}\n```" if rows else "It was not measured when it was exported."
    thoughts = "its thoughts, then " if model.config.data.thoughts else ""
    lines = [
        f"{front}# {name}",
        f"A language model of {cost.total:,} parameters ({shape}, vocabulary {c.vocabulary}, context {c.context} "
        f"tokens), trained by tinyreason on `{model.config.data.tasks}`. It reads `Q: ...`, a new line and `A:`, and "
        f"writes {thoughts}a line `Answer: ...`. It knows these families of questions and nothing else.",
        *remarks,
        "## Measured\n\nHeld-out questions, greedy replies; 95% intervals by Wilson.\n\n" + measured,
        f"## Use\n\n```python{_USE[form]}\n```",
    ]
    return "\n\n".join(lines) + "\n" + (_GGUF_NOTE if form == "gguf" else "")
