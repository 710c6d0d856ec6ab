"""Begins a run with the model of another, to be trained on from there.

    python -m experiments.begin --model=pretrained --run=runs/mine --tasks=gcd,jsonl:mine.jsonl --batch=8 --steps=500
    python -m experiments.train --run=runs/mine --resume

Parameters, tokenizer and shape are those of --model, of its last checkpoint or of --step; so is whatever flags leave
open of data, optimizer and run. The optimizer begins anew, and with it the schedule. What the model knows fades while
rates are high: rates of a tenth, and families that it knows among the --tasks, keep it. Some seconds on 2 cores.
"""

import dataclasses
from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import budget, config, runs
from tinyreason.config import Config, ModelConfig, UserError

config.define_flags("data", "optimizer", "run")
MODEL = flags.DEFINE_string("model", None, "the run to begin with, or pretrained: the packaged one", required=True)
STEP = flags.DEFINE_integer("step", None, "the checkpoint's step (default: the last)")
RUN = flags.DEFINE_string("run", None, "the run directory to write, new or empty", required=True)
flags.DEFINE_integer("context", None, "longest sequence, in tokens (default: the model's own)", lower_bound=2)


def asked(own: Config) -> Config:
    """Returns the config that the flags make of a model's own. Raises UserError where it needs another model."""
    begun = config.from_flags(config.replace(own, devices=0, accumulate=0))
    # What no parameter depends on; on the context they do where positions are learned.
    free = {"compute_dtype"} if own.model.positions == "learned" else {"compute_dtype", "context"}
    kept = {field.name for field in dataclasses.fields(ModelConfig)} - free | {"tokenizer", "phrases"}
    changed = [phrase for phrase in config.differences(own, begun) if phrase.split()[0] in kept]
    if changed:
        raise UserError(f"{MODEL.value} is another model: {', '.join(changed)}; leave that as it is")
    return begun


def main() -> None:
    """Writes the run."""
    model = runs.load(config.run_directory(MODEL.value), STEP.value)
    begun = asked(model.config)
    runs.begin_from(begun, Path(RUN.value), model.tokenizer, model.params, f"{MODEL.value}, step {model.step}")
    print(f"{RUN.value}: step {model.step} of {MODEL.value}, {budget.count(begun.model).total:,} parameters, as step 0")


if __name__ == "__main__":
    start(main)
