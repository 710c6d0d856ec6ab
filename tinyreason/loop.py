"""The one way in which anything is trained: a config in, a finished run directory out.

What a run's directory holds follows from its config, the clock's files aside, so an interrupted run that was resumed
ends with the same bytes as one that was not.
"""

import collections
import functools
import json
import math
import operator
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import jax
import numpy as np

from tinyreason import (
    budget,
    checkpoints,
    data,
    disk,
    evaluation,
    machine,
    optimizers,
    population,
    records,
    runs,
    training,
)
from tinyreason.config import Config, UserError
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Task
from tinyreason.tokenizer import Tokenizer

# Steps over which speed is measured.
_SPEED_WINDOW = 20


@dataclass(frozen=True)
class Progress:
    """How far training has come, after one step. Speeds are of the last steps."""

    step: int
    total_steps: int
    loss: float
    validation_loss: float | None
    tokens_per_second: float
    seconds_left: float


def train(
    config: Config,
    directory: Path,
    *,
    resume: bool = False,
    readers: int = 0,
    progress: Callable[[Progress], None] | None = None,
    evaluation_progress: Callable[[str, int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> runs.Result:
    """Trains a model into a directory, or goes on with one.

    Without `resume` the directory must be missing or empty. With it, training goes on from the latest checkpoint bit
    for bit, starts at step 0 where there is none, and does nothing where the run is finished. `stop` is asked after
    each step; when it says yes the state is saved and the call returns. At the end the model is asked held-out
    questions, of which `evaluation_progress` is told as by `evaluation.evaluate`.

    Raises UserError: usage (a directory in use, a changed config, an impossible config) with status 2; failures
    (a loss that is not finite, damaged files, a full disk) with status 1.
    """
    [result] = train_together(
        [config],
        [directory],
        resume=resume,
        readers=readers,
        progress=progress,
        evaluation_progress=evaluation_progress,
        stop=stop,
    )
    if isinstance(result, UserError):
        raise result
    return result


def train_together(
    asked: Sequence[Config],
    directories: Sequence[Path],
    *,
    resume: bool = False,
    readers: int = 0,
    progress: Callable[[Progress], None] | None = None,
    evaluation_progress: Callable[[str, int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[runs.Result | UserError]:
    """Trains several models as a population, each into its own directory as `train` would; or one by itself.

    Each has so many `readers` of its own.

    Every member goes on from its own latest checkpoint, and those that are ahead wait for the others. What goes wrong
    with one member alone ends that one: the error stands in its place, and the others go on. `progress` is told of a
    step of all members at once: the means of their losses, the sum of their speeds. Who is a member is part of the
    numbers, within rounding: a population has to go on with all its members, finished ones included.

    Raises UserError where the configs cannot be one population.
    """
    if len(asked) > 1:
        population.check(asked)
    with ExitStack() as stack:
        members = [_Member(*member, readers) for member in zip(asked, directories, strict=True)]
        for member in members:
            stack.callback(member.close)
            with member.attempt():
                member.open(resume)
        if any(member.going for member in members):
            _Loop(members, progress or (lambda _: None), stop or (lambda: False)).run()
        for member in members:
            with member.attempt():
                member.finish(evaluation_progress)
    return [member.outcome() for member in members]


def _finish(result: runs.Result, progress: Callable[[str, int, int], None] | None) -> runs.Result:
    """Asks the trained model what its config says, and writes the result, by which the run counts as finished."""
    run = runs.load(result.directory)
    count = run.config.run.evaluation_examples
    rows = tuple(evaluation.evaluate(run, _asked(run.config, count), count, progress=progress))
    result = replace(result, rows=rows)
    runs.write_result(result)
    return result


def _asked(config: Config, count: int) -> list[Task]:
    """Returns the families that a model is asked `count` questions of: those of its mixture, none if that is 0."""
    specs = [spec for spec, _ in registry.parse_mixture(config.data.tasks)] if count else []
    return [registry.load_task(spec) for spec in specs if not registry.is_text(spec)]


class _Alone:
    """A model that is trained by itself, its batches spread over its devices; with the face of a `Population`."""

    def __init__(self, config: Config, state: training.TrainState):
        self._state, self._step = state, training.make_train_step(config, training.make_mesh(config.run.devices))
        # Host devices can deadlock when steps are dispatched to them ahead of their results.
        self._ahead = not (config.run.devices > 1 and jax.default_backend() == "cpu")

    def step(self, batches: Sequence[data.Batch | None]) -> training.Metrics:
        """Takes a step."""
        [batch] = batches
        assert batch
        self._state, metrics = self._step(self._state, batch)
        if not self._ahead:
            jax.block_until_ready(metrics)
        return metrics

    def state(self, _: int) -> training.TrainState:
        """Returns the state."""
        return self._state


class _Loop:
    """The loop over the steps of one model, or of a population: what all members do together."""

    def __init__(self, members: Sequence["_Member"], progress: Callable[[Progress], None], stop: Callable[[], bool]):
        self._members, self._progress, self._stop = members, progress, stop
        first, *others = going = [member for member in members if member.going]
        self._total, self._every = first.plan.total_steps, first.config.run.checkpoint_every
        for other in others:
            if not np.array_equal(other.plan.shares, first.plan.shares):
                raise UserError(
                    f"{first.directory} and {other.directory} cannot be one population: their durations in examples or "
                    "epochs are not the same in steps; give them in steps or tokens"
                )
        self._model: _Alone | population.Population
        if len(members) == 1:
            self._model = _Alone(first.config, first.take_state())
        else:
            population.check([member.config for member in going])
            states = [member.take_state() if member.going else None for member in members]
            everyone = [member.config for member in members]
            rated = functools.partial(optimizers.with_rates, first.plan.settled, self._total)
            self._model = population.Population(everyone, states, rated)

    def run(self) -> None:
        """Trains to the end, or until asked to stop, or until no member is left."""
        waiting: tuple[int, list[data.Batch | None], training.Metrics] | None = None
        for step in range(min(member.step for member in self._members if member.going) + 1, self._total + 1):
            batches = [member.next_batch(step) for member in self._members]
            if all(batch is None for batch in batches):
                break
            metrics = self._model.step(batches)
            if waiting:
                self._record(*waiting)
            waiting = (step, batches, metrics)
            stopping = self._stop()
            regular = step % self._every == 0 or step == self._total
            if regular or stopping:
                self._record(*waiting)
                waiting = None
                for index, member in enumerate(self._members):
                    if batches[index] is not None and member.going:
                        with member.attempt():
                            member.save(step, self._model.state(index), regular)
            if stopping and step < self._total:
                break

    def _record(self, step: int, batches: Sequence[data.Batch | None], metrics: training.Metrics) -> None:
        """Lets each member that took a step write it down, waiting for its end."""
        metrics_M = jax.tree.map(np.atleast_1d, jax.device_get(metrics))
        told = []
        for index, (member, batch) in enumerate(zip(self._members, batches, strict=True)):
            if batch is not None and member.going:
                with member.attempt():
                    told.append(member.record(step, batch, jax.tree.map(operator.itemgetter(index), metrics_M)))
        if told:
            self._progress(_joint(told))


def _joint(told: Sequence[Progress]) -> Progress:
    """Returns the progress of members that took a step together."""
    if len(told) == 1:
        return told[0]
    losses = [one.validation_loss for one in told if one.validation_loss is not None]
    return replace(
        told[0],
        loss=statistics.fmean(one.loss for one in told),
        validation_loss=statistics.fmean(losses) if losses else None,
        tokens_per_second=sum(one.tokens_per_second for one in told),
        seconds_left=max(one.seconds_left for one in told),
    )


class _Member:
    """One run of those that are trained together: its directory and open files, how far it is, or why it ended."""

    plan: runs.Plan

    def __init__(self, config: Config, directory: Path, readers: int):
        self.config, self.directory, self.step, self._readers = config, directory, 0, readers
        self._stack = ExitStack()
        self._result: runs.Result | None = None
        self._error: UserError | None = None

    @property
    def going(self) -> bool:
        """Whether it is neither finished nor failed."""
        return not (self._result or self._error)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keeps what goes wrong inside as this member's end; the first such error counts."""
        try:
            yield
        except UserError as error:
            self._error = self._error or error

    def close(self) -> None:
        """Closes its files and gives its directory free."""
        with self.attempt():
            self._stack.close()

    def outcome(self) -> runs.Result | UserError:
        """Returns what it has come to."""
        outcome = self._error or self._result
        assert outcome
        return outcome

    def open(self, resume: bool) -> None:
        """Takes the directory and what is there, or begins a run in it. Raises UserError as `train` does."""
        budget.check(self.config)
        self._stack.enter_context(disk.held(self.directory, "training in"))
        stored = runs.stored_config(self.config, self.directory, resume)
        if stored and (self.directory / runs.FINISHED).exists():
            self._result = runs.read_result(self.directory)
            return
        self.config = config = stored or machine.fit_to_machine(self.config)
        machine.use_devices(config)
        if stored:
            self.plan = runs.plan_of(config, runs.read_survey(self.directory))
            self._tokenizer = Tokenizer.load(self.directory / runs.TOKENIZER)
        else:
            self.plan, self._tokenizer = runs.begin(config, self.directory)
        saved = checkpoints.steps(self.directory / runs.CHECKPOINTS)
        self.step = saved[-1] if saved else 0

        self._validation = data.validation_rows(config, self._tokenizer)
        self._asked = _asked(config, config.run.curve_examples)

        self._position = data.train_iterator(config, self._tokenizer, self._readers)
        self._stack.callback(self._position.close)
        self._state = training.create_state(config, self.plan.optimizer, training.make_mesh(config.run.devices))
        if saved:  # a run that began from another model has a checkpoint of step 0
            self._state = checkpoints.restore(self.directory / runs.CHECKPOINTS, self.step, self._state, self._position)
        self._open_files()

    def take_state(self) -> training.TrainState:
        """Returns the state that it goes on from, and forgets it, since steps replace it."""
        state = self._state
        del self._state
        return state

    def _open_files(self) -> None:
        directory, start = self.directory, self.step
        now = {"from_step": start, **machine.environment()}
        try:
            used = json.loads((directory / runs.ENVIRONMENT).read_text())
            last = used[-1] | {"from_step": start}  # with the origin, where the run has one
            changed = last | now != last
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise UserError(f"{directory / runs.ENVIRONMENT} is damaged: {error}", status=1) from error
        if changed:
            disk.write_whole(directory / runs.ENVIRONMENT, json.dumps([*used, now], indent=2) + "\n")
        self._metrics, self._losses, self._curve, self._timing = (
            self._stack.enter_context(closing(records.Rows(directory / name, start)))
            for name in (runs.METRICS, runs.VALIDATION, runs.CURVE, runs.TIMING)
        )
        if [row["step"] for row in self._metrics.kept] != list(range(1, start + 1)):
            raise UserError(f"{directory / runs.METRICS} lacks steps before {start}, the latest checkpoint", status=1)
        last = self._metrics.kept[-1] if start else {}
        self._seen = {name: last.get(name, 0) for name in ("tokens", "trained_tokens", "examples")}
        self._validation_loss: float | None = self._losses.kept[-1]["loss"] if self._losses.kept else None
        self._elapsed = self._timing.kept[-1]["seconds"] if self._timing.kept else 0.0
        self._began = time.monotonic()
        self._recent: collections.deque[tuple[float, int]] = collections.deque(maxlen=_SPEED_WINDOW)
        self._events = self._stack.enter_context(closing(records.Events(directory / runs.TENSORBOARD, start)))
        run = self.config.run
        self._writer = checkpoints.Writer(directory / runs.CHECKPOINTS, run.keep_latest, run.keep_best)
        self._stack.callback(self._writer.close)

    def next_batch(self, step: int) -> data.Batch | None:
        """Returns the batch of a step, None where it takes no such step."""
        if not self.going or step <= self.step:
            return None
        self.step = step
        batch: data.Batch = next(self._position)
        return batch

    def record(self, step: int, batch: data.Batch, metrics: training.Metrics) -> Progress:
        """Writes down the metrics of a step. Raises UserError if they are not finite."""
        loss, norm = float(metrics.loss), float(metrics.gradient_norm)
        self._check_finite(step, "loss", loss)
        self._check_finite(step, "norm of the gradient", norm)
        tokens = int(np.sum(batch.segments_BxT > 0))
        self._seen["tokens"] += tokens
        self._seen["trained_tokens"] += int(metrics.tokens)
        self._seen["examples"] += int(np.sum(np.max(batch.segments_BxT, axis=1)))
        rate = self.config.optimizer.learning_rate * float(self.plan.shares[step - 1])
        self._metrics.add(step=step, loss=loss, gradient_norm=norm, learning_rate=rate, **self._seen)
        self._events.add(step, loss=loss, gradient_norm=norm, learning_rate=rate)

        now = time.monotonic()
        self._recent.append((now, tokens))
        seconds = now - self._recent[0][0]
        speed = sum(tokens for _, tokens in list(self._recent)[1:]) / seconds if seconds else 0.0
        left = seconds / max(len(self._recent) - 1, 1) * (self.plan.total_steps - step)
        elapsed = self._elapsed + now - self._began
        self._timing.add(step=step, seconds=round(elapsed, 3), tokens_per_second=round(speed, 1))
        return Progress(step, self.plan.total_steps, loss, self._validation_loss, speed, left)

    def save(self, step: int, state: training.TrainState, regular: bool) -> None:
        """Saves a state, once its own loss is known to be finite; regular saves are ranked by that loss."""
        loss = self._loss(state.params)
        self._check_finite(step, "validation loss", loss)
        if regular:
            self._validation_loss = loss
            self._losses.add(step=step, loss=loss)
            self._events.add(step, validation_loss=loss)
            self._add_to_curve(step, state.params)
        for file in (self._metrics, self._losses, self._curve, self._timing, self._events):
            file.sync()
        metadata = runs.saved_metadata(self.config, self.directory)
        self._writer.save(state, self._position, loss if regular else None, metadata)

    def finish(self, evaluation_progress: Callable[[str, int, int], None] | None) -> None:
        """Waits for the last save, and at the end of the training asks the model what its config says."""
        if not self.going:
            return
        self._writer.wait()
        finished = self.step == self.plan.total_steps
        reached = runs.Result(self.directory, self.step, finished, self._validation_loss)
        self._result = _finish(reached, evaluation_progress) if finished else reached

    def _loss(self, params: Any) -> float:
        """Returns the mean nats a trained token of the validation rows."""
        rows, mesh = self._validation, training.make_mesh(self.config.run.devices)
        nats_RxT = training.target_losses(self.config.model, params, rows, mesh)
        trained = int(np.count_nonzero(rows.targets_BxT != data.IGNORED))
        return float(np.sum(nats_RxT, dtype=np.float64)) / max(trained, 1)

    def _add_to_curve(self, step: int, params: Any) -> None:
        """Asks the model validation questions, as many as the config says, and notes how it did."""
        if not self._asked:
            return
        model = runs.Run(self.directory, self.config, self._tokenizer, params, step)
        rows = evaluation.validate(model, self._asked, self.config.run.curve_examples)
        self._curve.add(step=step, **self._seen, rows=list(map(asdict, rows)))
        whole = [row for row in rows if row.difficulty == evaluation.ALL]
        self._events.add(step, **{f"accuracy/{row.task}": row.accuracy for row in whole if row.accuracy is not None})

    def _check_finite(self, step: int, name: str, value: float) -> None:
        if not math.isfinite(value):
            self._writer.wait()
            saved = checkpoints.steps(self.directory / runs.CHECKPOINTS)
            where = self.directory / runs.CHECKPOINTS
            good = (
                f"the last good checkpoint is {where / str(saved[-1])}" if saved else "there is no good checkpoint yet"
            )
            raise UserError(f"the {name} of step {step} is {value}; {good}; try a lower --learning_rate", status=1)
