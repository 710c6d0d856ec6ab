"""Makes the checkpoint that the package holds, which `--run=pretrained` names, from a run.

    python -m experiments.package --run=runs/gym --out=tinyreason/pretrained

Writes the parameters of the last checkpoint (or of `--step`), without the optimizer's state, with the run's config,
tokenizer, environment and metrics: a few MB, in seconds. The directory must be new or empty.
"""

from pathlib import Path

from absl import flags

from experiments import start, trained
from tinyreason import runs

flags.adopt_module_key_flags(trained)
OUT = flags.DEFINE_string("out", None, "the directory to write, new or empty", required=True)


def main() -> None:
    """Writes the directory and says what is in it."""
    run = trained.load_run()
    out = Path(OUT.value)
    runs.package(run, out)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    finished = "" if (run.directory / runs.FINISHED).exists() else "; the run is not finished"
    print(f"{out} holds step {run.step} of {run.directory}, {size / 1e6:.1f} MB{finished}")


if __name__ == "__main__":
    start(main)
