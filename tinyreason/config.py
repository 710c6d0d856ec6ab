"""The configuration of a run: frozen dataclasses, their JSON, and the flags made from their fields.

Every fact about a run stands here once. A field's metadata holds its help text and, where the value
is a word, the words allowed; flags, checks and error messages are made from it.
"""

import dataclasses
import difflib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The packaged checkpoint, and the word by which experiments ask for it.
PRETRAINED, PRETRAINED_WORD = Path(__file__).parent / "pretrained", "pretrained"


class UserError(Exception):
    """A mistake that a person can mend, as one line that says what was wrong and what to do.

    `status` is the exit status: 2 for wrong usage, 1 for a failure such as a damaged file.
    """

    def __init__(self, message: str, status: int = 2):
        super().__init__(message)
        self.status = status


def _field(default: Any, description: str, *, choices: Sequence[str] = (), at_least: float | None = None) -> Any:
    metadata = {"help": description, "choices": tuple(choices), "at_least": at_least}
    return dataclasses.field(default=default, metadata=metadata)


class _Section:
    """Checks each field of a section against its type, its words and its lower bound."""

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            value, meta = getattr(self, field.name), field.metadata
            if meta["choices"] and value not in meta["choices"]:
                raise UserError(f"--{field.name}={value}: choose one of {', '.join(meta['choices'])}")
            if meta["at_least"] is not None and not (value >= meta["at_least"] and math.isfinite(value)):
                raise UserError(f"--{field.name}={value}: must be a number of at least {meta['at_least']}")


