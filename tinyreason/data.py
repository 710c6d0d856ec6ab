"""From tasks to batches: draw, tokenise, pack, batch, mix, with a position that is a few integers.

A sequence is START + prompt + reply + END; the model reads all but the last id and is held to all but the first.
Every task is a grain MapDataset, computed from (seed, index), so the position of the whole stream is the index of the
next example and the row within the rows packed last. Weights are shares of examples. An example longer than the
context is left out, never cut; `survey` says how many are.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import grain
import numpy as np

from tinyreason.config import Config, Units, UserError
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Example, Split, Task, draw_for_split, prompt_text, reply_text, split_of
from tinyreason.tasks.files import FiniteTask
from tinyreason.tokenizer import END, START, Tokenizer

IGNORED = -1  # a target that is not trained on

_SURVEY_EXAMPLES = 256
_TOKENIZER_EXAMPLES = 10_000
_ROWS_PACKED_TOGETHER = 64
_BATCHES_AHEAD = 2


class Batch(NamedTuple):
    """Packed sequences, int32. Segments count the examples of a row from 1 (0 is padding), positions their tokens."""

    tokens_BxT: Any
    targets_BxT: Any
    segments_BxT: Any
    positions_BxT: Any


def train_iterator(config: Config, tokenizer: Tokenizer) -> grain.DatasetIterator:
    """Returns the endless stream of training batches, `config.run.batch` rows each.

    `get_state` and `set_state` resume it exactly, in this process or another.
    """
    rows = _packed_rows(config, tokenizer, Split.TRAIN, config.run.seed)
    batches = rows.batch(config.run.batch, drop_remainder=True).map(_to_batch)
    return iter(grain.experimental.ThreadPrefetchIterDataset(batches, prefetch_buffer_size=_BATCHES_AHEAD))


def validation_batches(config: Config, tokenizer: Tokenizer) -> list[Batch]:
    """Returns the batches of the validation loss, the same whatever the run's seed."""
    rows = _packed_rows(config, tokenizer, Split.VALIDATION, seed=0)
    batches = iter(rows.batch(config.run.batch, drop_remainder=True).map(_to_batch))
    return [next(batches) for _ in range(config.run.validation_batches)]


def tokenizer_texts(config: Config) -> list[str]:
    """Returns the texts that the tokenizer is learned from: prompts and replies, from the training split alone."""
    mixture = registry.parse_mixture(config.data.tasks)
    total = sum(weight for _, weight in mixture)
    texts = []
    for spec, weight in mixture:
        examples = _examples(registry.load_task(spec), Split.TRAIN, config.run.seed)
        for index in range(min(len(examples), round(_TOKENIZER_EXAMPLES * weight / total) + 1)):
            texts += _texts(examples[index], config.data.thoughts)
    return texts


@dataclass(frozen=True)
class Survey:
    """What a sample says of the training data. `too_long` is each task's share of examples longer than the context."""

    tokens_per_example: float
    examples_per_row: float
    too_long: dict[str, float]


def survey(config: Config, tokenizer: Tokenizer) -> Survey:
    """Measures a sample of the training data.

    Raises UserError where more than half of a task's examples are longer than the context.
    """
    too_long, lengths, shares = {}, {}, {}
    for spec, weight in registry.parse_mixture(config.data.tasks):
        sequences = _sequences(spec, config, tokenizer, Split.TRAIN, config.run.seed)
        sample = np.array([len(sequences[index]["pairs"]) for index in range(min(len(sequences), _SURVEY_EXAMPLES))])
        fitting = sample[sample <= config.model.context]
        too_long[spec] = 1 - len(fitting) / len(sample)
        if too_long[spec] > 0.5:
            raise UserError(
                f"{too_long[spec]:.0%} of the examples of {spec} are longer than --context={config.model.context} tokens; "
                f"half of them have at most {int(np.median(sample))}"
            )
        lengths[spec], shares[spec] = fitting.mean(), weight * (1 - too_long[spec])
    tokens = float(np.average(list(lengths.values()), weights=list(shares.values())))
    rows = _packed_rows(config, tokenizer, Split.TRAIN, config.run.seed)
    packed = [row["pairs_segment_ids"].max() for row, _ in zip(rows, range(_ROWS_PACKED_TOGETHER), strict=False)]
    return Survey(tokens, float(np.mean(packed)), too_long)


