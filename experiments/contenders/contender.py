"""What the benchmark measures: something that does a fixed piece of work again and again."""

import abc
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tinyreason.config import Config
from tinyreason.data import Batch
from tinyreason.tokenizer import SPECIALS


@dataclass(frozen=True)
class Facts:
    """What a contender says of itself: tokens in one piece of work, parameters, and what its speed depends on.

    `dtype` is that of the operands of its matrix products.
    """

    tokens: int
    parameters: int
    dtype: str
    details: dict[str, Any] = field(default_factory=dict)


class Contender(abc.ABC):
    """It is made in the benchmark's process, sent to one of its own, and begins there."""

    def load(self) -> None:  # noqa: B027 -- most have nothing more to import
        """Imports what it stands on, so that the memory taken from here on is the work's own."""

    @abc.abstractmethod
    def begin(self) -> Facts:
        """Makes ready to work."""

    @abc.abstractmethod
    def work(self) -> None:
        """Does one piece of work and waits for it."""

    @abc.abstractmethod
    def forget_compiled(self) -> None:
        """Drops the programs in memory, so that the next piece of work takes them from the cache on disk."""

    @abc.abstractmethod
    def product(self, dtype: str, size: int) -> Callable[[], object]:
        """Returns a function that multiplies two square matrices and waits for the result."""

    def device_peak_bytes(self) -> int | None:
        """Returns the most memory taken so far on a device that has its own, None on a CPU."""
        return None


def fixed_batch(config: Config, seed: int = 0) -> Batch:
    """Returns rows of random tokens, one sequence a row, each token's target the next one."""
    rows, length = config.run.batch, config.model.context
    ids = np.random.default_rng(seed).integers(0, config.model.vocabulary, (rows, length + 1), dtype=np.int32)
    positions = np.broadcast_to(np.arange(length, dtype=np.int32), (rows, length))
    return Batch(ids[:, :-1], ids[:, 1:], np.ones_like(positions), positions)


def prompts(config: Config, count: int, length: int) -> list[list[int]]:
    """Returns random prompts without special tokens."""
    return np.random.default_rng(0).integers(len(SPECIALS), config.model.vocabulary, (count, length)).tolist()
