"""A report written out: CSV, figures, and one page that holds all of it and loads nothing from elsewhere."""

import importlib.resources
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tinyreason import disk, evaluation
from tinyreason.config import UserError
from tinyreason.report import analysis, charts, drawing, findings, gather, tables
from tinyreason.report.analysis import Study
from tinyreason.report.cells import Asked, Cell, Estimate, estimate, short_count, short_label
from tinyreason.report.curves import Crossing, crossing_of
from tinyreason.report.gather import LeftOut, Record
from tinyreason.report.panels import Figure, Omitted

PAGE, FIGURES, TEMPLATE = "report.html", "figures", "report.html"


@dataclass(frozen=True)
class Written:
    """What a call of `write` has made: the page, its files in bytes altogether, and what it found."""

    page: Path
    bytes: int
    study: Study
    omitted: tuple[Omitted, ...]
    headline: str


def write(
    directories: Sequence[Path], out: Path, progress: Callable[[str, int, int], None] = lambda *_: None
) -> Written:
    """Reports on sweeps into a directory: new, empty, or one that holds a report, which is replaced.

    `progress` is told what is under way, how much of it is done, and of how much. Raises UserError where `out` is in
    use or cannot be written, and as `gather.read` does.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / PAGE).exists())):
        raise UserError(f"{out} is there already and holds no report; choose another --out")
    study = analysis.study(gather.read(directories))
    made = charts.figures(study)
    figures = [one for one in made if isinstance(one, Figure)]
    omitted = tuple(one for one in made if isinstance(one, Omitted))
    with disk.writing(out):
        (out / FIGURES).mkdir(parents=True, exist_ok=True)
        paths, inlined = [], []
        for number, figure in enumerate(figures):
            progress("drawing", number, len(figures))
            paths += drawing.save(figure, out / FIGURES)
            inlined.append(drawing.panels_as_svg(figure))
        for stale in {*(out / FIGURES).glob("*.png"), *(out / FIGURES).glob("*.svg")} - set(paths):
            stale.unlink()
    for name, table in tables.TABLES.items():
        disk.write_whole(out / name, tables.as_csv(table(study)))
        paths.append(out / name)
    disk.write_whole(out / PAGE, page(study, list(zip(figures, inlined, strict=True)), omitted))
    paths.append(out / PAGE)
    size = sum(path.stat().st_size for path in paths)
    return Written(out / PAGE, size, study, omitted, findings.headline(study))


def page(study: Study, drawn: Sequence[tuple[Figure, Sequence[str]]], omitted: Sequence[Omitted]) -> str:
    """Returns the page: the findings, then figures, then tables."""
    names = " and ".join(study.sweeps.names)
    body = [_top(study, names), *(_figure(*one) for one in drawn)]
    if omitted:
        body.append(_section("Not drawn", _listed(LeftOut(one.title, one.reason) for one in omitted)))
    body += [_accuracies(study), _contrasts(study), _crossings(study), _left_out(study), _runs(study)]
    template = importlib.resources.files(__package__).joinpath(TEMPLATE).read_text("utf-8")
    return template.replace("__TITLE__", escape(f"What {names} shows")).replace(
        "__BODY__", "\n".join(filter(None, body))
    )


def _section(title: str, *parts: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{''.join(parts)}</section>"


def _paragraph(text: str, kind: str = "soft") -> str:
    return f'<p class="{kind}">{escape(text)}</p>\n'


def _top(study: Study, names: str) -> str:
    records = study.sweeps.records
    finished = [record for record in records if record.outcome]
    hours = sum(record.seconds for record in records) / 3600
    tokens = sum(record.outcome.tokens for record in records if record.outcome)
    sizes = sorted(record.cost.parameters for record in finished)
    facts = (
        f"{len(finished)} of {len(records)} runs finished, {short_count(sizes[0])} to {short_count(sizes[-1])} "
        f"parameters, {short_count(tokens)} training tokens, {hours:.3g} hours of runs. Accuracy is the share of "
        "answers at full mark. In brackets stand 95% intervals for the chance in the questions asked: Wilson's of an "
        "accuracy, Newcombe's of a difference in points. A difference is settled where its interval leaves out 0 and "
        "the seeds of one, if there are several of both, do not lie among those of the other. Learning rates, and the "
        "shape that stands for a size, were chosen by validation loss. Shapes are written as parameters, width (w), "
        "depth (d), heads (h) and loops (×)."
    )
    listed = "".join(
        f"<dt>{escape(one.title)}</dt><dd><b>{escape(one.lead)}</b> {escape(one.rest)}</dd>\n"
        for one in findings.findings(study)
    )
    missing = [record for record in records if record.problem]
    warning = f"{len(missing)} runs failed or lack something: they are named under Left out." if missing else ""
    return (
        f"<header><h1>What {escape(names)} shows</h1>\n{_paragraph(findings.headline(study), 'headline')}</header>\n"
        + _section("Findings", f"<dl>{listed}</dl>", _paragraph(warning, "warn") if warning else "", _paragraph(facts))
    )


def _figure(figure: Figure, drawn: Sequence[str]) -> str:
    legend, panels = (drawn[0], drawn[1:]) if figure.keys else ("", drawn)
    return _section(
        figure.title,
        _paragraph(figure.caption),
        f'<div class="legend">{legend}</div>\n' if legend else "",
        f'<div class="panels">{"".join(f"<div>{panel}</div>" for panel in panels)}</div>\n',
    )


def _table(head: Sequence[str], rows: Iterable[str], words: int = 1) -> str:
    """Returns a table of which the first columns are words and the others numbers."""
    cells = "".join(_cell(name, "" if place < words else "number", "th") for place, name in enumerate(head))
    return f'<div class="wide"><table><thead><tr>{cells}</tr></thead>\n<tbody>{"".join(rows)}</tbody></table></div>\n'


def _cell(text: str, kind: str = "", tag: str = "td") -> str:
    return f"<{tag}{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(text)}</{tag}>"


def _row(words: Sequence[str], numbers: Sequence[str], kind: str = "") -> str:
    cells = "".join(map(_cell, words)) + "".join(_cell(number, "number") for number in numbers)
    return f"<tr{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{cells}</tr>\n"


def _accuracies(study: Study) -> str:
    if not study.asked:
        return ""
    known = {asked: [one for cell in study.cells if (one := cell.estimate(asked))] for asked in study.asked}
    constants = [
        max((one.constant for one in known[asked] if one.constant is not None), default=None) for asked in known
    ]
    rows = [_row(["best constant answer", "", ""], [*map(evaluation.percent, constants), ""])]
    for cell in study.cells:
        losses = "" if cell.validation_loss == float("inf") else f"{cell.validation_loss:.4f}"
        words = [cell.label, f"{cell.parameters:,}", str(len(cell.records))]
        rows.append(_row(words, [*(_share(cell, asked) for asked in study.asked), losses]))
    head = ["shape", "parameters", "seeds", *(asked.name for asked in study.asked), "validation loss"]
    note = "Percent right on test questions, with intervals; of several seeds the mean, and the lowest and the highest."
    return _section("Accuracies", _paragraph(note), _table(head, rows, words=3))


def _share(cell: Cell, asked: Asked) -> str:
    one = cell.estimate(asked)
    seeds = f", seeds {100 * min(one.seeds):.1f} to {100 * max(one.seeds):.1f}" if one and len(one.seeds) > 1 else ""
    return _shown(one, seeds)


def _shown(one: Estimate | None, more: str = "") -> str:
    return f"{100 * one.accuracy:.1f} ({evaluation.interval(one.low, one.high)}{more})" if one else "-"


def _contrasts(study: Study) -> str:
    rows = []
    for comparison in (*study.comparisons, *study.stand_ins):
        by_asked = [{one.values: one for one in analysis.contrasts(comparison, asked)} for asked in study.asked]
        for value in comparison.values[1:]:
            found = [each.get((comparison.values[0], value)) for each in by_asked]
            cells = "".join(
                _cell(
                    f"{100 * one.difference:+.1f} ({100 * one.low:+.1f} to {100 * one.high:+.1f})",
                    "number" if one.settled else "number open",
                )
                if one
                else _cell("-", "number")
                for one in found
            )
            words = (comparison.axis, f"{value} over {comparison.values[0]}", comparison.at)
            rows.append(f"<tr>{''.join(map(_cell, words))}{cells}</tr>\n")
    if not rows:
        return ""
    note = (
        "Points of accuracy gained, test questions. In grey what is not settled. With so many comparisons some in "
        "black are chance, too."
    )
    head = ["what", "values", "at", *(asked.name for asked in study.asked)]
    return _section("What each choice bought, in numbers", _paragraph(note), _table(head, rows, words=3))


def _crossings(study: Study) -> str:
    rows = []
    for cell in study.cells:
        by_asked = [
            [one for record in cell.records if (one := crossing_of(record, asked))] for asked in study.on_the_way
        ]
        if any(by_asked):
            rows.append(_row([cell.label], [text for found in by_asked for text in _crossed(found)]))
    if not rows:
        return ""
    note = (
        "Training tokens until the curve first crosses 50%, from the first seed to the last, and how often tokens "
        "double from 25 to 75% (mean over seeds; nothing where an end is not known). Validation questions."
    )
    head = ["shape", *(name for asked in study.on_the_way for name in (f"{asked.name}: tokens to 50%", "doublings"))]
    return _section("Where each curve crosses 50%, in numbers", _paragraph(note), _table(head, rows))


def _crossed(found: Sequence[Crossing]) -> tuple[str, str]:
    if not found:
        return "-", ""
    reached = sorted(one.tokens[1] for one in found if one.tokens[1] is not None)
    sharp = [one.doublings for one in found if one.doublings is not None]
    doublings = f"{statistics.fmean(sharp):.1f}" if sharp else ""
    if not reached:
        return f"no: at most {100 * max(one.best for one in found):.0f}%", doublings
    earlier = "before " if any(one.since_first for one in found) else ""
    text = earlier + " to ".join(dict.fromkeys(short_count(tokens) for tokens in (reached[0], reached[-1])))
    return text + (f", {len(reached)} of {len(found)} seeds" if len(reached) < len(found) else ""), doublings


def _listed(items: Iterable[LeftOut]) -> str:
    rows = [f"<tr>{_cell(one.what, 'words')}{_cell(one.reason, 'words')}</tr>\n" for one in items]
    return f'<div class="wide"><table><tbody>{"".join(rows)}</tbody></table></div>\n'


def _left_out(study: Study) -> str:
    problems = [
        LeftOut(f"run {record.name} of {record.sweep}: {short_label(record, study.differing)}", record.problem)
        for record in study.sweeps.records
        if record.problem
    ]
    parts = []
    for title, items in (
        ("Failed, not finished, or lacking something:", problems),
        (
            "Trained, but not in the figures, since another learning rate was chosen on validation data:",
            study.not_chosen,
        ),
        ("Not run: impossible, too large or repeated:", study.sweeps.excluded),
    ):
        parts += [f"<p>{title}</p>", _listed(items)] if items else []
    return _section("Left out", *(parts or [_paragraph("Nothing: every run of the plan is finished and drawn.")]))


def _runs(study: Study) -> str:
    asked = study.asked[:1]
    rows = []
    for record in study.sweeps.records:
        one = estimate([record.rows], asked[0]) if asked else None
        outcome = record.outcome
        words = [record.name, short_label(record, study.differing), record.state]
        numbers = [
            *(str(record.config.run.seed), f"{record.cost.parameters:,}", f"{outcome.tokens if outcome else 0:,}"),
            _time(record.seconds),
            f"{outcome.validation_loss:.4f}" if outcome and outcome.validation_loss is not None else "-",
            _shown(one),
            evaluation.percent(one.constant) if one else "-",
            f"{one.answer_loss:.3f}" if one and one.answer_loss is not None else "-",
        ]
        rows.append(_row(words, numbers, "upper"))
        width = len(words) + len(numbers)
        rows.append(f'<tr class="command"><td colspan="{width}"><code>{_command(record)}</code></td></tr>\n')
    head = ["run", "shape", "state", "seed", "parameters", "tokens", "time", "validation loss"]
    head += [f"right, {asked[0].name}" if asked else "right", "constant", "nats an answer"]
    note = (
        "Each with the command that trains it again. All results, by task, variant and difficulty, are in results.csv."
    )
    return _section("Every run", _paragraph(note), _table(head, rows, words=3))


def _command(record: Record) -> str:
    """Returns a command in words that break only between each other, if at all possible."""
    return " ".join(f"<i>{escape(word)}</i>" for word in record.command.split(" "))


def _time(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 5400 else f"{seconds / 60:.1f} min"
