"""Marking what a model answers: accuracy by family and difficulty, votes, pass@k; and the log-loss.

An answer counts only from a finished reply: one that the model ended, with an answer line. Everything else, and a
question longer than the context, is marked 0 and counted apart. Axes as in `ops`.
"""

import collections
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import jax
import numpy as np

from tinyreason import config as configs
from tinyreason import data, training
from tinyreason.asking import Model, Reply, ask
from tinyreason.config import UserError
from tinyreason.sampling import GREEDY, Settings
from tinyreason.tasks.protocol import (
    ANSWER_MARK,
    FIRST_TEST_NUMBER,
    Example,
    Task,
    held_out,
)
from tinyreason.tokenizer import Tokenizer

FULL_MARK = 0.999
DEFAULT_SEED = 1_000_000_007
ALL = "all"
VALIDATION_VARIANT = "validation"

# Gold answers tried as the constant answer, for each difficulty: the most frequent.
_CONSTANTS_TRIED = 8
_Z_95 = 1.959964

# A task, the variant that rows name, and the examples asked.
_Group = tuple[Task, str, list[Example]]


@dataclass(frozen=True)
class Outcome:
    """An example, the replies to it, their marks from 0 to 1, and which of them the vote chose."""

    example: Example
    replies: tuple[Reply, ...]
    marks: tuple[float, ...]
    chosen: int

    @property
    def mark(self) -> float:
        """The mark of the chosen reply."""
        return self.marks[self.chosen]


def vote(replies: Sequence[Reply]) -> int:
    """Returns the first reply with the answer given most often, of answers as frequent the earliest."""
    counts = collections.Counter(reply.answer for reply in replies if reply.answer is not None)
    if not counts:
        return 0
    return next(place for place, reply in enumerate(replies) if reply.answer == counts.most_common(1)[0][0])


def pass_at_k(right: int, drawn: int, k: int) -> float:
    """Returns the chance that k of the replies drawn hold a right one, without bias (Chen et al., arXiv 2107.03374)."""
    return 1 - math.comb(drawn - right, k) / math.comb(drawn, k)


