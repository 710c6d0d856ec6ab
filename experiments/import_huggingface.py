"""Brings a small model of Llama's or Qwen3's layout, as Hugging Face stores it, into a run.

    python -m experiments.import_huggingface --model=DIR --run=runs/theirs
    python -m experiments.evaluate --run=runs/theirs --tasks=chain_sum
    python -m experiments.train --run=runs/theirs --resume

DIR holds config.json, model.safetensors (or its index and parts) and tokenizer.json (byte-level BPE). Nothing else is
read: no pickle, no code. The run can then be asked, evaluated and inspected as one of ours, and trained on from there,
as the flags of data, optimizer and run say that are given here. Some seconds on 2 cores. A model over --budget, or with
an option that this project cannot express, is refused by the option's name.
"""

from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import budget, config, huggingface, runs

config.define_flags("data", "optimizer", "run")
MODEL = flags.DEFINE_string("model", None, "the directory of the model", required=True)
RUN = flags.DEFINE_string("run", None, "the run directory to write, new or empty", required=True)
flags.DEFINE_integer("context", None, "longest sequence, in tokens (default: the model's own)", lower_bound=2)


def main() -> None:
    """Writes the run."""
    asked, given = config.from_flags(), config.explicit_flags()
    found = huggingface.load(Path(MODEL.value), asked, given.get("tokenizer"), given.get("context"))
    runs.begin_from(found.config, Path(RUN.value), found.tokenizer, found.params, MODEL.value)
    for note in found.notes:
        print(note)
    model = found.config.model
    print(f"{RUN.value}: {budget.count(model).total:,} parameters, {found.tokenizer.size} tokens, as step 0")


if __name__ == "__main__":
    start(main)
