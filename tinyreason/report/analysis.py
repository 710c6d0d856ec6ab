"""What the runs of sweeps say when they are held against each other: cells, comparisons, contrasts, crossings.

A cell is a shape, with all else alike: its runs differ in their seed alone. Where several learning rates were tried, it
has those of least validation loss. Test questions choose nothing.
"""

import collections
import dataclasses
import math
import statistics
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tinyreason import config as configs
from tinyreason import evaluation, sweeps
from tinyreason.config import Config
from tinyreason.evaluation import ALL, VALIDATION_VARIANT, Row
from tinyreason.report.gather import LeftOut, Point, Record, Sweeps

# Fields that are chosen for each shape on validation data, and those that change no more than rounding or what is kept.
TUNED = ("learning_rate", "muon_learning_rate", "weight_decay", "initial_scale")
ASIDE = (
    *("seed", "devices", "accumulate", "parallelism", "checkpoint_every", "keep_latest", "keep_best"),
    *("validation_batches", "curve_examples", "budget"),
)
SHAPE = ("width", "feed_forward", "depth", "heads")
SAME_SIZE = 1 + 2 * sweeps.TOLERANCE
ITEMS = "items"  # the variant that is trained on
LEVELS = (0.25, 0.5, 0.75)
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """Questions that an accuracy is of: those of one task and variant, or of several taken together."""

    name: str
    sets: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Estimate:
    """An accuracy: the mean over seeds, each asked the same n questions, and each seed's own.

    The interval is Wilson's for n questions: more seeds do not narrow it, since they are asked the same.
    `constant` is what the best constant answer gets; `answer_loss` is in nats an answer.
    """

    accuracy: float
    low: float
    high: float
    n: int
    seeds: tuple[float, ...]
    constant: float | None
    answer_loss: float | None
    losses: tuple[float, ...]


def estimate(rows_of_seeds: Iterable[Sequence[Row]], asked: Asked, difficulty: str = ALL) -> Estimate | None:
    """Returns how right the runs are on some questions; None where one of them was not asked all of it."""
    shares, losses, constants, n = [], [], [], 0
    for rows in rows_of_seeds:
        found = [row for row in rows if (row.task, row.variant) in asked.sets and row.difficulty == difficulty]
        n = sum(row.n for row in found)
        if len(found) < len(asked.sets) or not n:
            return None
        shares.append(sum(row.right for row in found) / n)
        losses.append(_mean((row.answer_loss, row.n) for row in found))
        constants.append(_mean((row.constant_accuracy, row.n) for row in found))
    return _estimate(shares, n, constants, losses) if shares else None


def _estimate(
    shares: Sequence[float], n: int, constants: Sequence[float | None], losses: Sequence[float | None] = ()
) -> Estimate:
    mean = statistics.fmean(shares)
    low, high = evaluation.wilson(mean * n, n)
    known = tuple(loss for loss in losses if loss is not None)
    loss = statistics.fmean(known) if known and len(known) == len(losses) else None
    return Estimate(mean, low, high, n, tuple(shares), _mean((one, 1) for one in constants), loss, known)


def _mean(weighted: Iterable[tuple[float | None, int]]) -> float | None:
    """Returns a weighted mean of what is known, None where nothing is."""
    known = [(value, weight) for value, weight in weighted if value is not None and weight]
    return sum(value * weight for value, weight in known) / sum(weight for _, weight in known) if known else None


@dataclass(frozen=True)
class Cell:
    """A shape, and its runs in the order of their seeds."""

    label: str
    parameters: int
    records: tuple[Record, ...]

    @property
    def config(self) -> Config:
        """The config of its first run."""
        return self.records[0].config

    @property
    def validation_loss(self) -> float:
        """The mean over its seeds, by which shapes and rates are chosen; infinite where there is none."""
        return loss_of(self.records)

    def estimate(self, asked: Asked, difficulty: str = ALL) -> Estimate | None:
        """Returns how right it is on test questions."""
        return estimate((record.rows for record in self.records), asked, difficulty)


def loss_of(records: Sequence[Record]) -> float:
    """Returns the mean validation loss of runs; infinite where there is none."""
    losses = [record.outcome.validation_loss for record in records if record.outcome]
    known = [loss for loss in losses if loss is not None]
    return statistics.fmean(known) if known else math.inf


def fields_of(config: Config) -> dict[str, Any]:
    """Returns every field's value by its name."""
    return {name: value for section in configs.to_dict(config).values() for name, value in section.items()}


