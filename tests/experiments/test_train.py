"""Training as a person starts it and as the world ends it: processes, signals, exit statuses, what is on the screen."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import jax
import numpy as np
import pytest

from tests.experiments.conftest import ROOT, wait_for
from tinyreason import checkpoints, runs

STEPS = 200
SHAPE = "--width=16 --heads=2 --depth=1 --vocabulary=300 --context=48 --batch=8 --devices=1".split()
LENGTH = [f"--steps={STEPS}", "--checkpoint_every=20", "--validation_batches=1", "--evaluation_examples=0"]


@pytest.fixture
def start(launch):
    """Starts training."""

    def popen(directory: Path, *flags: str, before: str = "") -> subprocess.Popen:
        command = [sys.executable, "-m", "experiments.train", f"--run={directory}", *flags]
        return launch(["bash", "-c", f'{before}; exec "$@"', "bash", *command] if before else command)

    return popen


@pytest.fixture(scope="module")
def whole(environment, sums, tmp_path_factory) -> Path:
    """A run in one go, its programs freshly compiled."""
    directory = tmp_path_factory.mktemp("whole") / "run"
    command = [sys.executable, "-m", "experiments.train", f"--run={directory}", sums, *SHAPE, *LENGTH]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"{directory} is finished: {STEPS} steps" in done.stdout
    assert f"training: 1 of {STEPS}, loss" in done.stderr
    cached = [path.name for path in Path(environment["XDG_CACHE_HOME"]).rglob("jit_step*-cache")]
    assert len(cached) == 1, "the processes that follow must find the compiled step"
    return directory


def steps_done(directory: Path) -> int:
    path = directory / "metrics.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def unfinished_saves(directory: Path) -> list[Path]:
    return list((directory / "checkpoints").glob("*.orbax-checkpoint-tmp"))


def kill_during_a_save(process: subprocess.Popen, directory: Path) -> None:
    """Kills while a save is half-written: the process is stopped first, and goes on if the save was done by then."""
    while True:
        wait_for(lambda: bool(unfinished_saves(directory)), process)
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        if unfinished_saves(directory):
            process.kill()
            process.communicate()
            return
        process.send_signal(signal.SIGCONT)


def assert_same_run(directory: Path, whole: Path) -> None:
    ours, theirs = runs.load(directory), runs.load(whole)
    assert ours.step == theirs.step == STEPS
    jax.tree.map(np.testing.assert_array_equal, ours.params, theirs.params)
    found, expected = (checkpoints.metadata(path / "checkpoints", STEPS) for path in (directory, whole))
    for tree in ("params", "training", "data"):
        assert found["checksums"][tree] == expected["checksums"][tree], tree
    for name in ("metrics.jsonl", "validation.jsonl", "finished.json"):
        assert (directory / name).read_bytes() == (whole / name).read_bytes(), name


def test_killed_twice_and_resumed_is_bit_for_bit_the_same(start, sums, whole, tmp_path):
    """Once at a random step, once during a save, by SIGKILL."""
    directory = tmp_path / "run"
    at = random.SystemRandom().randrange(1, 120)
    process = start(directory, sums, *SHAPE, *LENGTH)
    wait_for(lambda: steps_done(directory) >= at, process)
    process.kill()
    process.communicate()
    assert not (directory / "finished.json").exists()

    process = start(directory, sums, *SHAPE, *LENGTH, "--resume")
    kill_during_a_save(process, directory)
    assert unfinished_saves(directory) and not (directory / "finished.json").exists()

    process = start(directory, "--resume")  # the config is the run's own
    output = process.communicate()
    assert process.returncode == 0, output
    assert not unfinished_saves(directory)
    assert_same_run(directory, whole)


def test_a_signal_saves_and_exits_0(start, sums, tmp_path):
    process = start(tmp_path, sums, *SHAPE, "--steps=1000000", "--checkpoint_every=1000000", "--validation_batches=1")
    wait_for(lambda: steps_done(tmp_path) > 3, process)
    process.send_signal(random.choice([signal.SIGTERM, signal.SIGINT]))
    out, err = process.communicate()
    assert process.returncode == 0, err
    step = steps_done(tmp_path)
    assert out == f"stopped and saved at step {step}; the same command with --resume goes on\n"
    assert checkpoints.steps(tmp_path / "checkpoints") == [step]
    assert runs.load(tmp_path).step == step


def assert_one_line(process: subprocess.Popen, status: int, *words: str) -> None:
    out, err = process.communicate()
    assert process.returncode == status, err
    lines = [line for line in err.splitlines() if not line.startswith("training: ")]
    assert len(lines) == 1 and lines[0].startswith("error: "), err
    assert all(word in lines[0] for word in words) and out == ""


def test_a_full_disk_is_one_line_and_status_1(start, sums, whole, tmp_path):
    """The system refuses to make any file longer than 16 KiB, as a full disk would."""
    process = start(tmp_path / "run", sums, *SHAPE, *LENGTH, before="ulimit -f 16")
    assert_one_line(process, 1, "cannot write the checkpoint in", "File too large", "--resume")
    assert checkpoints.steps(tmp_path / "run" / "checkpoints") == []


def test_a_damaged_checkpoint_is_one_line_and_status_1(start, whole, tmp_path):
    directory = tmp_path / "run"
    shutil.copytree(whole, directory)
    (directory / "finished.json").unlink()
    for path in (directory / "checkpoints" / str(STEPS) / "training" / "d").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    assert_one_line(start(directory, "--resume"), 1, f"checkpoints/{STEPS} is damaged", f"go on from step {STEPS - 20}")


def test_a_finished_run_is_left_alone(start, whole):
    before = (whole / "metrics.jsonl").read_bytes()
    assert_one_line(start(whole, "--resume", "--width=32"), 2, "width (16 -> 32)")
    assert (whole / "metrics.jsonl").read_bytes() == before
    process = start(whole, "--resume")
    assert "is finished" in process.communicate()[0] and process.returncode == 0


def test_minutes_become_steps_that_the_run_keeps(start, sums, tmp_path):
    process = start(tmp_path, sums, *SHAPE, "--minutes=60", "--validation_batches=1", "--evaluation_examples=0")
    wait_for(lambda: steps_done(tmp_path) > 3, process)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate()
    assert process.returncode == 0, err
    steps = runs.load_config(tmp_path).run.steps
    assert out.startswith(f"60 minutes hold {steps} steps here: --steps={steps}\n")
    assert int(steps) > steps_done(tmp_path) and not steps[2:].strip("0")
    assert "trial: 1 of " in err


def test_a_signal_during_the_trial_saves_and_exits_0(start, sums, tmp_path):
    process = start(tmp_path, sums, *SHAPE, "--minutes=60", "--validation_batches=1")
    assert process.stderr.readline().startswith("trial: 1 of ")
    process.send_signal(random.choice([signal.SIGTERM, signal.SIGINT]))
    out, err = process.communicate()
    assert process.returncode == 0, err
    step = steps_done(tmp_path)
    assert out.splitlines()[1:] == [f"stopped and saved at step {step}; the same command with --resume goes on"]
    assert runs.load(tmp_path).step == step


def test_minutes_are_for_a_run_that_begins(start, sums, whole, tmp_path):
    process = start(whole, "--resume", "--minutes=60")
    assert "is finished" in process.communicate()[0] and process.returncode == 0
    assert_one_line(start(whole, "--minutes=60"), 2, f"{whole} is not empty")
    assert_one_line(start(tmp_path / "run", sums, *SHAPE, *LENGTH, "--minutes=60"), 2, "--minutes and --steps")
    assert not (tmp_path / "run").exists()
