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
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from absl import flags

from experiments import start, trained
from experiments.progress import Progress
from tinyreason import config, disk, evaluation, machine
from tinyreason.sampling import Settings
from tinyreason.tasks import registry

flags.adopt_module_key_flags(trained)
TASKS = flags.DEFINE_string("tasks", None, "the families to ask from, as for training (default: the run's own)")
EXAMPLES = flags.DEFINE_integer("examples", 500, "held-out questions of each variant; chunks of a text", lower_bound=1)
SEED = flags.DEFINE_integer("seed", evaluation.DEFAULT_SEED, "the number of the first item drawn; 10**9 or more")
VOTES = flags.DEFINE_integer("votes", 1, "replies drawn for a question, of which the most frequent answer counts")
TEMPERATURE = flags.DEFINE_float("temperature", None, "randomness of replies (default: 0, or 0.7 for several votes)")
OUT = flags.DEFINE_string("out", None, "a JSON file for the rows")


def main() -> None:
    """Prints the table and writes the file."""
    run = trained.load_run()
    names = [name for name, _ in registry.parse_mixture(TASKS.value or run.config.data.tasks)]
    tasks = [registry.load_task(name) for name in names if not registry.is_text(name)]
    temperature = (0.0 if VOTES.value == 1 else 0.7) if TEMPERATURE.value is None else TEMPERATURE.value
    settings = Settings(temperature)
    with disk.replacing(Path(OUT.value)) if OUT.value else nullcontext() as unfinished:
        with Progress() as show:
            rows = evaluation.evaluate(run, tasks, EXAMPLES.value, SEED.value, VOTES.value, settings, show)
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
                "environment": machine.environment(),
                "config": config.to_dict(run.config),
                "rows": [dataclasses.asdict(row) for row in rows],
                "texts": [dataclasses.asdict(row) for row in texts],
            }
            unfinished.write_text(json.dumps(result, indent=2, allow_nan=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    start(main)