def wilson(right: float, n: int) -> tuple[float, float]:
    """Returns the 95% score interval of a share (Wilson, 1927); from 0 to 1 where n is 0.

    `right` may be a sum of marks from 0 to 1. The interval of their mean is if anything too wide then, since no marks
    of that mean spread more than those that are all 0 or 1.
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = right / n, _Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # At the ends the bound is the share itself, but for rounding.
    return 0.0 if right == 0 else centre - half, 1.0 if right == n else centre + half


def questions_of(task: Task, count: int, seed: int = DEFAULT_SEED, variant: str = "items") -> list[Example]:
    """Returns the first held-out examples. Raises UserError where the seed is one that training may draw."""
    if seed < FIRST_TEST_NUMBER:
        raise UserError(
            f"--seed={seed}: held-out questions are numbered from {FIRST_TEST_NUMBER} up; below are those trained on"
        )
    return [example for example, _ in zip(held_out(task, seed, variant), range(count), strict=False)]


def answer(
    model: Model,
    pairs: Sequence[tuple[Task, Example]],
    votes: int = 1,
    settings: Settings = GREEDY,
    seed: int = 0,
    on_ended: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """Asks every example of a task `votes` times, all in the same batches, and marks the replies.

    `on_ended` is told how many replies are finished. Raises UserError for votes without a temperature.
    """
    if votes < 1:
        raise UserError(f"--votes={votes}: must be at least 1")
    if votes > 1 and settings.temperature == 0:
        raise UserError(f"--votes={votes} needs --temperature above 0; without, every reply is the same")
    questions = [example.question for _, example in pairs for _ in range(votes)]
    replies = ask(model, questions, settings, seed, on_ended=on_ended)
    outcomes = []
    for place, (task, example) in enumerate(pairs):
        own = tuple(replies[place * votes : (place + 1) * votes])
        marks = tuple(0.0 if reply.answer is None else float(task.score(reply.answer, example)) for reply in own)
        outcomes.append(Outcome(example, own, marks, vote(own)))
    return outcomes


@dataclass(frozen=True)
class Row:
    """The result on one difficulty of a task's variant, or on all of them.

    Shares and means are None where n is 0. `constant` is the gold answer that is right most often as the answer to
    every question; `floor` is the best mean score of one such. `unanswered` counts replies without an answer, of
    which `unended` never ended and `too_long` were not asked, since the question did not fit the context.
    `reply_loss` is in nats a token of the gold reply, `answer_loss` in nats an answer, given the gold thoughts.
    """

    task: str
    variant: str
    difficulty: str
    n: int
    right: int
    accuracy: float | None
    low: float
    high: float
    mean_score: float | None
    constant: str | None
    constant_accuracy: float | None
    floor: float | None
    thought_tokens: float | None
    unanswered: int
    unended: int
    too_long: int
    pass_at: dict[str, float]
    reply_loss: float | None
    answer_loss: float | None


def evaluate(
    model: Model,
    tasks: Iterable[Task],
    examples: int = 500,
    seed: int = DEFAULT_SEED,
    votes: int = 1,
    settings: Settings = GREEDY,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Row]:
    """Asks the first held-out questions of every variant of the tasks; returns rows by variant and difficulty.

    `progress` is told what is under way, how much of it is done, and of how much. Raises UserError for an
    evaluation seed that training may draw, and for votes without a temperature.
    """
    told = progress or (lambda *_: None)
    groups: list[_Group] = []
    variants = [(task, variant) for task in tasks for variant in task.variants]
    for number, (task, variant) in enumerate(variants):
        told("drawing questions", number, len(variants))
        groups.append((task, variant, questions_of(task, examples, seed, variant)))
    return _rows(model, groups, votes, settings, seed, told)


def validate(model: Model, tasks: Iterable[Task], examples: int) -> list[Row]:
    """Asks the first validation questions of the tasks, with which one may choose; returns rows as `evaluate` does."""
    groups = [(task, VALIDATION_VARIANT, data.validation_examples(task, examples)) for task in tasks]
    return _rows(model, groups)


def _rows(
    model: Model,
    groups: Sequence[_Group],
    votes: int = 1,
    settings: Settings = GREEDY,
    seed: int = 0,
    told: Callable[[str, int, int], None] = lambda *_: None,
) -> list[Row]:
    """Asks the examples of all groups, in the same batches, and returns each group's rows."""
    pairs = [(task, example) for task, _, drawn in groups for example in drawn]
    total = len(pairs) * votes
    outcomes = iter(answer(model, pairs, votes, settings, seed, lambda done: told("answering", done, total)))
    losses = iter(gold_losses(model, [example for _, example in pairs]))
    rows = []
    for number, (task, variant, drawn) in enumerate(groups):
        told("marking", number, len(groups))
        rows += summarise(
            model.tokenizer, task, variant, [next(outcomes) for _ in drawn], [next(losses) for _ in drawn]
        )
    return rows


@dataclass(frozen=True)
class GoldLoss:
    """Minus the log-probability of a gold reply and of the answer in it, in nats; None where it does not fit."""

    reply: float
    answer: float
    tokens: int


def summarise(
    tokenizer: Tokenizer, task: Task, variant: str, outcomes: Sequence[Outcome], losses: Sequence[GoldLoss | None]
) -> list[Row]:
    """Returns the row of all outcomes of a variant, then one for each difficulty, in a natural order."""
    by_difficulty: dict[str, list[int]] = {}
    for place, outcome in enumerate(outcomes):
        by_difficulty.setdefault(outcome.example.difficulty, []).append(place)
    constants = sorted({gold for places in by_difficulty.values() for gold in _frequent(outcomes, places)})
    marks_GxN = np.array([[task.score(gold, outcome.example) for outcome in outcomes] for gold in constants])
    marks_GxN = marks_GxN.reshape(len(constants), len(outcomes))
    groups = {ALL: list(range(len(outcomes)))}
    if len(by_difficulty) > 1 or "" not in by_difficulty:
        groups |= {label: by_difficulty[label] for label in sorted(by_difficulty, key=_natural)}
    return [
        _row(
            tokenizer,
            (task.name, variant, label),
            [outcomes[place] for place in places],
            [losses[place] for place in places],
            constants,
            marks_GxN[:, places],
        )
        for label, places in groups.items()
    ]


