"""Draws the training and the validation loss of a run over its tokens.

    python -m experiments.losses --run=pretrained --out=losses.svg

Both in nats a trained token, the training loss as the mean of each hundredth of the run. Writes the figure as PNG and
SVG beside each other, in seconds, and replaces no file.
"""

import statistics
from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import disk, records, runs
from tinyreason.config import UserError, run_directory
from tinyreason.report import drawing
from tinyreason.report.panels import COLOURS, Figure, Key, Lines, Series

RUN = flags.DEFINE_string("run", None, "the run directory, or pretrained: the packaged checkpoint", required=True)
OUT = flags.DEFINE_string("out", "losses.svg", "the file to draw, .png or .svg; the other is written beside it")
POINTS = 100


def main() -> None:
    """Writes both files."""
    directory, out = run_directory(RUN.value), Path(OUT.value)
    runs.load_config(directory)  # which names what is no run
    pair = [out.with_suffix(suffix) for suffix in (".png", ".svg")]
    if out not in pair:
        raise UserError(f"--out={out}: name a file that ends in .png or .svg")
    disk.check_absent(pair, "name another with --out=FILE.svg")
    with disk.writing(out):
        drawing.save(figure(directory, out.stem), out.parent)
    print(f"written: {', '.join(map(str, pair))}")


def figure(directory: Path, name: str) -> Figure:
    """Returns the losses of a run's metrics as a figure. Raises UserError where there are none."""
    files = (directory / runs.METRICS, directory / runs.VALIDATION)
    rows, validated = (records.read_rows(file) if file.exists() else [] for file in files)
    if not rows:
        raise UserError(f"{directory / runs.METRICS} has no step yet")
    size = -(-len(rows) // POINTS)
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    tokens = {row["step"]: float(row["tokens"]) for row in rows}
    means = tuple(statistics.fmean(row["loss"] for row in part) for part in parts)
    training = Series(0, tuple(float(part[-1]["tokens"]) for part in parts), means)
    validation = Series(1, tuple(tokens[row["step"]] for row in validated), tuple(row["loss"] for row in validated))
    series = (training, validation) if validated else (training,)
    keys = (Key("training", COLOURS[0], marker=""), Key("validation", COLOURS[1], line="--"))
    panel = Lines("loss", "training tokens", "nats a trained token", series, x_log=True, share=False)
    return Figure(name, f"{directory.name}: {len(rows):,} steps", "", (panel,), keys[: len(series)])


if __name__ == "__main__":
    start(main)
