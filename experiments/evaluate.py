"""Asks a trained model held-out questions and marks its answers, by family, variant and difficulty.

    python -m experiments.evaluate --run=runs/quickstart
    python -m experiments.evaluate --run=runs/quickstart --votes=8 --temperature=0.7 --out=results.json

500 questions of one variant take about half a minute on 2 cores for the default model. Each row of the table holds
the share of answers at full mark with its 95% interval, what the best constant answer would get, the mean score, the
mean length of the thoughts in tokens and how many replies had no answer; `--out` keeps the same and more as JSON.
Plain text is measured in bits a byte, on the first 500 chunks or documents of its test part.
"""

import dataclasses
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from absl import flags, logging
from tqdm import tqdm

from experiments import start
from tinyreason import config, evaluation, runs
from tinyreason.sampling import Settings
from tinyreason.tasks import registry

RUN = flags.DEFINE_string("run", None, "the run directory", required=True)
STEP = flags.DEFINE_integer("step", None, "the checkpoint's step (default: the last)")
TASKS = flags.DEFINE_string("tasks", None, "the families to ask from, as for training (default: the run's own)")
EXAMPLES = flags.DEFINE_integer("examples", 500, "held-out questions of each variant; chunks of a text", lower_bound=1)
SEED = flags.DEFINE_integer("seed", evaluation.DEFAULT_SEED, "the number of the first item drawn; 10**9 or more")
VOTES = flags.DEFINE_integer("votes", 1, "replies drawn for a question, of which the most frequent answer counts")
TEMPERATURE = flags.DEFINE_float("temperature", None, "randomness of replies (default: 0, or 0.7 for several votes)")
OUT = flags.DEFINE_string("out", None, "a JSON file for the rows")

SECONDS_BETWEEN_LINES = 10.0


class Report:
    """Shows progress: a bar on a terminal, elsewhere a line every few seconds."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._last_line = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Shows how much of what is under way is done."""
        if sys.stderr.isatty():
            if self._bar is None or self._bar.desc.removesuffix(": ") != what:
                self.close()
                self._bar = tqdm(total=total, desc=what, dynamic_ncols=True, leave=False)
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            print(f"{what}: {done} of {total}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.close()


def main() -> None:
    """Prints the table and writes the file."""
    logging.set_verbosity(logging.WARNING)  # the libraries tell a lot
    runs.use_compilation_cache()
    run = runs.load(Path(RUN.value), STEP.value)
    names = [name for name, _ in registry.parse_mixture(TASKS.value or run.config.data.tasks)]
    tasks = [registry.load_task(name) for name in names if not registry.is_text(name)]
    temperature = (0.0 if VOTES.value == 1 else 0.7) if TEMPERATURE.value is None else TEMPERATURE.value
    settings = Settings(temperature)
    with runs.replacing(Path(OUT.value)) if OUT.value else nullcontext() as unfinished:
        if unfinished:
            unfinished.touch()  # a place that cannot be written is better known now than after the work
        report = Report()
        try:
            rows = evaluation.evaluate(run, tasks, EXAMPLES.value, SEED.value, VOTES.value, settings, report)
        finally:
            report.close()
        texts = [evaluation.text_loss(run, name, EXAMPLES.value) for name in names if registry.is_text(name)]
        if rows:
            print(evaluation.table(rows))
        if texts:
            print(evaluation.text_table(texts))
        if unfinished:
            result: dict[str, Any] = {
                "run": str(run.directory),
                "step": run.step,
                "seed": SEED.value,
                "examples": EXAMPLES.value,
                "votes": VOTES.value,
                "temperature": temperature,
                "environment": runs.environment(),
                "config": config.to_dict(run.config),
                "rows": [dataclasses.asdict(row) for row in rows],
                "texts": [dataclasses.asdict(row) for row in texts],
            }
            unfinished.write_text(json.dumps(result, indent=2, allow_nan=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    start(main)
