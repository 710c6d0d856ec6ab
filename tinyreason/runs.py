"""The directory of a run: what it holds, how one begins, and how it is read back and packaged.

It holds `config.json`, `tokenizer.json`, `data.json` (a survey of the examples), `environment.json`, `metrics.jsonl`
(one line a step, the truth), `validation.jsonl`, `curve.jsonl` (what it answered at each checkpoint), `timing.jsonl`,
`tensorboard/`, `checkpoints/` and, once it is whole, `finished.json`. Nothing but `timing.jsonl` and `environment.json`
depends on the clock or the machine's load.
"""

import json
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from tinyreason import budget, checkpoints, data, disk, evaluation, machine, optimizers, training
from tinyreason import config as configs
from tinyreason.config import Config, OptimizerConfig, UserError
from tinyreason.tokenizer import Tokenizer

CONFIG, TOKENIZER, SURVEY, ENVIRONMENT = "config.json", "tokenizer.json", "data.json", "environment.json"
FINISHED = "finished.json"
METRICS, VALIDATION, CURVE, TIMING = "metrics.jsonl", "validation.jsonl", "curve.jsonl", "timing.jsonl"
CHECKPOINTS, TENSORBOARD = "checkpoints", "tensorboard"


@dataclass(frozen=True)
class Result:
    """What a call of `train` has reached; `finished` is false where it was asked to stop before the end."""

    directory: Path
    step: int
    finished: bool
    validation_loss: float | None
    rows: tuple[evaluation.Row, ...] = ()


@dataclass(frozen=True)
class Run:
    """A trained model as it is read back."""

    directory: Path
    config: Config
    tokenizer: Tokenizer
    params: Any
    step: int


def begin_from(config: Config, directory: Path, tokenizer: Tokenizer, params: Any, origin: str) -> None:
    """Begins a run in a new directory with a tokenizer and parameters from elsewhere, saved as its step 0.

    It can be loaded as any other, and its environment names its `origin`; `train` with `resume` goes on from there.
    Raises UserError as `train` does.
    """
    budget.check(config)
    with ExitStack() as stack:
        stack.enter_context(disk.held(directory, "training in"))
        stored_config(config, directory, resume=False)
        config = machine.fit_to_machine(config)
        machine.use_devices(config)
        plan, _ = begin(config, directory, tokenizer, origin)
        mesh = training.make_mesh(config.run.devices)
        state = training.create_state(config, plan.optimizer, mesh)
        state = state.replace(params=training.replicate(jax.tree.map(jnp.asarray, params), mesh))
        writer = checkpoints.Writer(directory / CHECKPOINTS, config.run.keep_latest, config.run.keep_best)
        stack.callback(writer.close)
        position = data.train_iterator(config, tokenizer)
        stack.callback(position.close)
        writer.save(state, position, None, saved_metadata(config, directory))
        writer.wait()


def load(directory: Path, step: int | None = None) -> Run:
    """Reads a run: its final parameters so far, or those of one step.

    Raises UserError where there is no such run or step (status 2), or a file is damaged (status 1).
    """
    config = load_config(directory)
    machine.use_cores()
    saved = checkpoints.steps(directory / CHECKPOINTS)
    if not saved:
        raise UserError(f"the run {directory} has no checkpoint yet; train it with --resume")
    step = saved[-1] if step is None else step
    if step not in saved:
        raise UserError(f"the run {directory} has no checkpoint of step {step}; there are {', '.join(map(str, saved))}")
    tokenizer = Tokenizer.load(directory / TOKENIZER)
    return Run(directory, config, tokenizer, checkpoints.load_params(directory / CHECKPOINTS, step), step)