def _key(config: Config, free: Collection[str]) -> tuple[Any, ...]:
    return tuple(value for name, value in fields_of(config).items() if name not in (*ASIDE, *free))


def _grouped(items: Iterable[T], key: Callable[[T], Any]) -> list[list[T]]:
    groups: dict[Any, list[T]] = collections.defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def make_cells(records: Sequence[Record]) -> tuple[list[Cell], list[LeftOut]]:
    """Returns the cells of the finished runs, smallest first, and the runs whose rates were not chosen."""
    finished = [record for record in records if record.outcome]
    differing = _differing([record.config for record in finished])
    made, left_out = [], []
    for alike in _grouped(finished, lambda record: _key(record.config, TUNED)):
        tries = _grouped(alike, lambda record: _key(record.config, ()))
        shared = set.intersection(*({record.config.run.seed for record in tried} for tried in tries))
        losses = [loss_of([r for r in tried if r.config.run.seed in shared] or tried) for tried in tries]
        best = losses.index(min(losses))
        chosen = sorted(tries[best], key=lambda record: record.config.run.seed)
        made.append(Cell(short_label(chosen[0], differing), chosen[0].cost.parameters, tuple(chosen)))
        for tried, loss in zip(tries, losses, strict=True):
            if tried is not tries[best]:
                left_out += [
                    LeftOut(
                        f"run {record.name}, {made[-1].label}",
                        f"{_tuned(record, differing)} has a validation loss of {loss:.4f}, "
                        f"{_tuned(chosen[0], differing)} of {losses[best]:.4f}",
                    )
                    for record in tried
                ]
    labels = [cell.label for cell in made]
    told = [
        dataclasses.replace(cell, label=f"{cell.label} f{cell.config.model.hidden}")
        if labels.count(cell.label) > 1
        else cell
        for cell in made
    ]
    return sorted(told, key=_order), left_out


def _order(cell: Cell) -> tuple[Any, ...]:
    model = cell.config.model
    return cell.parameters, model.depth, model.heads, model.loops, not cell.config.data.thoughts, cell.label


def _differing(all_configs: Sequence[Config]) -> set[str]:
    trees = [fields_of(config) for config in all_configs]
    return {name for name in trees[0] if len({tree[name] for tree in trees}) > 1} - set(ASIDE)


def _tuned(record: Record, differing: Collection[str]) -> str:
    tree = fields_of(record.config)
    return " ".join(f"{name}={tree[name]}" for name in TUNED if name in differing)


