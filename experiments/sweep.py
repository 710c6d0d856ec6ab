"""Trains a grid of models, each on a core, and keeps a ledger of their results.

    python -m experiments.sweep --run=runs/shapes --widths=32,64 --head_counts=2,4 --depths=1,2 --steps=300 --dry_run
    python -m experiments.sweep --run=runs/shapes --widths=32,64 --head_counts=2,4 --depths=1,2 --steps=300
    python -m experiments.sweep --run=runs/equal --mode=iso_params --match_params=500000 --depths=1,2,4,8 --seeds=3

With --dry_run it lists what would run, what is excluded and why, and what all of it costs: about a minute, since the
smallest and the largest model are trained for a few steps. Without, it runs. After an interruption of any kind, a loss
of power included, the same command goes on, to the same ledger as without. Ctrl-C saves first. Ends with a table of
results; exit status 1 where a run failed, the others having gone on. With --populations, runs that differ in nothing
but seed, rates and initial scale train together as one program, up to eight; which ones, the whole plan decides.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from absl import flags
from tqdm import tqdm

from experiments import start
from experiments.progress import SECONDS_BETWEEN_LINES
from experiments.stopping import Stop
from tinyreason import config, evaluation, ledgers, machine, sweeps, workers
from tinyreason.config import Config, UserError
from tinyreason.ledgers import FAILED, FINISHED, Entry, Ledger, Outcome
from tinyreason.sweeps import Plan
from tinyreason.workers import Place

# The fields of which a sweep takes several values, by the flag that names them.
LISTS = {
    "depths": "depth",
    "loop_counts": "loops",
    "widths": "width",
    "head_counts": "heads",
    "thought_modes": "thoughts",
    "learning_rates": "learning_rate",
    "muon_learning_rates": "muon_learning_rate",
}
MODES = ("grid", "iso_params", "random")
MOST_LINES = 20  # of running models on a terminal

config.define_flags()
RUN = flags.DEFINE_string("run", None, "the directory of the sweep, new or one to go on with", required=True)
for plural, field in LISTS.items():
    words = ", each on or off" if field == "thoughts" else ""
    flags.DEFINE_list(plural, None, f"values of --{field}, with commas between{words}")
SEEDS = flags.DEFINE_integer("seeds", 1, "runs of each config, which differ in their seed, from --seed on", 1)
MODE = flags.DEFINE_enum(
    "mode", "grid", MODES, "every combination, those of --match_params parameters, or --random_runs drawn from all"
)
MATCH_PARAMS = flags.DEFINE_list(
    "match_params", None, "numbers of parameters for --mode=iso_params, with commas between"
)
GRID = flags.DEFINE_string("grid", None, "a JSON list of objects of fields and values, or lists of values, to try")
RANDOM_RUNS = flags.DEFINE_integer("random_runs", None, "runs of --mode=random", 1)
RANDOM_SEED = flags.DEFINE_integer("random_seed", 0, "which runs --mode=random draws")
WORKERS = flags.DEFINE_integer("workers", 0, "runs at a time, each on a core; 0: as many as there is room for", 0)
POPULATIONS = flags.DEFINE_boolean(
    "populations", False, "train runs that differ in seed, rates or initial scale alone together, as one program"
)
DRY_RUN = flags.DEFINE_boolean("dry_run", False, "say what would run and what it costs, and run nothing")


def parse(field: str, word: str) -> Any:
    """Returns the value of a field that a word of a list stands for. Raises UserError."""
    kind = type(getattr(getattr(Config, config.field_sections()[field]), field))
    try:
        return {"on": True, "off": False}[word.lower()] if kind is bool else kind(word)
    except (KeyError, ValueError) as error:
        takes = {bool: "on or off", int: "whole numbers", float: "numbers"}[kind]
        raise UserError(f"the values of {field} are {takes}, with commas between, not {word!r}") from error


def number(word: str) -> int:
    """Returns the number of parameters that a word of --match_params stands for. Raises UserError."""
    if not word.isdecimal() or not int(word):
        raise UserError(f"--match_params takes whole numbers above 0, with commas between, not {word!r}")
    return int(word)


def asked_plan() -> Plan:
    """Returns the plan that the flags ask for. Raises UserError where they contradict each other."""
    path, given = flags.FLAGS.config, config.explicit_flags()
    base = config.load(Path(path)) if path else Config()
    if given.get("devices", base.run.devices) not in (0, 1):
        raise UserError("a run of a sweep has one device: leave --devices out, or train with experiments.train")
    axes = [[{**given, "devices": 1}]]
    for plural, field in LISTS.items():
        if (listed := flags.FLAGS[plural].value) is None:
            continue
        if field in given:
            raise UserError(f"--{field} and --{plural} contradict each other: give one")
        axes.append(sweeps.axis(field, [parse(field, word) for word in listed]))
    first = given.get("seed", base.run.seed)
    axes.append(sweeps.axis("seed", range(first, first + SEEDS.value)))
    for flag, mode in ((MATCH_PARAMS, "iso_params"), (RANDOM_RUNS, "random")):
        if (flag.value is None) == (MODE.value == mode):
            raise UserError(f"--{flag.name} and --mode={mode} belong together: give both or neither")
    if MATCH_PARAMS.value is not None:
        axes.append(sweeps.axis(sweeps.MATCH_PARAMS, [number(word) for word in MATCH_PARAMS.value]))
    if GRID.value is not None:
        axes.append(sweeps.read_grid(Path(GRID.value)))
    plan = sweeps.make_plan(base, sweeps.product(*axes))
    if RANDOM_RUNS.value:
        drawn = sweeps.sampled(plan.configs, RANDOM_RUNS.value, RANDOM_SEED.value)
        plan = Plan(tuple(drawn), plan.excluded)
    return sweeps.in_populations(plan) if POPULATIONS.value else plan


def show_plan(plan: Plan) -> None:
    """Prints each run with its cost, and what is excluded."""
    costs = [sweeps.cost_of(one) for one in plan.configs]
    print(f"{'run':<18}{'parameters':>12}{'steps':>8}{'tokens':>14}{'TFLOP':>10}  differs in")
    for one, cost, label in zip(plan.configs, costs, sweeps.labels(plan.configs), strict=True):
        print(
            f"{sweeps.name_of(one):<18}{cost.parameters:>12,}{cost.steps:>8,}{cost.tokens:>14,}"
            f"{cost.flops / 1e12:>10.3g}  {label}"
        )
    tokens, flops = sum(cost.tokens for cost in costs), sum(cost.flops for cost in costs)
    print(f"{len(costs)} runs, {tokens:,} tokens and {flops / 1e12:.3g} TFLOP in all")
    if plan.populations:
        together = sum(map(len, plan.populations))
        print(f"{together} of them in {len(plan.populations)} populations, each trained as one program")
    for left_out in plan.excluded:
        listed = [*LISTS.values(), "seed", sweeps.MATCH_PARAMS]
        point = {name: left_out.point[name] for name in listed if name in left_out.point}
        print(f"excluded: {' '.join(f'{name}={value}' for name, value in point.items())}: {left_out.reason}")


def show_estimate(plan: Plan, cores: int) -> None:
    """Trains the cheapest and the dearest model for a few steps, and prints how long all would take."""
    flops = np.array([sweeps.cost_of(one).flops / sweeps.cost_of(one).steps for one in plan.configs])
    measured = sorted({int(flops.argmin()), int(flops.argmax())})
    speeds = workers.measure([plan.configs[index] for index in measured])
    order = np.argsort(flops[measured])
    at, step, overhead = flops[measured][order], *np.array([(one.step, one.overhead) for one in speeds]).T[:, order]
    steps = np.array([sweeps.cost_of(one).steps for one in plan.configs])
    seconds = float(np.sum(steps * np.interp(flops, at, step) + np.interp(flops, at, overhead)))
    for index, speed in zip(measured, speeds, strict=True):
        name = sweeps.name_of(plan.configs[index])
        print(f"measured: run {name}, {speed.step * 1000:.1f} ms a step and {speed.overhead:.1f} s besides")
    print(f"about {seconds / cores / 3600:.2g} hours on {cores} {'core' if cores == 1 else 'cores'}")


class Board:
    """A bar over the whole, and a line for each running model; on stderr, elsewhere than a terminal now and then."""

    def __init__(self, entries: Sequence[Entry], lines: int):
        self._flops = {entry.name: sweeps.cost_of(entry.config).flops for entry in entries}
        names = sweeps.labels([entry.config for entry in entries])
        self._labels = {entry.name: label for entry, label in zip(entries, names, strict=True)}
        self._ended = {entry.name for entry in entries if entry.state == FINISHED}
        self._found = dict.fromkeys(self._ended, 1.0)  # the share of each run that was done before it was first seen
        self._began, self._last_line = time.monotonic(), -SECONDS_BETWEEN_LINES
        self._bars: list[tqdm] = []
        if sys.stderr.isatty():
            total, found = sum(self._flops.values()), self._work(self._found)
            self._bars = [tqdm(total=total, initial=found, unit="FLOP", unit_scale=True, dynamic_ncols=True)]
            self._bars += [tqdm(bar_format="{desc}", position=1 + line, leave=False) for line in range(lines)]

    def __enter__(self) -> "Board":
        return self

    def __exit__(self, *_: object) -> None:
        for bar in reversed(self._bars):
            bar.close()

    def _work(self, shares: Mapping[str, float]) -> float:
        return sum(self._flops[name] * share for name, share in shares.items())

    def ended(self, entry: Entry, result: Outcome | str) -> None:
        """Tells of a run that is finished or given up."""
        self._ended.add(entry.name)
        if isinstance(result, str):
            text = f"failed: {self._name(entry.name)}: {result.splitlines()[-1]}"
            (tqdm.write if self._bars else print)(text, file=sys.stderr)

    def _name(self, name: str) -> str:
        return " ".join([name, self._labels[name]]).strip()

    def _all_names(self, names: Sequence[str]) -> str:
        others = f" and {len(names) - 1} like it" if len(names) > 1 else ""
        return self._name(names[0]) + others

    def __call__(self, running: Sequence[workers.Running]) -> None:
        """Shows how far all of it is, and each running model."""
        shares = {name: _share(one) for one in running if one.total for name in one.names}
        shares |= dict.fromkeys(self._ended, 1.0)
        self._found = shares | self._found
        done, total = self._work(shares), sum(self._flops.values())
        lines = [f"{self._all_names(one.names)}: {self._words(one)}" for one in running]
        if self._bars:
            self._bars[0].set_description(f"{len(self._ended)} of {len(self._flops)} runs", refresh=False)
            self._bars[0].update(done - self._bars[0].n)
            for bar, line in zip(self._bars[1:], [*lines, *[""] * len(self._bars)], strict=False):
                bar.set_description_str(line)
        elif time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            whole = f"sweep: {len(self._ended)} of {len(self._flops)} runs, {done / total:.1%} of the work"
            since = done - self._work(self._found)
            if since > 0:
                seconds = (self._last_line - self._began) / since * (total - done)
                whole += f", {seconds / 60:.0f} minutes left"
            print("\n  ".join([whole, *lines]), file=sys.stderr, flush=True)

    def _words(self, one: workers.Running) -> str:
        if one.stage == workers.TRAINING:
            return f"step {one.done} of {one.total}, loss {one.loss:.4f}, {one.tokens_per_second:,.0f} tokens/s"
        return one.stage + (f", {one.done} of {one.total}" if one.total else "")


def _share(one: workers.Running) -> float:
    return one.done / one.total if one.stage == workers.TRAINING else 1.0


def show_results(entries: Sequence[Entry]) -> int:
    """Prints what became of each run; returns how many failed."""
    print(f"{'run':<18}{'state':<10}{'validation':>12}{'at full mark':>14}  differs in")
    for entry, label in zip(entries, sweeps.labels([entry.config for entry in entries]), strict=True):
        loss, right = "", ""
        if entry.outcome:
            loss = f"{entry.outcome.validation_loss:.4f}"
            whole = [row for row in entry.outcome.rows if row["difficulty"] == evaluation.ALL]
            right = f"{sum(row['right'] for row in whole)}/{sum(row['n'] for row in whole)}"
        print(f"{entry.name:<18}{entry.state:<10}{loss:>12}{right:>14}  {label}")
    failed = [entry for entry in entries if entry.state == FAILED]
    for entry in failed:
        print(f"failed: {entry.name} after {entry.attempts} attempts: {(entry.error or '').splitlines()[-1]}")
    return len(failed)


def train(ledger: Ledger, place: Place, stop: Callable[[], bool]) -> None:
    """Runs what is missing, and prints what there is then. Raises UserError where runs failed."""
    entries = ledger.entries()
    with Board(entries, min(place.size(), len(entries), MOST_LINES)) as board:
        workers.execute(ledger, Path(RUN.value), place, ended=board.ended, progress=board, stop=stop)
    entries = ledger.entries()
    failed = show_results(entries)
    missing = sum(entry.outcome is None for entry in entries)
    if failed:
        raise UserError(f"{failed} of {len(entries)} runs failed; the same command tries them again", status=1)
    print(f"stopped and saved; the same command goes on with {missing} runs" if missing else f"{RUN.value} is finished")


def conduct(reach: Callable[[], Place]) -> None:
    """Shows or runs the sweep that the flags ask for, at the place reached once they are known to be right."""
    plan = asked_plan()
    place = reach()
    if DRY_RUN.value:
        show_plan(plan)
        if plan.configs:
            show_estimate(plan, min(place.size(), len(plan.configs)))
        return
    with ledgers.opened(Path(RUN.value), plan) as ledger:
        if not any(entry.attempts for entry in ledger.entries()):
            show_plan(plan)
        train(ledger, place, Stop())


def main() -> None:
    """Shows or runs the sweep on this machine."""
    cores = machine.cores()
    conduct(lambda: workers.Cores(cores[: WORKERS.value or len(cores)]))


if __name__ == "__main__":
    start(main)
