"""Checkpoints: the state of training, the position in the data and what a reader needs to know, by Orbax.

A checkpoint is a directory named by its step, which appears whole or not at all. It holds `params`, `training`
(optimizer state, step, key) and `data` (the position, as JSON), and readable metadata with checksums of all of them.
"""

import functools
import json
import logging
import re
import shutil
import sys
import warnings
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import grain
import jax
import numpy as np
from orbax.checkpoint import v1 as ocp

from tinyreason.config import UserError

METRIC = "validation_loss"
_METADATA_FILE = "_CHECKPOINT_METADATA"
_UNFINISHED = ".orbax-checkpoint-tmp"


class State(Protocol):
    """What is saved of a `training.TrainState`."""

    params: Any
    opt_state: Any
    step: Any
    rng: Any

    def replace(self, **changes: Any) -> Any:
        """Returns the state with fields set anew."""
        ...


_S = TypeVar("_S", bound=State)


class Writer:
    """Saves states into a directory in the background; keeps the latest and those of least validation loss."""

    def __init__(self, directory: Path, keep_latest: int, keep_best: int):
        """Removes what unfinished saves left behind; creates the directory where it is missing."""
        policies = ocp.training.preservation_policies
        latest = policies.LatestN(keep_latest)
        best = policies.BestN(
            get_metric_fn=lambda metrics: metrics[METRIC],
            reverse=True,
            n=keep_best,
            keep_checkpoints_without_metrics=False,
        )
        with _failures_named(directory):
            for leftover in directory.glob(f"*{_UNFINISHED}*"):
                shutil.rmtree(leftover)
            self._checkpointer = ocp.training.Checkpointer(
                directory.absolute(), preservation_policy=policies.AnyPreservationPolicy([latest, best])
            )
        self._directory = directory
        # For good: of several arrays that a save cannot write, the last are logged after the first was reported.
        logging.getLogger("absl").addFilter(_not_from_orbax)

    def save(
        self,
        state: State,
        position: grain.DatasetIterator,
        validation_loss: float | None,
        metadata: Mapping[str, Any],
    ) -> None:
        """Copies the state and starts to write it; the state may be donated as soon as this returns.

        `position` is a grain iterator. Raises UserError where this save or the one before it fails.
        """
        trees = _trees(state)
        step = int(state.step)
        tree = {**metadata, "step": step, METRIC: validation_loss}
        checksums: dict[str, Any] = {name: checksum(tree) for name, tree in trees.items()}
        checksums |= {"data": _json_checksum(position.get_state()), "metadata": _json_checksum(tree)}
        checksums["leaves"] = leaf_checksums(trees)
        with _failures_named(self._directory):
            self._checkpointer.save_checkpointables_async(
                step,
                {**trees, "data": position},
                force=True,
                metrics=None if validation_loss is None else {METRIC: validation_loss},
                custom_metadata={**tree, "checksums": checksums},
            )

    def wait(self) -> None:
        """Returns when the save under way is on disk. Raises UserError where it failed."""
        with _failures_named(self._directory):
            self._checkpointer.wait()

    def close(self) -> None:
        """Waits and frees what the writer holds. Raises UserError where the last save failed."""
        with _failures_named(self._directory):
            self._checkpointer.close()


def _not_from_orbax(record: logging.LogRecord) -> bool:
    """Keeps what Orbax logs of a failure, which is reported in one line, from the terminal."""
    return "orbax" not in record.pathname


def _not_an_orphan(record: logging.LogRecord) -> bool:
    """Keeps failures that nobody waits for any more, since another is reported, from the terminal."""
    return "exception was never retrieved" not in record.getMessage()


