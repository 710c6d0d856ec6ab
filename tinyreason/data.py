"""From tasks to batches: draw, tokenise, pack, batch, mix, with a position that is a few integers.

A sequence is START + prompt + reply + END; the model reads all but the last id and is held to all but the first.
Every task is a grain MapDataset, computed from (seed, index), so the position of the whole stream is the index of the
next example and the row within the rows packed last. Weights are shares of examples. An example longer than the
context is left out, never cut; `survey` says how many are.
"""

import bisect
import functools
import hashlib
import itertools
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

import grain
import numpy as np

from tinyreason import config as configs
from tinyreason import processes, texts
from tinyreason.config import Config, Units, UserError
from tinyreason.tasks import registry
from tinyreason.tasks.files import numbers_for_split
from tinyreason.tasks.protocol import Example, Split, Task, draw_for_split, prompt_text, reply_text
from tinyreason.tokenizer import END, PAD, START, Tokenizer, train_tokenizer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

IGNORED = -1  # a target that is not trained on

_SURVEY_EXAMPLES = 256
_TOKENIZER_EXAMPLES = 10_000
_TOKENIZER_PIECES, _PIECE = 400, 5_000  # of plain text, in characters
_KEPT = 32  # results of a function, as of a sweep's seeds
_PACKED_TOGETHER = 512
_ENDLESS = 2**48
_BATCHES_AHEAD = 2
_GROUPS_AHEAD = 2  # of each reader
_PADDING = (PAD, IGNORED, 0, 0)

_read_from: grain.MapDataset  # of this process, where it is a reader


class Batch(NamedTuple):
    """Packed sequences, int32. Segments count the examples of a row from 1 (0 is padding), positions their tokens."""

    tokens_BxT: Any
    targets_BxT: Any
    segments_BxT: Any
    positions_BxT: Any


def _kept(*fields: str) -> Callable[[Callable[[Config, *Ts], T]], Callable[[Config, *Ts], T]]:
    """Keeps what a function makes of these fields and the data's for the next runs of this process, as of a sweep's.

    It sees no other fields. What comes from files is made anew, since they may have changed by then.
    """

    def decorate(make: Callable[[Config, *Ts], T]) -> Callable[[Config, *Ts], T]:
        kept = functools.lru_cache(maxsize=_KEPT)(make)

        @functools.wraps(make)
        def call(config: Config, *others: *Ts) -> T:
            found = configs.fields_of(config)
            needed = configs.replace(Config(data=config.data), **{name: found[name] for name in fields})
            from_files = any(":" in spec for spec, _ in registry.parse_mixture(config.data.tasks))
            return (make if from_files else kept)(needed, *others)

        return call

    return decorate


def train_iterator(config: Config, tokenizer: Tokenizer, readers: int = 0) -> grain.DatasetIterator:
    """Returns the endless stream of training batches, `config.run.batch` rows each, read ahead by a thread.

    With `readers`, that many processes draw and pack examples for it; the batches are the same. `get_state` and
    `set_state` resume it exactly, in this process or another, with as many readers or not; `close` ends the thread.
    Readers end once nothing holds the iterator any more.
    """
    if readers:
        groups = grain.MapDataset.source(_Readers(readers, config, tokenizer))
    else:
        groups = _training_groups(config, tokenizer)
    batches = _rows(groups, ahead=readers * _GROUPS_AHEAD).batch(config.run.batch, drop_remainder=True)
    return iter(grain.experimental.ThreadPrefetchIterDataset(batches, prefetch_buffer_size=_BATCHES_AHEAD))


@_kept("context", "batch", "validation_batches")
def validation_rows(config: Config, tokenizer: Tokenizer) -> Batch:
    """Returns the rows of the validation loss, the same whatever the run's seed. Small sets come round again."""
    groups = _groups(_parts(config, tokenizer, Split.VALIDATION, 0), config.model.context, Split.VALIDATION, 0)
    rows: Batch = next(iter(_rows(groups).batch(config.run.validation_batches * config.run.batch)))
    return rows


def validation_examples(task: Task, count: int) -> list[Example]:
    """Returns the first validation questions of a family, the same whatever the run's seed; fewer if it has fewer."""
    examples = _examples(task, Split.VALIDATION, seed=0)
    return [examples[index] for index in range(min(len(examples), count))]


