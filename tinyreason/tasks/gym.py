"""Families of the reasoning-gym package as tasks: its questions and its scorers, our thoughts.

A family trains at the package's default settings; `NAME@hard` is the same family at those of the suite's hard items,
`NAME@wide` the same with each range reaching down or up to the default's. An item depends on its number and level
alone, for the families whose modules use this adaptor.
"""

import copy
import decimal
import importlib.util
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tinyreason.config import UserError
from tinyreason.tasks import suite as suites
from tinyreason.tasks.protocol import Example

Item = dict[str, Any]

# Where the generator itself fails on a number (it may divide by zero, or give up), the item is drawn this much further
# on, so often at most.
_NEXT_NUMBER, _MOST_FAILURES = 10**12, 100
# A scorer has this long: that of integrals simplifies what the model wrote, 22 ms at most for 150 right answers, but
# without end for some wrong ones.
_MOST_SECONDS = 2.0
# Families that draw their items when the data set is made, and how many; of acre's 5, 3 are of its first kind.
_DRAWN_AT_ONCE = {"acre": 5, "gsm_symbolic": 1, "list_functions": 1}


@dataclass(frozen=True)
class GymTask:
    """A reasoning-gym family, at one of the levels of `suite`, with a writer of thoughts.

    `write_thoughts` and `label` take reasoning-gym's item: question, answer and metadata. So does `write_answer`, where
    the answer is not written as reasoning-gym writes it: one of many that are right, or one that is rounded otherwise.
    """

    family: str
    write_thoughts: Callable[[Item], str]
    label: Callable[[Item], str]
    write_answer: Callable[[Item], str] | None = None
    level: str = suites.EASY
    variants: tuple[str, ...] = ("items",)
    size: int | None = None

    @property
    def name(self) -> str:
        """The family, and its level if that is not easy."""
        return self.family if self.level == suites.EASY else f"{self.family}{suites.AT}{self.level}"

    def item(self, number: int) -> Item:
        """Returns the item that reasoning-gym draws first for the seed `number`."""
        return _draw(self.family, self.level, number)

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns the example of this number. Raises ValueError for a variant there is none of."""
        if variant not in self.variants:
            raise ValueError(f"{self.name} has no variant {variant!r}: choose one of {', '.join(self.variants)}")
        item = self.item(number)
        try:
            thoughts = self.write_thoughts(item)
        except (ArithmeticError, LookupError, ValueError):
            thoughts = ""  # one odd item in many thousands must not end a training of hours
        answer = self.write_answer(item) if self.write_answer else str(item["answer"])
        return Example(self.name, number, item["question"], thoughts, answer, self.label(item), variant)

    def score(self, answer: str, example: Example) -> float:
        """Marks an answer from 0 to 1 with reasoning-gym's own scorer."""
        return _mark(self.family, self.level, example.number, answer)


@dataclass(frozen=True)
class SuiteTask:
    """Any family of reasoning-gym as its suite asks it, at the settings named easy or hard. It has no thoughts."""

    name: str
    suite: str = suites.EASY
    variants: tuple[str, ...] = ("items",)
    size: int | None = None

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns the question of this number, with reasoning-gym's answer. A GymTask of that level draws the same."""
        item = _draw(self.name, self.suite, number)
        return Example(self.name, number, item["question"], "", str(item["answer"]), variant=variant)

    def score(self, answer: str, example: Example) -> float:
        """Marks an answer from 0 to 1 with reasoning-gym's own scorer."""
        return _mark(self.name, self.suite, example.number, answer)


@lru_cache(maxsize=4096)  # an item is drawn to be asked, and again for each answer that is marked
def _draw(name: str, level: str, number: int) -> Item:
    """Returns the item that reasoning-gym draws first for the seed `number`. Not to be changed: it is kept."""
    if name in _DRAWN_AT_ONCE:
        return _create(name, level, seed=number, size=_DRAWN_AT_ONCE[name])[0]
    # A shallow copy, so that threads do not change one another's seed.
    dataset = copy.copy(_dataset(name, level))
    for dataset.seed in range(number, number + _MOST_FAILURES * _NEXT_NUMBER, _NEXT_NUMBER):
        try:
            # decimal_arithmetic sets the precision of its thread, which other families compute with.
            with decimal.localcontext(decimal.Context()):
                return dataset[0]
        except (ZeroDivisionError, RuntimeError):
            continue
    raise ValueError(
        f"reasoning-gym draws no item of {name} at {level} for the number {number} and {_MOST_FAILURES - 1} more"
    )


def _mark(name: str, level: str, number: int, answer: str) -> float:
    """Returns the scorer's mark; 0 where the scorer fails, as some do on an answer that they cannot read, or hangs."""
    dataset, item = _dataset(name, level), _draw(name, level, number)
    try:
        with _limited(_MOST_SECONDS):
            return float(dataset.score_answer(answer, item))
    except Exception:  # of any kind: prime_factorization raises ValueError for what is no number
        return 0.0


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TimeoutError within, after so many seconds and then again every second, since a library may catch it.

    Only in the main thread, and where there are signals: elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def can_draw(name: str) -> bool:
    """Returns whether a family's items can be drawn here: zebra puzzles need pycosat, which has to be compiled."""
    return name != "zebra_puzzles" or _has_pycosat()


@cache
def _has_pycosat() -> bool:
    return importlib.util.find_spec("pycosat") is not None


@cache
def _dataset(name: str, level: str) -> Any:
    return _create(name, level, seed=0)


def _create(name: str, level: str, **settings: Any) -> Any:
    """Returns reasoning-gym's data set of this name and level. Importing the package takes a second."""
    if not can_draw(name):
        raise UserError(f"the family {name} needs the package pycosat: pip install pycosat")
    if not _has_pycosat():  # an empty module lets the other families be imported without
        sys.modules["pycosat"] = types.ModuleType("pycosat")
    try:
        import reasoning_gym
    except ImportError as error:
        raise UserError(f"the family {name} needs the package reasoning-gym: pip install reasoning-gym") from error
    settings |= suites.settings(name, suites.HARD if level == suites.WIDE else level)
    if level == suites.WIDE:
        settings = suites.widened(vars(reasoning_gym.create_dataset(name).config), settings)
    return reasoning_gym.create_dataset(name, **settings)
