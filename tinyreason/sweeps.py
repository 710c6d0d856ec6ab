"""A sweep as data: a grid of configs, what of it the budget allows, and the ledger of what became of each.

A grid is a list of points, and a point names config fields and their values. Small functions make grids of grids:

    product(axis("width", [64, 128]), zipped(axis("depth", [2, 4]), axis("loops", [4, 2])))

Nothing here knows where the runs run: whoever runs them calls `run_together` and tells the ledger. The ledger is an
SQLite file beside the run directories, each of which is named by the hash of its config.
"""

import dataclasses
import hashlib
import itertools
import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np

from tinyreason import budget, disk, optimizers, population, records, runs
from tinyreason import config as configs
from tinyreason.config import Config, ModelConfig, Units, UserError

LEDGER = "ledger.sqlite"
WAITING, RUNNING, FINISHED, FAILED = "waiting", "running", "finished", "failed"
MATCH_PARAMS = "match_params"  # a point may set this as it sets a config field
MEMBERS = 8  # at most, of a population, so that there is work for several processes
TOLERANCE = 0.01  # from the number of parameters asked for, so that any two agree within twice that
_NAME_LENGTH = 16
_LOCKED_SECONDS = 5.0

Point = Mapping[str, Any]
Grid = list[dict[str, Any]]
T = TypeVar("T")


def axis(name: str, values: Iterable[Any]) -> Grid:
    """Returns the grid that gives one config field each of the values."""
    return [{name: value} for value in values]


def product(*grids: Grid) -> Grid:
    """Returns every combination of a point of each grid; the last grid varies fastest, and wins a field named twice."""
    return [_merged(points) for points in itertools.product(*grids)]


def zipped(*grids: Grid) -> Grid:
    """Returns the first points of all grids together, then the second, and so on.

    Raises UserError where the grids have different lengths.
    """
    if len({len(grid) for grid in grids}) > 1:
        raise UserError(f"grids of {', '.join(str(len(grid)) for grid in grids)} points cannot be zipped")
    return [_merged(points) for points in zip(*grids, strict=True)]


def chain(*grids: Grid) -> Grid:
    """Returns the points of all grids, one grid after the other."""
    return list(itertools.chain(*grids))


def filtered(grid: Grid, keep: Callable[[Point], bool]) -> Grid:
    """Returns the points of a grid that `keep` says yes to."""
    return [point for point in grid if keep(point)]


def sampled(items: Sequence[T], count: int, seed: int) -> list[T]:
    """Returns `count` of the items, or all if they are fewer, drawn by the seed, in their order."""
    chosen = random.Random(seed).sample(range(len(items)), min(count, len(items)))
    return [items[index] for index in sorted(chosen)]


def read_grid(path: Path) -> Grid:
    """Reads a grid from a JSON list of objects: of each, the product of its lists, one after the other.

    Raises UserError where the file is missing, damaged or something else.
    """
    try:
        blocks = json.loads(path.read_text())
    except OSError as error:
        raise UserError(f"cannot read the grid {path}: {error.strerror}") from error
    except ValueError as error:
        raise UserError(f"the grid {path} is not valid JSON: {error}", status=1) from error
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise UserError(f"the grid {path} must be a JSON list of objects of config fields and their values", status=1)
    axes = [[axis(name, value if isinstance(value, list) else [value]) for name, value in b.items()] for b in blocks]
    return chain(*(product(*block) for block in axes))


def _merged(points: Iterable[Point]) -> dict[str, Any]:
    return {name: value for point in points for name, value in point.items()}


@dataclass(frozen=True)
class Excluded:
    """A point of a grid that is not run, and why."""

    point: dict[str, Any]
    reason: str


@dataclass(frozen=True)
class Plan:
    """The configs of a sweep, each once, in the order of the grid, and what is left out.

    `populations` are the places of configs that are trained together; those in none are trained by themselves.
    """

    configs: tuple[Config, ...]
    excluded: tuple[Excluded, ...] = ()
    populations: tuple[tuple[int, ...], ...] = ()


def make_plan(base: Config, grid: Grid) -> Plan:
    """Returns the configs that a grid makes of `base`, and the points that are impossible, too large or repeated.

    Raises UserError for a point that names an unknown field.
    """
    known = [*configs.field_sections(), MATCH_PARAMS]
    kept: dict[str, Config] = {}
    excluded = []
    for point in grid:
        if unknown := set(point) - set(known):
            raise UserError(f"a grid names {min(unknown)!r}, which is no config field; known are {', '.join(known)}")
        try:
            config = config_of(base, point)
            budget.check(config)
            if name_of(config) in kept:
                raise UserError(f"the same as run {name_of(config)}")
            kept[name_of(config)] = config
        except UserError as error:
            excluded.append(Excluded(dict(point), str(error).splitlines()[0]))
    return Plan(tuple(kept.values()), tuple(excluded))


