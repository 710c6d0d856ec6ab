"""Trains a model from scratch into a run directory.

    python -m experiments.train --run=runs/mine --tasks=gcd --steps=2000
    python -m experiments.train --run=runs/mine --resume

The defaults are the quickstart's, 0.7M parameters on word problems, for 3,300 steps: 6 to 12 minutes on 2 cores.
--minutes=10 takes as many steps as ten minutes hold on this machine and prints how many, so that --steps can ask for
them again. The second command goes on after an interruption, from the last checkpoint, to the same bits as an
undisturbed run; flags that are given again must be the same. SIGTERM and Ctrl-C save and stop with exit status 0. A GPU
takes examples faster than one process draws them: --readers=15 lets as many draw, without changing a number.
"""

import functools
import sys

from absl import flags

from experiments import start
from experiments.progress import Progress
from experiments.stopping import Stop
from tinyreason import config, evaluation, loop, machine, runs, speed
from tinyreason.config import UserError

config.define_flags()
RUN = flags.DEFINE_string("run", None, "the run directory, new unless --resume is given", required=True)
READERS = flags.DEFINE_integer(
    "readers", 0, "processes that draw the examples, where a GPU waits for them; 0: this one", lower_bound=0
)
MINUTES = flags.DEFINE_float(
    "minutes",
    None,
    "in place of --steps: as many as a trial says that this machine takes in so many minutes; the config keeps them",
    lower_bound=0,
)
RESUME = flags.DEFINE_boolean("resume", False, "go on with the run, or start it where there is none")


def show_step(show: Progress, stage: str, step: loop.Progress) -> None:
    """Shows the state of training, or of a trial, after a step; the time left only where there is no bar to show it."""
    numbers = {"loss": f"{step.loss:.4f}", "tokens/s": f"{step.tokens_per_second:,.0f}"}
    if step.validation_loss is not None:
        numbers["validation loss"] = f"{step.validation_loss:.4f}"
    if not sys.stderr.isatty() and step.step > 1:
        numbers["seconds left"] = f"{step.seconds_left:.0f}"
    show(stage, step.step, step.total_steps, **numbers)


def main() -> None:
    """Trains what the flags ask for."""
    directory = config.run_directory(RUN.value)
    if directory.resolve() == config.PRETRAINED:
        raise UserError(
            f"--run={RUN.value} is the packaged checkpoint, which is not trained on; "
            "a directory of your own with that name is ./pretrained"
        )
    # A resumed run takes the config it began with; flags given again are held against it.
    begun = (directory / runs.CONFIG).exists()
    asked = config.from_flags(runs.load_config(directory) if begun and RESUME.value else None)
    if MINUTES.value is not None and "steps" in config.explicit_flags():
        raise UserError("--minutes and --steps both say how long to train; give one of them")
    machine.use_compilation_cache()
    stop = Stop()  # asked during the trial, it saves after the first step
    with Progress(at_once=True) as show:
        if MINUTES.value is not None and not begun:
            asked = speed.fit_to_time(asked, MINUTES.value, functools.partial(show_step, show, "trial"))
            print(f"{MINUTES.value:g} minutes hold {asked.run.steps} steps here: --steps={asked.run.steps}")
        result = loop.train(
            asked,
            directory,
            resume=RESUME.value,
            readers=READERS.value,
            progress=functools.partial(show_step, show, "training"),
            evaluation_progress=show,
            stop=stop,
        )
    if result.finished:
        print(f"{directory} is finished: {result.step} steps, validation loss {result.validation_loss:.4f}")
        if result.rows:
            print(evaluation.table(result.rows))
    else:
        print(f"stopped and saved at step {result.step}; the same command with --resume goes on")


if __name__ == "__main__":
    start(main)
