"""A run to ask: a tiny model that has learned one reply by heart."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tinyreason import config, runs

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
    result = runs.train(asked, directory / "run")
    assert result.validation_loss is not None and result.validation_loss < 0.02
    return directory / "run"


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
        cwd=Path(__file__).parents[2],
    )
