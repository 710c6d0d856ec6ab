"""Checkpoints of several layouts, written by Orbax itself, and what Orbax itself reads back from them."""

import os
import shutil
from pathlib import Path

import grain
import jax
import jax.numpy as jnp
import numpy as np
import optax
import orbax.checkpoint as v0
import pytest
from orbax.checkpoint import v1 as ocp

from tinyreason import checkpoints, inspection
from tinyreason.config import UserError
from tinyreason.training import TrainState

LAYOUTS = ["standard", "pytree_files", "pytree_zarr3", "v1"]


def foreign_tree():
    """Leaves large enough that their values lie in files of their own, not in the database's nodes."""
    rng = np.random.default_rng(0)
    kernel = rng.normal(size=(40, 50)).astype(np.float32)
    kernel[3, 4:9] = 0
    return {
        "encoder": {"kernel": jnp.asarray(kernel), "dotted.key": jnp.asarray(rng.normal(size=900), jnp.bfloat16)},
        "opt_state": [{"mu": jnp.asarray(rng.normal(size=(20, 30)), jnp.float32)}, jnp.int32(7)],
        "odd": np.array([np.nan, np.inf, -np.inf, 2.0, 0.0]),
    }


def write(layout: str, path: Path, tree=None) -> Path:
    tree = foreign_tree() if tree is None else tree
    if layout == "standard":
        with v0.StandardCheckpointer() as writer:
            writer.save(path, tree)
    elif layout == "v1":
        ocp.save(path, tree)
    else:
        zarr3 = layout == "pytree_zarr3"
        with v0.PyTreeCheckpointer(use_ocdbt=zarr3, use_zarr3=zarr3) as writer:
            writer.save(path, tree)
    return path


def own_run(path: Path, losses=(3.0, 1.0, 2.0)) -> Path:
    """A directory of steps as training writes it."""
    params = {"block_0": {"kernel": jnp.asarray(np.random.default_rng(1).normal(size=(40, 30)), jnp.float32)}}
    state = TrainState.create(apply_fn=None, params=params, tx=optax.adamw(1e-2), rng=jax.random.key(0))
    state = state.replace(step=jnp.int32(0))
    writer = checkpoints.Writer(path / "checkpoints", 9, 1)
    position = iter(grain.MapDataset.range(9).to_iter_dataset())
    for loss in losses:
        state = state.apply_gradients(grads=jax.tree.map(jnp.sin, state.params))
        writer.save(state, position, loss, {"config": {"model": {"width": 4}}})
    writer.close()
    return path


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return own_run(tmp_path_factory.mktemp("run"))


def data_file(directory: Path) -> Path:
    """The largest file of values."""
    return max((file for file in directory.rglob("*") if file.parent.name == "d"), key=lambda file: file.stat().st_size)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_is_read_leaf_by_leaf(tmp_path, layout, monkeypatch):
    contents = inspection.read(inspection.find(write(layout, tmp_path / "foreign")))
    tree = foreign_tree()
    expected = {
        jax.tree_util.keystr(path, simple=True, separator="/"): np.asarray(leaf)
        for path, leaf in jax.tree_util.tree_leaves_with_path(tree)
    }
    leaves = {leaf.name: leaf for leaf in contents.leaves}
    assert leaves.keys() == expected.keys() and not contents.damage and not inspection.verify(contents)
    monkeypatch.setattr(inspection, "BLOCK", 200)  # several blocks a leaf
    for name, leaf in leaves.items():
        read = np.concatenate([block.reshape(-1) for block in leaf.blocks()])
        np.testing.assert_array_equal(read, expected[name].reshape(-1))
        assert (leaf.shape, leaf.dtype) == (expected[name].shape, expected[name].dtype.name)
        assert leaf.bytes == expected[name].nbytes
    groups = {name: leaf.group for name, leaf in leaves.items()}
    assert groups["encoder/kernel"] == groups["encoder/dotted.key"] == groups["odd"] == inspection.PARAMETERS
    assert groups["opt_state/0/mu"] == groups["opt_state/1"] == inspection.OPTIMIZER
    assert contents.total(inspection.PARAMETERS) == (2905, 4 * 2000 + 2 * 900 + 8 * 5)