def units(config: Config, tokenizer: Tokenizer, total_steps: int | None = None) -> Units:
    """Returns what a step is worth: tokens count whole rows, examples are measured on a sample.

    Epochs have a meaning where every set is finite: one is as many examples as all of them hold for training.
    """
    examples_per_step = survey(config, tokenizer).examples_per_row * config.run.batch
    tasks = [registry.load_task(spec) for spec, _ in registry.parse_mixture(config.data.tasks)]
    epoch = None
    if all(task.size is not None for task in tasks):
        epoch = sum(len(_examples(task, Split.TRAIN, config.run.seed)) for task in tasks) / examples_per_step
    return Units(config.run.batch * config.model.context, examples_per_step, epoch, total_steps)


class _Stream:
    """The examples of a task that is drawn from without end."""

    def __init__(self, task: Task, split: Split, seed: int):
        self._task, self._split, self._seed = task, split, seed

    def __len__(self) -> int:
        return 2**48

    def __getitem__(self, index: Any) -> Example:
        return draw_for_split(self._task, self._split, self._seed, index)


class _Finite:
    """The examples of a fixed set that belong to a split."""

    def __init__(self, task: Task, split: Split):
        trainable = task.trainable if isinstance(task, FiniteTask) else task.size or 0
        self._task = task
        self._numbers = [number for number in range(trainable) if split_of(task.draw(number).question) == split]
        if not self._numbers:
            raise UserError(
                f"none of the {trainable} questions of {task.name} is for {split}: of 8 questions about 6 are for "
                "training and 1 for validation, by the hash of their text; add questions"
            )

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: Any) -> Example:
        return self._task.draw(self._numbers[index])


def _examples(task: Task, split: Split, seed: int) -> _Stream | _Finite:
    return _Stream(task, split, seed) if task.size is None else _Finite(task, split)


def _texts(example: Example, thoughts: bool) -> tuple[str, str]:
    return prompt_text(example.question), reply_text(example.thoughts if thoughts else "", example.answer)


def encode_example(example: Example, config: Config, tokenizer: Tokenizer) -> np.ndarray:
    """Returns a sequence as pairs of a token and its target, [tokens, 2]."""
    prompt, reply = map(tokenizer.encode, _texts(example, config.data.thoughts))
    ids = np.array([START, *prompt, *reply, END], np.int32)
    pairs = np.stack([ids[:-1], ids[1:]], axis=1)
    if config.data.loss_on == "reply":
        pairs[: len(prompt), 1] = IGNORED
    return pairs


def _sequences(spec: str, config: Config, tokenizer: Tokenizer, split: Split, seed: int) -> grain.MapDataset:
    """Returns a task's examples of a split, tokenised, once through."""
    task = registry.load_task(spec)
    examples = grain.MapDataset.source(_examples(task, split, seed))
    return examples.map(lambda example: {"pairs": encode_example(example, config, tokenizer)})


def _packed_rows(config: Config, tokenizer: Tokenizer, split: Split, seed: int) -> grain.IterDataset:
    """Returns the endless stream of rows: the mixture, without what is too long, packed first-fit."""
    context, parts = config.model.context, []
    mixture = registry.parse_mixture(config.data.tasks)
    for spec, _ in mixture:
        sequences = _sequences(spec, config, tokenizer, split, seed)
        if len(sequences) < 2**48:  # a stream has no order to shuffle
            sequences = sequences.shuffle(_seed_of(spec, split, seed))
        parts.append(sequences.repeat())
    mixed = grain.MapDataset.mix(parts, [weight for _, weight in mixture])
    fitting = mixed.filter(lambda sequence: len(sequence["pairs"]) <= context)
    # Reading in this thread: what little it costs, worker threads on few cores cost more.
    one_by_one = fitting.to_iter_dataset(grain.ReadOptions(num_threads=0, prefetch_buffer_size=0))
    return grain.experimental.FirstFitPackIterDataset(
        one_by_one,
        length_struct={"pairs": context},
        num_packing_bins=max(_ROWS_PACKED_TOGETHER, config.run.batch),
        seed=_seed_of("rows", split, seed),
    )


def _seed_of(*words: object) -> int:
    """Returns 31 bits that depend on all the words, the same in every process."""
    return int.from_bytes(hashlib.sha256(repr(words).encode()).digest()[:4], "big") >> 1


def _to_batch(rows: dict[str, np.ndarray]) -> Batch:
    pairs_BxTx2, segments_BxT = rows["pairs"], rows["pairs_segment_ids"]
    targets_BxT = np.where(segments_BxT > 0, pairs_BxTx2[..., 1], IGNORED).astype(np.int32)
    return Batch(np.ascontiguousarray(pairs_BxTx2[..., 0]), targets_BxT, segments_BxT, rows["pairs_positions"])
