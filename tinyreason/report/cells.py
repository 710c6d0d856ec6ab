"""What is compared in a report: cells of runs that differ in their seed alone, and how right they are.

Where several learning rates were tried, a cell has the runs of least validation loss. Test questions choose nothing.
"""

import collections
import dataclasses
import math
import statistics
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tinyreason import evaluation, sweeps
from tinyreason.config import Config, fields_of, fields_that_differ
from tinyreason.evaluation import ALL, VALIDATION_VARIANT, Row
from tinyreason.report.gather import LeftOut, Record

# Fields that are chosen for each shape on validation data, and those that change no more than rounding or what is kept.
TUNED = ("learning_rate", "muon_learning_rate", "weight_decay", "initial_scale")
ASIDE = (
    *("seed", "devices", "accumulate", "parallelism", "checkpoint_every", "keep_latest", "keep_best"),
    *("validation_batches", "curve_examples", "budget"),
)
SHAPE = ("width", "feed_forward", "depth", "heads")
ITEMS = "items"  # the variant that is trained on
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
    return mean_of(shares, n, constants, losses) if shares else None


def mean_of(
    shares: Sequence[float], n: int, constants: Sequence[float | None], losses: Sequence[float | None] = ()
) -> Estimate:
    """Returns the estimate of seeds that were each asked the same n questions."""
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


def key_of(config: Config, free: Collection[str]) -> tuple[Any, ...]:
    """Returns what two configs have in common that differ in the free fields, and in those aside, alone."""
    return tuple(value for name, value in fields_of(config).items() if name not in (*ASIDE, *free))


def grouped(items: Iterable[T], key: Callable[[T], Any]) -> list[list[T]]:
    """Returns the items with the same key together, in the order in which keys come first."""
    groups: dict[Any, list[T]] = collections.defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def make_cells(records: Sequence[Record]) -> tuple[list[Cell], list[LeftOut]]:
    """Returns the cells of the finished runs, smallest first, and the runs whose rates were not chosen."""
    finished = [record for record in records if record.outcome]
    differing = differing_fields([record.config for record in finished])
    made, left_out = [], []
    for alike in grouped(finished, lambda record: key_of(record.config, TUNED)):
        tries = grouped(alike, lambda record: key_of(record.config, ()))
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


def differing_fields(all_configs: Sequence[Config]) -> set[str]:
    """Returns the fields in which configs differ, those aside left out."""
    return {*fields_that_differ(all_configs)} - {*ASIDE}


def _tuned(record: Record, differing: Collection[str]) -> str:
    tree = fields_of(record.config)
    return sweeps.in_words({name: tree[name] for name in TUNED if name in differing})


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


def difficulty_steps(label: str) -> int | None:
    """Returns the number of reasoning steps that a difficulty such as '2' or '2 steps' stands for, None for another."""
    number = label.removesuffix("s").removesuffix("step").strip()
    return int(number) if number.isdecimal() else None