@contextmanager
def _failures_named(directory: Path) -> Iterator[None]:
    """Turns a failure to write into one line. TensorStore reports a full disk as a ValueError."""
    try:
        yield
    except (OSError, ValueError) as error:
        by_system = re.search(r"([^:]+) \[os_error_code", str(error))
        reason = by_system[1].strip() if by_system else getattr(error, "strerror", None) or " ".join(str(error).split())
        raise UserError(
            f"cannot write the checkpoint in {directory}: {reason}; make room or choose another --run; "
            "what was saved before is whole, and --resume goes on from there",
            status=1,
        ) from error


def steps(directory: Path) -> list[int]:
    """Returns the steps of the finished checkpoints in a directory, in rising order; none if it is missing."""
    if not directory.is_dir():
        return []
    return sorted(int(path.name) for path in directory.iterdir() if path.name.isdecimal() and path.is_dir())


def restore(directory: Path, step: int, state: _S, position: grain.DatasetIterator) -> _S:
    """Returns the saved state, on the devices of `state`, and sets `position` to where the data stood.

    Raises UserError where the checkpoint is damaged, and where it is of a version that trains with other arrays.
    """
    trees = _trees(state)
    abstract = jax.tree.map(lambda x: jax.ShapeDtypeStruct(x.shape, x.dtype, sharding=x.sharding), trees)
    with _damage_named(directory, step):
        checksums = _metadata(directory, step)["checksums"]
        _check_arrays(directory / str(step), abstract, checksums["leaves"])
        restored = ocp.load_checkpointables((directory / str(step)).absolute(), {**abstract, "data": position})
        found = {name: checksum(restored[name]) for name in trees} | {"data": _json_checksum(position.get_state())}
        _verify(found, checksums)
        training = restored["training"]
        rng = jax.random.wrap_key_data(training["rng"], impl=jax.random.key_impl(state.rng))
        return state.replace(params=restored["params"], opt_state=training["opt_state"], step=training["step"], rng=rng)


def load_params(directory: Path, step: int) -> Any:
    """Returns the parameters of a checkpoint on one device, without any model code.

    Raises UserError where the checkpoint is damaged.
    """
    device = jax.sharding.SingleDeviceSharding(jax.local_devices()[0])
    with _damage_named(directory, step):
        path = (directory / str(step)).absolute()
        found = ocp.metadata(path, "params").metadata
        abstract = jax.tree.map(lambda x: jax.ShapeDtypeStruct(x.shape, x.dtype, sharding=device), found)
        params = ocp.load(path, abstract, checkpointable_name="params")
        _verify({"params": checksum(params)}, _metadata(directory, step)["checksums"])
        return params


def save_params(directory: Path, step: int, params: Any, metadata: Mapping[str, Any]) -> None:
    """Writes a checkpoint of parameters alone, which `load_params` reads; `metadata` is as that of another one.

    Raises UserError where it cannot be written.
    """
    tree = {name: value for name, value in metadata.items() if name != "checksums"}
    checksums = {"params": checksum(params), "metadata": _json_checksum(tree)}
    with _failures_named(directory):
        directory.mkdir(parents=True, exist_ok=True)
        ocp.save_checkpointables(
            (directory / str(step)).absolute(), {"params": params}, custom_metadata={**tree, "checksums": checksums}
        )


def metadata(directory: Path, step: int) -> dict[str, Any]:
    """Returns what was saved beside the arrays: config, versions, tokenizer, step, validation loss, checksums.

    Raises UserError where it is damaged.
    """
    with _damage_named(directory, step):
        return _metadata(directory, step)


def _metadata(directory: Path, step: int) -> dict[str, Any]:
    found = json.loads((directory / str(step) / _METADATA_FILE).read_text())["custom_metadata"]
    rest = {name: value for name, value in found.items() if name != "checksums"}
    _verify({"metadata": _json_checksum(rest)}, found["checksums"])
    return found


def leaf_checksums(tree: Any) -> dict[str, int]:
    """Returns 32 bits that depend on every byte of a leaf, for each, named by its keys with "/" between them."""
    return {name: _crc(leaf) for name, leaf in _leaves(tree).items()}