@dataclass(frozen=True)
class ModelConfig(_Section):
    """The shape of the decoder. The rest at its defaults, it is Qwen3's computation, or without `qk_norm` Llama's."""

    vocabulary: int = _field(768, "entries of the tokenizer and rows of the embedding", at_least=1)
    context: int = _field(320, "longest sequence, question and reply together, in tokens", at_least=2)
    width: int = _field(128, "width of the residual stream", at_least=1)
    depth: int = _field(3, "transformer blocks with weights of their own", at_least=1)
    heads: int = _field(4, "query heads; they divide the width", at_least=1)
    kv_heads: int = _field(0, "key and value heads, which divide the query heads; 0: as many", at_least=0)
    feed_forward: int = _field(
        0, "width of the feed-forward layer; 0: 8/3 of the width if gated, else 4 times, in eights", at_least=0
    )
    loops: int = _field(1, "times that the stack of blocks is applied, with the same weights", at_least=1)
    activation: str = _field("swiglu", "feed-forward activation", choices=("swiglu", "gelu", "relu2"))
    positions: str = _field("rope", "how positions are told apart", choices=("rope", "learned", "none"))
    qk_norm: bool = _field(True, "normalise the queries and keys of each head, as Qwen3 does")
    rope_base: float = _field(10000.0, "base of the rotary angles", at_least=1)
    tied: bool = _field(True, "use the embedding as the output head too")
    norm_epsilon: float = _field(1e-5, "added to the mean square in RMSNorm", at_least=0)
    initial_scale: float = _field(1.0, "multiplies the standard deviation of every random initial matrix", at_least=0)
    zero_init: bool = _field(True, "begin with blocks that add nothing: their output projections start at 0")
    previous_heads: int = _field(
        1, "heads of each block that begin by looking at the token before, where positions are rotary", at_least=0
    )
    compute_dtype: str = _field(
        "bfloat16", "dtype of the operands of products with parameters", choices=("float32", "bfloat16")
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.width % self.heads:
            near = min((h for h in range(1, self.width + 1) if not self.width % h), key=lambda h: abs(h - self.heads))
            raise UserError(
                f"--heads={self.heads} does not divide --width={self.width}; the nearest that does is {near}"
            )
        if self.heads % self.key_heads:
            raise UserError(f"--kv_heads={self.kv_heads} does not divide --heads={self.heads}")
        if self.previous_heads > self.heads:
            raise UserError(f"--previous_heads={self.previous_heads} is more than --heads={self.heads}")
        if self.positions == "rope" and self.head_width % 2:
            raise UserError(
                f"rotary positions need an even width per head, not {self.width}/{self.heads}={self.head_width}"
            )

    @property
    def head_width(self) -> int:
        """The width of one head."""
        return self.width // self.heads

    @property
    def key_heads(self) -> int:
        """The number of key and value heads."""
        return self.kv_heads or self.heads

    @property
    def gated(self) -> bool:
        """Whether the feed-forward layer multiplies by a gate, a third matrix."""
        return self.activation == "swiglu"

    @property
    def hidden(self) -> int:
        """The width of the feed-forward layer."""
        return self.feed_forward or 8 * round(self.width * (8 / 3 if self.gated else 4) / 8)


@dataclass(frozen=True)
class DataConfig(_Section):
    """What is trained on."""

    tasks: str = _field(
        "word_problems",
        "families and their weights, as a,b:2.0; jsonl:FILE, tfds:DIR or catalogue:gsm8k for questions of your own; "
        "text:FILE or catalogue:NAME for plain text",
    )
    thoughts: bool = _field(True, "whether replies hold thoughts; without, the answer alone")
    tokenizer: str = _field("bpe", "learned byte-level BPE, or plain bytes", choices=("bpe", "byte"))
    phrases: int = _field(
        16,
        "most entries of a bpe vocabulary that stand for a whole phrase that many texts share: marks of question and "
        "answer, turns of thought, instructions; at most half of what single bytes leave",
        at_least=0,
    )
    loss_on: str = _field(
        "reply", "the tokens that are trained on: thoughts and answer, or all", choices=("reply", "all")
    )


@dataclass(frozen=True)
class OptimizerConfig(_Section):
    """How the parameters are moved."""

    optimizer: str = _field("muon", "adamw, or muon for the matrices and adamw for the rest", choices=("adamw", "muon"))
    learning_rate: float = _field(0.007, "peak learning rate of adamw", at_least=0)
    muon_learning_rate: float = _field(0.02, "peak learning rate of muon", at_least=0)
    schedule: str = _field("cosine", "cosine, or warm-up, stable, decay", choices=("cosine", "wsd"))
    warmup: str = _field("2%", "duration of the linear warm-up")
    decay: str = _field("30%", "duration of the linear decay that ends a wsd schedule")
    final_learning_rate: float = _field(0.0, "share of the peak at which the schedule ends", at_least=0)
    weight_decay: float = _field(
        -1.0,
        "decoupled weight decay of matrices; -1: what makes its memory, 1 / (rate * decay) steps, 30% of the run",
        at_least=-1,
    )
    beta1: float = _field(0.9, "decay of adamw's first moment", at_least=0)
    beta2: float = _field(0.98, "decay of adamw's second moment", at_least=0)
    clip: float = _field(1.0, "largest norm of the whole gradient", at_least=0)


@dataclass(frozen=True)
class RunConfig(_Section):
    """How long, on what and under which seed a model is trained, and what is kept."""

    seed: int = _field(0, "seed of the data order, the initial parameters and the tokenizer's sample", at_least=0)
    steps: str = _field("3300", "duration of training: 1000 (steps), 20Mtokens, 50000examples or 2epochs")
    batch: int = _field(16, "sequences a step", at_least=1)
    accumulate: int = _field(
        0,
        "parts that a step's batch is worked through in; 0: one, or on a CPU as many as keep them in its cache",
        at_least=0,
    )
    parallelism: str = _field("jit", "jit over a mesh of devices, or the older pmap", choices=("jit", "pmap"))
    devices: int = _field(0, "devices that share a batch; 0: all, where a core of the CPU counts as one", at_least=0)
    checkpoint_every: int = _field(500, "steps between checkpoints, each with a validation loss", at_least=1)
    keep_latest: int = _field(2, "newest checkpoints kept", at_least=1)
    keep_best: int = _field(1, "checkpoints of least validation loss kept", at_least=0)
    validation_batches: int = _field(4, "batches in the validation loss", at_least=1)
    curve_examples: int = _field(
        0, "validation questions a family asked at each checkpoint, for curves; 0: none", at_least=0
    )
    evaluation_examples: int = _field(200, "held-out questions a family asked at the end; 0: none", at_least=0)
    budget: int = _field(2_000_000, "most parameters that may be trained", at_least=1)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.batch % self.parts:
            raise UserError(f"--accumulate={self.accumulate} does not divide --batch={self.batch}")

    @property
    def parts(self) -> int:
        """The parts that a step's batch is worked through in; one where that is left open."""
        return self.accumulate or 1


@dataclass(frozen=True)
class Config:
    """Everything that a run's numbers follow from."""

    model: ModelConfig = ModelConfig()
    data: DataConfig = DataConfig()
    optimizer: OptimizerConfig = OptimizerConfig()
    run: RunConfig = RunConfig()


SECTIONS = {field.name: field for field in dataclasses.fields(Config)}


def field_sections() -> dict[str, str]:
    """Returns the section of every field; names are unique over the sections."""
    sections: dict[str, str] = {}
    for section in SECTIONS:
        for field in dataclasses.fields(getattr(Config, section)):
            if field.name in sections:
                raise ValueError(f"the field {field.name!r} stands in two sections")
            sections[field.name] = section
    return sections


def replace(config: Config, **changes: Any) -> Config:
    """Returns the config with fields, named without their section, set anew.

    Raises UserError for an unknown name, a value of the wrong type, or one that is not allowed.
    """
    sections = field_sections()
    by_section: dict[str, dict[str, Any]] = {}
    for name, value in changes.items():
        if name not in sections:
            raise UserError(f"unknown config key {name!r}{_nearest(name, sections)}")
        section = sections[name]
        default = getattr(getattr(Config, section), name)
        by_section.setdefault(section, {})[name] = _checked(name, value, type(default))
    parts = {section: dataclasses.replace(getattr(config, section), **values) for section, values in by_section.items()}
    return dataclasses.replace(config, **parts)


def overlay(config: Config, tree: Mapping[str, Any]) -> Config:
    """Returns the config with the values of a tree as `to_dict` writes it, whole or in part, set anew.

    Raises UserError naming an unknown section or key and the one that was meant.
    """
    sections, changes = field_sections(), {}
    for section, values in tree.items():
        if section not in SECTIONS:
            raise UserError(f"unknown config section {section!r}{_nearest(section, SECTIONS)}")
        if not isinstance(values, Mapping):
            raise UserError(f"config section {section!r} must hold keys and values, not {values!r}")
        for name, value in values.items():
            if sections.get(name) != section:
                home = f"; it belongs to section {sections[name]!r}" if name in sections else _nearest(name, sections)
                raise UserError(f"unknown config key '{section}.{name}'{home}")
            changes[name] = value
    return replace(config, **changes)


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else f"; known are {', '.join(known)}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Returns which of the known names somebody may have meant, None where none is like it."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), None)


