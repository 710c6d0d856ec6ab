"""What the figures of a report show, as data: nothing is drawn. What the runs cannot fill is named."""

from collections.abc import Iterable, Sequence

from tinyreason.evaluation import ALL
from tinyreason.report import analysis
from tinyreason.report.analysis import AXES, Comparison, Study
from tinyreason.report.cells import ITEMS, Asked, Cell, Estimate, difficulty_steps
from tinyreason.report.curves import MEASURES, CurvePoint, crossing_of, curve, thoughts_at_equal
from tinyreason.report.panels import (
    COLOURS,
    DASHES,
    GREY,
    MARKERS,
    VIRIDIS_END,
    Figure,
    Heatmap,
    Intervals,
    Key,
    Lines,
    Mark,
    Omitted,
    Series,
)

MOST_LINES, MOST_PAIRS = 8, 5
MOST_POINTS = 60

CONSTANT = Key("best constant answer", GREY, "", "--")
_BARS = "Bars are 95% intervals (Wilson)"


def figures(study: Study) -> list[Figure | Omitted]:
    """Returns what a report shows, the finding first."""
    return [
        bought(study),
        equal_parameters(study),
        thoughts(study),
        parameters(study),
        *steps(study),
        heatmaps(study),
        *curves(study),
        crossings(study),
    ]


def bought(study: Study) -> Figure | Omitted:
    """What each choice bought, in points, on each kind of question."""
    title, panels = "What each choice bought", []
    for axis in (*AXES[1:], *analysis.PAIRS, AXES[0]):
        along = study.along(axis)
        if not along:
            continue
        if axis in ("thoughts", *analysis.PAIRS):  # a row for each pair
            along = along[:MOST_PAIRS]
            alike = len({pair.at for pair in along}) == 1 and axis != "thoughts"
            rows = tuple(_row_name(pair, alike) for pair in along)
            words = "thoughts: on over off" if axis == "thoughts" else axis + (_at(along[0]) if alike else "")
        else:  # a row for each value
            along = along[:1]
            rows, words = along[0].values[1:], f"{axis}: over {along[0].values[0]}{_at(along[0])}"
        marks = tuple(
            Mark(row + one.place - 1, key, 100 * one.difference, 100 * one.low, 100 * one.high)
            for key, asked in enumerate(study.asked)
            for row, comparison in enumerate(along)
            for one in analysis.contrasts(comparison, asked)
        )
        if marks:
            panels.append(Intervals(words, "points of accuracy", rows, marks, "points", 0.0))
    if not panels:
        return Omitted(title, "no two models differ in one thing alone")
    caption = (
        "Test questions. Each panel changes one thing, all else alike, and holds each value against the first. "
        "Bars are 95% intervals of the difference (Newcombe), for the chance in the questions, not that in the seed. "
        f"Of pairs of a kind at most {MOST_PAIRS} are drawn; all are in the table."
    )
    return Figure("bought", title, caption, tuple(panels), _categories(asked.name for asked in study.asked))


def _row_name(pair: Comparison, alike: bool) -> str:
    if pair.axis == "thoughts":
        return pair.cells[0].label.removesuffix(" no thoughts")
    return " over\n".join(pair.values[::-1]) + ("" if alike else f",\n{pair.at}")


