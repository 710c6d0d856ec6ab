"""Schedules and optimizers, composed from optax.

A table of rules says for each parameter, by its path, whether it is decayed and which optimizer moves it.
"""

import dataclasses
import functools
import re
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import optax
import optax.contrib
from jax.typing import ArrayLike

from tinyreason.config import OptimizerConfig, Units, UserError, duration_in_steps

MUON_MOMENTUM = 0.95
# The coefficients of Muon's iterations (https://kellerjordan.github.io/posts/muon/), the same for all of them. Given
# for each, optax iterates in a loop, and compiles one iteration in place of five.
MUON_ITERATIONS = 5 * ((3.4445, -4.7750, 2.0315),)
# The share of a run that decayed weights remember, where the config leaves their decay open.
MEMORY = 0.3


@dataclass(frozen=True)
class Rule:
    """What holds for the parameters whose whole path matches the pattern."""

    name: str
    pattern: str
    decayed: bool = False
    orthogonal: bool = False  # moved by Muon, where Muon is chosen


# Embeddings are not decayed: the row of a rare token has a gradient in few steps, and would only shrink in the others.
RULES = (
    Rule("embedding", r"(embedding|positions)/embedding"),
    Rule("norm", r"(block_\d+/((attention|feed_forward)_norm|attention/(query|key)_norm)|final_norm)/scale"),
    Rule("attention", r"block_\d+/attention/(query|key|value|out)/kernel", decayed=True, orthogonal=True),
    Rule("feed_forward", r"block_\d+/feed_forward/(gate|up|down)/kernel", decayed=True, orthogonal=True),
    Rule("head", r"head/kernel", decayed=True),
)


def rule_of(path: str) -> Rule:
    """Returns the one rule of a parameter such as 'block_0/attention/query/kernel'.

    Raises ValueError where none or several match.
    """
    found = [rule for rule in RULES if re.fullmatch(rule.pattern, path)]
    if len(found) != 1:
        raise ValueError(f"the parameter {path!r} must match one optimizer rule, not {[rule.name for rule in found]}")
    return found[0]


def rules(params: Any) -> Any:
    """Returns the tree of the parameters' rules."""
    return jax.tree_util.tree_map_with_path(
        lambda path, _: rule_of(jax.tree_util.keystr(path, simple=True, separator="/")), params
    )


def in_steps(config: OptimizerConfig, total_steps: int, units: Units) -> OptimizerConfig:
    """Returns the config with its durations in steps, by which a schedule is known without the units.

    Raises UserError where warm-up and decay are longer than the training.
    """
    units = dataclasses.replace(units, total_steps=total_steps)
    warmup = duration_in_steps(config.warmup, units)
    decay = duration_in_steps(config.decay, units) if config.schedule == "wsd" else total_steps - warmup
    if warmup + max(decay, 0) > total_steps:
        ends = f"--warmup={config.warmup}" + (f" and --decay={config.decay}" if config.schedule == "wsd" else "")
        raise UserError(
            f"{ends} make {warmup + max(decay, 0)} steps, more than the training's {total_steps}; shorten them"
        )
    return dataclasses.replace(config, warmup=str(warmup), decay=str(decay))


def make_schedule(config: OptimizerConfig, total_steps: int) -> optax.Schedule:
    """Returns the share of the peak learning rate at each step from 0 on, for a config whose durations are in steps.

    It rises linearly over the warm-up, whose first step already moves, and reaches the final share just after the
    last step.
    """
    warmup, decay, final = int(config.warmup), int(config.decay), config.final_learning_rate

    def schedule(step: ArrayLike) -> jax.Array:
        rise = jnp.minimum((step + 1) / (warmup + 1), 1.0)
        progress = jnp.clip((step - (total_steps - decay)) / max(decay, 1), 0.0, 1.0)
        fall = 0.5 * (1 + jnp.cos(jnp.pi * progress)) if config.schedule == "cosine" else 1 - progress
        return rise * (final + (1 - final) * fall)

    return schedule


@functools.cache
def make_optimizer(config: OptimizerConfig, total_steps: int) -> optax.GradientTransformation:
    """Returns the optimizer of a config whose durations are in steps.

    The same object for the same arguments, since a compiled step serves the optimizer that it was compiled for.
    """
    return with_rates(config, total_steps, config.learning_rate, config.muon_learning_rate, config.weight_decay)