def short_count(number: float) -> str:
    """Returns a large number as '204k' or '1.5M'."""
    for size, suffix in ((1e15, "P"), (1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if number >= 0.9995 * size:
            return f"{number / size:.3g}{suffix}"
    return f"{number:.3g}"


def short_label(record: Record, differing: Collection[str]) -> str:
    """Returns '204k w72 d4 h4 ×2 no thoughts': parameters, width, depth, heads, loops and what else differs."""
    model, tree = record.config.model, fields_of(record.config)
    words = [short_count(record.cost.parameters), f"w{model.width}", f"d{model.depth}", f"h{model.heads}"]
    if model.loops > 1:
        words.append(f"×{model.loops}")
    if "thoughts" in differing and not record.config.data.thoughts:
        words.append("no thoughts")
    named = {*SHAPE, *TUNED, "loops", "thoughts"}
    return " ".join([*words, *(f"{name}={tree[name]}" for name in tree if name in differing and name not in named)])


def final_questions(cells: Sequence[Cell]) -> list[Asked]:
    """Returns what was asked at the end: what is trained on taken together, where there are several, then each."""
    pairs = list(dict.fromkeys((row.task, row.variant) for c in cells for r in c.records for row in r.rows))
    return _with_overall(pairs, ITEMS, lambda task, variant: task if variant == ITEMS else f"{task}: {variant}")


def validation_questions(cells: Sequence[Cell]) -> list[Asked]:
    """Returns what was asked on the way, as `final_questions` does."""
    pairs = {(row.task, row.variant): None for c in cells for r in c.records for point in r.curve for row in point.rows}
    return _with_overall(list(pairs), VALIDATION_VARIANT, lambda task, _: task)


def _with_overall(pairs: list[tuple[str, str]], variant: str, name: Callable[[str, str], str]) -> list[Asked]:
    trained = tuple(pair for pair in pairs if pair[1] == variant)
    overall = [Asked("all families", trained)] if len(trained) > 1 else []
    return overall + [Asked(name(*pair), (pair,)) for pair in pairs]


@dataclass(frozen=True)
class Comparison:
    """Cells that differ along one axis and agree in all else, in its order, each with its value in words.

    Where `at` names a number of parameters, all have as many within 2%.
    """

    axis: str
    at: str
    cells: tuple[Cell, ...]
    values: tuple[str, ...]

    @property
    def runs(self) -> int:
        """How many runs it has."""
        return sum(len(cell.records) for cell in self.cells)


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
    """Returns for each axis what can be compared along it, of each axis that with most cells first."""
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
    keys = [(_key(cell.config, (*free, *TUNED)), sizes[cell.label] if equal else 0) for cell in cells]
    values = {cell.label: sizes[cell.label] if axis == "size" else value(cell) for cell in cells}
    found = []
    for key in dict.fromkeys(keys):
        group = [cell for cell, one in zip(cells, keys, strict=True) if one == key]
        same = _grouped(group, lambda cell: values[cell.label])
        best = [min(each, key=lambda cell: cell.validation_loss) for each in same]
        best.sort(key=lambda cell: values[cell.label])
        if len(best) > 1:
            at = _fixed(best, cells, free, equal)
            found.append(Comparison(axis, at, tuple(best), tuple(words(cell) for cell in best)))
    return sorted(found, key=lambda one: (-len(one.cells), -one.runs, -one.cells[0].parameters))


def _fixed(group: Sequence[Cell], cells: Sequence[Cell], free: Collection[str], equal: bool) -> str:
    """Returns in words what the cells of a group have in common, where others differ in it."""
    differing = _differing([cell.config for cell in cells]) - {*free, *TUNED, "feed_forward"}
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
    groups = _grouped(cells, lambda cell: (_key(cell.config, (*free, *TUNED)), sizes[cell.label]))
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
            if (other.depth, other.loops) != (one.depth * one.loops, 1) or _key(looped.config, free) != _key(
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
    return next((cell for cell in alike if _key(cell.config, free) == _key(looped.config, free)), None)


@dataclass(frozen=True)
class Contrast:
    """What one value of an axis has over its first, on some questions; the interval is of the questions alone.

    `settled` is whether the interval excludes 0 and, where both have several seeds, their ranges do not meet.
    """

    comparison: Comparison
    asked: Asked
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
    for cell, value in zip(comparison.cells[1:], comparison.values[1:], strict=True):
        after = cell.estimate(asked)
        if before and after:
            difference, low, high = newcombe(before, after)
            apart = max(before.seeds) < min(after.seeds) or max(after.seeds) < min(before.seeds)
            settled = (low > 0 or high < 0) and (apart or 1 in (len(before.seeds), len(after.seeds)))
            values = (comparison.values[0], value)
            found.append(Contrast(comparison, asked, values, before, after, difference, low, high, settled))
    return found


def newcombe(before: Estimate, after: Estimate) -> tuple[float, float, float]:
    """Returns the difference of two accuracies and its 95% interval (Newcombe, 1998, method 10)."""
    difference = after.accuracy - before.accuracy
    down = math.hypot(after.accuracy - after.low, before.high - before.accuracy)
    up = math.hypot(after.high - after.accuracy, before.accuracy - before.low)
    return difference, difference - down, difference + up


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
    return _estimate(shares, n, constants)


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
    for pair in _grouped(cells, lambda cell: _key(cell.config, (*TUNED, "thoughts", "steps"))):
        by_mode = {cell.config.data.thoughts: cell for cell in pair}
        if len(by_mode) < 2 or not all(record.curve for cell in pair for record in cell.records):
            continue
        amount = min(MEASURES[measure](record.curve[-1]) for cell in pair for record in cell.records)
        off, on = (accuracy_at(by_mode[mode], asked, MEASURES[measure], amount) for mode in (False, True))
        if off and on:
            found.append(Versus(by_mode[True].label, asked, measure, amount, off, on))
    return found


def difficulty_steps(label: str) -> int | None:
    """Returns the number of reasoning steps that a difficulty such as '2' or '2 steps' stands for, None for another."""
    number = label.removesuffix("s").removesuffix("step").strip()
    return int(number) if number.isdecimal() else None


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
        return _differing([record.config for record in self.sweeps.records])

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