def test_statistics_are_those_of_numpy(tmp_path, monkeypatch):
    contents = inspection.read(write("standard", tmp_path / "foreign"))
    leaves = {leaf.name: leaf for leaf in contents.leaves}
    monkeypatch.setattr(inspection, "BLOCK", 300)
    for name in ("encoder/kernel", "encoder/dotted.key", "opt_state/0/mu"):
        found = inspection.statistics(leaves[name])
        flat = np.concatenate([block.reshape(-1) for block in leaves[name].blocks()]).astype(np.float64)
        expected = [flat.min(), flat.max(), flat.mean(), flat.std(), np.linalg.norm(flat), np.mean(flat == 0)]
        np.testing.assert_allclose([*vars(found).values()][:6], expected, rtol=1e-12)
        assert (found.nan, found.inf) == (0, 0)
    assert inspection.statistics(leaves["encoder/kernel"]).zeros == 5 / 2000
    odd = inspection.statistics(leaves["odd"])
    assert odd == inspection.Statistics(0.0, 2.0, 1.0, 1.0, 2.0, 1 / 5, 1, 2)


def test_a_comparison_gives_the_change_of_each_leaf(tmp_path):
    old = {"a": jnp.ones((4, 300)), "b": jnp.zeros(3), "c": jnp.full(2, jnp.nan), "e": jnp.ones(2), "s": jnp.ones(3)}
    new = {"a": old["a"].at[1].add(0.5), "b": jnp.ones(3), "c": jnp.zeros(2), "d": jnp.ones(1), "s": jnp.ones(4)}
    a, b = (inspection.read(write("standard", tmp_path / name, tree)) for name, tree in (("x", old), ("y", new)))
    found = inspection.compare(a, b)
    assert list(found.leaves)[-1] == "a" and (found.only_in_a, found.only_in_b) == (("e",), ("d",))
    assert found.leaves["a"] == inspection.Difference(0.5, pytest.approx(0.25, rel=1e-12))
    assert found.leaves["b"] == inspection.Difference(1.0, np.inf)
    assert np.isnan(found.leaves["c"].relative_change) and np.isnan(found.leaves["c"].max_abs_diff)
    assert found.unlike == ("s: (3,) and (4,)",)
    same = inspection.compare(a, a).leaves
    assert same["a"] == same["b"] == inspection.Difference(0.0, 0.0)


def test_a_run_of_ours(run):
    listed = inspection.steps(run)
    assert [(step.step, step.metrics["validation_loss"], step.best) for step in listed] == [
        (1, 3.0, False),
        (2, 1.0, True),
        (3, 2.0, False),
    ]
    assert all(step.bytes == sum(f.stat().st_size for f in step.path.rglob("*") if f.is_file()) for step in listed)
    contents = inspection.read(inspection.find(run))
    assert contents.path.name == "3" and contents.metadata["config"] == {"model": {"width": 4}}
    assert contents.documents["data/process_0-of-1.json"] == {"next_index": 0}
    names = {leaf.name: leaf.group for leaf in contents.leaves}
    assert names["params/block_0/kernel"] == inspection.PARAMETERS
    assert names["training/opt_state/0/mu/block_0/kernel"] == inspection.OPTIMIZER
    assert names["training/step"] == names["training/rng"] == inspection.OTHER
    assert inspection.leaf_checksums(contents).keys() == names.keys()
    assert inspection.verify(contents) == []


def test_steps_of_the_older_layout(tmp_path):
    with v0.CheckpointManager(tmp_path, item_names=("state", "extra")) as manager:
        for step in (5, 20):
            items = v0.args.Composite(state=v0.args.StandardSave({"w": jnp.ones(3)}), extra=v0.args.JsonSave({"x": 1}))
            manager.save(step, args=items, metrics={"loss": 1.0 / step})
    contents = inspection.read(inspection.find(tmp_path))
    assert [leaf.name for leaf in contents.leaves] == ["w"] and contents.path.name == "20"
    assert contents.documents["extra/metadata"] == {"x": 1} and not contents.damage
    assert inspection.find(tmp_path, 5) == tmp_path / "5"
    with pytest.raises(UserError, match="no step 14; the nearest is 20") as caught:
        inspection.find(tmp_path, 14)
    assert caught.value.status == 2
    with pytest.raises(UserError, match="leave out --step=3"):
        inspection.find(tmp_path / "5", 3)


def test_what_is_no_checkpoint_is_refused(tmp_path):
    with pytest.raises(UserError, match="there is no"):
        inspection.find(tmp_path / "missing")
    (tmp_path / "file.txt").write_text("a")
    for path in (tmp_path, tmp_path / "file.txt"):
        with pytest.raises(UserError, match="no checkpoint"):
            inspection.find(path)
    write("standard", tmp_path / "one")
    write("v1", tmp_path / "other")
    with pytest.raises(UserError, match="no checkpoint"):
        inspection.find(tmp_path)


