"""A mixture of families written to disk as a set of TensorFlow Datasets, without TensorFlow."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow_datasets as tfds

from tinyreason.config import UserError
from tinyreason.tasks import catalogue, files, registry
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, Example, Split, Task, draw_for_split, split_of

HELD_OUT = 0.05  # validation and test each have this many of the training examples

_TEXTS = ("task", "question", "thoughts", "answer", "difficulty")
_DESCRIPTION = """\
Questions with thoughts and answers, drawn from task families. The thoughts come from hand-written algorithms.
Every question is in one split alone, by the hash of its text.
"""
_CITATION = """\
@misc{tinyreason,
  title = {tinyreason: thinking language models of at most two million parameters},
  note = {Drawn from the mixture, seed and version in this set's metadata}
}
"""


@dataclass(kw_only=True)
class MixtureConfig(tfds.core.BuilderConfig):
    """Which mixture is drawn. Weights are shares of examples."""

    mixture: str
    seed: int
    examples: int


class Tinyreason(tfds.core.GeneratorBasedBuilder):
    """Draws a mixture of families once and for all."""

    VERSION = tfds.core.Version("1.0.0")
    RELEASE_NOTES = {"1.0.0": "Initial release."}

    def _info(self) -> tfds.core.DatasetInfo:
        texts = {name: tfds.features.Text() for name in _TEXTS}
        drawn = self.builder_config
        return tfds.core.DatasetInfo(
            builder=self,
            description=_DESCRIPTION,
            citation=_CITATION,
            features=tfds.features.FeaturesDict({**texts, "number": tfds.features.Scalar(np.int64)}),
            metadata=tfds.core.MetadataDict(
                mixture=drawn.mixture, seed=drawn.seed, examples=drawn.examples, splits=catalogue.SPLITS_BY_HASH
            ),
        )

    def _split_generators(self, dl_manager: Any) -> dict[str, Any]:
        return {str(split): self._generate_examples(split) for split in Split}

    def _generate_examples(self, split: Split) -> Iterator[tuple[str, dict[str, Any]]]:
        drawn = self.builder_config
        mixture = registry.parse_mixture(drawn.mixture)
        total = sum(weight for _, weight in mixture)
        wanted = drawn.examples if split == Split.TRAIN else max(1, round(drawn.examples * HELD_OUT))
        for spec, weight in mixture:
            drawn_from = _draw(registry.load_task(spec), split, drawn.seed)
            for index, example in enumerate(itertools.islice(drawn_from, round(wanted * weight / total))):
                yield f"{spec}/{index}", {name: getattr(example, name) for name in (*_TEXTS, "number")}


def _draw(task: Task, split: Split, seed: int) -> Iterator[Example]:
    """Yields a task's examples of a split: a fixed set's once, others without end, for testing each question once."""
    if task.size is not None:
        yield from map(task.draw, files.numbers_for_split(task, split))
    elif split != Split.TEST:
        yield from (draw_for_split(task, split, seed, index) for index in itertools.count())
    else:
        yield from _held_out(task)


def _held_out(task: Task) -> Iterator[Example]:
    """Yields test questions, each once, until 1,000 numbers in a row bring no new one: some families have few."""
    seen: set[str] = set()
    fruitless = 0
    for number in itertools.count(FIRST_TEST_NUMBER):
        example = task.draw(number)
        fruitless += 1
        if split_of(example.question) == Split.TEST and example.question not in seen:
            seen.add(example.question)
            fruitless = 0
            yield example
        if fruitless == 1000:
            return


def build(mixture: str, examples: int, seed: int, directory: Path) -> Path:
    """Draws a mixture and writes it under a directory; returns where the set stands, for `tfds:DIR`.

    A set that is there already, drawn alike, is kept; another is an error. Until it is whole the set stands under a
    name that says so.
    """
    for spec, _ in registry.parse_mixture(mixture):
        registry.load_task(spec)
    if examples < 1:
        raise UserError(f"--examples={examples}: must be at least 1")
    name = f"mixture_{hashlib.sha256(repr((mixture, seed, examples)).encode()).hexdigest()[:12]}"
    config = MixtureConfig(name=name, mixture=mixture, seed=seed, examples=examples)
    try:
        builder = Tinyreason(data_dir=directory, config=config, file_format="array_record")
        others = [place for place in catalogue.sets_within(directory) if place != Path(builder.data_dir)]
        if others:
            raise UserError(f"{directory} already holds another set, {others[0]}; name a new directory")
        builder.download_and_prepare()
    except (OSError, RuntimeError) as error:  # the latter of array_record's writer
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())
        raise UserError(f"cannot write the set to {directory}: {reason}", status=1) from error
    return Path(builder.data_dir)
