"""Trains a model from scratch into a run directory.

    python -m experiments.train --run=runs/mine --tasks=gcd --steps=2000
    python -m experiments.train --run=runs/mine --resume

The defaults are a model of 0.9M parameters on word problems; 1,000 steps take about 15 minutes on 2 cores. The second
command goes on after an interruption, from the last checkpoint, to the same bits as an undisturbed run; flags that
are given again must be the same. SIGTERM and Ctrl-C save and stop with exit status 0.
"""

import signal
import sys
import time
from pathlib import Path
from typing import Any

from absl import flags, logging
from tqdm import tqdm

from experiments import start
from tinyreason import config, evaluation, runs

config.define_flags()
RUN = flags.DEFINE_string("run", None, "the run directory, new unless --resume is given", required=True)
RESUME = flags.DEFINE_boolean("resume", False, "go on with the run, or start it where there is none")

SECONDS_BETWEEN_LINES = 10.0


class Stop:
    """Whether a signal asked for an end. The first asks, a second one kills as usual."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _: Any) -> None:
        self.asked = True
        signal.signal(number, signal.SIG_DFL)

    def __call__(self) -> bool:
        """Says so."""
        return self.asked


class Report:
    """Shows progress: a bar on a terminal, elsewhere a line every few seconds."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._last_line = time.monotonic()

    def training(self, progress: runs.Progress) -> None:
        """Shows the state after a step."""
        numbers = {"loss": f"{progress.loss:.4f}", "tokens/s": f"{progress.tokens_per_second:,.0f}"}
        if progress.validation_loss is not None:
            numbers["validation loss"] = f"{progress.validation_loss:.4f}"
        words = ", ".join(f"{name} {value}" for name, value in numbers.items())
        left = f", {progress.seconds_left:.0f} s left"
        bar = self._show("training", progress.step, progress.total_steps, words + left, progress.step == 1)
        if bar is not None:
            bar.set_postfix(numbers, refresh=False)

    def evaluation(self, what: str, done: int, total: int) -> None:
        """Shows how much of the evaluation is done."""
        self._show(what, done, total)

    def _show(self, what: str, done: int, total: int, words: str = "", at_once: bool = False) -> tqdm | None:
        if sys.stderr.isatty():
            if self._bar is None or self._bar.desc.removesuffix(": ") != what:
                self.close()
                self._bar = tqdm(
                    total=total,
                    desc=what,
                    initial=done,
                    unit="step" if what == "training" else "it",
                    dynamic_ncols=True,
                )
            self._bar.update(done - self._bar.n)
            return self._bar
        now = time.monotonic()
        if now - self._last_line >= SECONDS_BETWEEN_LINES or at_once:
            self._last_line = now
            print(f"{what}: {done} of {total}" + (f", {words}" if words else ""), file=sys.stderr, flush=True)
        return None

    def close(self) -> None:
        """Leaves the bar as it is."""
        if self._bar is not None:
            self._bar.close()


def main() -> None:
    """Trains what the flags ask for."""
    logging.set_verbosity(logging.WARNING)  # the libraries tell a lot
    directory = Path(RUN.value)
    # A resumed run takes the config it began with; flags given again are held against it.
    begun = RESUME.value and (directory / runs.CONFIG).exists()
    asked = config.from_flags(runs.load_config(directory) if begun else None)
    runs.use_compilation_cache()
    report = Report()
    try:
        result = runs.train(
            asked,
            directory,
            resume=RESUME.value,
            progress=report.training,
            evaluation_progress=report.evaluation,
            stop=Stop(),
        )
    finally:
        report.close()
    if result.finished:
        print(f"{directory} is finished: {result.step} steps, validation loss {result.validation_loss:.4f}")
        if result.rows:
            print(evaluation.table(result.rows))
    else:
        print(f"stopped and saved at step {result.step}; the same command with --resume goes on")


if __name__ == "__main__":
    start(main)
