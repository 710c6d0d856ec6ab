"""A whole sweep as a person starts it, timed in several ways, each from no compiled program on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from experiments import ENVIRONMENT
from tinyreason import config as configs
from tinyreason import evaluation, sweeps
from tinyreason.config import Config, UserError

SEEDS = 3
# Of the draw of some shapes. Even steps through the grid would meet the same values of its inner axes, the cheapest.
DRAW = 0
SHAPES = sweeps.product(
    *(sweeps.axis("width", [16, 24, 32]), sweeps.axis("depth", [1, 2])),
    *(sweeps.axis("heads", [2, 4]), sweeps.axis("loops", [1, 2])),
)
# What all runs share, unless flags say otherwise.
BASE: dict[str, Any] = {
    "tasks": "spell_backward",
    "vocabulary": 320,
    "context": 128,
    "batch": 8,
    "steps": "300",
    "evaluation_examples": 20,
}
SWEEP, POPULATIONS, WARM, PROCESSES = "sweep", "sweep, populations", "in turn, warm", "in turn, processes"
WAYS = {SWEEP: [], POPULATIONS: ["--populations"], WARM: ["--workers=1"]}


def measured(config: Config, shapes: int, sample: int, show: Callable[[int, int], None]) -> dict[str, Any]:
    """Returns the seconds of each way, and how many times as long as the first it takes.

    In the last way the runs of `sample` of the shapes are timed, and scaled up. `show` is told how much is done.
    Raises UserError where a way fails.
    """
    grid = sweeps.sampled(SHAPES, shapes, DRAW)
    chosen = sweeps.sampled(grid, sample, DRAW)
    one_by_one = sweeps.product(chosen, sweeps.axis("seed", range(config.run.seed, config.run.seed + SEEDS)))
    config = configs.replace(config, devices=1)
    seconds, total = {}, len(WAYS) + len(one_by_one)
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        configs.save(config, place / "base.json")
        (place / "grid.json").write_text(json.dumps(grid))
        common = [f"--config={place / 'base.json'}", f"--grid={place / 'grid.json'}", f"--seeds={SEEDS}"]
        for done, (way, flags) in enumerate(WAYS.items()):
            show(done, total)
            seconds[way] = _seconds("sweep", [*common, *flags], place / way, place / f"cache of {way}")
        spent = 0.0
        for number, point in enumerate(one_by_one):
            show(len(WAYS) + number, total)
            configs.save(sweeps.config_of(config, point), place / "one.json")
            spent += _seconds("train", [f"--config={place / 'one.json'}"], place / str(number), place / "cache")
        seconds[PROCESSES] = spent * len(grid) / len(chosen)
    return {
        "runs": SEEDS * len(grid),
        "sampled": len(one_by_one),
        "seconds": seconds,
        "times_the_sweep": {way: taken / seconds[SWEEP] for way, taken in seconds.items()},
        "config": configs.to_dict(config),
    }


def _seconds(experiment: str, flags: list[str], run: Path, cache: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}  # as a person has it
    command = [sys.executable, "-m", f"experiments.{experiment}", f"--run={run}", *flags]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment | {"XDG_CACHE_HOME": str(cache)})
    taken = time.perf_counter() - began
    if done.returncode:
        raise UserError(f"experiments.{experiment} failed: {done.stderr.strip().splitlines()[-1]}", status=1)
    return taken


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Returns a line for each way."""
    lines = [["way", "runs", "timed", "seconds", "times the sweep"]]
    for row in rows:
        for way, taken in row["seconds"].items():
            timed = row["sampled"] if way == PROCESSES else row["runs"]
            lines.append([way, str(row["runs"]), str(timed), f"{taken:,.1f}", f"{row['times_the_sweep'][way]:.2f} x"])
    return evaluation.aligned(lines, words=1)