def equal_parameters(study: Study) -> Figure | Omitted:
    """Deep against wide against looped."""
    title, equal = "Deep, wide or looped, at equal parameters", study.equal
    if equal is None or not study.asked:
        return Omitted(title, "no two models of equal parameters differ in depth")
    kinds = sorted({_kind(cell) for cell in equal.cells}, key=lambda kind: (not kind[1], kind[0]))
    both = len({thinks for _, thinks in kinds}) > 1
    loops = sorted({count for count, _ in kinds})
    keys = tuple(
        Key(
            ("once through" if count == 1 else f"looped {count} times") + (f", thoughts {_on(thinks)}" if both else ""),
            *(COLOURS[loops.index(count) % len(COLOURS)], MARKERS[loops.index(count) % len(MARKERS)]),
            *("-" if thinks else "--", thinks),
        )
        for count, thinks in kinds
    )
    panels = []
    for asked in study.asked:
        series = []
        for key, kind in enumerate(kinds):
            cells = [cell for cell in equal.cells if _kind(cell) == kind]
            series += _series(key, [(_layers(cell), cell.estimate(asked)) for cell in cells])
        ticks = tuple(sorted({float(_layers(cell)) for cell in equal.cells}))
        reference = _constant(equal.cells, asked)
        panels.append(
            Lines(asked.name, "layers computed: depth × loops", "accuracy", tuple(series), True, True, reference, ticks)
        )
    caption = (
        f"Test questions; {equal.at}. To the left a model is wide and shallow, to the right deep and narrow, or "
        f"looped: the same layers again. {_BARS}, dots single seeds."
    )
    return Figure("equal-parameters", title, caption, tuple(panels), (*keys, CONSTANT))


def _kind(cell: Cell) -> tuple[int, bool]:
    return cell.config.model.loops, cell.config.data.thoughts


def _layers(cell: Cell) -> int:
    return cell.config.model.depth * cell.config.model.loops


def thoughts(study: Study) -> Figure | Omitted:
    """Thoughts on against off, at equal examples and at equal FLOPs."""
    title, panels = "Thoughts on against off", []
    for asked in study.on_the_way:
        for measure in MEASURES:
            pairs = thoughts_at_equal(study.cells, asked, measure)
            marks = [
                Mark(row, key, one.accuracy, one.low, one.high)
                for row, pair in enumerate(pairs)
                for key, one in enumerate((pair.off, pair.on))
            ]
            if marks:
                panels.append(
                    Intervals(
                        *(f"{asked.name}, at equal {measure}", "accuracy", tuple(pair.label for pair in pairs)),
                        *(tuple(marks), "share", pairs[0].on.constant),
                    )
                )
    if not panels:
        return Omitted(title, "no shape has a curve both with and without thoughts (--thoughts, --curve_examples)")
    caption = (
        "Validation questions, after the most examples (left) or operations (right) that both models have had. Without "
        f"thoughts a reply is short, so that the same operations see more examples. {_BARS}."
    )
    keys = (Key("thoughts off", COLOURS[1], "s", "", False), Key("thoughts on", COLOURS[0], "o", ""), CONSTANT)
    return Figure("thoughts", title, caption, tuple(panels), keys)


def parameters(study: Study) -> Figure | Omitted:
    """Accuracy against parameters, of every cell."""
    title = "Accuracy against parameters"
    if len({cell.parameters for cell in study.cells}) < 2 or not study.asked:
        return Omitted(title, "all models have the same number of parameters, or none was asked questions")
    kinds = sorted(
        {(cell.config.model.depth, *_kind(cell)) for cell in study.cells}, key=lambda k: (k[0], k[1], not k[2])
    )
    depths, loops = sorted({kind[0] for kind in kinds}), sorted({kind[1] for kind in kinds})
    keys = tuple(
        Key(
            f"depth {depth}" + (f" ×{count}" if len(loops) > 1 else "") + ("" if thinks else ", no thoughts"),
            *(_viridis(depths.index(depth), len(depths)), MARKERS[loops.index(count) % len(MARKERS)], "", thinks),
        )
        for depth, count, thinks in kinds
    )
    panels = []
    for asked in study.asked:
        known = [(cell, one) for cell in study.cells if (one := cell.estimate(asked))]
        series = []
        for key, kind in enumerate(kinds):
            cells = [(c.parameters, one) for c, one in known if (c.config.model.depth, *_kind(c)) == kind]
            series += _series(key, cells)
        best = 0.0
        frontier = [(cell.parameters, best := max(best, one.accuracy)) for cell, one in known]
        steps = [(x, y) for (_, y), (x, _) in zip(frontier, frontier[1:], strict=False)]
        corners = sorted({*frontier, *steps})
        series.append(Series(len(kinds), tuple(float(x) for x, _ in corners), tuple(y for _, y in corners)))
        panels.append(
            Lines(asked.name, "parameters", "accuracy", tuple(series), True, True, _constant(study.cells, asked))
        )
    caption = f"Test questions, every shape. {_BARS}, dots single seeds."
    frontier_key = Key("best of at most as many", GREY, "", "-")
    return Figure("parameters", title, caption, tuple(panels), (*keys, frontier_key, CONSTANT))


