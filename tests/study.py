"""Sweeps as after hours of training: ledgers and curves of made-up numbers, written through the ledger's own calls."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tinyreason import config as configs
from tinyreason import evaluation, ledgers, runs, sweeps
from tinyreason.config import Config
from tinyreason.evaluation import Row
from tinyreason.ledgers import Outcome
from tinyreason.sweeps import Plan, axis, product

BASE = configs.replace(
    Config(),
    **{"tasks": "word_problems,chain_sum", "width": 32, "heads": 2, "depth": 2, "steps": "1000", "batch": 8},
    **{"devices": 1, "checkpoint_every": 100, "curve_examples": 60, "evaluation_examples": 100},
)
SETS = {
    ("word_problems", "items"): (1, 2, 3, 4),
    ("word_problems", "longer"): (5, 6),
    ("chain_sum", "items"): (),
}


def make_row(task: str, variant: str, difficulty: str, n: int, right: int) -> Row:
    """Returns a row with so many right, the rest made to fit."""
    low, high = evaluation.wilson(right, n)
    share = right / n
    return Row(
        *(task, variant, difficulty, n, right, share, low, high, share, "7", 0.04, 0.04),
        *(41.5, n - right, 0, 0, {}, 0.9 * (1 - share) + 0.01, 3.5 * (1 - share) + 0.02),
    )


def skill(config: Config, share_of_training: float) -> float:
    """Returns how far a model has come, in logits: more with parameters, depth, loops and thoughts; seeds differ."""
    model, parameters = config.model, sweeps.cost_of(config).parameters
    shape = 0.9 * math.log2(parameters / 60_000) + 0.9 * math.log2(model.depth * math.sqrt(model.loops))
    shape += 0.3 * math.log2(model.heads) - 2.5 * (not config.data.thoughts) + 0.25 * (config.run.seed - 1)
    shape -= abs(math.log2(config.optimizer.muon_learning_rate / 0.02))
    return shape + 7 * math.log10(max(share_of_training, 1e-3)) + 1


def rows_of(config: Config, share: float, sets: Iterable[tuple[str, str]], count: int) -> tuple[Row, ...]:
    """Returns what a model would get after a share of its training."""
    rows = []
    for task, variant in sets:
        numbers = SETS.get((task, "items" if variant == evaluation.VALIDATION_VARIANT else variant), ())
        base = skill(config, share) + (0.8 if task == "chain_sum" else 0.0)
        each = count // max(len(numbers), 1)
        parts = [(str(number), each, round(each / (1 + math.exp(1.1 * number - 2.5 - base)))) for number in numbers]
        if not parts:
            parts = [("", each, round(each / (1 + math.exp(-base))))]
        rows.append(make_row(task, variant, evaluation.ALL, sum(p[1] for p in parts), sum(p[2] for p in parts)))
        rows += [make_row(task, variant, *part) for part in parts if part[0]]
    return tuple(rows)


def outcome_of(config: Config) -> Outcome:
    """Returns the result of a model at its end."""
    cost = sweeps.cost_of(config)
    tokens = cost.tokens - 1234
    loss = round(1 / (1 + math.exp(skill(config, 1.0))), 5)
    examples = cost.steps * (20 if config.data.thoughts else 60)
    rows = tuple(asdict(row) for row in rows_of(config, 1.0, SETS, config.run.evaluation_examples))
    return Outcome(cost.steps, tokens, tokens // 2, examples, loss, rows)


def write_curve(config: Config, directory: Path) -> None:
    """Writes the curve of a run into its directory, if it has one."""
    directory.mkdir(parents=True, exist_ok=True)
    if not config.run.curve_examples:
        return
    cost, lines = sweeps.cost_of(config), []
    asked = [(task, evaluation.VALIDATION_VARIANT) for task in dict.fromkeys(task for task, _ in SETS)]
    for step in range(config.run.checkpoint_every, cost.steps + 1, config.run.checkpoint_every):
        share = step / cost.steps
        tokens, examples = int(cost.tokens * share), step * (20 if config.data.thoughts else 60)
        rows = [asdict(row) for row in rows_of(config, share, asked, config.run.curve_examples)]
        line = {"step": step, "tokens": tokens, "trained_tokens": tokens // 2, "examples": examples, "rows": rows}
        lines.append(json.dumps(line) + "\n")
    (directory / runs.CURVE).write_text("".join(lines))


def write_sweep(directory: Path, plan: Plan, failed: int = 0, waiting: int = 0) -> list[Config]:
    """Writes a sweep of which the last runs have failed or wait; returns the configs of the finished ones."""
    finished = len(plan.configs) - failed - waiting
    with ledgers.opened(directory, plan) as ledger:
        for place, config in enumerate(plan.configs):
            name = sweeps.name_of(config)
            if place < finished:
                ledger.start(name)
                write_curve(config, directory / name)
                ledger.finish(name, outcome_of(config), 100.0 + place)
            elif place < finished + failed:
                ledger.start(name)
                ledger.fail(name, "the loss of step 7 is nan; try a lower --learning_rate", 3.0)
    return list(plan.configs[:finished])


def small_plan() -> Plan:
    """Returns a plan along every axis, with rates tried for one shape and points that cannot be."""
    equal = axis(sweeps.MATCH_PARAMS, [50_000])
    grid = sweeps.chain(
        product(equal, axis("depth", [1, 2, 4]), axis("seed", [0, 1])),
        product(equal, axis("depth", [1, 2]), axis("loops", [2])),
        product(equal, axis("depth", [2]), axis("heads", [1, 4])),
        product(equal, axis("depth", [4]), axis("thoughts", [False])),
        product(equal, axis("depth", [2]), axis("muon_learning_rate", [0.04, 0.01])),
        product(axis("width", [64, 96, 31, 1024]), axis("seed", [0, 1])),
        [{"width": 64, "depth": 1, "loops": loops} for loops in (1, 2)],
    )
    return sweeps.make_plan(BASE, grid)


def drawn_plan() -> Plan:
    """Returns a plan small enough to be drawn in seconds."""
    grid = [*product(axis("depth", [1, 2]), axis("seed", [0, 1])), {"depth": 2, "thoughts": False}]
    equal = product(grid, axis(sweeps.MATCH_PARAMS, [50_000]))
    return sweeps.make_plan(BASE, sweeps.chain(equal, axis("width", [64, 65, 96, 30])))
