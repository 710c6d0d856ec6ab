"""What the runs of sweeps say when cells are held against each other: comparisons, contrasts, pairs."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tinyreason import sweeps
from tinyreason.config import fields_of
from tinyreason.report.cells import (
    SHAPE,
    TUNED,
    Asked,
    Cell,
    Estimate,
    differing_fields,
    final_questions,
    grouped,
    key_of,
    make_cells,
    short_count,
    validation_questions,
)
from tinyreason.report.gather import LeftOut, Sweeps

SAME_SIZE = 1 + 2 * sweeps.TOLERANCE


@dataclass(frozen=True)
class Comparison:
    """Cells that differ along one axis and agree in all else, in its order, each with its value in words.

    Where `at` names a number of parameters, all have as many within 2%.
    """

    axis: str
    at: str
    cells: tuple[Cell, ...]
    values: tuple[str, ...]


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" + "s" * (number != 1)


# For each axis the fields that may differ, whether parameters agree, the value and its words.
_Value = Callable[[Cell], Any]
_AXES: dict[str, tuple[tuple[str, ...], bool, _Value, Callable[[Cell], str]]] = {
    "size": (("width", "feed_forward"), False, lambda c: c.parameters, lambda c: short_count(c.parameters)),
    "depth": (
        ("width", "feed_forward", "depth"),
        True,
        lambda c: c.config.model.depth,
        lambda c: f"depth {c.config.model.depth}",
    ),
    "loops": (("loops",), True, lambda c: c.config.model.loops, lambda c: _plural(c.config.model.loops, "loop")),
    "heads": (
        ("width", "feed_forward", "heads"),
        True,
        lambda c: c.config.model.heads,
        lambda c: _plural(c.config.model.heads, "head"),
    ),
    "thoughts": (("thoughts",), True, lambda c: c.config.data.thoughts, lambda c: f"thoughts {_on(c)}"),
}
AXES = tuple(_AXES)
_LADDER = 3  # sizes of one depth that are enough to compare sizes by
LOOPED, LOOPED_WIDE, STAND_IN = "looped for deep", "looped for deep, equal parameters", "thoughts for depth"
PAIRS = (LOOPED, LOOPED_WIDE, STAND_IN)


def _on(cell: Cell) -> str:
    return "on" if cell.config.data.thoughts else "off"


def _sized(cells: Sequence[Cell]) -> dict[str, float]:
    """Returns for each label the parameters of the smallest model of the same size, within 2%."""
    sizes: dict[str, float] = {}
    smallest = 0.0
    for cell in sorted(cells, key=lambda cell: cell.parameters):
        smallest = smallest if cell.parameters <= SAME_SIZE * smallest else cell.parameters
        sizes[cell.label] = smallest
    return sizes


def comparisons(cells: Sequence[Cell]) -> list[Comparison]:
    """Returns for each axis what can be compared along it: most cells first, then the one with the best model."""
    found = []
    for axis in AXES:
        along = _along(cells, axis, _AXES[axis][0])
        if axis == "size" and (not along or len(along[0].cells) < _LADDER):  # no ladder of one depth: any shape then
            along = _along(cells, axis, SHAPE)
        found += along
    return found


def _along(cells: Sequence[Cell], axis: str, free: Collection[str]) -> list[Comparison]:
    _, equal, value, words = _AXES[axis]
    sizes = _sized(cells)
    keys = [(key_of(cell.config, (*free, *TUNED)), sizes[cell.label] if equal else 0) for cell in cells]
    values = {cell.label: sizes[cell.label] if axis == "size" else value(cell) for cell in cells}
    found = []
    for key in dict.fromkeys(keys):
        group = [cell for cell, one in zip(cells, keys, strict=True) if one == key]
        same = grouped(group, lambda cell: values[cell.label])
        best = [min(each, key=lambda cell: cell.validation_loss) for each in same]
        best.sort(key=lambda cell: values[cell.label])
        if len(best) > 1:
            at = _fixed(best, cells, free, equal)
            found.append(Comparison(axis, at, tuple(best), tuple(words(cell) for cell in best)))
    return sorted(found, key=lambda one: (-len(one.cells), min(cell.validation_loss for cell in one.cells)))


def _fixed(group: Sequence[Cell], cells: Sequence[Cell], free: Collection[str], equal: bool) -> str:
    """Returns in words what the cells of a group have in common, where others differ in it."""
    differing = differing_fields([cell.config for cell in cells]) - {*free, *TUNED, "feed_forward"}
    model, tree = group[0].config.model, fields_of(group[0].config)
    words = {
        "width": f"width {model.width}",
        "depth": f"depth {model.depth}",
        "heads": _plural(model.heads, "head"),
        "loops": _plural(model.loops, "loop"),
        "thoughts": f"thoughts {_on(group[0])}",
    }
    size = [short_count(group[0].parameters)] if equal else []
    return ", ".join(size + [words.get(name, f"{name}={tree[name]}") for name in tree if name in differing])


def equal_parameters(cells: Sequence[Cell]) -> Comparison | None:
    """Returns the largest set of cells of one size that differ in depth, and in loops and thoughts if they do."""
    sizes, free = _sized(cells), ("width", "feed_forward", "depth", "loops", "thoughts")
    groups = grouped(cells, lambda cell: (key_of(cell.config, (*free, *TUNED)), sizes[cell.label]))
    groups = [group for group in groups if len({cell.config.model.depth for cell in group}) > 1]
    if not groups:
        return None
    most = max(groups, key=len)
    at = _fixed(most, cells, free, equal=True)
    return Comparison("equal parameters", at, tuple(most), tuple(_depth_words(cell) for cell in most))


def _depth_words(cell: Cell) -> str:
    model = cell.config.model
    return f"depth {model.depth}" + (f" looped {model.loops} times" if model.loops > 1 else "")


def stand_ins(cells: Sequence[Cell]) -> list[Comparison]:
    """Returns pairs: k·L layers and k looped L times, of equal width or equal parameters; then of equal parameters the
    deepest without thoughts and the shallowest with.
    """
    sizes, free = _sized(cells), ("depth", "loops", "width", "feed_forward", *TUNED)
    pairs = []
    for looped in (cell for cell in cells if cell.config.model.loops > 1):
        for deep in cells:
            one, other = looped.config.model, deep.config.model
            if (other.depth, other.loops) != (one.depth * one.loops, 1) or key_of(looped.config, free) != key_of(
                deep.config, free
            ):
                continue
            words = (_depth_words(deep), _depth_words(looped))
            if (one.width, one.hidden) == (other.width, other.hidden):
                pairs.append(
                    Comparison(LOOPED, _fixed([deep], cells, ("depth", "loops"), False), (deep, looped), words)
                )
            elif sizes[looped.label] == sizes[deep.label]:
                pairs.append(Comparison(LOOPED_WIDE, _fixed([deep], cells, free, True), (deep, looped), words))
    equal = equal_parameters(cells)
    once = [cell for cell in equal.cells if cell.config.model.loops == 1] if equal else []
    silent, thinking = ([cell for cell in once if cell.config.data.thoughts is on] for on in (False, True))
    if equal and silent and thinking:
        deep = max(silent, key=lambda cell: cell.config.model.depth)
        shallow = min(thinking, key=lambda cell: cell.config.model.depth)
        if deep.config.model.depth > shallow.config.model.depth:
            values = (f"{_depth_words(deep)}, no thoughts", f"{_depth_words(shallow)}, thoughts")
            pairs.append(Comparison(STAND_IN, equal.at, (deep, shallow), values))
    return pairs


def once_through(cells: Sequence[Cell], looped: Cell) -> Cell | None:
    """Returns the cell that is a looped one but for its loops, of which it has one."""
    free = ("loops", *TUNED)
    alike = (cell for cell in cells if cell.config.model.loops == 1)
    return next((cell for cell in alike if key_of(cell.config, free) == key_of(looped.config, free)), None)


@dataclass(frozen=True)
class Contrast:
    """What the value at a place of an axis has over its first, on some questions; the interval is of questions alone.

    `settled` is whether the interval excludes 0 and, where both have several seeds, their ranges do not meet.
    """

    comparison: Comparison
    asked: Asked
    place: int
    values: tuple[str, str]
    before: Estimate
    after: Estimate
    difference: float
    low: float
    high: float
    settled: bool


def contrasts(comparison: Comparison, asked: Asked) -> list[Contrast]:
    """Returns what each value of an axis has over the first, where both were asked."""
    found = []
    before = comparison.cells[0].estimate(asked)
    for place, cell in enumerate(comparison.cells):
        after = cell.estimate(asked)
        if place and before and after:
            difference, low, high = newcombe(before, after)
            apart = max(before.seeds) < min(after.seeds) or max(after.seeds) < min(before.seeds)
            settled = (low > 0 or high < 0) and (apart or 1 in (len(before.seeds), len(after.seeds)))
            values = (comparison.values[0], comparison.values[place])
            found.append(Contrast(comparison, asked, place, values, before, after, difference, low, high, settled))
    return found


def newcombe(before: Estimate, after: Estimate) -> tuple[float, float, float]:
    """Returns the difference of two accuracies and its 95% interval (Newcombe, 1998, method 10)."""
    difference = after.accuracy - before.accuracy
    down = math.hypot(after.accuracy - after.low, before.high - before.accuracy)
    up = math.hypot(after.high - after.accuracy, before.accuracy - before.low)
    return difference, difference - down, difference + up


@dataclass(frozen=True)
class Study:
    """Sweeps, read and compared; `asked` at the end are test questions, those `on_the_way` validation questions."""

    sweeps: Sweeps
    cells: tuple[Cell, ...]
    not_chosen: tuple[LeftOut, ...]
    asked: tuple[Asked, ...]
    on_the_way: tuple[Asked, ...]
    comparisons: tuple[Comparison, ...]
    equal: Comparison | None
    stand_ins: tuple[Comparison, ...]

    @property
    def differing(self) -> set[str]:
        """The fields in which its runs differ."""
        return differing_fields([record.config for record in self.sweeps.records])

    def along(self, axis: str) -> list[Comparison]:
        """Returns the comparisons along an axis, or pairs of a kind, the one with most cells first."""
        return [one for one in (*self.comparisons, *self.stand_ins) if one.axis == axis]

    @property
    def main(self) -> list[Comparison]:
        """The comparison of most cells along each axis."""
        return [along[0] for axis in AXES if (along := self.along(axis))]


def study(found: Sweeps) -> Study:
    """Compares what was read."""
    cells, not_chosen = make_cells(found.records)
    return Study(
        *(found, tuple(cells), tuple(not_chosen), tuple(final_questions(cells)), tuple(validation_questions(cells))),
        *(tuple(comparisons(cells)), equal_parameters(cells), tuple(stand_ins(cells))),
    )
