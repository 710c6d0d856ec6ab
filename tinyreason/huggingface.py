"""A model as Hugging Face's Llama, or Qwen3, both ways: its tensors by name and the files that Transformers reads.

Qwen3 is Llama with normalised queries and keys.

Read is only what cannot hold code: JSON and safetensors (never pickle), by plain file names inside one directory. Code
that a repository brings along is never run.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
from tokenizers import AddedToken, decoders, processors

from tinyreason import budget
from tinyreason import config as configs
from tinyreason.asking import Model
from tinyreason.config import Config, ModelConfig, UserError
from tinyreason.tokenizer import BYTE_LETTERS, END, PAD, SPECIALS, START, Tokenizer, train_tokenizer

CONFIG, WEIGHTS, INDEX = "config.json", "model.safetensors", "model.safetensors.index.json"
TOKENIZER = "tokenizer.json"
# What GPT-2's tokenizer, and those made after it, split at.
GPT2_PIECES = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

_TOP = {"model.embed_tokens.weight": ("embedding", "embedding"), "model.norm.weight": ("final_norm", "scale")}
_HEAD = {"lm_head.weight": ("head", "kernel")}
_BLOCK = {
    "input_layernorm.weight": ("attention_norm", "scale"),
    "self_attn.q_proj.weight": ("attention", "query", "kernel"),
    "self_attn.k_proj.weight": ("attention", "key", "kernel"),
    "self_attn.v_proj.weight": ("attention", "value", "kernel"),
    "self_attn.o_proj.weight": ("attention", "out", "kernel"),
    "post_attention_layernorm.weight": ("feed_forward_norm", "scale"),
    "mlp.gate_proj.weight": ("feed_forward", "gate", "kernel"),
    "mlp.up_proj.weight": ("feed_forward", "up", "kernel"),
    "mlp.down_proj.weight": ("feed_forward", "down", "kernel"),
}
_QK_NORM = {
    "self_attn.q_norm.weight": ("attention", "query_norm", "scale"),
    "self_attn.k_norm.weight": ("attention", "key_norm", "scale"),
}
# Transformers' class for each architecture.
CLASSES = {"llama": "LlamaForCausalLM", "qwen3": "Qwen3ForCausalLM"}


def check_expressible(config: ModelConfig, form: str) -> None:
    """Raises UserError naming the first option that Llama's architecture has no place for."""
    for option, only in (("activation", "swiglu"), ("positions", "rope")):
        value = getattr(config, option)
        if value != only:
            raise UserError(f"--{option}={value} cannot be expressed as {form}: its Llama has --{option}={only} alone")


def architecture(config: ModelConfig) -> str:
    """Returns the name that Transformers and llama.cpp have for the model's architecture."""
    return "qwen3" if config.qk_norm else "llama"


def unrolled(config: ModelConfig) -> ModelConfig:
    """Returns the config of the stack without loops that computes the same, each loop with weights of its own."""
    return replace(config, depth=config.depth * config.loops, loops=1)


def _names(config: ModelConfig, depth: int) -> dict[str, tuple[str, ...]]:
    """Returns where the parameter of each tensor's name stands; of a looped stack, several at one place."""
    names: dict[str, tuple[str, ...]] = {**_TOP, **({} if config.tied else _HEAD)}
    for layer in range(depth):
        block = f"block_{layer % config.depth}"
        tensors = _BLOCK | (_QK_NORM if config.qk_norm else {})
        names |= {f"model.layers.{layer}.{name}": (block, *keys) for name, keys in tensors.items()}
    return names


def to_tensors(config: ModelConfig, params: Any) -> dict[str, np.ndarray]:
    """Returns the parameters as Transformers' tensors, a looped stack unrolled: float32, matrices of out by in."""
    tensors = {}
    for name, keys in _names(config, config.depth * config.loops).items():
        value = params
        for key in keys:
            value = value[key]
        array = np.asarray(value, np.float32)
        tensors[name] = np.ascontiguousarray(array.T if keys[-1] == "kernel" else array)
    return tensors


