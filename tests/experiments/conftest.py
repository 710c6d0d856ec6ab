"""A run to ask: a tiny model that has learned one reply by heart."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.sums import write_sums
from tinyreason import config, loop

ROOT = Path(__file__).parents[2]
THOUGHTS, ANSWER = "It is as I said.", "7"


@pytest.fixture(scope="session")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a run directory whose model answers everything alike."""
    directory = tmp_path_factory.mktemp("learned")
    lines = [json.dumps({"question": f"What is {n}?", "thoughts": THOUGHTS, "answer": ANSWER}) for n in range(80)]
    (directory / "mine.jsonl").write_text("\n".join(lines))
    asked = config.replace(
        config.Config(),
        tasks=f"jsonl:{directory / 'mine.jsonl'}",
        **{"vocabulary": 280, "context": 80, "width": 32, "depth": 1, "heads": 2},
        **{"steps": "60", "batch": 8, "learning_rate": 0.01, "validation_batches": 1, "evaluation_examples": 0},
        devices=1,
    )
    result = loop.train(asked, directory / "run")
    assert result.validation_loss is not None and result.validation_loss < 0.02
    return directory / "run"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One compilation cache for all processes of a module: the first compiles, the others read what it wrote."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("XLA_", "JAX_"))}
    cache = tmp_path_factory.mktemp("cache")
    return keep | {"XDG_CACHE_HOME": str(cache), "JAX_PLATFORMS": "cpu", "PYTHONHASHSEED": "0"}


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Returns the flag for a file of sums."""
    return f"--tasks={write_sums(tmp_path_factory.mktemp('data') / 'sums.jsonl')}"


@pytest.fixture
def launch(environment: dict[str, str]) -> Iterator[Callable[[Sequence[str]], "subprocess.Popen[str]"]]:
    """Starts commands in processes of their own; whatever still runs at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []

    def popen(command: Sequence[str]) -> "subprocess.Popen[str]":
        pipes: dict[str, int] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes))
        return started[-1]

    yield popen
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for(condition: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Returns when it holds; fails where the process ends before."""
    while not condition():
        assert process.poll() is None, process.communicate()
        time.sleep(0.001)


def call(
    experiment: str, *flags: str, typed: str = "", environment: Mapping[str, str] = MappingProxyType({})
) -> "subprocess.CompletedProcess[str]":
    """Runs an experiment in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", f"experiments.{experiment}", *flags],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONHASHSEED": "0"} | environment,
        cwd=ROOT,
    )
