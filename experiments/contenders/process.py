"""A process for each contender of the benchmark, which waits while others have their turn.

So the memory is its own, no threads or settings of one reach another, and one that fails leaves the rest alone.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from experiments.contenders.contender import Contender, Facts
from tinyreason.config import UserError

T = TypeVar("T")

# Pieces of work after the first that are not timed.
_WARM_UP = 2
# The product that a machine's rate is measured with, and how often it is tried.
_MATRIX_SIZE, _MATRIX_TRIES = 2048, 5


class Failed(Exception):
    """A contender could not do its work; the message is one line that says why."""


@dataclass(frozen=True)
class Begun:
    """A contender that works: its facts, and the seconds of its first piece of work, cold and with the cache on disk.

    Both hold the work itself beside the compiling.
    """

    facts: Facts
    cold_seconds: float
    cached_seconds: float


class Process:
    """A contender in its process. Used as a context, it ends the process."""

    def __init__(self, contender: Contender) -> None:
        """Starts it. Raises Failed where it cannot do its work."""
        self._directory = tempfile.TemporaryDirectory()
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        try:
            self.begun: Begun = self._call(_begin, contender, self._directory.name)
        except Failed:
            self.__exit__()
            raise

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        self._directory.cleanup()

    def speed(self, seconds: float) -> float:
        """Returns the tokens a second of at least so many seconds of work."""
        return self._call(_speed, seconds) * self.begun.facts.tokens

    def product_rate(self, dtype: str) -> float:
        """Returns the operations a second of a large matrix product, at best."""
        return self._call(_product_rate, dtype)

    def peak_bytes(self) -> int:
        """Returns the most memory that it took beside what its libraries take."""
        return self._call(_peak_bytes)

    def _call(self, function: Callable[..., T], *arguments: Any) -> T:
        try:
            result, failure = self._pool.submit(_guarded, function, *arguments).result()
        except BrokenProcessPool as error:
            raise Failed("its process was killed, perhaps for want of memory") from error
        if failure is not None:
            raise Failed(failure)
        return result


def _guarded(function: Callable[..., Any], *arguments: Any) -> tuple[Any, str | None]:
    """Returns the result, or what went wrong in one line: not every library's errors can be sent to another process."""
    try:
        return function(*arguments), None
    except Exception as error:
        kind = "" if isinstance(error, UserError) else f"{type(error).__name__}: "
        return None, kind + next(iter(str(error).strip().splitlines()), "")


class _Here:
    """The contender of this process and the memory held before it began."""

    contender: Contender
    bytes_before: int


def _begin(contender: Contender, directory: str) -> Begun:
    # An empty place for what is compiled, so that the first time is a cold one.
    os.environ |= {"XDG_CACHE_HOME": directory, "TORCHINDUCTOR_CACHE_DIR": directory}
    contender.load()
    _Here.contender, _Here.bytes_before = contender, _memory("VmRSS")
    facts = contender.begin()
    cold = _seconds(contender.work)
    contender.forget_compiled()
    cached = _seconds(contender.work)
    for _ in range(_WARM_UP):
        contender.work()
    return Begun(facts, cold, cached)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _speed(seconds: float) -> float:
    """Returns pieces of work a second."""
    start, done = time.perf_counter(), 0
    while not done or time.perf_counter() - start < seconds:
        _Here.contender.work()
        done += 1
    return done / (time.perf_counter() - start)


def _product_rate(dtype: str) -> float:
    product = _Here.contender.product(dtype, _MATRIX_SIZE)
    product()
    return 2 * _MATRIX_SIZE**3 / min(_seconds(product) for _ in range(_MATRIX_TRIES))


def _peak_bytes() -> int:
    on_device = _Here.contender.device_peak_bytes()
    return _memory("VmHWM") - _Here.bytes_before if on_device is None else on_device


def _memory(name: str) -> int:
    """Returns bytes of memory in use (VmRSS) or the most so far (VmHWM); elsewhere than on Linux, the most for both."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith(name))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