def from_tensors(config: ModelConfig, read: Callable[[str], np.ndarray]) -> Any:
    """Returns the parameters of a config without loops, each tensor as `read` gives it for its name."""
    params: dict[str, Any] = {}
    for name, keys in _names(config, config.depth).items():
        array = np.asarray(read(name), np.float32)
        branch = params
        for key in keys[:-1]:
            branch = branch.setdefault(key, {})
        branch[keys[-1]] = array.T if keys[-1] == "kernel" else array
    return params


def save_tokenizer(tokenizer: Tokenizer, directory: Path, context: int) -> None:
    """Writes the tokenizer with what Transformers wants to know: special tokens, and how ids become text.

    A text that spells a special token's name stays text. So there is no template for chats, whose special tokens
    Transformers takes from their text.
    """
    path = directory / TOKENIZER
    tokenizer.save(path)
    theirs = tokenizers.Tokenizer.from_file(str(path))
    theirs.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIALS])
    start = SPECIALS[START]
    theirs.post_processor = processors.TemplateProcessing(single=f"{start} $A", special_tokens=[(start, START)])
    theirs.decoder = decoders.ByteLevel()
    theirs.save(str(path))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": context,
        "clean_up_tokenization_spaces": False,
        "split_special_tokens": True,
    } | {f"{role}_token": SPECIALS[number] for role, number in (("pad", PAD), ("bos", START), ("eos", END))}
    _write(directory / "tokenizer_config.json", settings)


def save(model: Model, directory: Path) -> None:
    """Writes a model as Transformers reads it, into a directory that is there. Raises UserError for other options."""
    from safetensors.numpy import save_file

    c = model.config.model
    check_expressible(c, "huggingface")
    tree = {
        "architectures": [CLASSES[architecture(c)]],
        "model_type": architecture(c),
        "vocab_size": c.vocabulary,
        "hidden_size": c.width,
        "intermediate_size": c.hidden,
        "num_hidden_layers": c.depth * c.loops,
        "num_attention_heads": c.heads,
        "num_key_value_heads": c.key_heads,
        "head_dim": c.head_width,
        "max_position_embeddings": c.context,
        "rms_norm_eps": c.norm_epsilon,
        "rope_parameters": {"rope_type": "default", "rope_theta": c.rope_base},
        "rope_theta": c.rope_base,
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": c.tied,
        "dtype": "float32",
    }
    ids = {"pad_token_id": PAD, "bos_token_id": START, "eos_token_id": END}
    _write(directory / CONFIG, tree | ids)
    # The last token that is written is never read, so it needs no place in the context.
    generation = {"do_sample": False, "max_length": c.context + 1, "suppress_tokens": [PAD, START]}
    _write(directory / "generation_config.json", ids | generation)
    save_tokenizer(model.tokenizer, directory, c.context)
    save_file(to_tensors(c, model.params), directory / WEIGHTS, metadata={"format": "pt"})


