"""How cells come on in training: their curves, where these cross 50%, and what is reached at equal work."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tinyreason.report.cells import TUNED, Asked, Cell, Estimate, estimate, grouped, key_of, mean_of
from tinyreason.report.gather import Point, Record

LEVELS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Crossing:
    """Training tokens at which a curve first reaches 25, 50 and 75%: None where it does not.

    `since_first` is whether 50% was reached at the first checkpoint, so that it may have been earlier.
    """

    tokens: tuple[float | None, ...]
    since_first: bool
    best: float

    @property
    def doublings(self) -> float | None:
        """How often the tokens double from 25 to 75%: the less, the sharper. None where an end is not known."""
        low, _, high = self.tokens
        return math.log2(high / low) if low and high and not self.since_first else None


def crossing(tokens: Sequence[float], accuracies: Sequence[float]) -> Crossing:
    """Returns where a curve reaches the levels first, linear between checkpoints in the logarithm of tokens."""
    reached = [_first(tokens, accuracies, level) for level in LEVELS]
    return Crossing(tuple(reached), accuracies[0] >= LEVELS[1], max(accuracies))


def _first(tokens: Sequence[float], accuracies: Sequence[float], level: float) -> float | None:
    place = next((place for place, accuracy in enumerate(accuracies) if accuracy >= level), None)
    if not place:
        return None if place is None else float(tokens[0])
    before, after = accuracies[place - 1 : place + 1]
    share = (level - before) / (after - before)
    return float(tokens[place - 1]) ** (1 - share) * float(tokens[place]) ** share


def crossing_of(record: Record, asked: Asked) -> Crossing | None:
    """Returns where a run's curve crosses, None where it has no curve of these questions."""
    found = [(point.tokens, estimate([point.rows], asked)) for point in record.curve]
    known = [(tokens, one.accuracy) for tokens, one in found if one]
    return crossing(*zip(*known, strict=True)) if known else None


@dataclass(frozen=True)
class CurvePoint:
    """A cell at a checkpoint that all its seeds have: means over them."""

    tokens: float
    examples: float
    flops: float
    estimate: Estimate


def curve(cell: Cell, asked: Asked) -> list[CurvePoint]:
    """Returns how a cell comes on; empty where a seed has no curve of these questions."""
    by_step = [{point.step: point for point in record.curve} for record in cell.records]
    steps = sorted(set.intersection(*map(set, by_step)))
    found = []
    for step in steps:
        points = [points[step] for points in by_step]
        one = estimate((point.rows for point in points), asked)
        if one:
            tokens, examples, flops = (
                statistics.fmean(getattr(point, name) for point in points) for name in ("tokens", "examples", "flops")
            )
            found.append(CurvePoint(tokens, examples, flops, one))
    return found


def accuracy_at(cell: Cell, asked: Asked, measure: Callable[[Point], float], amount: float) -> Estimate | None:
    """Returns a cell's accuracy after an amount of examples or FLOPs, linear between checkpoints.

    None where a seed's curve does not reach so far, or begins later.
    """
    shares, n, constants = [], 0, []
    for record in cell.records:
        points = [(measure(point), estimate([point.rows], asked)) for point in record.curve]
        known = [(at, one) for at, one in points if one]
        pairs = zip(known, known[1:] or known, strict=False)
        around = next((pair for pair in pairs if pair[0][0] <= amount <= pair[1][0]), None)
        if around is None:
            return None
        (x0, before), (x1, after) = around
        share = (amount - x0) / (x1 - x0) if x1 > x0 else 0.0
        shares.append(before.accuracy + share * (after.accuracy - before.accuracy))
        constants.append(after.constant)
        n = after.n
    return mean_of(shares, n, constants)


MEASURES: dict[str, Callable[[Point], float]] = {
    "examples": lambda point: point.examples,
    "FLOPs": lambda point: point.flops,
}


@dataclass(frozen=True)
class Versus:
    """Thoughts off and on after the same amount of examples or FLOPs, on validation questions."""

    label: str
    asked: Asked
    measure: str
    amount: float
    off: Estimate
    on: Estimate


def thoughts_at_equal(cells: Sequence[Cell], asked: Asked, measure: str) -> list[Versus]:
    """Returns each shape that was trained with and without thoughts, after the most that both of them have had."""
    found = []
    for pair in grouped(cells, lambda cell: key_of(cell.config, (*TUNED, "thoughts", "steps"))):
        by_mode = {cell.config.data.thoughts: cell for cell in pair}
        if len(by_mode) < 2 or not all(record.curve for cell in pair for record in cell.records):
            continue
        amount = min(MEASURES[measure](record.curve[-1]) for cell in pair for record in cell.records)
        off, on = (accuracy_at(by_mode[mode], asked, MEASURES[measure], amount) for mode in (False, True))
        if off and on:
            found.append(Versus(by_mode[True].label, asked, measure, amount, off, on))
    return found