def steps(study: Study) -> list[Figure | Omitted]:
    """Accuracy by the number of reasoning steps in the question, along each axis."""
    title, made = "Accuracy by reasoning steps in the question", []
    for comparison in study.main:
        panels = [
            panel
            for (task, variants), labels in _stepped(comparison.cells).items()
            if (panel := _steps_panel(comparison, task, variants, labels))
        ]
        if panels:
            caption = f"Test questions{_at(comparison)}. {_BARS}."
            made.append(
                Figure(
                    *(f"steps-{comparison.axis}", f"{title}: {comparison.axis}", caption),
                    *(tuple(panels), (*_keys(comparison.cells, comparison), CONSTANT)),
                )
            )
    return list(made) or [Omitted(title, "no task has questions of several numbers of steps, or no two models compare")]


def _stepped(cells: Sequence[Cell]) -> dict[tuple[str, tuple[str, ...]], dict[tuple[str, str], int]]:
    """Returns for each panel's task and variants the numbers of steps by variant and difficulty.

    A variant whose numbers the first of its task does not have, such as longer questions, is drawn beside it.
    """
    by_variant: dict[tuple[str, str], dict[str, int]] = {}
    for row in (row for cell in cells for record in cell.records for row in record.rows):
        if (number := difficulty_steps(row.difficulty)) is not None and row.n:
            by_variant.setdefault((row.task, row.variant), {})[row.difficulty] = number
    panels: dict[tuple[str, tuple[str, ...]], dict[tuple[str, str], int]] = {}
    for task in dict.fromkeys(task for task, _ in by_variant):
        own = {variant: labels for (name, variant), labels in by_variant.items() if name == task}
        first = next(iter(own))
        beside = [variant for variant in own if not set(own[variant].values()) & set(own[first].values())]
        for variants in [(first, *beside), *((variant,) for variant in own if variant not in (first, *beside))]:
            numbers = {(variant, label): n for variant in variants for label, n in own[variant].items()}
            if len(set(numbers.values())) > 1:
                panels[task, variants] = numbers
    return panels


def _steps_panel(
    comparison: Comparison, task: str, variants: tuple[str, ...], labels: dict[tuple[str, str], int]
) -> Lines | None:
    series: list[Series] = []
    count = len(comparison.cells)
    for key, cell in enumerate(comparison.cells):
        aside = 0.24 / max(count - 1, 1) * (key - (count - 1) / 2) if count > 1 else 0.0
        points = [
            (number + aside, cell.estimate(Asked(task, ((task, variant),)), label))
            for (variant, label), number in sorted(labels.items(), key=lambda item: item[1])
        ]
        series += _series(key, points, dots=False)
    if not series:
        return None
    constants = {
        float(number): _constant(comparison.cells, Asked(task, ((task, variant),)), label)
        for (variant, label), number in labels.items()
    }
    known = sorted((number, constant) for number, constant in constants.items() if constant is not None)
    series.append(Series(count, tuple(number for number, _ in known), tuple(constant for _, constant in known)))
    words = f"{task}: {' and '.join(variants)}" if variants != (ITEMS,) else task
    return Lines(words, "steps", "accuracy", tuple(series), ticks=tuple(sorted(constants)))


