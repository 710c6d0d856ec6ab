"""A model's scores on families of reasoning-gym's suite, beside the published scores of large models.

Questions are of the test part by their hash, so none was trained on, whatever numbers training drew. The score is that
of reasoning-gym's own scorer on the answer as `tasks.protocol` reads it from a reply.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tinyreason import budget, evaluation
from tinyreason.asking import Model
from tinyreason.config import Config, UserError, nearest
from tinyreason.evaluation import FULL_MARK, Outcome, aligned, interval, percent, wilson
from tinyreason.tasks import registry
from tinyreason.tasks import suite as suites
from tinyreason.tasks.gym import SuiteTask


@dataclass(frozen=True)
class Row:
    """The result on one family; scores are from 0 to 1, the interval is the mean score's, of 95%.

    Of the items `drawn`, those whose question's hash may be trained on, and repeated ones, were not asked. `floor` is
    the best mean score of one gold answer, `constant`, given to every question. `reply_tokens` is the median over
    replies, None where no question fit the context. `unanswered` counts replies without an answer, of which `unended`
    never ended and `too_long` were not asked, since the question did not fit. All of them score 0.
    """

    family: str
    trained: bool
    n: int
    drawn: int
    mean_score: float
    low: float
    high: float
    full_marks: float
    constant: str
    floor: float
    reply_tokens: float | None
    unanswered: int
    unended: int
    too_long: int
    published: dict[str, float | None]


def trained_families(config: Config, suite: str) -> list[str]:
    """Returns the families that a model was trained on, at whatever level, and a suite has, sorted."""
    return sorted(_levels(config).keys() & suites.published(suite).keys())


def _levels(config: Config) -> dict[str, set[str]]:
    """Returns at which levels each family was trained on."""
    levels: dict[str, set[str]] = {}
    for spec, _ in registry.parse_mixture(config.data.tasks):
        family, level = registry.family_and_level(spec)
        levels.setdefault(family, set()).add(level)
    return levels


def compare(
    model: Model,
    suite: str,
    families: Sequence[str] = (),
    examples: int = 200,
    seed: int = evaluation.DEFAULT_SEED,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Row]:
    """Asks the first held-out questions of each family, greedily; of all that it was trained on, if none are named.

    `progress` is told as by `evaluation.evaluate`. Raises UserError for a seed that training may draw, for a family
    that the suite has not, and where there is none to ask.
    """
    told = progress or (lambda *_: None)
    known, own = suites.published(suite), trained_families(model.config, suite)
    for name in families:
        if name not in known:
            near = nearest(name, known)
            meant = f"; did you mean {near!r}?" if near else ""
            raise UserError(f"the {suite} suite has no family {name!r}{meant}")
    asked = list(dict.fromkeys(families)) or own
    if not asked:
        raise UserError(f"the model was trained on no family of the {suite} suite; name some with --families")
    pairs = []
    for number, name in enumerate(asked):
        told("drawing questions", number, len(asked))
        task = SuiteTask(name, suite)
        pairs += [(task, example) for example in evaluation.questions_of(task, examples, seed)]
    outcomes = evaluation.answer(model, pairs, on_ended=lambda done: told("answering", done, len(pairs)))
    rows = []
    for number, name in enumerate(asked):
        told("marking", number, len(asked))
        own_outcomes = [outcome for outcome in outcomes if outcome.example.task == name]
        rows.append(_row(model, SuiteTask(name, suite), name in own, own_outcomes, seed))
    return rows


def _row(model: Model, task: SuiteTask, trained: bool, outcomes: Sequence[Outcome], seed: int) -> Row:
    n = len(outcomes)
    row = evaluation.summarise(model.tokenizer, task, "items", outcomes, [None] * n)[0]
    if row.mean_score is None or row.constant is None or row.floor is None:
        raise UserError(f"no question of {task.name} in the {task.suite} suite belongs to the test part", status=1)
    low, high = wilson(sum(outcome.mark for outcome in outcomes), n)
    replies = [reply for outcome in outcomes for reply in outcome.replies]
    lengths = [reply.tokens for reply in replies if reply.fits]
    return Row(
        task.name,
        trained,
        n=n,
        drawn=outcomes[-1].example.number - seed + 1,
        mean_score=row.mean_score,
        low=low,
        high=high,
        full_marks=sum(outcome.mark >= FULL_MARK for outcome in outcomes) / n,
        constant=row.constant,
        floor=row.floor,
        reply_tokens=statistics.median(lengths) if lengths else None,
        unanswered=row.unanswered,
        unended=row.unended,
        too_long=row.too_long,
        published=suites.published(task.suite)[task.name],
    )


def mean_scores(rows: Sequence[Row]) -> dict[str, float | None]:
    """Returns the means over families: ours, the best constants', and each model's over those it has a score on."""
    columns: dict[str, list[float | None]] = {
        "ours": [row.mean_score for row in rows],
        "constant": [row.floor for row in rows],
        **{model: [row.published[model] for row in rows] for model in suites.MODELS},
    }
    known = {name: [score for score in scores if score is not None] for name, scores in columns.items()}
    return {name: statistics.fmean(scores) if scores else None for name, scores in known.items()}


def best_published(row: Row) -> float | None:
    """Returns the highest of the published scores on a family."""
    return max((score for score in row.published.values() if score is not None), default=None)


def margin(row: Row) -> float | None:
    """Returns how far our mean score is above the best published one."""
    best = best_published(row)
    return None if best is None else row.mean_score - best


def by_lead(rows: Sequence[Row]) -> list[Row]:
    """Returns the rows, those first where ours leads most; last those without a published score."""
    return sorted(
        rows, key=lambda row: (-math.inf if (lead := margin(row)) is None else lead, row.family), reverse=True
    )


def name(row: Row) -> str:
    """Returns the family, and whether the model never saw it."""
    return row.family if row.trained else f"{row.family} (untrained)"


def fair_words(config: Config, suite: str, rows: Sequence[Row]) -> str:
    """Returns the line without which the numbers should not stand together."""
    levels, untrained = _levels(config), sum(not row.trained for row in rows)
    alone = "" if config.data.thoughts else " on the answers alone, without thoughts,"
    never = f" ({untrained} of these families it never saw)" if untrained else ""
    if suite != suites.EASY:
        here = sum(bool(levels.get(row.family, set()) - {suites.EASY}) for row in rows)
        never += f", {here} of these families also at their harder settings" if here else ", never at these harder ones"
    return (
        f"Ours is a specialist of {budget.count(config.model).total:,} parameters, trained{alone} on the generators' "
        f"own distribution with unseen seeds{never}; the others are generalists that saw no training items "
        f"({suites.SOURCE})."
    )


def markdown(rows: Sequence[Row]) -> str:
    """Returns the rows as a table in Markdown, those first where ours leads most, in percent."""
    columns = ["family", "full marks", "95% interval", "n", "mean score", "constant", *suites.MODELS, "reply tokens"]
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)]]
    for row in by_lead(rows):
        scores = [row.mean_score, row.floor, *(row.published[model] for model in suites.MODELS)]
        lines.append(
            [
                name(row),
                _tenths(row.full_marks),
                interval(*wilson(row.full_marks * row.n, row.n)),
                str(row.n),
                *map(_tenths, scores),
                "-" if row.reply_tokens is None else f"{row.reply_tokens:g}",
            ]
        )
    means, full = mean_scores(rows), statistics.fmean(row.full_marks for row in rows)
    lines.append([f"**mean of {len(rows)}**", _tenths(full), "", "", *map(_tenths, means.values()), ""])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _tenths(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def table(rows: Sequence[Row]) -> str:
    """Returns the rows and their means as an aligned table, scores in percent."""
    columns = ["family", "n", "mean score", "95% interval", "full marks", "constant", "reply tokens"]
    lines = [[*columns, "not answered", "too long", *suites.MODELS]]
    for row in rows:
        lines.append(
            [
                row.family,
                str(row.n),
                percent(row.mean_score),
                interval(row.low, row.high),
                percent(row.full_marks),
                percent(row.floor),
                "-" if row.reply_tokens is None else f"{row.reply_tokens:g}",
                str(row.unanswered),
                str(row.too_long),
                *(percent(row.published[model]) for model in suites.MODELS),
            ]
        )
    means = mean_scores(rows)
    full = percent(statistics.fmean(row.full_marks for row in rows))
    counts = [str(sum(row.unanswered for row in rows)), str(sum(row.too_long for row in rows))]
    lines.append(
        [
            f"mean of {len(rows)}",
            str(sum(row.n for row in rows)),
            percent(means["ours"]),
            "",
            full,
            percent(means["constant"]),
            "",
            *counts,
            *(percent(means[model]) for model in suites.MODELS),
        ]
    )
    return aligned(lines, words=1)