def _frequent(outcomes: Sequence[Outcome], places: Sequence[int]) -> list[str]:
    counts = collections.Counter(outcomes[place].example.answer for place in places)
    # Where no answer is right twice one is as good as another, but for partial marks, and some scorers take seconds.
    repeated = len(counts) < len(places)
    return [gold for gold, _ in counts.most_common(_CONSTANTS_TRIED if repeated else 1)]


def _natural(label: str) -> tuple[float, str]:
    """Sorts '2 steps' before '10 steps'."""
    digits = "".join(letter if letter.isdigit() else " " for letter in label).split()
    return (float(digits[0]) if digits else math.inf), label


def _row(
    tokenizer: Tokenizer,
    names: tuple[str, str, str],
    outcomes: Sequence[Outcome],
    losses: Sequence[GoldLoss | None],
    constants: Sequence[str],
    marks_GxN: np.ndarray,
) -> Row:
    n = len(outcomes)
    right = sum(outcome.mark >= FULL_MARK for outcome in outcomes)
    low, high = wilson(right, n)
    replies = [reply for outcome in outcomes for reply in outcome.replies]
    thoughts = tokenizer.encode_batch([reply.thoughts for reply in replies if reply.fits])
    known = [loss for loss in losses if loss is not None]
    constant_shares_G = (marks_GxN >= FULL_MARK).mean(axis=1) if n else np.zeros(0)
    best = int(np.argmax(constant_shares_G)) if n else None
    drawn = len(outcomes[0].replies) if n else 1
    return Row(
        *names,
        n=n,
        right=right,
        accuracy=right / n if n else None,
        low=low,
        high=high,
        mean_score=_mean(outcome.mark for outcome in outcomes),
        constant=None if best is None else constants[best],
        constant_accuracy=None if best is None else float(constant_shares_G[best]),
        floor=float(marks_GxN.mean(axis=1).max()) if n else None,
        thought_tokens=_mean(map(len, thoughts)),
        unanswered=sum(reply.answer is None for reply in replies),
        unended=sum(reply.fits and not reply.ended for reply in replies),
        too_long=sum(not reply.fits for reply in replies),
        pass_at={str(k): _pass_rate(outcomes, k) for k in _powers(drawn)} if drawn > 1 else {},
        reply_loss=sum(loss.reply for loss in known) / sum(loss.tokens for loss in known) if known else None,
        answer_loss=_mean(loss.answer for loss in known),
    )


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return float(sum(listed)) / len(listed) if listed else None


def _pass_rate(outcomes: Sequence[Outcome], k: int) -> float:
    chances = [pass_at_k(sum(mark >= FULL_MARK for mark in o.marks), len(o.marks), k) for o in outcomes]
    return sum(chances) / len(chances)


def _powers(most: int) -> list[int]:
    return sorted({2**power for power in range(most.bit_length())} | {most})


def gold_losses(model: Model, examples: Sequence[Example]) -> list[GoldLoss | None]:
    """Returns the log-loss of every example's own reply, None where the sequence does not fit the context."""
    config = configs.replace(model.config, loss_on="reply")
    sequences = [data.encode_example(example, config, model.tokenizer) for example in examples]
    nats_RxT = _nats(model, data.pack(sequences, config.model.context))
    losses: list[GoldLoss | None] = [None] * len(examples)
    for row, places in enumerate(data.fitted(list(map(len, sequences)), config.model.context)):
        start = 0
        for place in places:
            targets_T = sequences[place][:, 1]
            nats_T = nats_RxT[row, start : start + len(targets_T)]
            start += len(targets_T)
            answer_T = nats_T[_answer_start(model.tokenizer, targets_T) :]
            losses[place] = GoldLoss(float(nats_T.sum()), float(answer_T.sum()), int(np.sum(targets_T >= 0)))
    return losses


