"""Looks inside a thought: one HTML page of what the model did while it answered a question.

    python -m experiments.look --run=runs/quickstart --question="Mary had 12 eggs. She broke 5. How many are left?"
    python -m experiments.look --run=runs/quickstart --question="..." --edit="17 + 5 = 22->17 + 5 = 23"

The page shows each token with its probability and the runners-up, attention of every layer and head, what each layer
(and loop) would have answered at each token, and from which layer on the answer can be read. `--edit="A->B"` puts B
for A in the thoughts, lets the model go on from there, and shows both. The page loads nothing from elsewhere and opens
in any current browser. Some 10 seconds on 2 cores, and less than a megabyte, for the default model.
"""

from pathlib import Path

from absl import flags

from experiments import start, trained
from tinyreason import budget, disk, interpretation
from tinyreason.config import UserError

flags.adopt_module_key_flags(trained)
QUESTION = flags.DEFINE_string("question", None, "the question", required=True)
EDIT = flags.DEFINE_string("edit", None, "A->B: a text of the thoughts, and what shall stand there instead")
OUT = flags.DEFINE_string("out", "look.html", "the page to write")


def main() -> None:
    """Writes the page."""
    edit = None
    if EDIT.value is not None:
        old, arrow, new = EDIT.value.partition("->")
        if not arrow or not old or not new:
            raise UserError(f'--edit={EDIT.value}: write "A->B", a text of the thoughts and what shall stand there')
        edit = old, new
    run, out = trained.load_run(), Path(OUT.value)
    traces = interpretation.look(run, QUESTION.value, edit)
    facts = f"{run.directory.name}, step {run.step}, {budget.count(run.config.model).total:,} parameters"
    disk.write_whole(out, interpretation.page(run, QUESTION.value, traces, facts))
    print(f"{out}: {out.stat().st_size:,} bytes; open it in a browser")


if __name__ == "__main__":
    start(main)