def _checked(name: str, value: Any, kind: type) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise UserError(f"config key {name!r} takes a value of type {kind.__name__}, not {value!r}")
    return value


def to_dict(config: Config) -> dict[str, dict[str, Any]]:
    """Returns the config as plain JSON values, by section."""
    return dataclasses.asdict(config)


def fields_of(config: Config) -> dict[str, Any]:
    """Returns every field's value by its name, without its section."""
    return {name: value for section in to_dict(config).values() for name, value in section.items()}


def differences(old: Config, new: Config) -> list[str]:
    """Returns a phrase `name (old -> new)` for every field that differs."""
    before, after = fields_of(old), fields_of(new)
    return [f"{name} ({before[name]} -> {after[name]})" for name in before if before[name] != after[name]]


def fields_that_differ(all_configs: Sequence[Config]) -> list[str]:
    """Returns the names of the fields that are not the same in all configs."""
    trees = [fields_of(config) for config in all_configs]
    return [name for name in field_sections() if len({tree[name] for tree in trees}) > 1]


def run_directory(name: str) -> Path:
    """Returns the directory that `--run=NAME` means."""
    return PRETRAINED if name == PRETRAINED_WORD else Path(name)


def save(config: Config, path: Path) -> None:
    """Writes the config as JSON."""
    path.write_text(json.dumps(to_dict(config), indent=2) + "\n")


def load(path: Path, base: Config | None = None) -> Config:
    """Reads a config written by `save`, or a part of one, over `base` (the defaults, if None).

    Raises UserError where the file is missing, damaged, or holds an unknown key.
    """
    try:
        tree = json.loads(path.read_text())
    except OSError as error:
        raise UserError(f"cannot read the config {path}: {error.strerror}") from error
    except ValueError as error:
        raise UserError(f"the config {path} is not valid JSON: {error}", status=1) from error
    if not isinstance(tree, dict):
        raise UserError(f"the config {path} must be a JSON object with the sections {', '.join(SECTIONS)}", status=1)
    return overlay(base or Config(), tree)