def heatmaps(study: Study) -> Figure | Omitted:
    """Width and depth, for each number of heads."""
    title = "Width and depth, for each number of heads"
    kinds: dict[tuple[int, bool], list[Cell]] = {}
    for cell in study.cells:
        kinds.setdefault(_kind(cell), []).append(cell)
    cells = max(kinds.values(), key=len)
    widths, depths = (sorted({getattr(cell.config.model, name) for cell in cells}) for name in ("width", "depth"))
    if min(len(widths), len(depths)) < 2 or not study.asked:
        return Omitted(title, "the models differ in width or in depth, but not in both")
    panels = []
    for heads in sorted({cell.config.model.heads for cell in cells}):
        values: dict[tuple[int, int], float] = {}
        for cell in (cell for cell in cells if cell.config.model.heads == heads):
            model, one = cell.config.model, cell.estimate(study.asked[0])
            if one:
                values[model.depth, model.width] = max(one.accuracy, values.get((model.depth, model.width), 0.0))
        panels.append(
            Heatmap(
                *("1 head" if heads == 1 else f"{heads} heads", "width", "depth"),
                *(tuple(map(str, widths)), tuple(map(str, depths))),
                values=tuple(tuple(values.get((depth, width)) for width in widths) for depth in depths),
            )
        )
    loops, thinks = _kind(cells[0])
    caption = (
        f"Percent right on test questions, {study.asked[0].name}; loops {loops}, thoughts {_on(thinks)}. "
        "Empty: no such model."
    )
    return Figure("width-depth", title, caption, tuple(panels))


def curves(study: Study) -> list[Figure | Omitted]:
    """Accuracy, and the answer's log-loss, against training tokens, for each shape."""
    title = "Accuracy and log-loss against training tokens"
    groups: list[tuple[str, str, Sequence[Cell], Comparison | None]] = []
    shown: set[str] = set()
    for one in study.main:
        groups.append((one.axis, _at(one), one.cells, one))
        shown |= {cell.label for cell in one.cells}
    rest = [cell for cell in study.cells if cell.label not in shown]
    groups += [("other shapes", "", rest[at : at + MOST_LINES], None) for at in range(0, len(rest), MOST_LINES)]
    made, names = [], []
    for axis, at, cells, comparison in groups:
        names.append(axis)
        panels = [
            panel for asked in study.on_the_way for loss in (False, True) if (panel := _curve_panel(cells, asked, loss))
        ]
        if panels:
            caption = (
                f"Validation questions{at}. Left the share of answers that match exactly, right the log-loss of the "
                "right answer after right thoughts, which falls before the share rises. Bands are from the lowest to "
                "the highest seed, bars at the end 95% intervals (Wilson)."
            )
            number = names.count(axis)
            name = f"curves-{axis.replace(' ', '-')}" + (f"-{number}" if number > 1 else "")
            made.append(Figure(name, f"{title}: {axis}", caption, tuple(panels), (*_keys(cells, comparison), CONSTANT)))
    return list(made) or [Omitted(title, "no run has a curve (--curve_examples)")]


def _curve_panel(cells: Sequence[Cell], asked: Asked, loss: bool) -> Lines | None:
    series = []
    for key, cell in enumerate(cells):
        points = _thinned(curve(cell, asked))
        if loss:
            points = [point for point in points if point.estimate.answer_loss is not None]
        values = [point.estimate.losses if loss else point.estimate.seeds for point in points]
        if not values:
            continue
        means = tuple(sum(each) / len(each) for each in values)
        several, last = len(values[0]) > 1, points[-1].estimate
        ends = () if loss else (last.low,), () if loss else (last.high,)
        series.append(
            Series(
                *(key, tuple(point.tokens for point in points), means, *ends),
                band_low=tuple(map(min, values)) if several else (),
                band_high=tuple(map(max, values)) if several else (),
            )
        )
    if not series:
        return None
    if loss:
        return Lines(asked.name, "training tokens", "nats an answer", tuple(series), x_log=True, share=False)
    constants = [one[-1].estimate.constant for cell in cells if (one := curve(cell, asked))]
    known = [constant for constant in constants if constant is not None]
    reference = max(known) if known else None
    return Lines(asked.name, "training tokens", "accuracy", tuple(series), x_log=True, reference=reference)


