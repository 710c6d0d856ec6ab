"""One step of training, compiled: over a mesh of devices by jit, or in the older pmap form. And the loss alone."""

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax.training import train_state
from jax import Array
from jax.sharding import AxisType, Mesh, NamedSharding, PartitionSpec

from tinyreason import data, ops
from tinyreason.config import Config, ModelConfig
from tinyreason.data import Batch
from tinyreason.model import Decoder, initial_params

DATA_AXIS = "data"
# A device reads so many tokens at once where no gradient is asked for: what a core's cache holds, or else fills a GPU.
_READ_ON_CPU, _READ_ELSEWHERE = 2048, 65536


class TrainState(train_state.TrainState):
    """Parameters, optimizer state and step, with the key that random parts of a step fold from."""

    rng: Array


class Metrics(NamedTuple):
    """Of one step, scalars: nats a trained token, trained tokens, norm of the gradient before clipping."""

    loss: Array
    tokens: Array
    gradient_norm: Array


Step = Callable[[TrainState, Batch], tuple[TrainState, Metrics]]


def make_mesh(devices: int) -> Mesh:
    """Returns the first `devices` devices in a row; each holds all parameters and a share of the batch."""
    return jax.make_mesh((devices,), (DATA_AXIS,), axis_types=(AxisType.Auto,), devices=jax.devices()[:devices])


def replicate(tree: Any, mesh: Mesh) -> Any:
    """Puts a whole copy of every array on every device of the mesh."""
    return jax.device_put(tree, NamedSharding(mesh, PartitionSpec()))


@functools.cache
def _model(config: ModelConfig) -> Decoder:
    """Returns the model, the same object for the same config, since a compiled step serves one object's `apply`."""
    return Decoder(config)


@functools.cache
def _initial(mesh: Mesh) -> Callable[[ModelConfig, optax.GradientTransformation, Array], TrainState]:
    def initial(config: ModelConfig, optimizer: optax.GradientTransformation, key: Array) -> TrainState:
        init_key, rng = jax.random.split(key)
        params = initial_params(config, init_key)
        return TrainState.create(apply_fn=_model(config).apply, params=params, tx=optimizer, rng=rng)

    return jax.jit(initial, static_argnums=(0, 1), compiler_options=compiler_options(mesh))


def create_state(config: Config, optimizer: optax.GradientTransformation, mesh: Mesh) -> TrainState:
    """Returns the state at step 0, its parameters drawn from the run's seed, on the mesh."""
    state = _initial(mesh)(config.model, optimizer, jax.random.key(config.run.seed))
    placed: TrainState = jax.device_put(state, _placement(state, mesh))
    return placed


def _placement(state: TrainState, mesh: Mesh) -> TrainState:
    """Returns where the arrays of a state lie: whole on each device, but for the stacks of Muon's matrices.

    These are shared out where their number allows, so that each device orthogonalizes some (the first stage of ZeRO,
    Rajbhandari et al., arXiv 1910.02054).
    """

    def place(array: Array) -> NamedSharding:
        shared = array.ndim == 3 and array.shape[0] % mesh.size == 0
        return NamedSharding(mesh, PartitionSpec(DATA_AXIS) if shared else PartitionSpec())

    whole = jax.tree.map(lambda _: NamedSharding(mesh, PartitionSpec()), state)
    return whole.replace(opt_state=jax.tree.map(place, state.opt_state))


def _losses(params: Any, apply: Callable[..., Any], batch: Batch) -> Array:
    """Returns the nats of each target of a batch, BxT; 0 where there is none."""
    logits_BxTxV = apply({"params": params}, batch.tokens_BxT, batch.segments_BxT, batch.positions_BxT)
    return ops.cross_entropy(logits_BxTxV, batch.targets_BxT)


def _loss_sum(params: Any, apply: Callable[..., Any], batch: Batch) -> tuple[Array, Array]:
    """Returns the summed nats of a batch's trained tokens, and how many they are."""
    return jnp.sum(_losses(params, apply, batch)), jnp.sum(batch.targets_BxT >= 0)


def _summed_gradient(params: Any, apply: Callable[..., Any], batch: Batch, parts: int) -> tuple[Array, Array, Any]:
    """Returns loss sum, trained tokens and gradient sum of a batch, worked through in parts."""
    gradient = jax.value_and_grad(_loss_sum, has_aux=True)
    if parts == 1:
        (loss, tokens), grads = gradient(params, apply, batch)
        return loss, tokens, grads

    def add_part(total: Any, part: Batch) -> tuple[Any, None]:
        (loss, tokens), grads = gradient(params, apply, part)
        return jax.tree.map(jnp.add, total, (loss, tokens, grads)), None

    # Part p takes every parts-th row, so that each device goes on with the rows it holds.
    split = jax.tree.map(lambda x: jnp.swapaxes(x.reshape(-1, parts, *x.shape[1:]), 0, 1), batch)
    zero = (jnp.zeros(()), jnp.zeros((), jnp.int32), jax.tree.map(jnp.zeros_like, params))
    (loss, tokens, grads), _ = jax.lax.scan(add_part, zero, split)
    return loss, tokens, grads