# What runs of older versions had, whose configs lack fields that came later.
FORMER = replace(Config(), qk_norm=False)


@dataclass(frozen=True)
class Units:
    """What one step of training is worth: the exchange rates between durations."""

    tokens_per_step: float
    examples_per_step: float | None = None
    steps_per_epoch: float | None = None
    total_steps: int | None = None


_SUFFIXES = {"": 1, "k": 10**3, "M": 10**6, "B": 10**9}


def duration_in_steps(duration: str, units: Units) -> int:
    """Returns the steps in '1000', '1000steps', '20Mtokens', '50kexamples', '2epochs' or '5%', rounded up.

    Raises UserError where it cannot be read or the data have no such unit.
    """
    match = re.fullmatch(r"(\d+\.?\d*|\.\d+)([kMB]?)\s*(steps|tokens|examples|epochs|%|)", duration.strip())
    if not match:
        raise UserError(f"cannot read the duration {duration!r}: write 1000, 20Mtokens, 50kexamples, 2epochs or 5%")
    amount, unit = float(match[1]) * _SUFFIXES[match[2]], match[3] or "steps"
    steps_in_one = {
        "steps": 1.0,
        "tokens": 1 / units.tokens_per_step,
        "examples": units.examples_per_step and 1 / units.examples_per_step,
        "epochs": units.steps_per_epoch,
        "%": units.total_steps and units.total_steps / 100,
    }[unit]
    if steps_in_one is None:
        raise UserError(
            f"the duration {duration!r} has no meaning here: these data are drawn without end or have no {unit}"
        )
    return math.ceil(round(amount * steps_in_one, 6))


def define_flags(*sections: str) -> None:
    """Declares a flag for every field of the sections (all, if none are named), and `--config`.

    They become key flags of the calling script, so that its `--help` shows them. Their absl value is
    None unless given, so that only what was given overrides `--config`.
    """
    from absl import flags

    flags.disclaim_key_flags()
    flags.DEFINE_string("config", None, "a JSON file of config values; flags override it")
    for section in sections or tuple(SECTIONS):
        for field in dataclasses.fields(getattr(Config, section)):
            meta, default = field.metadata, field.default
            description = f"{meta['help']} (default: {default})"
            if meta["choices"]:
                flags.DEFINE_enum(field.name, None, list(meta["choices"]), description)
            else:
                kinds = {bool: "boolean", int: "integer", float: "float", str: "string"}
                getattr(flags, f"DEFINE_{kinds[type(default)]}")(field.name, None, description)


def from_flags(base: Config | None = None) -> Config:
    """Returns the config that the parsed flags ask for: `--config` over `base`, then explicit flags."""
    from absl import flags

    path = flags.FLAGS["config"].value
    config = load(Path(path), base) if path else base or Config()
    return replace(config, **explicit_flags())


def explicit_flags() -> dict[str, Any]:
    """Returns the config fields that were given as flags, with their values."""
    from absl import flags

    names = [name for name in field_sections() if name in flags.FLAGS]
    return {name: flags.FLAGS[name].value for name in names if flags.FLAGS[name].present}


def as_flags(config: Config) -> list[str]:
    """Returns the flags that make this config of the defaults: those of the fields that differ from them."""
    plain = fields_of(Config())
    return [
        f"--{name}={str(value).lower() if isinstance(value, bool) else value}"
        for name, value in fields_of(config).items()
        if value != plain[name]
    ]


def parse_flags(argv: Sequence[str], commands: Sequence[str] = ()) -> list[str]:
    """Parses the command line for `absl.app.run`; returns the program's name and, where there are some, the command.

    Raises UserError for an unknown flag, a bad value, a missing command, or words left over, such as the `false`
    of `--thoughts false`, which absl would drop.
    """
    from absl import flags

    flags.FLAGS.set_gnu_getopt(True)  # flags may stand behind a word
    try:
        rest = flags.FLAGS(list(argv))
    except flags.Error as error:
        raise UserError(" ".join(str(error).split())) from error
    if commands and not (len(rest) > 1 and rest[1] in commands):
        raise UserError(f"say what to do: one of the words {', '.join(commands)}")
    known = 2 if commands else 1
    if len(rest) > known:
        raise UserError(f"unexpected word {rest[known]!r}: write flags as --name=value")
    return rest
