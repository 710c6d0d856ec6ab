"""The experiment `evaluate`, run as its users run it."""

import json
from pathlib import Path

import pytest

from tests.experiments.conftest import ANSWER, call


def test_the_table_and_the_file(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    text = tmp_path / "text.txt"
    text.write_text("What is this? It is 7.\n" * 100)
    tasks = json.loads((learned / "config.json").read_text())["data"]["tasks"]
    done = call("evaluate", f"--run={learned}", "--examples=5", f"--out={out}", f"--tasks={tasks},text:{text}")
    assert (done.returncode, done.stderr) == (0, "")
    header, row, _, text_row = done.stdout.splitlines()
    assert header.split()[:5] == ["task", "variant", "difficulty", "n", "accuracy"]
    assert row.split()[1:5] == ["items", "all", "5", "100.0%"]
    assert text_row.startswith(f"text:{text}")

    result = json.loads(out.read_text())
    assert result["config"] == json.loads((learned / "config.json").read_text())
    assert (result["seed"], result["votes"], result["temperature"]) == (1_000_000_007, 1, 0.0)
    [row] = result["rows"]
    assert (row["n"], row["right"], row["constant"], row["constant_accuracy"]) == (5, 5, ANSWER, 1.0)
    assert row["low"] < 1.0 == row["high"] and row["answer_loss"] < 1
    assert result["texts"][0]["bits_per_byte"] > 0


def test_votes(learned: Path) -> None:
    done = call("evaluate", f"--run={learned}", "--examples=3", "--votes=3")
    assert done.returncode == 0 and "pass@3" in done.stdout


@pytest.mark.parametrize(
    ("flags", "status", "words"),
    [
        (["--seed=3"], 2, "--seed=3"),
        (["--votes=2", "--temperature=0"], 2, "--temperature"),
        (["--examples=0"], 2, "examples"),
        (["--tasks=gdc"], 2, "'gcd'"),
        (["--out={here}/missing/out.json"], 1, "cannot write"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, flags: list[str], status: int, words: str) -> None:
    done = call("evaluate", f"--run={learned}", *(flag.replace("{here}", str(tmp_path)) for flag in flags))
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and words in done.stderr
    assert not list(tmp_path.iterdir())
