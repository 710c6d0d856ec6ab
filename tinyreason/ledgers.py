"""The ledger of a sweep: what became of each of its runs.

It is an SQLite file beside the run directories, each of which is named by the hash of its config. Whoever runs the runs
tells it, and it knows nothing of where they run.
"""

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tinyreason import budget, disk, sweeps
from tinyreason import config as configs
from tinyreason.config import Config, ModelConfig, UserError
from tinyreason.sweeps import Excluded, Grid, Plan, config_of, name_of

LEDGER = "ledger.sqlite"
WAITING, RUNNING, FINISHED, FAILED = "waiting", "running", "finished", "failed"
_LOCKED_SECONDS = 5.0


@dataclass(frozen=True)
class Outcome:
    """What a finished run has shown. Nothing here depends on the clock. `rows` are `evaluation.Row`s as dicts."""

    steps: int
    tokens: int
    trained_tokens: int
    examples: int
    validation_loss: float | None
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Entry:
    """What the ledger says of one run; `seconds` are those of all attempts that came to an end.

    Runs with the same number as their `population` are trained together, and share the seconds that takes evenly.
    """

    name: str
    config: Config
    state: str
    attempts: int
    seconds: float
    error: str | None
    outcome: Outcome | None
    population: int | None = None


# Of one attempt at a run: its outcome, the error it failed with, or None where it was asked to stop.
Result = Outcome | str | None


@dataclass(frozen=True)
class Piece:
    """Runs that are one piece of work, a population or one by itself, and the names of those that have no result yet.

    The others stand beside them, since they are part of their numbers.
    """

    entries: tuple[Entry, ...]
    missing: tuple[str, ...]

    def members(self, directory: Path) -> tuple[list[Config], list[Path]]:
        """Returns the configs and directories, in a sweep's, of all its runs, as `workers.run_together` takes them."""
        return [entry.config for entry in self.entries], [directory / entry.name for entry in self.entries]


def pieces(entries: Iterable[Entry]) -> list[Piece]:
    """Returns the pieces of work in which runs have no result yet, in their order."""
    found: dict[str | int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.name if entry.population is None else entry.population, []).append(entry)
    made = [Piece(tuple(piece), tuple(e.name for e in piece if e.state != FINISHED)) for piece in found.values()]
    return [piece for piece in made if piece.missing]


def with_best(grid: Grid, base: Config, name: str, entries: Iterable[Entry]) -> Grid:
    """Returns the points, each with the value of a field that its shape had the least validation loss with.

    Raises UserError where no entry has the shape of a point, or one that has it is not finished.
    """
    losses: dict[ModelConfig, dict[Any, float | None]] = {}
    section = configs.field_sections()[name]
    for entry in entries:
        value = getattr(getattr(entry.config, section), name)
        losses.setdefault(entry.config.model, {})[value] = entry.outcome.validation_loss if entry.outcome else None
    found = []
    for point in grid:
        of_shape = losses.get(config_of(base, point).model, {})
        known = {value: loss for value, loss in of_shape.items() if loss is not None}
        if not known or len(known) < len(of_shape):
            which = "a run is not finished that has" if of_shape else "no run has"
            raise UserError(f"{which} the shape of {sweeps.in_words(point)}: {name} cannot be chosen for it", status=1)
        found.append({**point, name: min(known, key=known.__getitem__)})
    return found


_TABLES = """
CREATE TABLE runs (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, config TEXT NOT NULL, parameters INTEGER NOT NULL,
    population INTEGER,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'finished', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0, error TEXT,
    steps INTEGER, tokens INTEGER, trained_tokens INTEGER, examples INTEGER, validation_loss REAL
);
CREATE TABLE results (
    name TEXT NOT NULL REFERENCES runs (name), task TEXT NOT NULL, variant TEXT NOT NULL, difficulty TEXT NOT NULL,
    n INTEGER NOT NULL, right INTEGER NOT NULL, accuracy REAL, row TEXT NOT NULL,
    PRIMARY KEY (name, task, variant, difficulty)
);
CREATE TABLE excluded (position INTEGER PRIMARY KEY, point TEXT NOT NULL, reason TEXT NOT NULL);
"""
_OUTCOME = [field.name for field in dataclasses.fields(Outcome) if field.name != "rows"]