def with_rates(
    config: OptimizerConfig,
    total_steps: int,
    learning_rate: ArrayLike,
    muon_learning_rate: ArrayLike,
    weight_decay: ArrayLike,
) -> optax.GradientTransformation:
    """Returns the clipping, the optimizer, the decoupled weight decay and the schedule, with rates of one's own.

    These may be traced arrays, as in a population. Muon's update has singular values near
    sqrt(max(1, fan_out / fan_in)), so that one rate serves every shape (https://kellerjordan.github.io/posts/muon/).
    """
    share = make_schedule(config, total_steps)

    def finish(peak: ArrayLike) -> optax.GradientTransformation:
        return optax.chain(
            optax.add_decayed_weights(
                _settled_decay(weight_decay, peak, total_steps), mask=lambda tree: _each(tree, "decayed")
            ),
            optax.scale_by_learning_rate(lambda step: peak * share(step)),
        )

    clip = optax.clip_by_global_norm(config.clip) if config.clip else optax.identity()
    adamw = optax.chain(optax.scale_by_adam(config.beta1, config.beta2), finish(learning_rate))
    if config.optimizer == "adamw":
        return optax.chain(clip, adamw)
    muon = optax.chain(
        _stacked(
            optax.contrib.scale_by_muon(MUON_ITERATIONS, beta=MUON_MOMENTUM, weight_dimension_numbers=_dimensions)
        ),
        optax.stateless(lambda tree, _: jax.tree.map(_scale_by_shape, tree)),
        finish(muon_learning_rate),
    )
    labels = {True: "muon", False: "adamw"}
    choose = optax.partition(
        {"muon": muon, "adamw": adamw}, lambda tree: jax.tree.map(labels.get, _each(tree, "orthogonal"))
    )
    return optax.chain(clip, choose)


def _settled_decay(weight_decay: ArrayLike, peak: ArrayLike, total_steps: int) -> jax.Array:
    """Returns the weight decay at a peak rate; where it is left open, below 0, what remembers `MEMORY` of the run.

    Decayed weights are a mean of their updates over some 1 / (rate * decay) steps (Wang and Aitchison, arXiv
    2405.13698), and the best such memory is about a third of a run, however long it is.
    """
    remembering = 1 / jnp.maximum(jnp.asarray(peak) * MEMORY * total_steps, 1e-6)  # a rate of 0 moves nothing
    return jnp.where(jnp.asarray(weight_decay) < 0, remembering, weight_decay)


def _each(tree: Any, attribute: str) -> Any:
    return jax.tree.map(lambda rule: getattr(rule, attribute), rules(tree))


def _stacked(inner: optax.GradientTransformation) -> optax.GradientTransformation:
    """Returns the transformation of matrices with those of one shape as one array, NxIxO.

    So a step has few products, and devices can each take some of the N.
    """

    def stack(tree: Any) -> dict[str, jax.Array]:
        groups: dict[str, list[jax.Array]] = {}
        for matrix_IxO in jax.tree.leaves(tree):
            groups.setdefault(_shape(matrix_IxO), []).append(matrix_IxO)
        return {shape: jnp.stack(matrices) for shape, matrices in groups.items()}

    def update(updates: Any, state: Any, params: Any = None) -> tuple[Any, Any]:
        stacks, state = inner.update(stack(updates), state)
        left = {shape: iter(stack_NxIxO) for shape, stack_NxIxO in stacks.items()}
        return jax.tree.map(lambda matrix_IxO: next(left[_shape(matrix_IxO)]), updates), state

    return optax.GradientTransformation(lambda params: inner.init(stack(params)), update)


def _shape(matrix_IxO: jax.Array) -> str:
    return "x".join(map(str, matrix_IxO.shape))


def _dimensions(stacks: Any) -> Any:
    return jax.tree.map(lambda _: optax.contrib.MuonDimensionNumbers(reduction_axis=1, output_axis=2), stacks)


def _scale_by_shape(update_IxO: jax.Array) -> jax.Array:
    fan_in, fan_out = update_IxO.shape
    return update_IxO * max(1.0, fan_out / fan_in) ** 0.5