def test_a_checkpoint_cut_off_in_the_middle_shows_its_intact_part(run, tmp_path):
    path = shutil.copytree(run / "checkpoints" / "3", tmp_path / "3")
    file = data_file(path / "training")
    os.truncate(file, file.stat().st_size // 2)
    contents = inspection.read(path)
    assert "params/block_0/kernel" in {leaf.name for leaf in contents.leaves}
    assert {found.leaf for found in contents.damage} <= {leaf.name for leaf in contents.leaves}
    assert {found.file for found in contents.damage} == {str(file.relative_to(path))}
    assert len(inspection.verify(contents)) == len(contents.damage) > 0

    shutil.rmtree(path / "training")
    contents = inspection.read(path)
    assert [leaf.name for leaf in contents.leaves] == ["params/block_0/kernel"]
    assert [(found.leaf, found.file) for found in contents.damage] == [("training/...", "training")]


@pytest.mark.filterwarnings("ignore:Sharding info not provided")
def test_a_flipped_bit_is_named_by_leaf_and_file(run, tmp_path):
    """Whatever the bit: every leaf that Orbax would read otherwise than saved is named."""
    whole = run / "checkpoints" / "3"
    expected = ocp.load(whole.absolute(), checkpointable_name="params")["block_0"]["kernel"]
    named = 0
    for share in np.linspace(0.02, 0.98, 12):
        path = shutil.copytree(whole, tmp_path / f"{share:.2f}" / "3")
        file = data_file(path / "params")
        content = bytearray(file.read_bytes())
        content[int(share * len(content))] ^= 16
        file.write_bytes(content)
        found = inspection.verify(inspection.read(path))
        named += bool(found)
        if found:
            assert {bad.leaf for bad in found} == {"params/block_0/kernel"}
            assert {bad.file for bad in found} == {str(file.relative_to(path))}
        else:
            read = ocp.load(path.absolute(), checkpointable_name="params")["block_0"]["kernel"]
            np.testing.assert_array_equal(read, expected)
    assert named >= 10


def test_a_lost_chunk_is_not_taken_for_zeros(tmp_path):
    path = write("pytree_files", tmp_path / "foreign")
    (path / "encoder.kernel" / "0.0").unlink()
    contents = inspection.read(path)
    assert inspection.statistics(next(leaf for leaf in contents.leaves if leaf.name == "encoder/kernel")).zeros == 1
    [found] = inspection.verify(contents)
    assert (found.leaf, found.file) == ("encoder/kernel", "encoder.kernel") and "1 of its 1 chunks" in found.reason


@pytest.mark.parametrize(
    "name, leaf, words",
    [
        ("_METADATA", None, "no JSON"),
        ("_CHECKPOINT_METADATA", None, "no JSON"),
        ("manifest.ocdbt", "odd", "missing"),
    ],
)
def test_lost_lists_are_named(tmp_path, name, leaf, words):
    path = write("standard", tmp_path / "foreign")
    if leaf:
        (path / name).unlink()
    else:
        (path / name).write_text("{")
    contents = inspection.read(path)
    assert any((bad.leaf, bad.file) == (leaf, name) and words in bad.reason for bad in contents.damage)
    if not leaf:  # the arrays are found without
        assert {"encoder/kernel", "odd", "opt_state/1"} <= {found.name for found in contents.leaves}


def test_an_unfinished_save_is_called_so(run, tmp_path):
    path = shutil.copytree(run / "checkpoints" / "3", tmp_path / "3.orbax-checkpoint-tmp")
    (path / "_CHECKPOINT_METADATA").unlink()
    reasons = {bad.reason for bad in inspection.read(path).damage}
    assert "the save was never finished" in reasons and "the file is missing" in reasons


def test_shardings_in_words():
    mesh = {"sharding_type": "NamedSharding", "axis_names": ["data", "model"], "shape": [2, 4]}
    assert (
        inspection.sharding_text(mesh | {"partition_spec": [["data", "model"], None]})
        == "data=2 model=4: (data+model, -)"
    )
    assert inspection.sharding_text(mesh | {"partition_spec": []}) == "data=2 model=4: replicated"
    assert inspection.sharding_text({"sharding_type": "SingleDeviceSharding", "device_str": "cpu:0"}) == "cpu:0"
