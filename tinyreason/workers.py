"""The runs of a sweep on this machine: worker processes that keep JAX warm, each on a core of its own.

A worker trains one run after the other. Workers share a cache of compiled programs, and end with the process that
started them, however it ends. One that dies is replaced, and its run tried again.
"""

import collections
import multiprocessing
import os
import signal
import statistics
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax

from tinyreason import config as configs
from tinyreason import runs, sweeps
from tinyreason.config import Config, UserError
from tinyreason.sweeps import Entry, Ledger, Outcome

ATTEMPTS = 3  # a failed run is retried twice
STARTING, TRAINING, EVALUATING = STAGES = ("starting", "training", "evaluating")
_SECONDS_BETWEEN_LOOKS = 0.2
_MEASURED_STEPS = 12
_SPAWN = multiprocessing.get_context("spawn")  # a fork of a process with threads, as JAX's, may hang


@dataclass(frozen=True)
class Running:
    """A run under way: how many steps, or while it is evaluated questions, are done. Speed in tokens a second."""

    name: str
    stage: str
    done: int
    total: int
    loss: float
    tokens_per_second: float


@dataclass(frozen=True)
class Speed:
    """What a config takes on one core: seconds a step, and seconds for all that is not a step."""

    step: float
    overhead: float


def execute(
    ledger: Ledger,
    directory: Path,
    on_cores: Sequence[int],
    *,
    ended: Callable[[Entry, Outcome | str], None] = lambda entry, result: None,
    progress: Callable[[Sequence[Running]], None] = lambda running: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Runs what has no result yet, a run a core at a time, those that cost most first.

    A run that fails is tried `ATTEMPTS` times and then given up, while the others go on. `ended` is told of each run's
    outcome or last error, `progress` a few times a second of the runs under way. When `stop` says yes, these are saved.
    Raises UserError where the ledger cannot be written.
    """
    waiting = collections.deque(sorted(ledger.take_up(), key=lambda entry: -sweeps.cost_of(entry.config).flops))
    failures: collections.Counter[str] = collections.Counter()
    stopping = _SPAWN.RawValue("b", 0)
    used = on_cores[: len(waiting)]
    workers = [_Worker(core, stopping, alone=len(used) == 1) for core in used]
    try:
        while True:
            stopping.value = stopping.value or stop()
            for worker in workers:
                if waiting and not worker.future and not stopping.value:
                    entry = waiting.popleft()
                    ledger.start(entry.name)
                    worker.start(entry, directory)
            busy = [worker.future for worker in workers if worker.future]
            if not busy:
                return
            wait(busy, _SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
            for worker in workers:
                if worker.future and worker.future.done():
                    entry, result, seconds = worker.end()
                    if isinstance(result, Outcome):
                        ledger.finish(entry.name, result, seconds)
                    elif result is None:
                        ledger.put_back(entry.name, seconds)
                    else:
                        failures[entry.name] += 1
                        if failures[entry.name] < ATTEMPTS:
                            ledger.put_back(entry.name, seconds)
                            waiting.append(entry)
                            continue
                        ledger.fail(entry.name, result, seconds)
                    if result is not None:
                        ended(entry, result)
            progress([worker.running() for worker in workers if worker.future])
    finally:
        stopping.value = 1
        for worker in workers:
            worker.close()


def measure(asked: Sequence[Config]) -> list[Speed]:
    """Returns what each config takes on a core of this machine, from a training of a few steps.

    Raises UserError where one cannot be trained.
    """
    worker = _Worker(runs.cores()[0], _SPAWN.RawValue("b", 0), alone=True)
    try:
        return [worker.measure(config) for config in asked]
    finally:
        worker.close()


class _Worker:
    """A process on a core, seen from the one that started it."""

    def __init__(self, core: int, stopping: Any, alone: bool):
        self._numbers = _SPAWN.RawArray("d", 5)
        self._arguments = (core, alone, stopping, self._numbers)
        self._executor = self._new()
        self.future: Future[Outcome | str | None] | None = None

    def _new(self) -> ProcessPoolExecutor:
        # A pool of one: where a process of a pool dies, the whole pool is lost.
        return ProcessPoolExecutor(1, mp_context=_SPAWN, initializer=_begin, initargs=self._arguments)

    def start(self, entry: Entry, directory: Path) -> None:
        """Gives it a run to train."""
        self._entry, self._began = entry, time.monotonic()
        self._numbers[:] = (0, 0, 0, 0, 0)
        self.future = self._executor.submit(_train, entry.config, directory / entry.name)

    def end(self) -> tuple[Entry, Outcome | str | None, float]:
        """Returns what came of the run, once it is done: its outcome, an error, or None where it was stopped."""
        assert self.future
        try:
            result = self.future.result()
        except BrokenProcessPool:
            result = "its process died; was it killed, or out of memory?"
            self._executor.shutdown()
            self._executor = self._new()
        self.future = None
        return self._entry, result, time.monotonic() - self._began

    def running(self) -> Running:
        """Returns how far the run has come."""
        stage, done, total, loss, speed = self._numbers
        return Running(self._entry.name, STAGES[int(stage)], int(done), int(total), loss, speed)

    def measure(self, config: Config) -> Speed:
        """Waits for the speed of a config."""
        try:
            return self._executor.submit(_measure, config).result()
        except BrokenProcessPool as error:
            raise UserError("the process that measures died; was it killed, or out of memory?", status=1) from error

    def close(self) -> None:
        """Ends the process, once what it does is done."""
        self._executor.shutdown()


# What follows happens in a worker.


@dataclass(frozen=True)
class _Here:
    """What a worker knows of its surroundings; the last two are memory shared with the process that started it."""

    alone: bool
    stopping: Any
    numbers: Any


_here: _Here


def _begin(core: int, alone: bool, stopping: Any, numbers: Any) -> None:
    global _here
    _here = _Here(alone, stopping, numbers)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first says when to stop
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    runs.use_compilation_cache()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _train(config: Config, directory: Path) -> Outcome | str | None:
    """Returns the outcome of a run, the error it failed with, or None where it was asked to stop."""

    def step(now: runs.Progress) -> None:
        _here.numbers[:] = (1, now.step, now.total_steps, now.loss, now.tokens_per_second)

    def question(_: str, done: int, total: int) -> None:
        _here.numbers[:3] = (2, done, total)

    try:
        if not _here.alone and jax.default_backend() != "cpu":
            raise UserError(f"workers share a {jax.default_backend()}: pass --workers=1, or set JAX_PLATFORMS=cpu")
        return sweeps.run(
            config, directory, progress=step, evaluation_progress=question, stop=lambda: bool(_here.stopping.value)
        )
    except UserError as error:
        return str(error).splitlines()[0]
    except Exception:
        return traceback.format_exc().strip()  # not foreseen: whoever mends it needs to know where


def _measure(config: Config) -> Speed:
    steps = str(_MEASURED_STEPS)
    short = configs.replace(config, steps=steps, schedule="cosine", warmup="0")
    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        runs.train(short, Path(scratch) / "run")
        seconds = time.monotonic() - began
        times = [row["seconds"] for row in runs.read_rows(Path(scratch) / "run" / runs.TIMING)]
    step = statistics.median(after - before for before, after in zip(times[1:], times[2:], strict=False))
    return Speed(step, max(0.0, seconds - step * _MEASURED_STEPS))
