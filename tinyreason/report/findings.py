"""What the numbers say, in sentences: computed from the data alone, each with its interval."""

from dataclasses import dataclass

from tinyreason import evaluation
from tinyreason.report import analysis
from tinyreason.report.analysis import LOOPED, STAND_IN, Comparison, Contrast, Estimate, Study, short_count

_CHOICES = {
    "depth": "Depth",
    "loops": "Loops",
    "heads": "Heads",
    "thoughts": "Thoughts",
    LOOPED: "Looped for deep",
    STAND_IN: "Thoughts for depth",
    "size": "Parameters",
}


@dataclass(frozen=True)
class Finding:
    """A thing that was varied, and what came of it in sentences."""

    title: str
    text: str


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
        f"{evaluation.percent(best.before.accuracy)}, {best.values[1]} {evaluation.percent(best.after.accuracy)} "
        f"({_difference(best)})."
    )


def findings(study: Study) -> list[Finding]:
    """Returns what was found, the best run first, then what each choice bought."""
    found = [Finding("Best run", _best_run(study))]
    for axis, title in _CHOICES.items():
        along = study.along(axis)
        texts = [
            text for comparison in (along if axis == LOOPED else along[:1]) if (text := _compared(study, comparison))
        ]
        if axis == "thoughts":
            texts += _at_equal(study)
        if texts:
            found.append(Finding(title, " ".join(texts)))
    found += [Finding("Crossing 50%", text) for text in _first_to_cross(study)]
    return found


def _best_run(study: Study) -> str:
    finished = [record for record in study.sweeps.records if record.outcome]
    label = {record.name: cell.label for cell in study.cells for record in cell.records}
    if not study.asked:
        best = min(finished, key=lambda record: analysis.loss_of([record]))
        return f"{best.name} has the least validation loss, {analysis.loss_of([best]):.4f}; no run was asked questions."
    asked = study.asked[0]
    known = [(one, record) for record in finished if (one := analysis.estimate([record.rows], asked))]
    one, best = max(known, key=lambda pair: pair[0].accuracy)
    shape = f", {label[best.name]}" if best.name in label else ""
    return (
        f"{best.name} (seed {best.config.run.seed}{shape}) has {_accuracy(one)} of {one.n} test questions right, "
        f"{asked.name}; the best constant answer {evaluation.percent(one.constant)}."
    )


def _compared(study: Study, comparison: Comparison) -> str:
    """Returns what an axis shows on all that is trained on, and where it shows most."""
    by_asked = {asked: analysis.contrasts(comparison, asked) for asked in study.asked}
    known = {asked: found for asked, found in by_asked.items() if found}
    if not known:
        return ""
    asked, found = next(iter(known.items()))
    best = max(found, key=lambda one: one.difference)
    each = ", ".join(
        f"{value} {_accuracy(one)}"
        for value, one in [(found[0].values[0], found[0].before), *((one.values[1], one.after) for one in found)]
    )
    where = f"At {comparison.at}: " if comparison.at else ""
    text = f"{where}{each} on {asked.name}. {best.values[1]} over {best.values[0]}: {_difference(best)}."
    others = {other: max(rest, key=lambda one: abs(one.difference)) for other, rest in known.items() if other != asked}
    if others:
        other, most = max(others.items(), key=lambda item: abs(item[1].difference))
        if abs(most.difference) > abs(best.difference):
            text += f" Most on {other.name}, {most.values[1]} over {most.values[0]}: {_difference(most)}."
    return text


def _accuracy(one: Estimate) -> str:
    seeds = f", {len(one.seeds)} seeds from {100 * min(one.seeds):.1f} to {100 * max(one.seeds):.1f}"
    several = seeds if len(one.seeds) > 1 else ""
    return f"{evaluation.percent(one.accuracy)} ({evaluation.interval(one.low, one.high)}{several})"


def _difference(one: Contrast) -> str:
    text = f"{100 * one.difference:+.1f} points, {100 * one.low:+.1f} to {100 * one.high:+.1f}"
    if not one.settled:
        return f"{text}, which the data do not settle"
    return text + (", one seed each" if len(one.before.seeds) == len(one.after.seeds) == 1 else "")


def _at_equal(study: Study) -> list[str]:
    texts = []
    for measure in analysis.MEASURES:
        pairs = [
            pair for asked in study.on_the_way[:1] for pair in analysis.thoughts_at_equal(study.cells, asked, measure)
        ]
        if pairs:
            most = max(pairs, key=lambda pair: sum(len(one.seeds) for one in (pair.off, pair.on)))
            texts.append(
                f"After the same {short_count(most.amount)} {measure}, {most.label}: off {_accuracy(most.off)}, on "
                f"{_accuracy(most.on)} of validation questions, {most.asked.name}."
            )
    return texts


def _first_to_cross(study: Study) -> list[str]:
    """Returns the smallest model whose every seed crosses 50%, on each kind of question."""
    texts = []
    for asked in study.on_the_way:
        for cell in study.cells:
            tokens = [one.tokens[1] for record in cell.records if (one := analysis.crossing_of(record, asked))]
            reached = [count for count in tokens if count is not None]
            if reached and len(reached) == len(cell.records):
                after = " to ".join(dict.fromkeys(short_count(count) for count in (min(reached), max(reached))))
                texts.append(f"{asked.name}: the smallest model that does is {cell.label}, after {after} tokens")
                break
        else:
            texts.append(f"{asked.name}: no model does with all its seeds")
    return ["; ".join(texts) + "."] if texts else []
