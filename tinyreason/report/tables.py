"""The numbers of a report as CSV, from the runs' own to those of its figures."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from tinyreason.config import fields_of
from tinyreason.evaluation import Row
from tinyreason.report import analysis
from tinyreason.report.analysis import Study
from tinyreason.report.cells import SHAPE, TUNED
from tinyreason.report.curves import LEVELS, crossing_of

Line = dict[str, Any]
_OF_ROW = (
    *("task", "variant", "difficulty", "n", "right", "accuracy", "low", "high", "constant_accuracy"),
    *("answer_loss", "reply_loss", "thought_tokens", "unanswered"),
)


def runs(study: Study) -> list[Line]:
    """Returns every run: what became of it, its shape and all in which runs differ, and the command that makes it."""
    records = study.sweeps.records
    label = {record.name: cell.label for cell in study.cells for record in cell.records}
    trees = [fields_of(record.config) for record in records]
    fields = [
        name
        for name in trees[0]
        if name in (*SHAPE, *TUNED, "loops", "thoughts", "seed") or len({tree[name] for tree in trees}) > 1
    ]
    return [
        {
            **{"sweep": record.sweep, "run": record.name, "state": record.state, "attempts": record.attempts},
            **{"in_figures": record.name in label, "seconds": round(record.seconds, 1)},
            **{"parameters": record.cost.parameters, "flops": record.cost.flops},
            **{
                name: getattr(record.outcome, name) if record.outcome else None
                for name in ("steps", "tokens", "trained_tokens", "examples", "validation_loss")
            },
            **{name: tree[name] for name in fields},
            **{"problem": record.problem, "command": record.command},
        }
        for record, tree in zip(records, trees, strict=True)
    ]


def results(study: Study) -> list[Line]:
    """Returns every result on test questions."""
    return [{"run": record.name, **_of(row)} for record in study.sweeps.records for row in record.rows]


def curves(study: Study) -> list[Line]:
    """Returns every result on validation questions on the way."""
    return [
        {
            **{"run": record.name, "step": point.step, "tokens": point.tokens, "examples": point.examples},
            **{"flops": point.flops},
            **{name: value for name, value in _of(row).items() if name not in ("variant", "low", "high")},
        }
        for record in study.sweeps.records
        for point in record.curve
        for row in point.rows
    ]


def contrasts(study: Study) -> list[Line]:
    """Returns what each value of every axis has over the first, on each kind of question."""
    return [
        {
            **{"axis": one.comparison.axis, "at": one.comparison.at, "from": one.values[0], "to": one.values[1]},
            **{"questions": asked.name, "n": one.after.n, "accuracy_from": one.before.accuracy},
            **{"accuracy_to": one.after.accuracy, "difference": one.difference, "low": one.low, "high": one.high},
            **{"seeds_from": len(one.before.seeds), "seeds_to": len(one.after.seeds), "settled": one.settled},
        }
        for comparison in (*study.comparisons, *study.stand_ins)
        for asked in study.asked
        for one in analysis.contrasts(comparison, asked)
    ]


def crossings(study: Study) -> list[Line]:
    """Returns where each run's curve reaches 25, 50 and 75%."""
    return [
        {
            **{"run": record.name, "shape": cell.label, "seed": record.config.run.seed, "questions": asked.name},
            **{f"tokens_{level:.0%}": tokens for level, tokens in zip(LEVELS, one.tokens, strict=True)},
            **{"doublings": one.doublings, "best": one.best, "at_first_checkpoint": one.since_first},
        }
        for cell in study.cells
        for record in cell.records
        for asked in study.on_the_way
        if (one := crossing_of(record, asked))
    ]


TABLES: dict[str, Callable[[Study], list[Line]]] = {
    "runs.csv": runs,
    "results.csv": results,
    "curves.csv": curves,
    "contrasts.csv": contrasts,
    "crossings.csv": crossings,
}


def as_csv(lines: Sequence[Line]) -> str:
    """Returns lines of the same fields as CSV, numbers with 6 digits; empty where there are none."""
    if not lines:
        return ""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(lines[0])
    writer.writerows(map(_cell, line.values()) for line in lines)
    return text.getvalue()


def _cell(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, float) else value


def _of(row: Row) -> Line:
    return {name: getattr(row, name) for name in _OF_ROW}
