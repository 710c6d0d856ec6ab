"""The parts of a fresh machine's set-up that the other tests cannot see, because this machine has more installed."""

import subprocess
import sys

WITHOUT_PYCOSAT = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "pycosat" else find(name, *rest)
from tinyreason.tasks.registry import load_task
for name in ("gcd", "chain_sum"):
    task = load_task(name)
    example = task.draw(7)
    assert task.score(example.answer, example) == 1.0
assert not hasattr(sys.modules["pycosat"], "itersolve")
"""


def test_reasoning_gym_is_used_without_the_package_that_needs_a_compiler():
    done = subprocess.run([sys.executable, "-c", WITHOUT_PYCOSAT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
