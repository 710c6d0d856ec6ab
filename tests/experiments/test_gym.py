"""The experiments `gym` and `package`, and the word `pretrained`, run as their users run them."""

import csv
import filecmp
import json
from pathlib import Path

import jax
import numpy as np
import pytest

from tests.experiments.conftest import call
from tinyreason import checkpoints, runs
from tinyreason.config import UserError
from tinyreason.tasks import suite


def test_the_table_and_the_files(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    flags = [f"--run={learned}", "--suite=hard", "--families=gcd,maze", "--examples=4", f"--out={out}"]
    done = call("gym", *flags)
    assert (done.returncode, done.stderr) == (0, "")
    header, gcd, maze, mean, words, written = done.stdout.splitlines()
    assert header.split()[0] == "family" and gcd.split()[:2] == ["gcd", "4"] and maze.split()[:2] == ["maze", "4"]
    assert mean.startswith("mean of 2") and "generalists" in words and "out.csv" in written
    result = json.loads(out.read_text())
    assert (result["suite"], result["seed"], result["examples"]) == ("hard", 1_000_000_007, 4)
    assert result["config"] == json.loads((learned / "config.json").read_text()) and words == result["read_this"]
    assert [row["too_long"] for row in result["rows"]][1] == 4 and not result["rows"][0]["trained"]
    with out.with_suffix(".csv").open() as file:
        rows = list(csv.DictReader(file))
    for row, expected in zip(rows, result["rows"], strict=True):
        assert (row["family"], float(row["mean_score"])) == (expected["family"], expected["mean_score"])
        assert float(row["o3-mini"]) == expected["published"]["o3-mini"]

    table = out.with_suffix(".md").read_text().splitlines()
    assert [line.split(" | ")[0] for line in table[2:5]] == [
        "| maze (untrained)",
        "| gcd (untrained)",
        "| **mean of 2**",
    ]
    assert words in table and all(out.with_suffix(suffix).stat().st_size > 5000 for suffix in (".png", ".svg"))

    before = out.read_bytes()
    done = call("gym", *flags)
    assert done.returncode == 2 and "exists already" in done.stderr and out.read_bytes() == before


@pytest.mark.parametrize(
    ("flags", "status", "words"),
    [
        ([], 2, "--families"),  # it was trained on none
        (["--suite=medium"], 2, "suite"),
        (["--out={here}/out.txt"], 2, ".json"),
        (["--families=gcd", "--out={here}/missing/out.json"], 1, "cannot write"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, flags: list[str], status: int, words: str) -> None:
    done = call("gym", f"--run={learned}", *(flag.replace("{here}", str(tmp_path)) for flag in flags))
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and words in done.stderr
    assert not list(tmp_path.iterdir()) and not list(learned.glob("gym*"))


def test_a_packaged_run_is_the_run_without_what_training_needs(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    done = call("package", f"--run={learned}", f"--out={out}")
    assert (done.returncode, done.stderr) == (0, "") and "step 60" in done.stdout
    theirs, ours = runs.load(learned), runs.load(out)
    jax.tree.map(np.testing.assert_array_equal, ours.params, theirs.params)
    assert (ours.config, ours.step, ours.tokenizer.size) == (theirs.config, theirs.step, theirs.tokenizer.size)
    kept = ["config.json", "tokenizer.json", "environment.json", "metrics.jsonl", "validation.jsonl", "finished.json"]
    assert filecmp.cmpfiles(learned, out, kept, shallow=False)[0] == kept
    found, expected = (checkpoints.metadata(path / "checkpoints", 60) for path in (out, learned))
    assert found["checksums"]["params"] == expected["checksums"]["params"] and "training" not in found["checksums"]
    weight = [sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) for place in (out, learned)]
    assert weight[0] < weight[1]
    with pytest.raises(UserError, match="is there already"):
        runs.package(theirs, out)


def test_damage_to_a_packaged_run_is_named(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    runs.package(runs.load(learned), out)
    largest = max((out / "checkpoints").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        runs.load(out)


def test_the_bare_word_is_the_packaged_checkpoint() -> None:
    done = call("ask", "--run=pretrained", "--question=What is 2 + 2?")
    assert done.returncode == 0 and done.stdout.startswith("A:")
    done = call("ask", "--run=./pretrained", "--question=What is 2 + 2?")
    assert done.returncode == 2 and "there is no run directory pretrained" in done.stderr


def test_training_into_the_packaged_checkpoint_is_refused() -> None:
    done = call("train", "--run=pretrained", "--resume")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.count("\n") == 1
    assert "--run=pretrained is the packaged checkpoint" in done.stderr


def test_transcripts_show_what_the_seed_draws() -> None:
    done = call("transcripts", "--run=pretrained", "--draw=3", "--count=2")
    assert (done.returncode, done.stderr) == (0, "")
    heads = [line.removeprefix("--- ").split(",")[0] for line in done.stdout.splitlines() if line.startswith("--- ")]
    assert len(heads) == 2 and len({suite.kinds()[family] for family in heads}) == 2
    assert (
        done.stdout.count("\nQ: ") == 2 and done.stdout.count("\nA: ") >= 2 and "reasoning-gym's answer" in done.stdout
    )
    done = call("transcripts", "--run=pretrained", "--count=50")
    assert done.returncode == 2 and "--count=50" in done.stderr and done.stderr.count("\n") == 1


def test_the_losses_are_drawn_beside_each_other(learned: Path, tmp_path: Path) -> None:
    done = call("losses", f"--run={learned}", f"--out={tmp_path / 'losses.svg'}")
    assert (done.returncode, done.stderr) == (0, "") and "losses.png" in done.stdout
    drawn = (tmp_path / "losses.svg").read_text()
    assert "training tokens" in drawn and "validation" in drawn and "60 steps" in drawn
    for out, words in ((tmp_path / "losses.svg", "exists already"), (tmp_path / "losses.pdf", "ends in .png or .svg")):
        done = call("losses", f"--run={learned}", f"--out={out}")
        assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1