def _nats(model: Model, rows: data.Batch) -> np.ndarray:
    """Returns minus the log-probability of each target of packed rows, RxT; 0 where there is none."""
    mesh = training.make_mesh(len(jax.local_devices()))
    return training.target_losses(model.config.model, training.replicate(model.params, mesh), rows, mesh)


def _answer_start(tokenizer: Tokenizer, targets_T: np.ndarray) -> int:
    """Returns where the answer's tokens begin: after the token that completes the first answer mark."""
    text, mark = b"", ANSWER_MARK.encode()
    for place, number in enumerate(targets_T):
        text += tokenizer.token_bytes(int(number))
        if mark in text:
            return place + 1
    raise ValueError(f"no {ANSWER_MARK!r} among the targets")


@dataclass(frozen=True)
class TextRow:
    """The log-loss of held-out plain text: nats a token, and bits a byte, which no tokenizer changes."""

    task: str
    bytes: int
    tokens: int
    loss: float
    bits_per_byte: float


def text_loss(model: Model, spec: str, limit: int | None = None) -> TextRow:
    """Returns the loss on the test part of plain text, or on its first `limit` chunks or documents."""
    text = data.heldout_text(model.config, model.tokenizer, spec, limit=limit)
    nats = float(np.sum(_nats(model, text.rows), dtype=np.float64))
    tokens = int(np.count_nonzero(text.rows.targets_BxT != data.IGNORED))
    return TextRow(spec, text.bytes, tokens, nats / tokens, nats / math.log(2) / text.bytes)


COLUMNS = (
    "task",
    "variant",
    "difficulty",
    "n",
    "accuracy",
    "95% interval",
    "constant",
    "mean score",
    "thoughts",
    "not answered",
)


def table(rows: Sequence[Row]) -> str:
    """Returns the rows as an aligned table; thoughts are in tokens."""
    pass_columns = sorted({int(k) for row in rows for k in row.pass_at})
    lines = [[*COLUMNS, *(f"pass@{k}" for k in pass_columns)]]
    for row in rows:
        lines.append(
            [
                row.task,
                row.variant,
                row.difficulty,
                str(row.n),
                percent(row.accuracy),
                interval(row.low, row.high),
                percent(row.constant_accuracy),
                percent(row.mean_score),
                "-" if row.thought_tokens is None else f"{row.thought_tokens:.1f}",
                str(row.unanswered),
                *(percent(row.pass_at.get(str(k))) for k in pass_columns),
            ]
        )
    return aligned(lines, words=3)


def text_table(rows: Sequence[TextRow]) -> str:
    """Returns the rows of plain text as an aligned table."""
    lines = [["text", "bytes", "tokens", "nats a token", "bits a byte"]]
    lines += [[r.task, str(r.bytes), str(r.tokens), f"{r.loss:.4f}", f"{r.bits_per_byte:.4f}"] for r in rows]
    return aligned(lines, words=1)


def aligned(lines: Sequence[Sequence[str]], words: int) -> str:
    """Returns a table, its first columns flush left, the others right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    cells = [
        [c.ljust(w) if n < words else c.rjust(w) for n, (c, w) in enumerate(zip(line, widths, strict=True))]
        for line in lines
    ]
    return "\n".join("  ".join(line).rstrip() for line in cells)


def interval(low: float, high: float) -> str:
    """Returns an interval of shares as a cell of a table, in percent."""
    return f"{100 * low:.1f} to {100 * high:.1f}"


def percent(share: float | None) -> str:
    """Returns a share as a cell of a table."""
    return "-" if share is None else f"{100 * share:.1f}%"