def checksum(tree: Any) -> int:
    """Returns 32 bits that depend on every byte of a tree's arrays, and on their names."""
    value = 0
    for path, leaf in jax.tree_util.tree_leaves_with_path(tree):
        value = zlib.crc32(jax.tree_util.keystr(path).encode(), value)
        value = _crc(leaf, value)
    return value


def _crc(leaf: Any, value: int = 0) -> int:
    return zlib.crc32(np.ascontiguousarray(leaf).reshape(-1).view(np.uint8).data, value)


def _trees(state: State) -> dict[str, Any]:
    rng: jax.Array = jax.random.key_data(state.rng)
    return {"params": state.params, "training": {"opt_state": state.opt_state, "step": state.step, "rng": rng}}


def _leaves(tree: Any) -> dict[str, Any]:
    """Returns each leaf by the keys that lead to it, whatever kinds of containers these are of."""
    leaves = jax.tree_util.tree_leaves_with_path(tree)
    return {jax.tree_util.keystr(path, simple=True, separator="/"): leaf for path, leaf in leaves}


def _check_arrays(path: Path, trees: Mapping[str, Any], saved: Collection[str]) -> None:
    """Raises UserError where the checkpoint was saved with other arrays than the trees': other names, or other shapes.

    `saved` are the names then. Those that Orbax no longer finds are damage, and none of this function's business.
    """
    needed = {name: tuple(leaf.shape) for name, leaf in _leaves(trees).items()}
    others = needed.keys() != set(saved)
    if not others:
        arrays = {name: ocp.metadata(path.absolute(), name).metadata for name in trees}
        others = any(needed.get(name, leaf.shape) != tuple(leaf.shape) for name, leaf in _leaves(arrays).items())
    if others:
        raise UserError(
            f"the checkpoint {path} was written by a version that trains with other arrays; "
            "go on with the commit that the run's environment.json names, or choose another --run",
            status=1,
        )


def _json_checksum(tree: Any) -> int:
    return zlib.crc32(json.dumps(tree, sort_keys=True).encode())


def _verify(found: Mapping[str, int], saved: Mapping[str, Any]) -> None:
    for name, value in found.items():
        if value != saved[name]:
            raise ValueError(f"the checksum of its {name} is not the one that was saved")


def _show_unless_closed(usual: Callable[[Any], Any], unraisable: Any) -> None:
    if not (unraisable.exc_type is RuntimeError and str(unraisable.exc_value) == "Event loop is closed"):
        usual(unraisable)


@contextmanager
def _damage_named(directory: Path, step: int) -> Iterator[None]:
    """Turns whatever goes wrong inside Orbax's reading of damaged files into one line."""
    usual = sys.unraisablehook
    sys.unraisablehook = functools.partial(_show_unless_closed, usual)
    not_from_orbax = functools.partial(_not_from_orbax)  # another than a Writer's, which stays
    logging.getLogger("absl").addFilter(not_from_orbax)
    logging.getLogger("asyncio").addFilter(_not_an_orphan)
    try:
        yield
        sys.unraisablehook = usual
        logging.getLogger("absl").removeFilter(not_from_orbax)
        logging.getLogger("asyncio").removeFilter(_not_an_orphan)
    except UserError:
        raise
    except Exception as error:
        # When a file cannot be read, Orbax leaves the reading of those beside it behind: coroutines that Python would
        # remark on, tasks whose failure asyncio would log, and threads that each print a traceback once their event
        # loop is closed.
        warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
        others = [other for other in steps(directory) if other != step]
        instead = f"step {others[-1]}" if others else "the start"
        reason = " ".join(str(error).split())[:160]
        raise UserError(
            f"the checkpoint {directory / str(step)} is damaged ({type(error).__name__}: {reason}); "
            f"delete that directory to go on from {instead}",
            status=1,
        ) from error
