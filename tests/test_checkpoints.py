import logging
import resource
from pathlib import Path

import grain
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from tinyreason import checkpoints
from tinyreason.config import UserError
from tinyreason.training import TrainState

METADATA = {"config": {"width": 4}, "text": "näive ∅"}


def toy_state(seed: int) -> TrainState:
    rng = np.random.default_rng(seed)
    params = {"embedding": {"embedding": rng.normal(size=(7, 4))}, "block_0": {"kernel": rng.normal(size=(4, 300))}}
    params = jax.tree.map(lambda x: jnp.asarray(x, jnp.float32), params)
    state = TrainState.create(apply_fn=None, params=params, tx=optax.adamw(1e-2), rng=jax.random.key(seed))
    return state.replace(step=jnp.int32(0))


def positions():
    return iter(grain.MapDataset.range(10**6).shuffle(seed=1).to_iter_dataset())


@jax.jit
def plain_step(state):
    return state.apply_gradients(grads=jax.tree.map(jnp.sin, state.params))


step = jax.jit(plain_step, donate_argnums=0)


def host(state):
    """Everything in a state, as NumPy arrays of their own."""
    return jax.tree.map(np.array, (state.params, state.opt_state, state.step, jax.random.key_data(state.rng)))


def assert_same(state, expected):
    jax.tree.map(np.testing.assert_array_equal, host(state), expected)


def save(directory: Path, losses: list[float | None], latest=2, best=1):
    """Trains a step for each loss and saves after each; returns the last state and the position after it."""
    state, position = toy_state(3), positions()
    writer = checkpoints.Writer(directory, latest, best)
    for loss in losses:
        next(position)
        state = step(state)
        writer.save(state, position, loss, METADATA)
    writer.close()
    return state, position


def test_restores_every_bit(tmp_path):
    saved, position = save(tmp_path, [3.0, 2.0])
    expected = host(saved)
    follows = [next(position) for _ in range(5)]

    again = positions()
    state = checkpoints.restore(tmp_path, 2, toy_state(99), again)
    assert_same(state, expected)
    assert [next(again) for _ in range(5)] == follows
    assert state.rng.dtype == saved.rng.dtype
    assert_same(step(state), host(plain_step(saved)))

    params = checkpoints.load_params(tmp_path, 2)
    jax.tree.map(np.testing.assert_array_equal, params, expected[0])
    found = checkpoints.metadata(tmp_path, 2)
    assert found["config"] == METADATA["config"] and found["text"] == METADATA["text"]
    assert (found["step"], found["validation_loss"]) == (2, 2.0)


def test_what_is_saved_is_the_state_at_that_moment(tmp_path):
    """The buffers are donated to the next steps while the save is still being written."""
    state, position = toy_state(3), positions()
    writer = checkpoints.Writer(tmp_path, 100, 0)
    expected = {}
    for number in range(1, 6):
        state = step(state)
        expected[number] = host(plain_step(state))  # a copy by another way: what comes after this state
        writer.save(state, position, None, METADATA)
    for _ in range(20):
        state = step(state)
    writer.close()
    for number, after in expected.items():
        assert_same(plain_step(checkpoints.restore(tmp_path, number, toy_state(0), positions())), after)


@pytest.mark.parametrize(
    "losses, latest, best, kept",
    [
        ([3.0, 1.0, 4.0, 5.0, 6.0], 2, 1, [2, 4, 5]),
        ([1.0, 2.0, 3.0, 4.0], 1, 2, [1, 2, 4]),
        ([4.0, 3.0, 2.0, 1.0], 2, 0, [3, 4]),
        ([4.0, 1.0, None, None, 2.0, None], 1, 1, [2, 6]),
    ],
)
def test_keeps_the_latest_and_the_best(tmp_path, losses, latest, best, kept):
    save(tmp_path, losses, latest, best)
    assert checkpoints.steps(tmp_path) == kept


def test_the_best_is_remembered_by_the_next_writer(tmp_path):
    save(tmp_path, [3.0, 1.0, 4.0])
    state = checkpoints.restore(tmp_path, 3, toy_state(0), positions())
    writer = checkpoints.Writer(tmp_path, 2, 1)
    for _ in range(3):
        state = step(state)
        writer.save(state, positions(), 2.0, METADATA)
    writer.close()
    assert checkpoints.steps(tmp_path) == [2, 5, 6]