@_kept("vocabulary", "seed")
def learn_tokenizer(config: Config) -> Tokenizer:
    """Returns the tokenizer that the training text of a config teaches."""
    return train_tokenizer(config.data.tokenizer, tokenizer_texts(config), config.model.vocabulary, config.data.phrases)


def tokenizer_texts(config: Config) -> list[str]:
    """Returns the texts that the tokenizer is learned from: a sample of the training split alone."""
    mixture = registry.parse_mixture(config.data.tasks)
    total = sum(weight for _, weight in mixture)
    sample: list[str] = []
    for spec, weight in mixture:
        if registry.is_text(spec):
            sample += _pieces(texts.documents(spec, Split.TRAIN))
            continue
        examples = _examples(registry.load_task(spec), Split.TRAIN, config.run.seed)
        for index in range(min(len(examples), round(_TOKENIZER_EXAMPLES * weight / total) + 1)):
            sample += _prompt_and_reply(examples[index], config.data.thoughts)
    return sample


def _pieces(documents: Sequence[str]) -> list[str]:
    """Returns pieces of texts, evenly spread."""
    if len(documents) > 1:
        wanted = min(len(documents), _TOKENIZER_EXAMPLES)
        return [documents[index * len(documents) // wanted] for index in range(wanted)]
    step = max(_PIECE, len(documents[0]) // _TOKENIZER_PIECES)
    return [documents[0][start : start + _PIECE] for start in range(0, len(documents[0]), step)]


@dataclass(frozen=True)
class HeldOutText:
    """Text that was not trained on, in rows that hold each of its tokens once, and its length in bytes.

    The bits per byte are the sum of the losses in nats over all targets, divided by ln 2 and by `bytes`.
    """

    rows: Batch
    bytes: int


def heldout_text(
    config: Config, tokenizer: Tokenizer, spec: str, split: Split = Split.TEST, limit: int | None = None
) -> HeldOutText:
    """Returns the held-out part of plain text (`text:FILE`, `catalogue:NAME`), from its start on, packed.

    `limit` is the most chunks or documents to take.
    """
    sequences = _text_sequences(spec, split, config, tokenizer)
    wanted = min(len(sequences), limit or len(sequences))
    rows = pack([sequences[index] for index in range(wanted)], config.model.context)
    targets = rows.targets_BxT[rows.targets_BxT != IGNORED]
    size = sum(len(tokenizer.token_bytes(number)) for number in targets.tolist())
    return HeldOutText(rows, size)


def filled_batches(rows: Batch, batch: int) -> list[Batch]:
    """Cuts rows into batches and fills the last one up with padding."""
    missing = -len(rows.tokens_BxT) % batch
    filled = [
        np.pad(array, ((0, missing), (0, 0)), constant_values=fill) for array, fill in zip(rows, _PADDING, strict=True)
    ]
    return [Batch(*(array[start : start + batch] for array in filled)) for start in range(0, len(filled[0]), batch)]


@dataclass(frozen=True)
class Survey:
    """What a sample says of the training data.

    `too_long` is each task's share of examples that are longer than the context, `examples` how many each has for
    training, or None where they are drawn without end.
    """

    tokens_per_example: float
    examples_per_row: float
    too_long: dict[str, float]
    examples: dict[str, int | None]


@_kept("context", "seed")
def survey(config: Config, tokenizer: Tokenizer) -> Survey:
    """Measures a sample of the training data.

    Raises UserError where more than half of a task's examples are longer than the context.
    """
    parts = _parts(config, tokenizer, Split.TRAIN, config.run.seed)
    too_long = {}
    for spec, _, sequences in parts:
        sample = np.array([len(sequences[index]) for index in range(min(len(sequences), _SURVEY_EXAMPLES))])
        too_long[spec] = float(np.mean(sample > config.model.context))
        if too_long[spec] > 0.5:
            raise UserError(
                f"{too_long[spec]:.0%} of the examples of {spec} are longer than --context={config.model.context} "
                f"tokens; half of them have at most {int(np.median(sample))}"
            )
    rows = iter(_rows(_groups(parts, config.model.context, Split.TRAIN, config.run.seed)))
    packed = [next(rows).segments_BxT for _ in range(_SURVEY_EXAMPLES)]
    examples = sum(int(segments_T.max()) for segments_T in packed)
    tokens = sum(int(np.count_nonzero(segments_T)) for segments_T in packed)
    sizes = {spec: len(sequences) if len(sequences) < _ENDLESS else None for spec, _, sequences in parts}
    return Survey(tokens / examples, examples / len(packed), too_long, sizes)


def units(config: Config, found: Survey, total_steps: int | None = None) -> Units:
    """Returns what a step is worth: tokens count whole rows, examples as the survey found them.

    Epochs have a meaning where every set is finite: one is as many examples as all of them hold for training.
    """
    examples_per_step = found.examples_per_row * config.run.batch
    sizes = [size for size in found.examples.values() if size is not None]
    epoch = sum(sizes) / examples_per_step if len(sizes) == len(found.examples) else None
    return Units(config.run.batch * config.model.context, examples_per_step, epoch, total_steps)


class _Stream:
    """The examples of a task that is drawn from without end."""

    def __init__(self, task: Task, split: Split, seed: int):
        self._task, self._split, self._seed = task, split, seed

    def __len__(self) -> int:
        return _ENDLESS

    def __getitem__(self, index: Any) -> Example:
        return draw_for_split(self._task, self._split, self._seed, index)


class _Finite:
    """The examples of a fixed set that belong to a split."""

    def __init__(self, task: Task, split: Split):
        self._task, self._numbers = task, numbers_for_split(task, split)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: Any) -> Example:
        return self._task.draw(self._numbers[index])


def _examples(task: Task, split: Split, seed: int) -> _Stream | _Finite:
    return _Stream(task, split, seed) if task.size is None else _Finite(task, split)


class _Chunks:
    """The tokens of one long text, as many at a time as a row holds, each chunk after a START of its own."""

    def __init__(self, text: str, length: int, tokenizer: Tokenizer):
        # By lines, since no token goes over the end of one: far faster than as one text.
        lines = tokenizer.encode_batch(text.splitlines(keepends=True))
        self._ids, self._length = np.fromiter(itertools.chain.from_iterable(lines), np.int32), length

    def __len__(self) -> int:
        return -(-len(self._ids) // self._length)

    def __getitem__(self, index: Any) -> np.ndarray:
        start = index * self._length
        targets = self._ids[start : start + self._length]
        return np.stack([np.concatenate([[START], targets[:-1]]), targets], axis=1, dtype=np.int32)


class _Documents:
    """Many short texts, each a sequence with an END."""

    def __init__(self, documents: Sequence[str], tokenizer: Tokenizer):
        self._documents, self._tokenizer = documents, tokenizer

    def __len__(self) -> int:
        return len(self._documents)

    def __getitem__(self, index: Any) -> np.ndarray:
        ids = np.array([START, *self._tokenizer.encode(self._documents[index]), END], np.int32)
        return np.stack([ids[:-1], ids[1:]], axis=1)


def _text_sequences(spec: str, split: Split, config: Config, tokenizer: Tokenizer) -> _Chunks | _Documents:
    documents = texts.documents(spec, split)
    if len(documents) > 1:
        return _Documents(documents, tokenizer)
    return _Chunks(documents[0], config.model.context, tokenizer)


def _prompt_and_reply(example: Example, thoughts: bool) -> tuple[str, str]:
    return prompt_text(example.question), reply_text(example.thoughts if thoughts else "", example.answer)


def encode_example(example: Example, config: Config, tokenizer: Tokenizer) -> np.ndarray:
    """Returns a sequence as pairs of a token and its target, [tokens, 2]."""
    prompt, reply = map(tokenizer.encode, _prompt_and_reply(example, config.data.thoughts))
    ids = np.array([START, *prompt, *reply, END], np.int32)
    pairs = np.stack([ids[:-1], ids[1:]], axis=1)
    if config.data.loss_on == "reply":
        pairs[: len(prompt), 1] = IGNORED
    return pairs


def _parts(config: Config, tokenizer: Tokenizer, split: Split, seed: int) -> list[tuple[str, float, grain.MapDataset]]:
    """Returns name, weight and tokenised sequences of every part of the mixture, each once through."""
    parts = []
    for spec, weight in registry.parse_mixture(config.data.tasks):
        if registry.is_text(spec):
            sequences = grain.MapDataset.source(_text_sequences(spec, split, config, tokenizer))
        else:
            source = grain.MapDataset.source(_examples(registry.load_task(spec), split, seed))
            sequences = source.map(lambda example: encode_example(example, config, tokenizer))
        if len(sequences) < _ENDLESS:  # a stream has no order to shuffle
            sequences = sequences.shuffle(_seed_of(spec, split, seed))
        parts.append((spec, weight, sequences))
    return parts


def _groups(
    parts: list[tuple[str, float, grain.MapDataset]], context: int, split: Split, seed: int
) -> grain.MapDataset:
    """Returns the rows by groups: of each group of the mixture's examples those that are not too long, packed."""
    seed_of_rows = _seed_of("rows", split, seed)
    mixed = grain.MapDataset.mix([part.repeat() for _, _, part in parts], [weight for _, weight, _ in parts])
    return mixed.batch(_PACKED_TOGETHER, batch_fn=list).map_with_index(
        lambda index, group: _shuffled(pack(group, context), _seed_of(seed_of_rows, index))
    )


def _training_groups(config: Config, tokenizer: Tokenizer) -> grain.MapDataset:
    parts = _parts(config, tokenizer, Split.TRAIN, config.run.seed)
    return _groups(parts, config.model.context, Split.TRAIN, config.run.seed)


def _rows(groups: grain.MapDataset, ahead: int = 0) -> grain.IterDataset:
    """Returns the endless stream of rows, reading so many groups ahead by threads.

    With 0 it reads in this thread: what little it costs, worker threads on few cores cost more.
    """
    options = grain.ReadOptions(num_threads=ahead, prefetch_buffer_size=ahead)
    return grain.experimental.FlatMapIterDataset(groups.to_iter_dataset(options), _EachRow())


class _Readers:
    """The groups of training as processes make them, which end when this is forgotten, or with this process."""

    def __init__(self, number: int, config: Config, tokenizer: Tokenizer):
        """Starts the processes."""
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads, as JAX's, may hang
        self._pool = ProcessPoolExecutor(number, context, _begin_reading, (config, tokenizer))

    def __len__(self) -> int:
        return _ENDLESS // _PACKED_TOGETHER

    def __getitem__(self, index: Any) -> Batch:
        try:
            return self._pool.submit(_read, index).result()
        except BrokenProcessPool as error:
            raise UserError("a process that draws the examples died; go on with --resume", status=1) from error


def _begin_reading(config: Config, tokenizer: Tokenizer) -> None:
    global _read_from
    processes.follow_parent()
    _read_from = _training_groups(config, tokenizer)


def _read(index: int) -> Batch:
    group: Batch = _read_from[index]
    return group


def fitted(sizes: Sequence[int], length: int) -> list[list[int]]:
    """Returns the rows that `pack` makes of sequences of these sizes: of each, the numbers of those that stand in it.

    They are as few as it can: longest first, each where it fits most tightly. Those longer than a row are left out.
    """
    rows: list[list[int]] = []
    space: list[tuple[int, int]] = []  # what is free and in which row, least first
    for number in sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True):
        if sizes[number] > length:
            continue
        place = bisect.bisect_left(space, (sizes[number], 0))
        free, row = space.pop(place) if place < len(space) else (length, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(number)
        bisect.insort(space, (free - sizes[number], row))
    return rows


def pack(sequences: Sequence[np.ndarray], length: int) -> Batch:
    """Packs sequences of [tokens, 2] into rows, each whole into one, as `fitted` says."""
    rows = fitted(list(map(len, sequences)), length)
    batch = Batch(*(np.full((len(rows), length), fill, np.int32) for fill in _PADDING))
    for row, numbers in enumerate(rows):
        start = 0
        for segment, number in enumerate(numbers, start=1):
            sequence = sequences[number]
            here = row, slice(start, start + len(sequence))
            batch.tokens_BxT[here], batch.targets_BxT[here] = sequence[:, 0], sequence[:, 1]
            batch.segments_BxT[here], batch.positions_BxT[here] = segment, np.arange(len(sequence))
            start += len(sequence)
    return batch


def _shuffled(batch: Batch, seed: int) -> Batch:
    """Returns the rows in another order, so that the longest sequences do not come together."""
    order = np.random.default_rng(seed).permutation(len(batch.tokens_BxT))
    return Batch(*(array[order] for array in batch))


class _EachRow(grain.experimental.FlatMapTransform):
    """Takes the rows of a batch apart."""

    def flat_map(self, element: Batch) -> list[Batch]:
        """Returns a Batch of one row's arrays, [T], for each row."""
        return [Batch(*arrays) for arrays in zip(*element, strict=True)]


def _seed_of(*words: object) -> int:
    """Returns 31 bits that depend on all the words, the same in every process."""
    return int.from_bytes(hashlib.sha256(repr(words).encode()).digest()[:4], "big") >> 1