def _updated(state: TrainState, loss: Array, tokens: Array, grads: Any) -> tuple[TrainState, Metrics]:
    """Applies a summed gradient as the mean over trained tokens."""
    count = jnp.maximum(tokens, 1).astype(jnp.float32)
    grads = jax.tree.map(lambda g: g / count, grads)
    metrics = Metrics(loss / count, tokens, optax.tree.norm(grads))
    return state.apply_gradients(grads=grads), metrics


def advance(state: TrainState, batch: Batch, parts: int) -> tuple[TrainState, Metrics]:
    """Returns the next state and the metrics of a step on one device, not compiled: for whoever maps it over models."""
    return _updated(state, *_summed_gradient(state.params, state.apply_fn, batch, parts))


def make_train_step(config: Config, mesh: Mesh) -> Step:
    """Returns the compiled step from a state and a batch, whose rows the devices share, to the next state.

    That one replaces the first. Runs that differ in no more than their seed share what was compiled.
    """
    return (_pmap_step if config.run.parallelism == "pmap" else _jit_step)(config.run.parts, mesh)


@functools.cache
def _jit_step(parts: int, mesh: Mesh) -> Step:
    whole, split = PartitionSpec(), PartitionSpec(DATA_AXIS)

    def step(state: TrainState, batch: Batch) -> tuple[TrainState, Metrics]:
        # Written out for one device: left to itself, the compiler would add up the devices' gradients after every part.
        @functools.partial(jax.shard_map, mesh=mesh, in_specs=(whole, split), out_specs=whole, check_vma=False)
        def summed(params: Any, batch: Batch) -> tuple[Array, Array, Any]:
            return jax.lax.psum(_summed_gradient(params, state.apply_fn, batch, parts), DATA_AXIS)

        moved, metrics = _updated(state, *summed(state.params, batch))
        return jax.lax.with_sharding_constraint(moved, _placement(moved, mesh)), metrics

    return jax.jit(
        step,
        in_shardings=(None, NamedSharding(mesh, split)),
        donate_argnums=0,
        compiler_options=compiler_options(mesh),
    )


def compiler_options(mesh: Mesh) -> dict[str, Any]:
    """Returns what XLA should do otherwise than by default on the mesh's platform.

    On a CPU its schedule would let operations of one device run at the same time: they take the core that another
    device needs, and steps of 190 ms take 250 on average. And LLVM compiles the same numbers at its first level in
    four fifths of the time, no slower to run.
    """
    if mesh.devices.flat[0].platform != "cpu":
        return {}
    return {"xla_cpu_scheduler_type": "CPU_SCHEDULER_TYPE_MEMORY_OPTIMIZED", "xla_backend_optimization_level": 1}


def _pmap_step(parts: int, mesh: Mesh) -> Step:
    """Returns the step as one program a device that sums gradients over the devices, behind the same face."""
    devices = list(mesh.devices.flat)

    def step(state: TrainState, batch: Batch) -> tuple[TrainState, Metrics]:
        return _updated(state, *jax.lax.psum(_summed_gradient(state.params, state.apply_fn, batch, parts), DATA_AXIS))

    mapped = jax.pmap(step, axis_name=DATA_AXIS, in_axes=(None, 0), out_axes=None, devices=devices)

    def run(state: TrainState, batch: Batch) -> tuple[TrainState, Metrics]:
        rows = jax.tree.map(lambda x: np.asarray(x).reshape(len(devices), -1, *x.shape[1:]), batch)
        return replicate(mapped(replicate(state, mesh), rows), mesh)

    return run


def target_losses(config: ModelConfig, params: Any, rows: Batch, mesh: Mesh) -> np.ndarray:
    """Returns minus the log-probability of each target of packed rows, in nats, RxT float32; 0 where there is none.

    The parameters lie whole on every device of the mesh. Rows are read a few at a time, of which each device has some.
    """
    tokens = _READ_ON_CPU if mesh.devices.flat[0].platform == "cpu" else _READ_ELSEWHERE
    at_once = max(1, tokens // rows.tokens_BxT.shape[1]) * mesh.size
    read = _reading(config, mesh)
    parts = [np.asarray(read(params, batch)) for batch in data.filled_batches(rows, at_once)]
    return np.concatenate([*parts, np.zeros_like(rows.tokens_BxT[:0], np.float32)])[: len(rows.tokens_BxT)]


@functools.cache
def _reading(config: ModelConfig, mesh: Mesh) -> Callable[[Any, Batch], Array]:
    whole, split = NamedSharding(mesh, PartitionSpec()), NamedSharding(mesh, PartitionSpec(DATA_AXIS))
    apply = _model(config).apply
    return jax.jit(
        lambda params, batch: _losses(params, apply, batch),
        in_shardings=(whole, split),
        out_shardings=split,
        compiler_options=compiler_options(mesh),
    )