def test_what_an_unfinished_save_left_is_not_a_checkpoint(tmp_path):
    save(tmp_path, [3.0, 1.0])
    (tmp_path / "2").rename(tmp_path / "2.orbax-checkpoint-tmp")
    assert checkpoints.steps(tmp_path) == [1]
    writer = checkpoints.Writer(tmp_path, 2, 1)
    assert not (tmp_path / "2.orbax-checkpoint-tmp").exists()
    writer.save(step(step(toy_state(3))), positions(), 2.0, METADATA)
    writer.close()
    assert checkpoints.steps(tmp_path) == [1, 2]
    assert checkpoints.steps(tmp_path / "missing") == []


def damage(path: Path, kind: str) -> None:
    if kind == "missing":
        path.unlink()
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        place = {"first": 0, "middle": path.stat().st_size // 2, "last": path.stat().st_size - 1}[kind]
        content = bytearray(path.read_bytes())
        content[place] ^= 4
        path.write_bytes(content)


# Orbax leaves some coroutines unawaited when a file beside theirs cannot be read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:coroutine:RuntimeWarning")
@pytest.mark.parametrize("kind", ["missing", "cut", "first", "middle", "last"])
def test_damage_is_named_or_harmless(tmp_path, kind):
    """Whichever file is damaged: either an error that names the checkpoint, or not a bit is different."""
    save(tmp_path / "whole", [3.0, 1.0])
    whole = tmp_path / "whole" / "2"
    expected = host(checkpoints.restore(tmp_path / "whole", 2, toy_state(0), positions()))
    found = 0
    files = [path for path in sorted(whole.rglob("*")) if path.is_file()]
    for path in files:
        before = path.read_bytes()
        damage(path, kind)
        position = positions()
        try:
            state = checkpoints.restore(tmp_path / "whole", 2, toy_state(0), position)
        except UserError as error:
            found += 1
            assert error.status == 1
            assert str(whole) in str(error) and "step 1" in str(error) and "\n" not in str(error)
        else:
            assert_same(state, expected)
            assert next(position) == [next(p) for p in [positions()] for _ in range(3)][2]
        path.write_bytes(before)
    assert found >= 5, "the files that hold the state must not be dispensable"


@pytest.mark.parametrize(
    "change", [lambda state: jax.tree.map(lambda x: jnp.stack([x, x]), state), lambda state: {"of_before": state}]
)
def test_another_versions_arrays_are_not_called_damage(tmp_path, change):
    """Of other shapes, and of other names."""
    save(tmp_path, [1.0])
    state = toy_state(3)
    other = state.replace(opt_state=change(state.opt_state))
    with pytest.raises(UserError, match=r"1 was written by a version that trains with other arrays") as caught:
        checkpoints.restore(tmp_path, 1, other, positions())
    assert caught.value.status == 1


def test_damaged_metadata_or_params_are_named(tmp_path):
    save(tmp_path, [3.0])
    metadata = tmp_path / "1" / "_CHECKPOINT_METADATA"
    metadata.write_text(metadata.read_text().replace('"width": 4', '"width": 5'))
    for read in (checkpoints.metadata, checkpoints.load_params):
        with pytest.raises(UserError, match=r"1 is damaged.*metadata.*from the start") as caught:
            read(tmp_path, 1)
        assert caught.value.status == 1


def test_a_disk_that_refuses_is_one_line(tmp_path, capfd, monkeypatch):
    """The system's own refusal, from within TensorStore's writing: no file may be longer than 300 bytes."""
    absl = logging.getLogger("absl")
    monkeypatch.setattr(absl, "filters", [])  # what earlier tests left
    save(tmp_path, [3.0])
    state = step(checkpoints.restore(tmp_path, 1, toy_state(0), positions()))
    writer = checkpoints.Writer(tmp_path, 2, 1)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, before[1]))
    try:
        with pytest.raises(UserError, match="File too large.*--resume") as caught:
            writer.save(state, positions(), 2.0, METADATA)
            writer.wait()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    writer.close()
    assert caught.value.status == 1 and "\n" not in str(caught.value)
    assert checkpoints.steps(tmp_path) == [1]
    assert "Traceback" not in capfd.readouterr().err
    # A thread of the failed save may log when the writer is closed.
    late = absl.makeRecord(absl.name, logging.ERROR, checkpoints.ocp.__file__, 1, "a traceback", (), None)
    assert not absl.filter(late)


def test_checksum_depends_on_values_names_and_dtypes():
    tree = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.int32(5)}
    same = checkpoints.checksum(jax.tree.map(jnp.asarray, tree))
    assert checkpoints.checksum(tree) == same
    other = tree["a"].copy()
    other[1, 2] = np.nextafter(other[1, 2], 9, dtype=np.float32)
    assert checkpoints.checksum({**tree, "a": other}) != same
    assert checkpoints.checksum({"a": tree["a"], "c": tree["b"]}) != same
