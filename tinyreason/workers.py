"""The runs of a sweep at work: what is missing is run at some place, and this machine as a place.

Here workers train. A worker is a process that keeps JAX warm, on a core of its own, and trains one run or population
after the other. Workers share a cache of compiled programs, and end with the process that started them, however it
ends. One that dies is replaced, and what it trained tried again.
"""

import collections
import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import jax

from tinyreason import loop, machine, population, processes, records, runs, speed, sweeps
from tinyreason.config import Config, UserError
from tinyreason.ledgers import Entry, Ledger, Outcome, Piece, Result, pieces
from tinyreason.speed import Speed

ATTEMPTS = 3  # a failed run is retried twice
STARTING, TRAINING, EVALUATING = STAGES = ("starting", "training", "evaluating")
_SECONDS_BETWEEN_LOOKS = 0.2
_MEASURED_STEPS = 12
_SPAWN = multiprocessing.get_context("spawn")  # a fork of a process with threads, as JAX's, may hang


@dataclass(frozen=True)
class Running:
    """A run or population under way: how many steps, or while it is evaluated questions, are done.

    `names` are those of its runs without a result. The loss is their mean, the speed in tokens a second their sum.
    """

    names: tuple[str, ...]
    stage: str
    done: int
    total: int
    loss: float
    tokens_per_second: float


@dataclass(frozen=True)
class Ended:
    """What came of an attempt at a piece of work, for each of its runs, and the seconds it took."""

    piece: Piece
    results: Sequence[Result]
    seconds: float


class Place(Protocol):
    """Where runs run."""

    def size(self) -> int:
        """Returns how many runs it takes at a time, at least 1."""

    def choose(self, waiting: Sequence[Piece]) -> Piece:
        """Returns the one of these, at least one, that it had best begin next, the first where it is all the same."""

    def start(self, piece: Piece, directory: Path) -> None:
        """Begins runs in their directories, which are in that of the sweep, or goes on with them."""

    def ended(self) -> Iterable[Ended]:
        """Waits a moment for pieces of work to end, and returns those that have."""

    def running(self) -> Sequence[Running]:
        """Returns how far the runs have come that are under way."""

    def stop(self) -> None:
        """Asks all runs to save and end."""

    def close(self) -> None:
        """Stops, and leaves nothing behind."""