def _write(path: Path, tree: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Imported:
    """A model that was trained elsewhere, in this project's form; `notes` say what had to be changed."""

    config: Config
    tokenizer: Tokenizer
    params: Any
    notes: tuple[str, ...]


def load(directory: Path, config: Config, kind: str | None = None, context: int | None = None) -> Imported:
    """Reads a model of Llama's or Qwen3's layout.

    All but the shape is taken from `config`, and `context` where it is given. Ids are put in this project's order:
    padding, start, end, bytes, the rest. `kind` is "byte" for a model without a tokenizer whose ids are ordered so
    already. Raises UserError for what is missing, damaged, unsafe, over the budget or not expressible here, naming it.
    """
    if not directory.is_dir():
        raise UserError(f"there is no directory {directory}")
    tree = _read(directory / CONFIG)
    config = configs.overlay(config, {"model": _shape(tree)} | ({"data": {"tokenizer": kind}} if kind else {}))
    budget.check(config)
    rows = config.model.vocabulary
    tensors = _Tensors(directory)
    tensors.check(config.model)
    if kind == "byte":
        tokenizer, order = train_tokenizer("byte", [], rows), list[int | None](range(rows))
    elif (directory / TOKENIZER).exists():
        tokenizer, order = read_tokenizer(_read(directory / TOKENIZER), tree, rows)
    else:
        raise UserError(f"{directory} has no {TOKENIZER}; pass --tokenizer=byte if ids 3 to 258 are the bytes")
    notes = []
    if len(order) != rows:
        notes.append(f"{len(order) - rows} rows were added to the embedding for special tokens that it had none for")
    changes: dict[str, Any] = {"vocabulary": len(order)} | ({"context": context} if context else {})
    config = configs.replace(config, **changes)
    budget.check(config)

    def read(name: str) -> np.ndarray:
        array = tensors.read(name)
        if name not in ("model.embed_tokens.weight", "lm_head.weight"):
            return array
        return np.stack([np.zeros_like(array[0]) if old is None else array[old] for old in order])

    return Imported(config, tokenizer, from_tensors(config.model, read), tuple(notes))


def _read(path: Path) -> dict[str, Any]:
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"{path.parent} has no {path.name}") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is damaged: {error}", status=1) from error
    if not isinstance(tree, dict):
        raise UserError(f"{path} is damaged: it is no JSON object", status=1)
    return tree


