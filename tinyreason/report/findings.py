"""What the numbers say, in sentences: computed from the data alone, each with its interval."""

from dataclasses import dataclass

from tinyreason import evaluation
from tinyreason.report import analysis
from tinyreason.report.analysis import LOOPED, LOOPED_WIDE, STAND_IN, Comparison, Contrast, Study
from tinyreason.report.cells import Estimate, estimate, loss_of, short_count
from tinyreason.report.curves import MEASURES, crossing_of, thoughts_at_equal

_MOST_LOOPED = 3
_CHOICES = {
    "depth": "Depth",
    "loops": "Loops",
    "heads": "Heads",
    "thoughts": "Thoughts",
    LOOPED: "Looped for deep",
    LOOPED_WIDE: "The same, at equal parameters",
    STAND_IN: "Thoughts for depth",
    "size": "Parameters",
}


@dataclass(frozen=True)
class Finding:
    """Something that was varied, what came of it in a line, and more of it."""

    title: str
    lead: str
    rest: str = ""


def headline(study: Study) -> str:
    """Returns the one thing to know: of what was varied at equal parameters, what bought most."""
    asked = study.asked[:1]
    found = [
        one
        for axis in ("depth", "loops", "heads", "thoughts")
        for comparison in study.along(axis)[:1]
        for questions in asked
        for one in analysis.contrasts(comparison, questions)
        if one.settled and one.difference > 0
    ]
    if not found:
        return "At equal parameters no choice has a gain that these questions settle."
    best = max(found, key=lambda one: one.difference)
    return (
        f"At equal parameters {best.comparison.axis} bought most: {best.values[0]} "
        f"{evaluation.percent(best.before.accuracy)}, {best.values[1]} {evaluation.percent(best.after.accuracy)}: "
        f"{_difference(best)}, {best.asked.name}."
    )


def findings(study: Study) -> list[Finding]:
    """Returns what was found, the best run first, then what each choice bought."""
    found = [Finding("Best run", _best_run(study))]
    for axis, title in _CHOICES.items():
        along = study.along(axis)
        looped = axis in (LOOPED, LOOPED_WIDE)
        if looped:  # the most layers in the fewest first
            along.sort(key=lambda pair: (-pair.cells[1].config.model.loops, -pair.cells[1].config.model.depth))
        made = [one for comparison in along if (one := _compared(study, comparison, title))]
        if made:
            more = _at_equal(study, along[0]) if axis == "thoughts" else []
            if looped:
                more = [_closed(study, along[0]), *(one.lead for one in made[1:_MOST_LOOPED])]
            found.append(Finding(title, made[0].lead, " ".join(filter(None, [made[0].rest, *more]))))
    crossed = _first_to_cross(study)
    if crossed:
        found.append(Finding("Crossing 50%", crossed[0], " ".join(crossed[1:])))
    return found


def _best_run(study: Study) -> str:
    finished = [record for record in study.sweeps.records if record.outcome]
    label = {record.name: cell.label for cell in study.cells for record in cell.records}
    if not study.asked:
        best = min(finished, key=lambda record: loss_of([record]))
        return f"{best.name} has the least validation loss, {loss_of([best]):.4f}; no run was asked questions."
    asked = study.asked[0]
    known = [(one, record) for record in finished if (one := estimate([record.rows], asked))]
    one, best = max(known, key=lambda pair: pair[0].accuracy)
    shape = f", {label[best.name]}" if best.name in label else ""
    return (
        f"{best.name} (seed {best.config.run.seed}{shape}) has {_accuracy(one)} of {one.n} test questions right, "
        f"{asked.name}; the best constant answer {evaluation.percent(one.constant)}."
    )


def _compared(study: Study, comparison: Comparison, title: str) -> Finding | None:
    """Returns what an axis shows on all that is trained on, and where it shows most."""
    by_asked = {asked: analysis.contrasts(comparison, asked) for asked in study.asked}
    known = {asked: found for asked, found in by_asked.items() if found}
    if not known:
        return None
    asked, found = next(iter(known.items()))
    best = max(found, key=lambda one: one.difference)
    at = f", at {comparison.at}" if comparison.at else ""
    lead = f"{best.values[1]} over {best.values[0]}: {_difference(best)}, {asked.name}{at}."
    values = [(found[0].values[0], found[0].before), *((one.values[1], one.after) for one in found)]
    rest = "; ".join(f"{value} {_accuracy(one)}" for value, one in values) + "."
    most = max((one for each in known.values() for one in each), key=lambda one: abs(one.difference))
    if abs(most.difference) > abs(best.difference):
        rest += f" Most on {most.asked.name}, {most.values[1]} over {most.values[0]}: {_difference(most)}."
    return Finding(title, lead, rest)


def _closed(study: Study, pair: Comparison) -> str:
    """Returns how much of what more layers buy the loops buy too, where that can be told."""
    deep, looped = pair.cells
    shallow = analysis.once_through(study.cells, looped)
    texts = []
    for asked in study.asked:
        few, loops, many = (cell.estimate(asked) if cell else None for cell in (shallow, looped, deep))
        if few and loops and many and analysis.newcombe(few, many)[1] > 0:
            share = (loops.accuracy - few.accuracy) / (many.accuracy - few.accuracy)
            texts.append(f"{100 * share:.0f}% on {asked.name}")
    once = f" over {shallow.label}" if shallow else ""
    return f"Of what the layers buy{once}, loops buy {', '.join(texts)}." if texts else ""


def _accuracy(one: Estimate) -> str:
    return f"{evaluation.percent(one.accuracy)} ({evaluation.interval(one.low, one.high)})"


def _difference(one: Contrast) -> str:
    text = f"{100 * one.difference:+.1f} points ({100 * one.low:+.1f} to {100 * one.high:+.1f}"
    if not one.settled:
        return f"{text}: not settled)"
    return text + (", one seed each)" if len(one.before.seeds) == len(one.after.seeds) == 1 else ")")


def _at_equal(study: Study, comparison: Comparison) -> list[str]:
    """Returns what thoughts bought a comparison's shape at equal examples and FLOPs, on validation questions."""
    return [
        f"After the same {short_count(pair.amount)} {measure}: off {_accuracy(pair.off)}, on {_accuracy(pair.on)} of "
        f"validation questions, {asked.name}."
        for measure in MEASURES
        for asked in study.on_the_way[:1]
        for pair in thoughts_at_equal(comparison.cells, asked, measure)
    ]


def _first_to_cross(study: Study) -> list[str]:
    """Returns the smallest model whose every seed crosses 50%, on each kind of question."""
    texts = []
    for asked in study.on_the_way:
        text = "no model does with all its seeds"
        for cell in study.cells:
            tokens = [one.tokens[1] for record in cell.records if (one := crossing_of(record, asked))]
            reached = [count for count in tokens if count is not None]
            if reached and len(reached) == len(cell.records):
                after = " to ".join(dict.fromkeys(short_count(count) for count in (min(reached), max(reached))))
                text = f"the smallest model that does is {cell.label}, after {after} tokens"
                break
        texts.append(f"{asked.name}: {text}.")
    return texts