def execute(
    ledger: Ledger,
    directory: Path,
    place: Place,
    *,
    ended: Callable[[Entry, Outcome | str], None] = lambda entry, result: None,
    progress: Callable[[Sequence[Running]], None] = lambda running: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Runs what has no result yet, as much at a time as the place takes, the runs that cost most first.

    A run that fails is tried `ATTEMPTS` times and then given up, while the others go on. `ended` is told of each run's
    outcome or last error, `progress` every now and then of the runs under way. When `stop` says yes, these are saved.
    Closes the place. Raises UserError where the ledger cannot be written.
    """
    failures: collections.Counter[str] = collections.Counter()
    under_way, stopping = 0, False
    with closing(place):
        ledger.take_up()
        waiting = sorted(pieces(ledger.entries()), key=_cost, reverse=True)
        while under_way or (waiting and not stopping):
            if stop() and not stopping:
                stopping = True
                place.stop()
            while waiting and not stopping and under_way < place.size():
                piece = place.choose(waiting)
                waiting.remove(piece)
                for name in piece.missing:
                    ledger.start(name)
                place.start(piece, directory)
                under_way += 1
            for end in place.ended():
                under_way -= 1
                seconds, again = end.seconds / len(end.piece.missing), []
                for entry, result in zip(end.piece.entries, end.results, strict=True):
                    if entry.name not in end.piece.missing:
                        continue
                    if isinstance(result, Outcome):
                        ledger.finish(entry.name, result, seconds)
                    elif result is None:
                        ledger.put_back(entry.name, seconds)
                    else:
                        failures[entry.name] += 1
                        if failures[entry.name] < ATTEMPTS:
                            ledger.put_back(entry.name, seconds)
                            again.append(entry.name)
                            continue
                        ledger.fail(entry.name, result, seconds)
                    if result is not None:
                        ended(entry, result)
                if again:
                    waiting.append(replace(end.piece, missing=tuple(again)))
            progress(place.running())


def shape_of(piece: Piece) -> Config:
    """Returns what the runs have in common with others that need the same programs, or nearly."""
    return population.shared(piece.entries[0].config)


def _cost(piece: Piece) -> int:
    return sum(sweeps.cost_of(entry.config).flops for entry in piece.entries if entry.name in piece.missing)


def run_together(
    members: Sequence[Config],
    directories: Sequence[Path],
    *,
    progress: Callable[[loop.Progress], None] | None = None,
    evaluation_progress: Callable[[str, int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Outcome | UserError | None]:
    """Trains a population, or one config, into its directories, going on with what is there.

    The result of one that fails alone is its error, of one that `stop` ended None. Raises UserError as
    `loop.train_together` does.
    """
    results = loop.train_together(
        members,
        directories,
        resume=True,
        progress=progress,
        evaluation_progress=evaluation_progress,
        stop=stop,
    )
    return [result if isinstance(result, UserError) else _outcome_of(result) for result in results]


def _outcome_of(result: runs.Result) -> Outcome | None:
    if not result.finished:
        return None
    seen = records.read_rows(result.directory / runs.METRICS)[-1]
    rows = tuple(asdict(row) for row in result.rows)
    return Outcome(result.step, seen["tokens"], seen["trained_tokens"], seen["examples"], result.validation_loss, rows)


def caught(train: Callable[[], list[Outcome | UserError | None]], runs_of_piece: int) -> list[Result]:
    """Returns the results of runs that are trained together, errors as text; one that ends all of them, for each."""
    try:
        return [_line(result) if isinstance(result, UserError) else result for result in train()]
    except UserError as error:
        return [_line(error)] * runs_of_piece
    except Exception:
        return [traceback.format_exc().strip()] * runs_of_piece  # not foreseen: whoever mends it needs to know where


def _line(error: UserError) -> str:
    return str(error).splitlines()[0]


class Cores:
    """This machine as a place: a worker on each of the cores, with which it shares the word to stop."""

    def __init__(self, cores: Sequence[int]):
        self._stopping = _SPAWN.RawValue("b", 0)
        self._workers = [_Worker(core, self._stopping, alone=len(cores) == 1) for core in cores]

    def size(self) -> int:
        """Returns the number of cores."""
        return len(self._workers)

    def choose(self, waiting: Sequence[Piece]) -> Piece:
        """Returns a piece of the shape that the free worker has compiled, or else of one that no other is busy with."""
        shape, busy = self._free().shape, [worker.shape for worker in self._workers if worker.future]
        same = next((piece for piece in waiting if shape_of(piece) == shape), None)
        return same or next((piece for piece in waiting if shape_of(piece) not in busy), waiting[0])

    def start(self, piece: Piece, directory: Path) -> None:
        """Gives the work to a worker that has none."""
        self._free().start(piece, directory)

    def _free(self) -> "_Worker":
        return next(worker for worker in self._workers if not worker.future)

    def ended(self) -> list[Ended]:
        """Waits a moment for pieces of work to end, and returns those that have."""
        wait([worker.future for worker in self._workers if worker.future], _SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        return [worker.end() for worker in self._workers if worker.future and worker.future.done()]

    def running(self) -> list[Running]:
        """Returns how far the runs have come."""
        return [worker.running() for worker in self._workers if worker.future]

    def stop(self) -> None:
        """Asks all runs to save and end."""
        self._stopping.value = 1

    def close(self) -> None:
        """Stops, and ends the workers."""
        self.stop()
        for worker in self._workers:
            worker.close()


def measure(asked: Sequence[Config]) -> list[Speed]:
    """Returns what each config takes on a core of this machine, from a training of a few steps.

    Raises UserError where one cannot be trained.
    """
    worker = _Worker(machine.cores()[0], _SPAWN.RawValue("b", 0), alone=True)
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
        self.future: Future[list[Result]] | None = None
        self.shape: Config | None = None

    def _new(self) -> ProcessPoolExecutor:
        # A pool of one: where a process of a pool dies, the whole pool is lost.
        return ProcessPoolExecutor(1, mp_context=_SPAWN, initializer=_begin, initargs=self._arguments)

    def start(self, piece: Piece, directory: Path) -> None:
        """Gives it runs to train together, or one by itself."""
        self._piece, self._began, self.shape = piece, time.monotonic(), shape_of(piece)
        self._numbers[:] = (0, 0, 0, 0, 0)
        self.future = self._executor.submit(_train, *piece.members(directory))

    def end(self) -> Ended:
        """Returns what came of the runs, once all are done."""
        assert self.future
        try:
            results = self.future.result()
        except BrokenProcessPool:
            results = ["its process died; was it killed, or out of memory?"] * len(self._piece.entries)
            self._executor.shutdown()
            self._executor, self.shape = self._new(), None
        self.future = None
        return Ended(self._piece, results, time.monotonic() - self._began)

    def running(self) -> Running:
        """Returns how far they have come."""
        stage, done, total, loss, rate = self._numbers
        return Running(self._piece.missing, STAGES[int(stage)], int(done), int(total), loss, rate)

    def measure(self, config: Config) -> Speed:
        """Waits for the speed of a config."""
        try:
            return self._executor.submit(speed.measure, config, _MEASURED_STEPS).result()
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
    processes.follow_parent()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    machine.use_compilation_cache()


def _train(members: Sequence[Config], directories: Sequence[Path]) -> list[Result]:
    """Returns what came of each run."""

    def step(now: loop.Progress) -> None:
        _here.numbers[:] = (1, now.step, now.total_steps, now.loss, now.tokens_per_second)

    def question(_: str, done: int, total: int) -> None:
        _here.numbers[:3] = (2, done, total)

    def train() -> list[Outcome | UserError | None]:
        if not _here.alone and jax.default_backend() != "cpu":
            raise UserError(f"workers share a {jax.default_backend()}: pass --workers=1, or set JAX_PLATFORMS=cpu")
        return run_together(
            *(members, directories),
            progress=step,
            evaluation_progress=question,
            stop=lambda: bool(_here.stopping.value),
        )

    return caught(train, len(members))