def in_populations(plan: Plan) -> Plan:
    """Returns the plan with configs that can be one population in one: in their order, at most `MEMBERS` in each.

    It follows from the plan alone. Where more than `MEMBERS` are alike, there are as few as need be, as even as can be.
    """
    alike: dict[Config, list[int]] = {}
    for place, config in enumerate(plan.configs):
        if _can_be_member(config):
            alike.setdefault(population.shared(config), []).append(place)
    parts = [part.tolist() for places in alike.values() for part in np.array_split(places, -(-len(places) // MEMBERS))]
    return dataclasses.replace(plan, populations=tuple(sorted(tuple(part) for part in parts if len(part) > 1)))


def _can_be_member(config: Config) -> bool:
    """Whether a population takes a config, and its durations are as many steps whatever the data hold."""
    try:
        population.check([config])
        steps, tokens_per_step = cost_of(config).steps, config.run.batch * config.model.context
        optimizers.in_steps(config.optimizer, steps, Units(tokens_per_step))
    except UserError:
        return False
    return True


def config_of(base: Config, point: Point) -> Config:
    """Returns the config that a point makes of `base`.

    Where it sets `MATCH_PARAMS`, width and feed-forward width are solved for, so that the model has as many parameters.
    Raises UserError where that cannot be.
    """
    fields = {name: value for name, value in point.items() if name != MATCH_PARAMS}
    if MATCH_PARAMS in point:
        return match_parameters(base, fields, point[MATCH_PARAMS])
    return configs.replace(base, **fields)


def with_best(grid: Grid, base: Config, name: str, entries: Iterable["Entry"]) -> Grid:
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
            raise UserError(f"{which} the shape of {_words(point)}: {name} cannot be chosen for it", status=1)
        found.append({**point, name: min(known, key=known.__getitem__)})
    return found


def match_parameters(base: Config, point: Point, parameters: int) -> Config:
    """Returns the config of a point with the largest width, and then feed-forward width, of at most so many parameters.

    Raises UserError where that is more than `TOLERANCE` away, or the point sets what is to be solved for.
    """
    if set(point) & {"width", "feed_forward"}:
        raise UserError("width and feed-forward width are solved for where parameters are matched")
    heads = point.get("heads", base.model.heads)
    if heads < 1:
        raise UserError(f"--heads={heads}: must be a number of at least 1")
    config = configs.replace(base, **{**point, "width": 2 * heads, "feed_forward": 0})
    model = budget.fit(config.model, "width", parameters)
    one, two = (budget.count(dataclasses.replace(model, feed_forward=size)).total for size in (1, 2))
    model = dataclasses.replace(model, feed_forward=1 + (parameters - one) // (two - one))
    found = budget.count(model).total
    if found < (1 - TOLERANCE) * parameters:
        raise UserError(f"the nearest to {parameters} parameters has {found}, more than {TOLERANCE:.0%} away")
    return dataclasses.replace(config, model=model)


def name_of(config: Config) -> str:
    """Returns the name of a run: the beginning of the SHA-256 of its config, in hexadecimal digits."""
    return hashlib.sha256(_json(configs.to_dict(config)).encode()).hexdigest()[:_NAME_LENGTH]


def labels(configs_of_sweep: Sequence[Config]) -> list[str]:
    """Returns for each config the fields in which the configs differ, as 'width=64 depth=2'."""
    trees = [configs.fields_of(config) for config in configs_of_sweep]
    differing = [name for name in configs.field_sections() if len({tree[name] for tree in trees}) > 1]
    return [" ".join(f"{name}={tree[name]}" for name in differing) for tree in trees]


@dataclass(frozen=True)
class Cost:
    """What training one config takes, known before: steps, tokens (whole rows), floating-point operations."""

    parameters: int
    steps: int
    tokens: int
    flops: int


def cost_of(config: Config) -> Cost:
    """Returns what a config costs.

    Raises UserError for a duration in examples or epochs, whose tokens depend on the data.
    """
    tokens_per_step = config.run.batch * config.model.context
    try:
        steps = configs.duration_in_steps(config.run.steps, Units(tokens_per_step))
    except UserError as error:
        raise UserError(
            f"--steps={config.run.steps}: write a sweep's durations as 1000 (steps) or 20Mtokens, so that its runs "
            "can be compared and their cost is known before"
        ) from error
    model = budget.count(config.model)
    tokens = steps * tokens_per_step
    return Cost(model.total, steps, tokens, tokens * model.training_flops_per_token)


@dataclass(frozen=True)
class Outcome:
    """What a finished run has shown. Nothing here depends on the clock. `rows` are `evaluation.Row`s as dicts."""

    steps: int
    tokens: int
    trained_tokens: int
    examples: int
    validation_loss: float | None
    rows: tuple[dict[str, Any], ...]


def run_together(
    members: Sequence[Config],
    directories: Sequence[Path],
    *,
    progress: Callable[[runs.Progress], None] | None = None,
    evaluation_progress: Callable[[str, int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Outcome | UserError | None]:
    """Trains a population, or one config, into its directories, going on with what is there.

    The result of one that fails alone is its error, of one that `stop` ended None. Raises UserError as
    `runs.train_together` does.
    """
    results = runs.train_together(
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
        """Returns the configs and directories of all its runs, in a sweep's directory, as `run_together` takes them."""
        return [entry.config for entry in self.entries], [directory / entry.name for entry in self.entries]


def pieces(entries: Iterable[Entry]) -> list[Piece]:
    """Returns the pieces of work in which runs have no result yet, in their order."""
    found: dict[str | int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.name if entry.population is None else entry.population, []).append(entry)
    made = [Piece(tuple(piece), tuple(e.name for e in piece if e.state != FINISHED)) for piece in found.values()]
    return [piece for piece in made if piece.missing]


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
                        (place, name_of(one), _json(configs.to_dict(one)), budget.count(one.model).total)
                        + (number.get(place),)
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
            why = f"all {count} points of the grid are excluded, such as {_words(first.point)}: {first.reason}"
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


def _words(point: Point) -> str:
    return " ".join(f"{name}={value}" for name, value in point.items())


def _json(tree: Any) -> str:
    return json.dumps(tree, sort_keys=True, separators=(",", ":"))
