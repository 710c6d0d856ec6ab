"""Sweeps as a person asks for them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
            print(shapes, len(plan.excluded), {round(budget.count(c.model).total, -4) for c in plan.configs})
        except config.UserError as error:
            print(error)
"""


def test_flags_make_the_plan_or_say_what_is_wrong():
    cases = {
        "--widths=32,64 --head_counts=4 --thought_modes=on,off": (
            "[(32, 4, True, 0, 1), (32, 4, False, 0, 1), (64, 4, True, 0, 1), (64, 4, False, 0, 1)] 0"
        ),
        "--width=64 --seed=5 --seeds=2": "[(64, 4, True, 5, 1), (64, 4, True, 6, 1)] 0",
        "--widths=36,512 --heads=6 --depth=8": "[(36, 6, True, 0, 1)] 1",
        "--mode=iso_params --match_params=300000 --depths=1,4": "{300000}",
        "--widths=32,64,96 --mode=random --random_runs=1": "0, 1)] 0",
        "--widths=32,wide": "the values of width are whole numbers, with commas between, not 'wide'",
        "--thought_modes=on,maybe": "the values of thoughts are on or off, with commas between, not 'maybe'",
        "--width=32 --widths=64": "--width and --widths contradict each other: give one",
        "--mode=iso_params": "--match_params and --mode=iso_params belong together",
        "--match_params=5": "--match_params and --mode=iso_params belong together",
        "--mode=random": "--random_runs and --mode=random belong together",
        "--devices=2": "a run of a sweep has one device",
        "--seeds=0": "flag --seeds=0",
    }
    command = [sys.executable, "-c", CHECKED]
    done = subprocess.run(command, input="\n".join(cases), capture_output=True, text=True, cwd=ROOT, check=True)
    for (words, expected), line in zip(cases.items(), done.stdout.splitlines(), strict=True):
        assert expected in line, words
