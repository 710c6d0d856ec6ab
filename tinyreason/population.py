"""Models of one shape that take each step as one compiled program, every model on a batch of its own.

What the members of a population may differ in is known before the program runs (seed, initial scale) or stands in it
as an array (learning rates, weight decay). On accelerators all members take the step at once, by vmap, shared out over
the devices; on a CPU one after the other inside the program, by a scan, since there its batched products are slower.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import Array
from jax.sharding import AxisType, Mesh, NamedSharding, PartitionSpec

from tinyreason import config as configs
from tinyreason import training
from tinyreason.config import Config, UserError
from tinyreason.data import Batch
from tinyreason.model import Decoder
from tinyreason.training import Metrics, TrainState

MEMBERS_AXIS = "members"


class Rates(NamedTuple):
    """What stands in the program as an array, M members long; the names are those of config fields."""

    learning_rate: Any
    muon_learning_rate: Any
    weight_decay: Any


# The config fields in which members may differ.
FREE = ("seed", "initial_scale", *Rates._fields)

# Takes the rates of one member by their names.
MakeOptimizer = Callable[..., optax.GradientTransformation]


def shared(config: Config) -> Config:
    """Returns the config with the fields in which members may differ at their defaults: what members have in common."""
    sections, default = configs.field_sections(), Config()
    return configs.replace(config, **{name: getattr(getattr(default, sections[name]), name) for name in FREE})


def check(members: Sequence[Config]) -> None:
    """Raises UserError where configs cannot be members of one population."""
    first, *others = (shared(config) for config in members)
    for other in others:
        if changed := configs.differences(first, other):
            raise UserError(f"members of a population differ in no more than {', '.join(FREE)}, not {changed[0]}")
    if first.run.devices != 1 or first.run.parallelism != "jit":
        raise UserError("a member of a population is on one device, by jit: give --devices=1 --parallelism=jit")


def make_mesh(members: int) -> Mesh:
    """Returns as many devices as share the members evenly."""
    devices = max(n for n in range(1, min(members, len(jax.devices())) + 1) if members % n == 0)
    return jax.make_mesh((devices,), (MEMBERS_AXIS,), axis_types=(AxisType.Auto,), devices=jax.devices()[:devices])


class Population:
    """The states of the members, and the program that takes a step of all of them.

    Axes of its arrays: M members, then as in `data.Batch` and `training.Metrics`.
    """

    def __init__(self, members: Sequence[Config], states: Sequence[TrainState | None], make_optimizer: MakeOptimizer):
        """Takes the config of each member, and its state; None for one that takes no step."""
        mesh = make_mesh(len(members))
        split = NamedSharding(mesh, PartitionSpec(MEMBERS_AXIS))
        self._place = lambda tree: jax.device_put(tree, split)
        rates = Rates(*([getattr(config.optimizer, name) for config in members] for name in Rates._fields))
        self._rates = self._place(Rates(*(np.array(values, np.float32) for values in rates)))
        config, some = next(pair for pair in zip(members, states, strict=True) if pair[1] is not None)
        self._step = _make_step(config, make_optimizer, mesh)
        leaves = [jax.tree.leaves(some if state is None else state) for state in states]
        stack = jax.jit(lambda columns: [jnp.stack(column) for column in columns])
        # Rebuilt as the first one's: of the others its functions, though the same, are other objects.
        self._state = self._place(jax.tree.unflatten(jax.tree.structure(some), stack(list(zip(*leaves, strict=True)))))
        self._select = jax.jit(lambda tree, member: jax.tree.map(lambda x: x[member], tree))
        self._one = training.make_mesh(1)

    def step(self, batches: Sequence[Batch | None]) -> Metrics:
        """Takes a step of each member that has a batch; returns metrics, M each, of which those of the others are 0."""
        some = next(batch for batch in batches if batch is not None)
        filled = [some if batch is None else batch for batch in batches]
        batch = Batch(*(np.stack(arrays) for arrays in zip(*filled, strict=True)))
        active_M = np.array([batch is not None for batch in batches])
        self._state, metrics = self._step(self._state, *self._place((batch, self._rates, active_M)))
        return metrics

    def state(self, member: int) -> TrainState:
        """Returns the state of one member, on the first device."""
        return training.replicate(self._select(self._state, member), self._one)


def _in_turn(mesh: Mesh) -> bool:
    return mesh.devices.flat[0].platform == "cpu"


def _make_step(config: Config, make_optimizer: MakeOptimizer, mesh: Mesh) -> Callable[..., tuple[TrainState, Metrics]]:
    """Returns the compiled step from states, batches, rates and who is to move, all M first, to states and metrics."""
    parts, model = config.run.parts, Decoder(config.model, mapped=not _in_turn(mesh))

    def move(state: TrainState, batch: Batch, rates: Rates) -> tuple[TrainState, Metrics]:
        rated = state.replace(apply_fn=model.apply, tx=make_optimizer(**rates._asdict()))
        moved, metrics = training.advance(rated, batch, parts)
        return moved.replace(apply_fn=state.apply_fn, tx=state.tx), metrics

    def stay(state: TrainState, batch: Batch, rates: Rates) -> tuple[TrainState, Metrics]:
        return state, Metrics(jnp.zeros(()), jnp.zeros((), jnp.int32), jnp.zeros(()))

    def one(member: tuple[TrainState, Batch, Rates, Array]) -> tuple[TrainState, Metrics]:
        state, batch, rates, active = member
        return jax.lax.cond(active, move, stay, state, batch, rates)

    def each(*members: Any) -> tuple[TrainState, Metrics]:
        return jax.lax.map(one, members) if _in_turn(mesh) else jax.vmap(one)(members)

    split = PartitionSpec(MEMBERS_AXIS)
    mapped = jax.shard_map(each, mesh=mesh, in_specs=split, out_specs=split, check_vma=False)
    return jax.jit(mapped, donate_argnums=0, compiler_options=training.compiler_options(mesh))
