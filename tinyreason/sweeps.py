"""A sweep as data: a grid of configs, what of it the budget allows, and what that takes.

A grid is a list of points, and a point names config fields and their values. Small functions make grids of grids:

    product(axis("width", [64, 128]), zipped(axis("depth", [2, 4]), axis("loops", [4, 2])))

Nothing here trains anything, or knows what became of it: `workers` and `ledgers` do.
"""

import dataclasses
import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from tinyreason import budget, optimizers, population
from tinyreason import config as configs
from tinyreason.config import Config, Units, UserError

MATCH_PARAMS = "match_params"  # a point may set this as it sets a config field
MEMBERS = 8  # at most, of a population, so that there is work for several processes
TOLERANCE = 0.01  # from the number of parameters asked for, so that any two agree within twice that
_NAME_LENGTH = 16

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
    return hashlib.sha256(written(config).encode()).hexdigest()[:_NAME_LENGTH]


def written(config: Config) -> str:
    """Returns a config as one line of JSON, its names in order: the same text for the same config."""
    return json.dumps(configs.to_dict(config), sort_keys=True, separators=(",", ":"))


def labels(configs_of_sweep: Sequence[Config]) -> list[str]:
    """Returns for each config the fields in which the configs differ, as 'width=64 depth=2'."""
    names = configs.fields_that_differ(configs_of_sweep)
    trees = [configs.fields_of(config) for config in configs_of_sweep]
    return [in_words({name: tree[name] for name in names}) for tree in trees]


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


def in_words(point: Point) -> str:
    """Returns a point as people write it, such as 'width=64 depth=2'."""
    return " ".join(f"{name}={value}" for name, value in point.items())
