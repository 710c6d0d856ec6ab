import json
import os
import re
import shutil
from pathlib import Path

import jax.numpy as jnp
import orbax.checkpoint as v0
import pytest

from tests.experiments.conftest import call


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("foreign") / "checkpoint"
    with v0.StandardCheckpointer() as writer:
        writer.save(path, {"layer": {"w": jnp.arange(600.0).reshape(20, 30), "b": jnp.array([1.0, jnp.nan])}})
    return path


def test_a_run_as_a_person_reads_it(learned: Path) -> None:
    done = call("inspect_checkpoint", f"--run={learned}", "--verify")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    tables = lines[: lines.index("config")]
    assert "\x1b" not in done.stdout and max(map(len, tables)) <= 100
    for words in (
        r"shown below, best +60 ",
        r"^ +attention/?",
        r"key/kernel +32x32 +float32 +1,024 +4.1 kB +(cpu:0|data)",
    ):
        assert re.search(words, done.stdout, re.MULTILINE), words
    total = next(line for line in lines if line.startswith("params "))
    assert total.split()[1] == f"{280 * 32 + 4 * 32 * 32 + 3 * 32 * 88 + 3 * 32 + 2 * 16:,}"
    assert done.stdout.index("\nparameters") < done.stdout.index("\noptimizer state")
    assert "width=32" in done.stdout and "orbax-checkpoint=" in done.stdout and '"next_index' in done.stdout
    assert re.search(r"whole: \d+ arrays, [\d.]+ kB, read through$", done.stdout, re.MULTILINE)


def test_a_foreign_checkpoint_as_json(foreign: Path) -> None:
    done = call("inspect_checkpoint", f"--run={foreign}", "--values", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    tree = json.loads(done.stdout)
    assert tree["leaves"]["layer/w"]["shape"] == [20, 30] and tree["totals"]["parameters"]["elements"] == 602
    assert tree["leaves"]["layer/w"]["values"]["max"] == 599 and tree["leaves"]["layer/b"]["values"]["nan"] == 1
    shown = call("inspect_checkpoint", f"--run={foreign}", "--values").stdout
    assert re.search(r"^layer/w +0 +599 +300 +173 ", shown, re.MULTILINE)


def test_a_difference(foreign: Path, learned: Path) -> None:
    done = call("inspect_checkpoint", f"--diff={foreign},{foreign}", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["leaves"] == {
        "layer/w": {"max_abs_diff": 0.0, "relative_change": 0.0},
        "layer/b": {"max_abs_diff": None, "relative_change": None},
    }
    done = call("inspect_checkpoint", f"--run={learned}", "--diff=60,60")
    assert done.returncode == 0 and re.search(r"^params/embedding/embedding +0 +0 *$", done.stdout, re.MULTILINE)


def test_damage_is_shown_after_what_is_intact(foreign: Path, tmp_path: Path) -> None:
    path = shutil.copytree(foreign, tmp_path / "cut")
    for file in (path / "ocdbt.process_0" / "d").iterdir():
        os.truncate(file, file.stat().st_size // 2)
    done = call("inspect_checkpoint", f"--run={path}")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and done.stderr.startswith("error: damaged: 1")
    assert "  w" in done.stdout and re.search(r"layer/w +ocdbt.process_0/d/[0-9a-f]{7}", done.stdout)
    tree = json.loads(call("inspect_checkpoint", f"--run={path}", "--verify", "--json").stdout)
    assert [bad["leaf"] for bad in tree["damage"]] == ["layer/w"]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ([], "--run=DIR"),
        (["--run={here}"], "no checkpoint"),
        (["--run={run}", "--step=77"], "no step 77; the nearest is 60"),
        (["--run={run}", "--diff=60"], "--diff takes two"),
        (["--run={run}", "--diff=60,61"], "no step 61; the nearest is 60"),
        (["--diff=1,2"], "needs --run"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, flags: list[str], words: str) -> None:
    done = call("inspect_checkpoint", *(flag.format(here=tmp_path, run=learned) for flag in flags))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and words in done.stderr
