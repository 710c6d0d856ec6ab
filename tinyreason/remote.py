"""The runs of a sweep on other machines, which see its directory under the same path as this one.

A run travels as a `Task`, by whatever there is that carries tasks to machines, and trains into its own directory, from
which the driver reads how far it has come. The driver, the one process that writes the ledger, has its name in a file
beside it. Tasks that find another name there save and end: so a driver tells them to stop, and so a new one gets rid of
those that a dead one left behind. What is lost with its machine is begun again elsewhere, from its last checkpoint.
"""

import functools
import json
import os
import random
import socket
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tinyreason import disk, machine, runs, sweeps, workers
from tinyreason.config import Config, UserError
from tinyreason.ledgers import Outcome, Piece, Result

DRIVER = ".driver"
_NOBODY = "nobody"
_SECONDS_BETWEEN_LOOKS = 0.5  # of the driver at its tasks
_SECONDS_BETWEEN_CALLS = 1.0  # of a task at who the driver is
_SECONDS_OF_PATIENCE = 600.0  # with the one who is still at work in the directory of a run, though given up for lost
_BYTES_OF_A_ROW = 4096  # more than a line of metrics takes


class Lost(Exception):
    """A task has ended without a report, as when its machine died."""


@dataclass(frozen=True)
class Report:
    """What a task tells: the result of each of its runs, and the seconds it took."""

    results: list[Result]
    seconds: float


@dataclass(frozen=True)
class Task:
    """Runs on their way to another machine: into which directories, for which driver, and where paths start from."""

    members: list[Config]
    directories: list[Path]
    driver: str
    folder: Path

    def __call__(self) -> Report:
        """Trains, on the other machine."""
        began = time.monotonic()
        return Report(workers.caught(self._train, len(self.members)), time.monotonic() - began)

    def _train(self) -> list[Outcome | UserError | None]:
        if sys.flags.hash_randomization:
            raise UserError("the environment of tasks lacks PYTHONHASHSEED=0")
        _settle()
        sweep = self.directories[0].parent
        if not (sweep / DRIVER).exists() or not self.folder.is_dir():
            raise UserError(
                f"{socket.gethostname()} does not see {sweep} and {self.folder}: --run, and the folder "
                "in which the command is given, must be on a path that all machines share"
            )
        os.chdir(self.folder)
        stop = _Watch(sweep / DRIVER, self.driver)
        deadline = time.monotonic() + _SECONDS_OF_PATIENCE
        while not stop():
            results = workers.run_together(self.members, self.directories, stop=stop)
            if time.monotonic() > deadline or not any(isinstance(result, disk.InUse) for result in results):
                return results
            time.sleep(_SECONDS_BETWEEN_CALLS)
        return [None] * len(self.members)


class _Watch:
    """Whether a driver wants its tasks to stop, or has been replaced."""

    def __init__(self, path: Path, driver: str):
        self._path, self._driver = path, driver
        self._looked, self._stop = -_SECONDS_BETWEEN_CALLS, False

    def __call__(self) -> bool:
        if not self._stop and time.monotonic() - self._looked >= _SECONDS_BETWEEN_CALLS:
            self._looked = time.monotonic()
            self._stop = self._path.read_text() != self._driver
        return self._stop


@functools.cache
def _settle() -> None:
    """Binds this process to a core of its own, as a worker has, so that the numbers are the same; once, before JAX.

    That the core is its own, the machine's other tasks can tell by an abstract socket, which dies with the process.
    """
    if hasattr(os, "sched_setaffinity"):
        chosen = random.SystemRandom().choice(machine.cores())  # shared where there are more tasks than cores
        for core in machine.cores():
            with suppress(OSError):
                _claim.bind(f"\0tinyreason-core-{core}")
                chosen = core
                break
        os.sched_setaffinity(0, {chosen})
    machine.use_compilation_cache()


_claim = socket.socket(socket.AF_UNIX)