def _thinned(points: Sequence[CurvePoint]) -> list[CurvePoint]:
    """Returns at most so many of the points, evenly, the last among them."""
    every = -(-len(points) // MOST_POINTS)
    return list(points[::-1][:: every or 1][::-1])


def crossings(study: Study) -> Figure | Omitted:
    """Where each curve crosses 50%, and how sharply."""
    title, panels = "Where each curve crosses 50%", []
    with_curves = [cell for cell in study.cells if any(record.curve for record in cell.records)]
    for asked in study.on_the_way:
        rows: list[str] = []
        marks: list[Mark] = []
        for cell in with_curves:
            found = [(record, crossing_of(record, asked)) for record in cell.records]
            for record, one in found:
                if one is None:
                    continue
                start, middle, end = one.tokens
                if middle is None:
                    last = float(record.curve[-1].tokens)
                    marks.append(Mark(len(rows), 1, last, last, last))
                else:
                    marks.append(Mark(len(rows), 0, middle, start or middle, end or middle))
            rows.append(cell.label)
        if any(mark.key == 0 for mark in marks):
            panels.append(Intervals(asked.name, "training tokens", tuple(rows), tuple(marks), "tokens"))
    if not panels:
        why = "no curve reaches 50%" if with_curves else "no run has a curve (--curve_examples)"
        return Omitted(title, why)
    caption = (
        "Validation questions, each seed by itself. The mark is at 50%, the bar from 25 to 75%: the shorter, the "
        "sharper. Between checkpoints tokens are interpolated."
    )
    keys = (Key("crosses 50%", COLOURS[0], "o", "-"), Key("ends below 50%", COLOURS[1], "^", "", False))
    return Figure("crossings", title, caption, tuple(panels), keys)


def _at(comparison: Comparison) -> str:
    return f", {comparison.at}" if comparison.at else ""


def _on(thinks: bool) -> str:
    return "on" if thinks else "off"


def _constant(cells: Iterable[Cell], asked: Asked, difficulty: str = ALL) -> float | None:
    known = [one.constant for cell in cells if (one := cell.estimate(asked, difficulty)) and one.constant is not None]
    return max(known) if known else None


def _series(key: int, points: Iterable[tuple[float, Estimate | None]], dots: bool = True) -> list[Series]:
    """Returns a series of estimates, none where there are none."""
    known = sorted(((float(x), one) for x, one in points if one), key=lambda point: point[0])
    if not known:
        return []
    seeds = [(x, share) for x, one in known if len(one.seeds) > 1 for share in one.seeds] if dots else []
    return [
        Series(
            *(key, tuple(x for x, _ in known), tuple(one.accuracy for _, one in known)),
            *(tuple(one.low for _, one in known), tuple(one.high for _, one in known)),
            dots=tuple(seeds),
        )
    ]


def _categories(labels: Iterable[str]) -> tuple[Key, ...]:
    return tuple(
        Key(label, COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]) for place, label in enumerate(labels)
    )


def _viridis(place: int, count: int) -> float:
    return VIRIDIS_END * place / max(count - 1, 1)


def _keys(cells: Sequence[Cell], comparison: Comparison | None) -> tuple[Key, ...]:
    """Returns a key for each cell: colours of viridis where the cells have an order."""
    labels = [cell.label for cell in cells]
    if comparison and comparison.axis == "thoughts":
        return _categories(comparison.values)
    if comparison and comparison.axis != "size":
        differs = len({cell.config.model.width for cell in cells}) > 1
        widths = [f", width {cell.config.model.width}" if differs else "" for cell in cells]
        labels = [value + width for value, width in zip(comparison.values, widths, strict=True)]
    return tuple(
        Key(label, _viridis(place, len(cells)), MARKERS[place % len(MARKERS)], DASHES[place % len(DASHES)])
        for place, label in enumerate(labels)
    )