class Ledger:
    """What became of each run of a sweep. Each change is one transaction: after a kill it holds whole or not at all.

    Used as a context, it closes itself. Every call raises UserError where the file is locked, damaged or unwritable.
    """

    def __init__(self, path: Path):
        """Opens a ledger that exists."""
        self._path = path
        if not path.exists():
            raise UserError(f"{path.parent} is not the directory of a sweep: it has no {path.name}")
        with self._failures_named():
            self._database = sqlite3.connect(path, timeout=_LOCKED_SECONDS, isolation_level=None)
            try:
                [(verdict,)] = self._database.execute("PRAGMA integrity_check(1)").fetchall()
                if verdict != "ok":
                    raise sqlite3.DatabaseError(verdict)
                columns = [name for _, name, *_ in self._database.execute("PRAGMA table_info(runs)")]
                if columns and "population" not in columns:  # begun before there were populations
                    self._database.execute("ALTER TABLE runs ADD COLUMN population INTEGER")
            except BaseException:
                self._database.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def plan(self) -> Plan:
        """Returns the plan that the sweep began with."""
        with self._failures_named():
            excluded = self._database.execute("SELECT point, reason FROM excluded ORDER BY position").fetchall()
        listed = tuple(Excluded(json.loads(point), reason) for point, reason in excluded)
        entries = self.entries()
        populations: dict[int, list[int]] = {}
        for place, entry in enumerate(entries):
            if entry.population is not None:
                populations.setdefault(entry.population, []).append(place)
        return Plan(tuple(entry.config for entry in entries), listed, tuple(map(tuple, populations.values())))

    def entries(self) -> list[Entry]:
        """Returns the runs in the order of the plan."""
        with self._failures_named():
            results: dict[str, list[dict[str, Any]]] = {}
            for name, row in self._database.execute("SELECT name, row FROM results ORDER BY rowid"):
                results.setdefault(name, []).append(json.loads(row))
            columns = ", ".join(["name", "config", "population", "state", "attempts", "seconds", "error", *_OUTCOME])
            found = self._database.execute(f"SELECT {columns} FROM runs ORDER BY position").fetchall()
            return [
                Entry(
                    *(name, configs.overlay(configs.FORMER, json.loads(config)), state, attempts, seconds, error),
                    outcome=_outcome(values, results.get(name, [])) if state == FINISHED else None,
                    population=number,
                )
                for name, config, number, state, attempts, seconds, error, *values in found
            ]

    def start(self, name: str) -> None:
        """Notes that a run begins, or goes on."""
        self._change("UPDATE runs SET state = 'running', attempts = attempts + 1 WHERE name = ?", name)

    def put_back(self, name: str, seconds: float = 0.0) -> None:
        """Notes that a run which was under way is not, and waits."""
        self._change("UPDATE runs SET state = 'waiting', seconds = seconds + ? WHERE name = ?", seconds, name)

    def fail(self, name: str, error: str, seconds: float) -> None:
        """Notes that a run is given up."""
        change = "UPDATE runs SET state = 'failed', error = ?, seconds = seconds + ? WHERE name = ?"
        self._change(change, error, seconds, name)

    def finish(self, name: str, outcome: Outcome, seconds: float) -> None:
        """Notes the one result of a run; a run that has one keeps it."""
        values = asdict(outcome)
        columns = ", ".join(f"{column} = ?" for column in _OUTCOME)
        with self._failures_named(), self._transaction():
            changed = self._database.execute(
                f"UPDATE runs SET state = 'finished', error = NULL, seconds = seconds + ?, {columns} "
                "WHERE name = ? AND state != 'finished'",
                (seconds, *(values[column] for column in _OUTCOME), name),
            )
            if changed.rowcount:
                self._database.executemany(
                    "INSERT INTO results VALUES (:name, :task, :variant, :difficulty, :n, :right, :accuracy, :row)",
                    [{**row, "name": name, "row": json.dumps(row)} for row in outcome.rows],
                )

    def begin(self, plan: Plan) -> None:
        """Writes the plan into an empty ledger. Into another, none: raises UserError where its plan is not the same."""
        with self._failures_named(), self._transaction():
            if not self._database.execute("SELECT 1 FROM sqlite_master").fetchall():
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._database.execute(statement)
                number = {place: number for number, places in enumerate(plan.populations) for place in places}
                self._database.executemany(
                    "INSERT INTO runs (position, name, config, parameters, population) VALUES (?, ?, ?, ?, ?)",
                    [
                        (place, name_of(one), sweeps.written(one), budget.count(one.model).total) + (number.get(place),)
                        for place, one in enumerate(plan.configs)
                    ],
                )
                self._database.executemany(
                    "INSERT INTO excluded VALUES (?, ?, ?)",
                    [(position, json.dumps(one.point), one.reason) for position, one in enumerate(plan.excluded)],
                )
        begun = self.plan()
        if begun.configs != plan.configs:
            common = len({*map(name_of, begun.configs)} & {*map(name_of, plan.configs)})
            raise UserError(
                f"{self._path.parent} holds another sweep, of {len(begun.configs)} runs of which {common} are in this "
                f"one of {len(plan.configs)}; choose another --run, or give the flags it began with"
            )
        if begun.populations != plan.populations:
            raise UserError(
                f"in {self._path.parent} other runs are trained together than is asked for, which is part of the "
                "numbers: give or leave out --populations as at first, or choose another --run"
            )

    def take_up(self) -> list[Entry]:
        """Returns the runs without a result, all of which wait from now on, whatever was under way or had failed."""
        self._change("UPDATE runs SET state = 'waiting', error = NULL WHERE state != 'finished'")
        return [entry for entry in self.entries() if entry.state == WAITING]

    def _change(self, statement: str, *values: Any) -> None:
        with self._failures_named(), self._transaction():
            self._database.execute(statement, values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        """Turns what SQLite reports into one line that says what to do."""
        try:
            yield
        except (sqlite3.Error, ValueError) as error:
            code = getattr(error, "sqlite_errorcode", None)
            primary = None if code is None else code & 0xFF  # the rest of the code says more of the same
            if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise UserError(f"the ledger {self._path} is locked by another program; end that first", 1) from error
            if primary in (
                *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
                *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
            ):
                raise UserError(f"cannot write the ledger {self._path}: {error}", status=1) from error
            raise UserError(
                f"the ledger {self._path} is damaged ({' '.join(str(error).split())}); delete it and give the same "
                "command: finished runs are read back from their directories",
                status=1,
            ) from error


@contextmanager
def opened(directory: Path, plan: Plan) -> Iterator[Ledger]:
    """Yields the ledger of a sweep in its directory, new or as it was left; no other process may have it meanwhile.

    Raises UserError for an empty plan, a directory that holds something else or another sweep, and one in use.
    """
    if not plan.configs:
        why = "the grid is empty"
        if plan.excluded:
            count, first = len(plan.excluded), plan.excluded[0]
            why = f"all {count} points of the grid are excluded, such as {sweeps.in_words(first.point)}: {first.reason}"
        raise UserError(f"nothing is left to run: {why}")
    path = directory / LEDGER
    with disk.writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
        ours = {LEDGER, f"{LEDGER}-journal", *map(name_of, plan.configs)}
        others = sorted({entry.name for entry in directory.iterdir() if not entry.name.startswith(".")} - ours)
        if others and not path.exists():
            raise UserError(f"{directory} is not empty and no sweep: it holds {others[0]}; choose another --run")
        path.touch()
    with disk.held(directory, "at work on the sweep in"), Ledger(path) as ledger:
        ledger.begin(plan)
        yield ledger


def _outcome(values: Sequence[Any], rows: Sequence[dict[str, Any]]) -> Outcome:
    return Outcome(**dict(zip(_OUTCOME, values, strict=True)), rows=tuple(rows))
