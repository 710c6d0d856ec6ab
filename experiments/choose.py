"""Chooses for each shape of a grid the value of a field, such as a learning rate, by the validation losses of a sweep.

    python -m experiments.choose --run=runs/rates --field=muon_learning_rate --grid=shapes.json --out=study.json

The sweep has tried values of the field on models of the grid's shapes. Each point of the grid is written to --out with
the value that the model of its shape had the least validation loss with; `experiments.sweep --grid` takes the file.
No question of a test split has a part in it. Takes a second.
"""

import json
from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import config, disk, ledgers, sweeps

config.define_flags()
RUN = flags.DEFINE_string("run", None, "the directory of the sweep that has tried values", required=True)
FIELD = flags.DEFINE_string("field", None, "the config field to choose", required=True)
GRID = flags.DEFINE_string("grid", None, "a JSON grid, as experiments.sweep takes it", required=True)
OUT = flags.DEFINE_string("out", None, "the file for the grid with the field chosen", required=True)


def main() -> None:
    """Writes the grid with what was chosen."""
    grid, base = sweeps.read_grid(Path(GRID.value)), config.from_flags()
    with ledgers.Ledger(Path(RUN.value) / ledgers.LEDGER) as ledger:
        chosen = ledgers.with_best(grid, base, FIELD.value, ledger.entries())
    disk.write_whole(Path(OUT.value), "[\n" + ",\n".join(json.dumps(point) for point in chosen) + "\n]\n")
    for point in chosen:
        print(sweeps.in_words(point))


if __name__ == "__main__":
    start(main)
