"""How fast this machine trains a config, and so how much training a given time holds."""

import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tinyreason import config as configs
from tinyreason import loop, records, runs
from tinyreason.config import Config, UserError

_TRIAL_STEPS = 90
# What a training takes for each second of its trial's steps, with its checkpoints and the noise of a shared machine.
ALLOWANCE = 1.04


@dataclass(frozen=True)
class Speed:
    """What a config takes here: seconds a step, and seconds for all that is not a step."""

    step: float
    overhead: float


def measure(config: Config, steps: int, progress: Callable[[loop.Progress], None] | None = None) -> Speed:
    """Returns what a config takes, from a training of so many steps, at least four, that is thrown away.

    The first third is not counted as steps: it also compiles, and learns from what was drawn meanwhile, while later
    steps have the drawing beside them. Raises UserError where the config cannot be trained.
    """
    short = configs.replace(config, steps=str(steps), schedule="cosine", warmup="0")
    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        loop.train(short, Path(scratch) / "run", progress=progress)
        seconds = time.monotonic() - began
        times = [row["seconds"] for row in records.read_rows(Path(scratch) / "run" / runs.TIMING)]
    uncounted = max(2, steps // 3)
    step = (times[-1] - times[uncounted - 1]) / (steps - uncounted)
    return Speed(step, max(0.0, seconds - step * steps))


def _steps_within(seconds: float, speed: Speed) -> int:
    """Returns the steps that a time holds, in two significant digits, since a trial tells no more.

    Raises UserError where it holds none.
    """
    steps = int((seconds - speed.overhead) / (speed.step * ALLOWANCE))
    if steps < 1:
        needed = speed.overhead + speed.step * ALLOWANCE
        raise UserError(
            f"no step ends within {seconds:.0f} s here; the first takes {needed:.0f}, with all that it needs"
        )
    digit = 10 ** max(0, math.floor(math.log10(steps)) - 1)
    return steps // digit * digit


def fit_to_time(config: Config, minutes: float, progress: Callable[[loop.Progress], None] | None = None) -> Config:
    """Returns the config with as many steps as this machine takes in a time, its evaluation at the end not counted.

    It is found by a trial, of which `progress` is told as by `loop.train`. Raises UserError where the config cannot be
    trained, or not in that time.
    """
    trial = configs.replace(config, evaluation_examples=0)
    return configs.replace(config, steps=str(_steps_within(minutes * 60, measure(trial, _TRIAL_STEPS, progress))))