def _shape(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of `ModelConfig` that a model's config gives. Raises UserError for what is not expressible."""
    kind = tree.get("model_type")
    if kind not in CLASSES:
        raise UserError(f"the model is of type {kind!r}; only the layouts of {' and '.join(CLASSES)} are read")
    rope = tree.get("rope_parameters") or {}
    scaling = tree.get("rope_scaling") or {}
    width, heads = _whole(tree, "hidden_size"), _whole(tree, "num_attention_heads")
    for name, found, only in (
        ("hidden_act", tree.get("hidden_act", "silu"), "silu"),
        ("attention_bias", bool(tree.get("attention_bias")), False),
        ("mlp_bias", bool(tree.get("mlp_bias")), False),
        ("rope_type", rope.get("rope_type", scaling.get("rope_type", scaling.get("type", "default"))), "default"),
        ("head_dim", tree.get("head_dim") or width / heads, width / heads),
        ("use_sliding_window", bool(tree.get("use_sliding_window")), False),
        ("quantization_config", tree.get("quantization_config"), None),
        ("auto_map", tree.get("auto_map"), None),
    ):
        if found != only:
            raise UserError(f"{name}={found!r} of the model's config cannot be expressed here, only {only!r}")
    return {
        "vocabulary": _whole(tree, "vocab_size"),
        "context": _whole(tree, "max_position_embeddings"),
        "width": width,
        "depth": _whole(tree, "num_hidden_layers"),
        "heads": heads,
        "kv_heads": _whole(tree, "num_key_value_heads", heads),
        "feed_forward": _whole(tree, "intermediate_size"),
        "rope_base": float(rope.get("rope_theta", tree.get("rope_theta", 10000.0))),
        "norm_epsilon": float(tree.get("rms_norm_eps", 1e-6)),
        "tied": bool(tree.get("tie_word_embeddings", False)),
        "qk_norm": kind == "qwen3",
        **{"loops": 1, "activation": "swiglu", "positions": "rope", "compute_dtype": "float32"},
    }


def _whole(tree: Mapping[str, Any], name: str, default: int | None = None) -> int:
    value = tree.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UserError(f"{name}={value!r} of the model's config: must be a whole number of at least 1", status=1)
    return value


class _Tensors:
    """The tensors of a directory's safetensors files, each read when it is asked for."""

    def __init__(self, directory: Path):
        """Finds the files. Raises UserError where there are none, or one's name leads out of the directory."""
        self._files: dict[str, Any] = {}
        names = [WEIGHTS]
        if not (directory / WEIGHTS).exists() and (directory / INDEX).exists():
            listed = _read(directory / INDEX).get("weight_map")
            names = sorted({str(name) for name in listed.values()}) if isinstance(listed, dict) else []
            for name in names:
                if Path(name).name != name or not name.endswith(".safetensors"):
                    raise UserError(
                        f"{directory / INDEX} names the file {name!r}, which is no plain file name", status=1
                    )
        for name in names:
            if not (directory / name).is_file():
                pickles = "; pickled weights are never read: save them as safetensors" * any(directory.glob("*.bin"))
                raise UserError(f"{directory} has no {name}{pickles}")
            self._open(directory / name)

    def _open(self, path: Path) -> None:
        from safetensors import SafetensorError, safe_open

        try:
            file = safe_open(path, framework="numpy")
            self._files |= dict.fromkeys(file.keys(), file)
        except (SafetensorError, OSError) as error:
            raise UserError(f"{path} is damaged: {error}", status=1) from error

    def check(self, config: ModelConfig) -> None:
        """Raises UserError naming a tensor that is missing, unknown or of another shape than the config says."""
        c, keys = config, config.key_heads * config.head_width
        sizes: dict[str, tuple[int, ...]] = {
            "q_proj": (c.width, c.width),
            "k_proj": (keys, c.width),
            "v_proj": (keys, c.width),
        }
        sizes |= {"o_proj": (c.width, c.width), "gate_proj": (c.hidden, c.width), "up_proj": (c.hidden, c.width)}
        sizes |= {"down_proj": (c.width, c.hidden), "embed_tokens": (c.vocabulary, c.width)}
        sizes |= {"lm_head": (c.vocabulary, c.width), "q_norm": (c.head_width,), "k_norm": (c.head_width,)}
        wanted = {name: sizes.get(name.split(".")[-2], (c.width,)) for name in _names(config, config.depth)}
        # Older files hold what is computed anew, and a tied head beside the embedding that it is.
        spare = {name for name in self._files if name.endswith("rotary_emb.inv_freq")} | set(_HEAD if c.tied else ())
        for name in [*wanted, *self._files]:
            if name not in self._files:
                raise UserError(f"the tensor {name} is missing", status=1)
            if name not in wanted and name not in spare:
                raise UserError(f"the tensor {name!r} has no place in a {architecture(c)} of this config", status=1)
        for name, shape in wanted.items():
            found = tuple(self._files[name].get_slice(name).get_shape())
            if found != shape:
                raise UserError(f"the tensor {name} is of shape {found}; by its config it is {shape}", status=1)

    def read(self, name: str) -> np.ndarray:
        """Returns a tensor in float32. Raises UserError where a value is not finite."""
        array = np.asarray(self._files[name].get_tensor(name), np.float32)
        if not math.isfinite(float(np.sum(np.abs(array), dtype=np.float64))):
            raise UserError(f"the tensor {name} holds a value that is not finite", status=1)
        return array


def read_tokenizer(tree: Mapping[str, Any], config: Mapping[str, Any], rows: int) -> tuple[Tokenizer, list[int | None]]:
    """Returns a tokenizer with the ids in this project's order, and the old id of each new one (None: it had none).

    Rows of the embedding that stand for no text, such as other special tokens, come last. Raises UserError for a
    tokenizer that is not byte-level BPE, or splits its text in a way that cannot be expressed here.
    """
    model = tree.get("model")
    if not isinstance(model, dict) or model.get("type") != "BPE":
        raise UserError(f"{TOKENIZER} is not byte-level BPE: that alone can be expressed here")
    for name in ("dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback", "ignore_merges"):
        if model.get(name):
            raise UserError(f"{TOKENIZER}: {name}={model[name]!r} cannot be expressed here")
    if tree.get("normalizer"):
        raise UserError(f"{TOKENIZER}: a normalizer cannot be expressed here")
    pieces = _pieces(tree.get("pre_tokenizer"))
    try:
        vocabulary = {str(token): int(number) for token, number in model["vocab"].items()}
        pairs = [merge.split(" ") if isinstance(merge, str) else merge for merge in model["merges"]]
        merges = [(str(first), str(second)) for first, second in pairs]
        added = list(tree.get("added_tokens") or ())
        phrases = {int(token["id"]): str(token["content"]) for token in added if not token["special"]}
        special = {int(token["id"]) for token in added if token["special"]}
        pad, start, end = (_special(config, role) for role in ("pad", "bos", "eos"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{TOKENIZER} is damaged: {error!r}", status=1) from error
    for token in added:
        if int(token["id"]) in phrases and any(token.get(name) for name in ("single_word", "lstrip", "rstrip")):
            raise UserError(
                f"{TOKENIZER}: the added token {token['content']!r} cannot be expressed here: it is no plain text"
            )
    lacking = [letter for letter in BYTE_LETTERS if letter not in vocabulary]
    if lacking:
        raise UserError(f"{TOKENIZER} is not byte-level: it has no token for {len(lacking)} of the 256 bytes")
    if end is None:
        raise UserError(f"{CONFIG} names no eos_token_id, so that no reply could end")
    special |= {number for number in (pad, start, end) if number is not None}
    numbers = {*special, *phrases, *vocabulary.values()}
    if max(numbers) >= rows or min(numbers) < 0:
        raise UserError(f"{TOKENIZER} has ids beyond the {rows} rows of the embedding", status=1)
    texts = {number: token for token, number in vocabulary.items() if set(token) <= set(BYTE_LETTERS)}
    merged = sorted(n for n, token in texts.items() if token not in BYTE_LETTERS and n not in {*special, *phrases})
    # A padding token that is another special one, too, gets a row of its own.
    first: list[int | None] = [None if pad in (start, end) else pad, end if start is None else start, end]
    order = [*first, *(vocabulary[letter] for letter in BYTE_LETTERS), *merged, *phrases]
    order += sorted(set(range(rows)) - {number for number in order if number is not None})
    try:
        letters = [*SPECIALS, *BYTE_LETTERS, *(texts[number] for number in merged)]
        return Tokenizer(letters, merges, list(phrases.values()), pieces), order
    except Exception as error:  # the package raises bare exceptions for merges of what is no token
        raise UserError(f"{TOKENIZER} is damaged: {error}", status=1) from error


def _special(config: Mapping[str, Any], role: str) -> int | None:
    number = config.get(f"{role}_token_id")
    number = number[0] if isinstance(number, list) else number
    return None if number is None or number < 0 else int(number)


def _pieces(tree: Any) -> str:
    """Returns the pattern that a text is split by before bytes are merged."""
    parts: Sequence[Any] = tree.get("pretokenizers", [tree]) if isinstance(tree, dict) else [tree]
    *splits, last = [part if isinstance(part, dict) else {} for part in parts]
    plain = last.get("type") == "ByteLevel" and not last.get("add_prefix_space")
    if plain and not splits and last.get("use_regex", True):
        return GPT2_PIECES
    if plain and len(splits) == 1 and not last.get("use_regex", True):
        [split] = splits
        pattern = split.get("pattern")
        whole = split.get("type") == "Split" and split.get("behavior") == "Isolated" and not split.get("invert")
        if whole and isinstance(pattern, dict) and isinstance(pattern.get("Regex"), str):
            return str(pattern["Regex"])
    kinds = [part.get("type", "none") for part in (*splits, last)]
    raise UserError(f"{TOKENIZER}: its pre-tokenizer ({', '.join(map(str, kinds))}) cannot be expressed here")
