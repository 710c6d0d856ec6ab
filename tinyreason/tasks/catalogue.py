"""Sets of TensorFlow Datasets: its catalogue's, and those that `builder` wrote. TensorFlow itself is not needed.

Sets of the catalogue are downloaded on first use, to the package's usual place (`TFDS_DATA_DIR`, or
`~/tensorflow_datasets`).
"""

import contextlib
import glob
import importlib
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any, TypeVar, overload

from tinyreason.config import UserError
from tinyreason.tasks.files import KEYS, FiniteTask, checked
from tinyreason.tasks.protocol import Example, Split

QUESTIONS = ("gsm8k",)
TEXTS = ("lm1b", "tiny_shakespeare")

SPLITS_BY_HASH = "by the hash of the question"  # in the metadata of a set that `builder` wrote

_READ_TOGETHER = 1000
_BUILDERS = {
    "gsm8k": ("tensorflow_datasets.text.gsm8k.gsm8k", "Gsm8k"),
    "lm1b": ("tensorflow_datasets.datasets.lm1b.lm1b_dataset_builder", "Builder"),
    "tiny_shakespeare": ("tensorflow_datasets.datasets.tiny_shakespeare.tiny_shakespeare_dataset_builder", "Builder"),
}


def _open(path: Any, mode: str) -> IO[Any]:
    return open(path, mode, encoding=None if "b" in mode else "utf-8")


# All that the builders and the unpacking of archives ask of TensorFlow.
_GFILE = SimpleNamespace(GFile=_open, glob=glob.glob, isdir=os.path.isdir)
_FILES = SimpleNamespace(io=SimpleNamespace(gfile=_GFILE), compat=SimpleNamespace(as_text=os.fspath))


@contextlib.contextmanager
def _without_tensorflow(*modules: Any) -> Iterator[None]:
    """Puts `_FILES` in TensorFlow's place in modules of TFDS."""
    real = [(module, module.tf) for module in modules if hasattr(module, "tf")]
    for module, _ in real:
        module.tf = _FILES
    try:
        yield
    finally:
        for module, tf in real:
            module.tf = tf


T = TypeVar("T")


class Records(Sequence[T]):
    """Records of a set's splits, one split after the other, read when asked for."""

    def __init__(self, builder: Any, splits: Sequence[str], convert: Callable[[dict[str, Any]], T]):
        self._where, self._convert = builder.data_path, convert
        try:
            self._sources = [builder.as_data_source(split) for split in splits]
        except Exception as error:
            raise _damaged(self._where, error) from error

    def __len__(self) -> int:
        return sum(map(len, self._sources))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        rest = index
        for source in self._sources:
            if 0 <= rest < len(source):
                try:
                    return self._convert(source[rest])
                except Exception as error:  # the readers raise errors of many kinds for a damaged file
                    raise _damaged(self._where, error) from error
            rest -= len(source)
        raise IndexError(index)

    def __iter__(self) -> Iterator[T]:
        """Reads many records at a time, five times as fast as one by one."""
        for source in self._sources:
            for start in range(0, len(source), _READ_TOGETHER):
                try:
                    records = source.__getitems__(list(range(start, min(start + _READ_TOGETHER, len(source)))))
                    converted = list(map(self._convert, records))
                except Exception as error:
                    raise _damaged(self._where, error) from error
                yield from converted


def _damaged(where: Any, error: Exception) -> UserError:
    return UserError(f"the set {where} is damaged: {str(error).splitlines()[0] if str(error) else error!r}", status=1)


def catalogue_builder(name: str) -> Any:
    """Returns the builder of a catalogue set, downloaded and prepared. Raises UserError where that fails."""
    module_name, class_name = _BUILDERS[name]
    module = importlib.import_module(module_name)
    extractor = importlib.import_module("tensorflow_datasets.core.download.extractor")
    try:
        with _without_tensorflow(module, extractor):
            builder = getattr(module, class_name)(file_format="array_record")
            builder.download_and_prepare()
    except Exception as error:  # of the network, the disk and what came over them
        raise UserError(f"cannot prepare the catalogue set {name}: {' '.join(str(error).split())}", status=1) from error
    return builder


def load_questions(name: str) -> FiniteTask:
    """Returns a catalogue set of questions. Its published test set is never trained on."""
    builder = catalogue_builder(name)
    records = Records(builder, ["train", "test"], _gsm8k_example)
    return FiniteTask(f"catalogue:{name}", records, builder.info.splits["train"].num_examples)


def _gsm8k_example(record: dict[str, Any]) -> Example:
    """Takes the thoughts from above the line `#### 42`, without the calculator's notes `<<48/2=24>>`."""
    question, answer = record["question"].decode("utf-8"), record["answer"].decode("utf-8")
    thoughts, _, number = answer.partition("####")
    thoughts = re.sub(r"<<.*?>>", "", thoughts).strip()
    return checked(Example("catalogue:gsm8k", 0, question.strip(), thoughts, number.strip().replace(",", "")))


def load_directory(directory: Path, score: Callable[[str, Example], float]) -> FiniteTask:
    """Returns the questions of a set that was written with question, thoughts and answer.

    The questions of its splits `train` and `validation` are in the split that their hash says; those of others are
    for evaluation only. Raises UserError where the directory holds no such set.
    """
    import tensorflow_datasets as tfds

    places = sets_within(directory)
    if len(places) != 1:
        found = f"more than one: {', '.join(map(str, places))}" if places else "no set of TensorFlow Datasets"
        raise UserError(f"{directory} holds {found}; build one with experiments.build_dataset, and name its directory")
    try:
        builder = tfds.builder_from_directory(places[0])
        missing = [key for key in KEYS if key not in builder.info.features]
        sizes = {split: info.num_examples for split, info in builder.info.splits.items()}
        by_hash = (builder.info.metadata or {}).get("splits") == SPLITS_BY_HASH
    except Exception as error:
        raise _damaged(directory, error) from error
    if missing:
        raise UserError(f"the set {directory} has no {', '.join(missing)}")
    order = sorted(sizes, key=lambda split: (split != "train", split != "validation", split))
    ends = list(itertools.accumulate(sizes[split] for split in order))
    parts = (
        {Split(split): range(end - sizes[split], end) for split, end in zip(order, ends, strict=True)}
        if by_hash
        else None
    )
    trainable = sizes.get("train", 0) + sizes.get("validation", 0)
    return FiniteTask(f"tfds:{directory}", Records(builder, order, _written_example), trainable, score, parts)


def sets_within(directory: Path) -> list[Path]:
    """Returns where whole sets stand in a directory; what was being written when a process died is not whole."""
    infos = sorted(directory.rglob("dataset_info.json"))
    return [
        info.parent for info in infos if not any("incomplete" in part for part in info.relative_to(directory).parts)
    ]


def _written_example(record: dict[str, Any]) -> Example:
    texts = {key: value.decode("utf-8") for key, value in record.items() if isinstance(value, bytes)}
    example = Example(
        task=texts.get("task", ""),
        number=int(record.get("number", 0)),
        question=texts["question"],
        thoughts=texts["thoughts"],
        answer=texts["answer"],
        difficulty=texts.get("difficulty", ""),
    )
    return checked(example)
