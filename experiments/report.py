"""Reports on sweeps: CSV files, figures, and one page that says first what was found.

    python -m experiments.report --run=runs/shapes
    python -m experiments.report --run=runs/shapes,runs/equal --out=experiments/atlas

Writes `report.html`, which loads nothing from elsewhere, `runs.csv` (every run, with the command that trains it again),
`results.csv`, `curves.csv`, `contrasts.csv`, `crossings.csv`, and `figures/` as PNG and SVG, by default into `report`
under the first sweep. What the runs cannot fill is left out and named; so are runs that failed or are missing. Curves
want runs with --curve_examples. A report that is there already is replaced. About a minute for a hundred runs.
"""

from pathlib import Path

from absl import flags

from experiments import start
from experiments.progress import Progress
from tinyreason.report import page

RUN = flags.DEFINE_list("run", None, "the directories of one or several sweeps, with commas between", required=True)
OUT = flags.DEFINE_string("out", None, "the directory to write, new or one of a report (default: report, in the first)")


def main() -> None:
    """Writes the report and says what it found."""
    directories = [Path(each) for each in dict.fromkeys(RUN.value)]
    with Progress() as show:
        written = page.write(directories, Path(OUT.value) if OUT.value else directories[0] / "report", show)
    for one in written.omitted:
        print(f"not drawn: {one.title}: {one.reason}")
    for record in written.study.sweeps.records:
        if record.problem:
            print(f"run {record.name}: {record.problem}")
    print(written.headline)
    print(f"{written.page}: {written.bytes:,} bytes with its figures and tables; open it in a browser")


if __name__ == "__main__":
    start(main)
