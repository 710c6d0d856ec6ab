"""What a report is made from: the runs of one or several sweeps, from their ledgers and run directories."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tinyreason import config as configs
from tinyreason import records, runs, sweeps
from tinyreason.config import Config, UserError
from tinyreason.evaluation import Row
from tinyreason.ledgers import LEDGER, Entry, Ledger, Outcome
from tinyreason.sweeps import Cost

_ANOTHER_VERSION = "was written by another version of this code"


@dataclass(frozen=True)
class Point:
    """A model at a checkpoint, on validation questions. FLOPs are those of whole rows, as in `sweeps.Cost`."""

    step: int
    tokens: int
    trained_tokens: int
    examples: int
    flops: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Record:
    """A run of a sweep: its ledger's entry and what else is there; `problem` says what is not.

    `config` is the one that it was trained with where its directory is there, devices and parts of a batch included.
    `rows` are of test questions at the end, `curve` of validation questions on the way.
    """

    sweep: str
    name: str
    config: Config
    cost: Cost
    state: str
    attempts: int
    seconds: float
    outcome: Outcome | None
    rows: tuple[Row, ...]
    curve: tuple[Point, ...]
    problem: str | None

    @property
    def command(self) -> str:
        """The command that trains it again."""
        words = ["python", "-m", "experiments.train", f"--run=runs/{self.name}", *configs.as_flags(self.config)]
        return shlex.join(words)


@dataclass(frozen=True)
class LeftOut:
    """Something that the figures do not show, and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class Sweeps:
    """All that was read: each run once, in the order of the plans, and the points that were excluded before."""

    names: tuple[str, ...]
    records: tuple[Record, ...]
    excluded: tuple[LeftOut, ...]


def read(directories: Sequence[Path]) -> Sweeps:
    """Reads sweeps. A run that stands in several of them is taken from the first in which it is finished.

    Raises UserError where a directory holds no sweep, a ledger is locked or damaged, or no run is finished.
    """
    records: dict[str, Record] = {}
    excluded = []
    for directory in directories:
        with Ledger(directory / LEDGER) as ledger:
            entries, plan = ledger.entries(), ledger.plan()
        for entry in entries:
            known = records.get(entry.name)
            if known is None or (known.outcome is None and entry.outcome is not None):
                records[entry.name] = _record(directory, entry)
        for one in plan.excluded:
            excluded.append(LeftOut(f"{directory.name}: {sweeps.in_words(one.point)}", one.reason))
    if not any(record.outcome for record in records.values()):
        listed = ", ".join(map(str, directories))
        raise UserError(f"no run of {listed} is finished yet: go on with the sweep, then report on it")
    return Sweeps(
        tuple(directory.resolve().name for directory in directories), tuple(records.values()), tuple(excluded)
    )


def _record(directory: Path, entry: Entry) -> Record:
    there, cost = directory / entry.name, sweeps.cost_of(entry.config)
    config, problem = entry.config, None
    rows: tuple[Row, ...] = ()
    curve: tuple[Point, ...] = ()
    if (there / runs.CONFIG).exists():
        config = runs.load_config(there)
    if entry.outcome is None:
        problem = f"not finished: {entry.state}"
        if entry.error:
            problem = f"{entry.state} after {entry.attempts} attempts: {entry.error.splitlines()[-1]}"
    else:
        try:
            rows = tuple(Row(**row) for row in entry.outcome.rows)
        except TypeError as error:
            raise UserError(f"the ledger of {directory} {_ANOTHER_VERSION}: {error}", status=1) from error
        try:
            curve = _curve(there / runs.CURVE, cost)
            if not curve and entry.config.run.curve_examples:
                problem = f"it has no curve: {there.name}/{runs.CURVE} is missing or empty"
        except UserError as error:
            problem = f"its curve is left out: {error}"
    return Record(
        *(directory.resolve().name, entry.name, config, cost, entry.state, entry.attempts, _seconds(there, entry)),
        *(entry.outcome, rows, curve, problem),
    )


def _seconds(there: Path, entry: Entry) -> float:
    """Returns how long a run trained; where its directory does not say, how long all of it took, by the ledger."""
    rows = records.read_rows(there / runs.TIMING) if (there / runs.TIMING).exists() else []
    return rows[-1]["seconds"] if rows else entry.seconds


def _curve(path: Path, cost: Cost) -> tuple[Point, ...]:
    """Reads a curve, empty where there is none. Raises UserError where it is damaged."""
    if not path.exists():
        return ()
    try:
        return tuple(
            Point(
                *(row["step"], row["tokens"], row["trained_tokens"], row["examples"]),
                flops=cost.flops * row["step"] / cost.steps,
                rows=tuple(Row(**each) for each in row["rows"]),
            )
            for row in records.read_rows(path)
        )
    except (KeyError, TypeError) as error:
        raise UserError(f"{path} {_ANOTHER_VERSION}: {error}", status=1) from error