def package(run: Run, out: Path) -> None:
    """Writes a run that can be asked, but not trained on: parameters, config, tokenizer and the training's records.

    Raises UserError where the directory is in use or cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError(f"{out} is there already; delete it, or choose another --out")
    with disk.writing(out):
        out.mkdir(parents=True, exist_ok=True)
        for name in (TOKENIZER, SURVEY, ENVIRONMENT, METRICS, VALIDATION, CURVE, TIMING, FINISHED):
            if (run.directory / name).exists():
                shutil.copyfile(run.directory / name, out / name)
    metadata = checkpoints.metadata(run.directory / CHECKPOINTS, run.step)
    checkpoints.save_params(out / CHECKPOINTS, run.step, run.params, metadata)
    with disk.replacing(out / CONFIG) as unfinished:
        configs.save(run.config, unfinished)


def load_config(directory: Path) -> Config:
    """Reads the config of a run. Raises UserError where there is none or it is damaged."""
    if directory == configs.PRETRAINED and not directory.is_dir():
        raise UserError("this installation holds no packaged checkpoint; write ./pretrained for a run directory")
    if not directory.is_dir():
        raise UserError(f"there is no run directory {directory}")
    if not (directory / CONFIG).exists():
        raise UserError(f"{directory} is not a run directory: it has no {CONFIG}")
    return configs.load(directory / CONFIG, configs.FORMER)


def stored_config(config: Config, directory: Path, resume: bool) -> Config | None:
    """Returns the config of the run in a directory, None where there is no run yet, once it may be used."""
    found = {path.name for path in directory.iterdir() if not path.name.startswith(".")}
    if not found or (resume and found <= {TOKENIZER, SURVEY, ENVIRONMENT}):  # the latter: killed before it began
        return None
    if not resume:
        raise UserError(f"the run directory {directory} is not empty; pass --resume to go on, or choose another")
    stored = load_config(directory)
    left_open = {name: getattr(stored.run, name) for name in ("devices", "accumulate") if not getattr(config.run, name)}
    asked = configs.replace(config, **left_open)
    changed = configs.differences(stored, asked)
    if changed:
        raise UserError(
            f"cannot resume {directory} with another config: {', '.join(changed)}; leave these as they were, "
            "or choose another --run"
        )
    return stored


@dataclass(frozen=True)
class Plan:
    """The steps of a whole training, each one's share of the peak rate, and the optimizer's config in steps."""

    total_steps: int
    shares: np.ndarray
    settled: OptimizerConfig

    @property
    def optimizer(self) -> optax.GradientTransformation:
        """The optimizer of this training."""
        return optimizers.make_optimizer(self.settled, self.total_steps)


def begin(
    config: Config, directory: Path, tokenizer: Tokenizer | None = None, origin: str | None = None
) -> tuple[Plan, Tokenizer]:
    """Writes what a run begins with, the config last, once all else is known to be right; returns plan and tokenizer.

    The tokenizer is learned where none is given. A run that begins with a model from elsewhere names its origin.
    """
    tokenizer = tokenizer or data.learn_tokenizer(config)
    found = data.survey(config, tokenizer)
    plan = plan_of(config, found)
    with disk.replacing(directory / TOKENIZER) as unfinished:
        tokenizer.save(unfinished)
    disk.write_whole(directory / SURVEY, json.dumps(asdict(found), indent=2) + "\n")
    began = {"from_step": 0, **machine.environment()} | ({"origin": origin} if origin else {})
    disk.write_whole(directory / ENVIRONMENT, json.dumps([began], indent=2) + "\n")
    with disk.replacing(directory / CONFIG) as unfinished:
        configs.save(config, unfinished)
    return plan, tokenizer


def plan_of(config: Config, found: data.Survey) -> Plan:
    """Returns what follows from a config and its survey. Raises UserError where there can be no such training."""
    units = data.units(config, found)
    total_steps = configs.duration_in_steps(config.run.steps, units)
    if total_steps < 1:
        raise UserError(f"--steps={config.run.steps} is less than one step")
    settled = optimizers.in_steps(config.optimizer, total_steps, units)
    shares = np.asarray(jax.vmap(optimizers.make_schedule(settled, total_steps))(np.arange(total_steps)))
    return Plan(total_steps, shares, settled)


def read_survey(directory: Path) -> data.Survey:
    """Reads what a run found in its data as it began. Raises UserError where that is missing or damaged."""
    path = directory / SURVEY
    try:
        return data.Survey(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise UserError(f"{path} is missing or damaged: {error}", status=1) from error


def read_result(directory: Path) -> Result:
    """Reads what a finished run has come to. Raises UserError where the file is damaged."""
    path = directory / FINISHED
    try:
        tree = json.loads(path.read_text())
        rows = tuple(evaluation.Row(**row) for row in tree["evaluation"])
        return Result(directory, tree["step"], True, tree["validation_loss"], rows)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is damaged; delete it and resume, to have it written anew", status=1) from error


def write_result(result: Result) -> None:
    """Writes what a finished run has come to, by which it counts as finished."""
    rows = list(map(asdict, result.rows))
    tree = {"step": result.step, "validation_loss": result.validation_loss, "evaluation": rows}
    disk.write_whole(result.directory / FINISHED, json.dumps(tree, indent=2, allow_nan=False) + "\n")


def saved_metadata(config: Config, directory: Path) -> dict[str, Any]:
    """Returns what a checkpoint holds beside arrays, so that it can be understood without its run."""
    tokenizer = json.loads((directory / TOKENIZER).read_text(encoding="utf-8"))
    return {"config": configs.to_dict(config), "environment": machine.environment(), "tokenizer": tokenizer}
