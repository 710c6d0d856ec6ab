"""Sweeps as a person starts them and as the world ends them."""

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.experiments.conftest import ROOT, wait_for
from tinyreason import ledgers, runs

SHAPE = "--depth=1 --vocabulary=300 --context=48 --batch=8".split()
LENGTH = "--steps=60 --checkpoint_every=20 --validation_batches=1 --evaluation_examples=3".split()
GRID = "--widths=16 --seeds=3 --head_counts=2,7".split()
CHECKED = """
import sys
from absl import flags
from absl.testing import flagsaver
from experiments import sweep
from tinyreason import budget, config, sweeps
for words in sys.stdin.read().splitlines():
    with flagsaver.flagsaver():
        try:
            config.parse_flags(["sweep", "--run=x", *words.split()])
            plan = sweep.asked_plan()
            shapes = [(c.model.width, c.model.heads, c.data.thoughts, c.run.seed, c.run.devices) for c in plan.configs]
            sizes = {round(budget.count(c.model).total, -4) for c in plan.configs}
            print(shapes, len(plan.excluded), sizes, plan.populations)
        except config.UserError as error:
            print(error)
"""
BOARD = """
from experiments import sweep
from tinyreason import config, ledgers, workers
clock = [0.0]
sweep.time.monotonic = lambda: clock[0]
sweep.SECONDS_BETWEEN_LINES = 0
tasks = dict(tasks="chain_sum", steps="100")
entries = [
    ledgers.Entry(name, config.replace(config.Config(), seed=seed, **tasks), state, 0, 0, None, None)
    for seed, (name, state) in enumerate([("a", "finished"), ("b", "waiting"), ("c", "waiting"), ("d", "waiting")])
]
with sweep.Board(entries, 1) as board:
    board.ended(entries[1], "found damaged")
    board([workers.Running(("c",), workers.TRAINING, 50, 100, 1.0, 1.0)])
    clock[0] = 600.0
    board([workers.Running(("c",), workers.TRAINING, 75, 100, 1.0, 1.0)])
"""


@pytest.fixture
def start(launch, sums):
    """Starts a sweep."""
    command = [sys.executable, "-m", "experiments.sweep", sums, *SHAPE, *LENGTH, *GRID]
    return lambda directory, *more, flags: launch([*command, f"--run={directory}", *more, *flags])


def workers_of(process: subprocess.Popen) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def entries_of(directory: Path) -> list[ledgers.Entry]:
    with ledgers.Ledger(directory / ledgers.LEDGER) as ledger:
        return ledger.entries()


def steps_done(directory: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in directory.glob(f"*/{runs.METRICS}"))


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
@pytest.mark.parametrize("flags", [[], ["--populations"]], ids=["each alone", "in a population"])
def test_killed_twice_and_finished_the_ledger_is_that_of_an_undisturbed_sweep(start, tmp_path, flags):
    """The sweep is killed in its first runs and in its last, and in between a worker is."""
    start = functools.partial(start, flags=flags)
    process = start(tmp_path / "whole", "--workers=1")
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert "is finished" in output and output.count("\nexcluded: ") == 3
    assert "sweep: 0 of 3 runs, 0.0% of the work" in errors
    whole = entries_of(tmp_path / "whole")
    assert [entry.state for entry in whole] == 3 * ["finished"] and [entry.attempts for entry in whole] == 3 * [1]

    directory = tmp_path / "killed"
    process = start(directory)
    wait_for(lambda: steps_done(directory) >= 30, process)
    orphans = workers_of(process)
    process.kill()
    process.communicate()
    assert orphans
    for pid in orphans:  # they end with the one who started them, or the next could not take up their runs
        deadline = time.monotonic() + 60
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not Path(f"/proc/{pid}").exists()
    assert any(entry.state == "running" for entry in entries_of(directory))

    process = start(directory)
    wait_for(lambda: steps_done(directory) >= 80, process)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    wait_for(lambda: steps_done(directory) >= 130, process)
    process.kill()
    process.communicate()

    process = start(directory)
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    found = entries_of(directory)
    for ours, theirs in zip(found, whole, strict=True):
        assert (ours.name, ours.config, ours.state, ours.error) == (theirs.name, theirs.config, theirs.state, None)
        assert ours.outcome == theirs.outcome and len(ours.outcome.rows) == 1
        assert ours.population == theirs.population == (0 if flags else None)
    assert sum(entry.attempts for entry in found) > 3

    before = {entry.name: entry.attempts for entry in found}
    assert start(directory).wait() == 0  # nothing is missing: nothing runs
    assert {entry.name: entry.attempts for entry in entries_of(directory)} == before


def test_flags_make_the_plan_or_say_what_is_wrong():
    cases = {
        "--widths=32,64 --head_counts=4 --thought_modes=on,off": (
            "[(32, 4, True, 0, 1), (32, 4, False, 0, 1), (64, 4, True, 0, 1), (64, 4, False, 0, 1)] 0"
        ),
        "--width=64 --seed=5 --seeds=2": "[(64, 4, True, 5, 1), (64, 4, True, 6, 1)] 0",
        "--widths=36,512 --heads=6 --depth=8": "[(36, 6, True, 0, 1)] 1",
        "--mode=iso_params --match_params=300000 --depths=1,4": "{300000}",
        "--mode=iso_params --match_params=100000,300000 --depth=2": "{100000, 300000}",
        "--widths=32,64,96 --mode=random --random_runs=1": "0, 1)] 0",
        "--widths=32,wide": "the values of width are whole numbers, with commas between, not 'wide'",
        "--thought_modes=on,maybe": "the values of thoughts are on or off, with commas between, not 'maybe'",
        "--width=32 --widths=64": "--width and --widths contradict each other: give one",
        "--mode=iso_params": "--match_params and --mode=iso_params belong together",
        "--match_params=5": "--match_params and --mode=iso_params belong together",
        "--mode=iso_params --match_params=5e5": "--match_params takes whole numbers above 0",
        "--grid=nowhere.json": "cannot read the grid nowhere.json",
        "--width=32 --seeds=2 --populations": "((0, 1),)",
        "--mode=random": "--random_runs and --mode=random belong together",
        "--devices=2": "a run of a sweep has one device",
        "--seeds=0": "flag --seeds=0",
    }
    command = [sys.executable, "-c", CHECKED]
    done = subprocess.run(command, input="\n".join(cases), capture_output=True, text=True, cwd=ROOT, check=True)
    for (words, expected), line in zip(cases.items(), done.stdout.splitlines(), strict=True):
        assert expected in line, words


def test_the_time_left_is_reckoned_from_what_was_done_since_the_sweep_was_started():
    """Four runs alike: two are done with at once, one goes on from half, and a quarter of a run takes ten minutes."""
    done = subprocess.run([sys.executable, "-c", BOARD], capture_output=True, text=True, cwd=ROOT, check=True)
    whole = [line for line in done.stderr.splitlines() if line.startswith("sweep: ")]
    assert whole == [
        "sweep: 2 of 4 runs, 62.5% of the work",
        "sweep: 2 of 4 runs, 68.8% of the work, 50 minutes left",
    ]
