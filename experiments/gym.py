"""Scores a trained model on reasoning-gym's suite, beside the published scores of large models.

    python -m experiments.gym --run=pretrained
    python -m experiments.gym --run=runs/gym --suite=hard --examples=200 --seed=1000000007

Asks every family that the model was trained on and the suite has, greedily, at the package's default settings (easy)
or at those of the published hard items; `--families=all` asks the whole suite. reasoning-gym's own scorer marks what
the protocol reads as the answer; a question that does not fit the context counts as wrong. No question was trained on:
they are of the test part by their hash. Writes `gym_SUITE.json` into the run's directory, or where `--out` says, and
beside it the table as `.csv` and `.md` and the figure as `.png` and `.svg`, those families first where the model leads
most. It replaces no file; for the packaged checkpoint it writes only where `--out` says.
"""

import csv
import dataclasses
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from absl import flags

from experiments import start, trained
from experiments.progress import Progress
from tinyreason import comparison, config, disk, evaluation, machine, runs
from tinyreason.config import UserError
from tinyreason.report import drawing, peers
from tinyreason.tasks import gym, suite

flags.adopt_module_key_flags(trained)
SUITE = flags.DEFINE_enum("suite", suite.EASY, [suite.EASY, suite.HARD], "the settings of the questions")
FAMILIES = flags.DEFINE_list("families", [], "the families to ask, or all (default: those it was trained on)")
EXAMPLES = flags.DEFINE_integer("examples", 200, "held-out questions of each family", lower_bound=1)
SEED = flags.DEFINE_integer("seed", evaluation.DEFAULT_SEED, "the number of the first item drawn; 10**9 or more")
OUT = flags.DEFINE_string(
    "out", None, "the JSON file of the rows, .json; the tables and the figure are written beside it"
)


def main() -> None:
    """Prints the table and writes the files."""
    run = trained.load_run()
    out = place(run)
    with ExitStack() as stack:
        unfinished = [stack.enter_context(disk.replacing(path)) for path in files(out)[:3]]
        with Progress() as show:
            rows = comparison.compare(run, SUITE.value, named_families(), EXAMPLES.value, SEED.value, show)
        words = comparison.fair_words(run.config, SUITE.value, rows)
        print(comparison.table(rows))
        print(words)
        if out:
            write_json(unfinished[0], run, rows, words)
            write_csv(unfinished[1], rows)
            unfinished[2].write_text(f"{comparison.markdown(rows)}\n{words}\n", encoding="utf-8")
            with disk.writing(out.with_suffix(".png")):
                drawing.save(peers.figure(out.stem, rows, words), out.parent)
    if out:
        print(f"written: {', '.join(map(str, files(out)))}")


def named_families() -> list[str]:
    """Returns the families of the flag; of all, says which cannot be drawn here."""
    if FAMILIES.value != ["all"]:
        return FAMILIES.value
    families = sorted(suite.published(SUITE.value))
    for name in families:
        if not gym.can_draw(name):
            print(f"left out: {name}, which needs the package pycosat", file=sys.stderr)
    return [name for name in families if gym.can_draw(name)]


def place(run: runs.Run) -> Path | None:
    """Returns the JSON file to write, if any. Raises UserError where one of its files is there already."""
    if OUT.value is None and run.directory == config.PRETRAINED:
        return None
    out = run.directory / f"gym_{SUITE.value}.json" if OUT.value is None else Path(OUT.value)
    if out.suffix != ".json":
        raise UserError(f"--out={out}: name a file that ends in .json")
    disk.check_absent(files(out), "name another with --out=FILE.json")
    return out


def files(out: Path | None) -> list[Path]:
    """Returns the JSON file, and the tables and the figure beside it, or none."""
    return [out.with_suffix(suffix) for suffix in (".json", ".csv", ".md", ".png", ".svg")] if out else []


def write_json(path: Path, run: runs.Run, rows: list[comparison.Row], words: str) -> None:
    """Writes the rows and all that they follow from."""
    result: dict[str, Any] = {
        "run": str(run.directory),
        "step": run.step,
        "suite": SUITE.value,
        "seed": SEED.value,
        "examples": EXAMPLES.value,
        "read_this": words,
        "environment": machine.environment(),
        "config": config.to_dict(run.config),
        "means": comparison.mean_scores(rows),
        "rows": [dataclasses.asdict(row) for row in rows],
    }
    path.write_text(json.dumps(result, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def write_csv(path: Path, rows: list[comparison.Row]) -> None:
    """Writes a line a family, the published models' scores in columns of their own."""
    flat = [dataclasses.asdict(row) for row in rows]
    flat = [row | row.pop("published") for row in flat]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(flat[0]))
        writer.writeheader()
        writer.writerows(flat)


if __name__ == "__main__":
    start(main)
