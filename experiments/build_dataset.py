"""Writes a mixture of tasks to disk, as a set of TensorFlow Datasets in array_record files.

    python -m experiments.build_dataset --tasks=word_problems,gcd:0.5 --examples=100000 --out=sets/mine
    python -m experiments.train --run=runs/mine --tasks=tfds:sets/mine

Draws the training examples that the same `--tasks` and `--seed` would stream, and a twentieth as many each for
validation and testing. Weights are shares of examples. 100,000 examples of word_problems take about half a
minute and 39 MB. Expect two lines: where the set stands, and the flag that trains on it.
"""

import contextlib
import io
from pathlib import Path

import tensorflow_datasets as tfds
from absl import flags, logging

from experiments import start
from tinyreason.config import Config
from tinyreason.tasks import builder

_TASKS = flags.DEFINE_string("tasks", Config().data.tasks, "families and their weights, as a,b:2.0; jsonl:FILE too")
_EXAMPLES = flags.DEFINE_integer("examples", 100_000, "training examples to draw")
_SEED = flags.DEFINE_integer("seed", 0, "seed of the draws")
_OUT = flags.DEFINE_string("out", None, "directory to write the set to", required=True)


def main() -> None:
    """Builds the set and says where it is."""
    # What TFDS says meanwhile is about downloads, of which there are none.
    logging.set_verbosity(logging.ERROR)
    tfds.disable_progress_bar()
    with contextlib.redirect_stdout(io.StringIO()):
        place = builder.build(_TASKS.value, _EXAMPLES.value, _SEED.value, Path(_OUT.value))
    print(f"{place}\ntrain on it with --tasks=tfds:{_OUT.value}")


if __name__ == "__main__":
    start(main)
