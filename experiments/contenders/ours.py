"""What this project brings to the benchmark: its train step, sampler and input pipeline, as experiments use them."""

import functools
import os
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import NamedSharding, PartitionSpec

from experiments.contenders.contender import Contender, Facts, fixed_batch, prompts
from tinyreason import budget, data, machine, model, optimizers, population, sampling, training
from tinyreason import config as configs
from tinyreason.config import Config, OptimizerConfig, Units

# Steps of the schedule, more than are taken.
_TOTAL_STEPS = 100_000


class _Ours(Contender):
    """What all of these share: JAX and where it runs."""

    def __init__(self, config: Config):
        """Takes the whole config of a run."""
        self.config = config

    def forget_compiled(self) -> None:
        """Drops the programs in memory."""
        jax.clear_caches()

    def product(self, dtype: str, size: int) -> Callable[[], object]:
        """Returns a product whose rows are spread over the devices, with sums in float32."""
        mesh = training.make_mesh(len(jax.devices()))
        rows = NamedSharding(mesh, PartitionSpec(training.DATA_AXIS))
        matrix = np.random.default_rng(0).normal(size=(size, size)).astype(dtype)
        left, right = jax.device_put(matrix, rows), training.replicate(matrix, mesh)
        multiply = jax.jit(lambda a, b: jnp.matmul(a, b, preferred_element_type=jnp.float32), out_shardings=rows)
        return lambda: jax.block_until_ready(multiply(left, right))

    def device_peak_bytes(self) -> int | None:
        """Returns what the first device's allocator counts."""
        statistics = jax.devices()[0].memory_stats() if jax.default_backend() != "cpu" else None
        return statistics and statistics["peak_bytes_in_use"]

    def _facts(self, tokens: int) -> Facts:
        c = self.config
        details = {
            "environment": machine.environment(),
            "platform": jax.default_backend(),
            "devices": len(jax.devices()),
        }
        return Facts(tokens, budget.count(c.model).total, c.model.compute_dtype, details)


class TrainStep(_Ours):
    """The step that runs take, on one batch over and over."""

    def begin(self) -> Facts:
        """Makes state and step as `loop` does."""
        machine.use_compilation_cache()
        self.config = config = machine.fit_to_machine(self.config)
        machine.use_devices(config)
        mesh = training.make_mesh(config.run.devices)
        tokens = config.run.batch * config.model.context
        optimizer = optimizers.make_optimizer(_settled(config), _TOTAL_STEPS)
        self._state = training.create_state(config, optimizer, mesh)
        self._step = training.make_train_step(config, mesh)
        self._batch = fixed_batch(config)
        return self._facts(tokens)

    def work(self) -> None:
        """Takes a step."""
        self._state, metrics = self._step(self._state, self._next_batch())
        jax.block_until_ready((self._state, metrics))

    def _next_batch(self) -> data.Batch:
        return self._batch


def _settled(config: Config) -> OptimizerConfig:
    """Returns the optimizer's config with its durations in steps."""
    return optimizers.in_steps(config.optimizer, _TOTAL_STEPS, Units(config.run.batch * config.model.context))


def _batches(config: Config) -> Any:
    """Returns the stream of training batches of a run that begins."""
    return data.train_iterator(config, data.learn_tokenizer(config))


class Input(_Ours):
    """The input pipeline alone: drawing, tokenising, packing."""

    def begin(self) -> Facts:
        """Learns the tokenizer and opens the stream."""
        self._stream = _batches(self.config)
        return self._facts(self.config.run.batch * self.config.model.context)

    def work(self) -> None:
        """Waits for a batch."""
        next(self._stream)


class FedTrainStep(TrainStep):
    """The step and the pipeline that feeds it, as training is."""

    def begin(self) -> Facts:
        """Makes the step and opens the stream."""
        facts = super().begin()
        self._stream = _batches(self.config)
        return facts

    def _next_batch(self) -> data.Batch:
        batch: data.Batch = next(self._stream)
        return batch


class _Members(_Ours):
    """Models that differ in their seed alone, on one core, as a worker of a sweep trains them; batches of their own."""

    def __init__(self, config: Config, members: int):
        """Takes the config of the first, and how many there are."""
        super().__init__(configs.replace(config, devices=1))
        self._number = members

    def begin(self) -> Facts:
        """Makes states and batches."""
        if hasattr(os, "sched_setaffinity"):  # before JAX starts its threads
            os.sched_setaffinity(0, machine.cores()[:1])
        machine.use_compilation_cache()
        config = self.config = machine.fit_to_machine(self.config)
        machine.use_devices(config)
        tokens = config.run.batch * config.model.context
        settled = _settled(config)
        self._make_optimizer = functools.partial(optimizers.with_rates, settled, _TOTAL_STEPS)
        self._mesh, optimizer = training.make_mesh(1), optimizers.make_optimizer(settled, _TOTAL_STEPS)
        self._members = [configs.replace(config, seed=config.run.seed + number) for number in range(self._number)]
        self._states: list[Any] = [training.create_state(member, optimizer, self._mesh) for member in self._members]
        self._batches = [fixed_batch(config, member.run.seed) for member in self._members]
        return self._facts(tokens * self._number)


class Population(_Members):
    """A step of all of them as one program."""

    def begin(self) -> Facts:
        """Makes the population."""
        facts = super().begin()
        self._population = population.Population(self._members, self._states, self._make_optimizer)
        return facts

    def work(self) -> None:
        """Takes a step of each."""
        jax.block_until_ready(self._population.step(self._batches))


class InTurn(_Members):
    """A step of each in turn, of which the next is under way before one is waited for."""

    def begin(self) -> Facts:
        """Makes the step, which all share."""
        facts = super().begin()
        self._step = training.make_train_step(self.config, self._mesh)
        return facts

    def work(self) -> None:
        """Takes a step of each."""
        taken = []
        for number, batch in enumerate(self._batches):
            self._states[number], metrics = self._step(self._states[number], batch)
            taken.append(metrics)
        jax.block_until_ready(taken)


class Writer(_Ours):
    """The sampler, with the parameters that training starts from, which write their last token over and over."""

    def __init__(self, config: Config, questions: int, prompt: int):
        """Takes how many prompts it goes on from at once and how long they are; it writes to the context's end."""
        super().__init__(config)
        self._questions, self._prompt, self._written = questions, prompt, config.model.context - prompt

    def begin(self) -> Facts:
        """Draws parameters and prompts."""
        machine.use_compilation_cache()
        machine.use_cores()
        params = model.initial_params(self.config.model, jax.random.key(self.config.run.seed))
        self._sampler = sampling.Sampler(self.config.model, params)
        self._prompts = prompts(self.config, self._questions, self._prompt)
        return self._facts(self._questions * self._written)

    def work(self) -> None:
        """Writes all continuations. Raises ValueError where the model itself ended one."""
        found = self._sampler.generate(self._prompts, sampling.Settings(max_tokens=self._written))
        if any(len(continuation.ids) != self._written for continuation in found):
            raise ValueError("the model wrote an end token, so there are fewer tokens than were to be timed")
