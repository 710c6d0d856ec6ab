"""Families of the reasoning-gym package as tasks: its questions and its scorers, our thoughts.

Items are drawn at the package's default settings. An item depends on its number alone, for the
families whose modules use this adaptor.
"""

import copy
import decimal
import importlib.util
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tinyreason.config import UserError
from tinyreason.tasks.protocol import Example

Item = dict[str, Any]

# Where the generator itself fails on a number (it may divide by zero), the item is drawn this much further on.
_NEXT_NUMBER = 10**12


@dataclass(frozen=True)
class GymTask:
    """A reasoning-gym family with a writer of thoughts.

    `write_thoughts` and `label` take reasoning-gym's item: question, answer and metadata. So does `write_answer`, where
    the answer is not written as reasoning-gym writes it: one of many that are right, or one that is rounded otherwise.
    """

    name: str
    write_thoughts: Callable[[Item], str]
    label: Callable[[Item], str]
    write_answer: Callable[[Item], str] | None = None
    variants: tuple[str, ...] = ("items",)
    size: int | None = None

    def item(self, number: int) -> Item:
        """Returns the item that reasoning-gym draws first for the seed `number`."""
        # A shallow copy, so that threads do not change one another's seed.
        dataset = copy.copy(_dataset(self.name))
        dataset.seed = number
        while True:
            try:
                # decimal_arithmetic sets the precision of its thread, which other families compute with.
                with decimal.localcontext(decimal.Context()):
                    return dataset[0]
            except ZeroDivisionError:
                dataset.seed += _NEXT_NUMBER

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns the example of this number. Raises ValueError for a variant there is none of."""
        if variant not in self.variants:
            raise ValueError(f"{self.name} has no variant {variant!r}: choose one of {', '.join(self.variants)}")
        item = self.item(number)
        thoughts = self.write_thoughts(item)
        answer = self.write_answer(item) if self.write_answer else str(item["answer"])
        return Example(self.name, number, item["question"], thoughts, answer, self.label(item), variant)

    def score(self, answer: str, example: Example) -> float:
        """Marks an answer from 0 to 1 with reasoning-gym's own scorer."""
        return float(_dataset(self.name).score_answer(answer, _item_to_mark(self, example.number)))


@lru_cache(maxsize=4096)
def _item_to_mark(task: GymTask, number: int) -> Item:
    """Returns an item that several answers are held against one after the other."""
    return task.item(number)


@cache
def _dataset(name: str) -> Any:
    """Returns reasoning-gym's data set of this name at its default settings. Importing the package takes a second."""
    # Its zebra puzzles alone use pycosat, which has to be compiled. An empty module lets the rest be imported without.
    if "pycosat" not in sys.modules and importlib.util.find_spec("pycosat") is None:
        sys.modules["pycosat"] = types.ModuleType("pycosat")
    try:
        import reasoning_gym
    except ImportError as error:
        raise UserError(f"the family {name} needs the package reasoning-gym: pip install reasoning-gym") from error
    return reasoning_gym.create_dataset(name, seed=0)