class Job(Protocol):
    """A task that was handed over."""

    def done(self) -> bool:
        """Returns whether it has ended, in whichever way."""

    def report(self) -> Report:
        """Returns what it tells, once it has ended. Raises Lost where there is nothing."""

    def withdraw(self) -> None:
        """Takes it back where it has not begun."""


@dataclass(frozen=True)
class _Begun:
    piece: Piece
    job: Job
    step: int | None


class Machines:
    """Other machines as a place, given how a task is handed to them and how many they take at a time."""

    def __init__(self, submit: Callable[[Task], Job], size: Callable[[], int]):
        self._submit, self.size = submit, size
        self._driver, self._sweep = uuid.uuid4().hex, Path()
        self._begun: list[_Begun] = []
        self._stopping = False

    def choose(self, waiting: Sequence[Piece]) -> Piece:
        """Returns the first: each job is a process of its own."""
        return waiting[0]

    def start(self, piece: Piece, directory: Path) -> None:
        """Hands the work over."""
        directory = directory.absolute()
        if directory != self._sweep:
            self._sweep = directory
            disk.write_whole(self._sweep / DRIVER, self._driver)
        step = _reached(piece, directory).get("step")
        job = self._submit(Task(*piece.members(directory), self._driver, Path.cwd()))
        self._begun.append(_Begun(piece, job, step))

    def ended(self) -> list[workers.Ended]:
        """Waits a moment for pieces of work to end, and returns those that have."""
        done = [one for one in self._begun if one.job.done()]
        if not done:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        self._begun = [one for one in self._begun if one not in done]
        return [self._end(one.piece, one.job) for one in done]

    def _end(self, piece: Piece, job: Job) -> workers.Ended:
        try:
            report = job.report()
        except Lost as error:
            result = None if self._stopping else f"its task was lost: {error}"
            return workers.Ended(piece, [result] * len(piece.entries), 0.0)
        return workers.Ended(piece, report.results, report.seconds)

    def running(self) -> list[workers.Running]:
        """Returns how far the runs have come that have done a step since they were handed over."""
        return [now for one in self._begun if (now := _progress(one, self._sweep))]

    def stop(self) -> None:
        """Tells all tasks to save and end, and takes back those that wait."""
        self._stopping = True
        if self._begun:
            disk.write_whole(self._sweep / DRIVER, _NOBODY)
        for one in self._begun:
            one.job.withdraw()

    def close(self) -> None:
        """Stops. What is under way then, since something went wrong here, saves and ends without a report."""
        self.stop()


def _progress(begun: _Begun, sweep: Path) -> workers.Running | None:
    reached = _reached(begun.piece, sweep)
    if not reached or reached["step"] == begun.step:
        return None
    total = sweeps.cost_of(begun.piece.entries[0].config).steps
    numbers = (reached["step"], total, reached["loss"], reached["tokens_per_second"])
    return workers.Running(begun.piece.missing, workers.TRAINING, *numbers)


def _reached(piece: Piece, sweep: Path) -> dict[str, Any]:
    """Returns the least step of the runs, the mean of their losses, the sum of their speeds; nothing before a step."""
    metrics, timing = (
        [row for run in piece.missing if (row := _last_row(sweep / run / name))] for name in (runs.METRICS, runs.TIMING)
    )
    if not len(metrics) == len(timing) == len(piece.missing):
        return {}
    return {
        "step": min(row["step"] for row in metrics),
        "loss": statistics.fmean(row["loss"] for row in metrics),
        "tokens_per_second": sum(row["tokens_per_second"] for row in timing),
    }


def _last_row(path: Path) -> dict[str, Any] | None:
    """Returns the last whole line of a file of JSON lines that another process writes."""
    with suppress(OSError, ValueError, IndexError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _BYTES_OF_A_ROW))
        return json.loads([line for line in file.read().splitlines(keepends=True) if line.endswith(b"\n")][-1])
    return None
