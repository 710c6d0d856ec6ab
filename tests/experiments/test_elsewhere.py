"""The experiments that take models elsewhere, look into them and edit their thoughts, run as their users run them."""

import json
from pathlib import Path

import pytest

from tests.experiments.conftest import THOUGHTS, call


def test_there_and_back(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("export", f"--run={learned}", "--format=huggingface", f"--out={out}")
    assert (done.returncode, done.stderr) == (0, "") and "compute in float32" in done.stdout
    assert "model.safetensors" in done.stdout and "not measured" in (out / "README.md").read_text()
    back = tmp_path / "back"
    tasks = json.loads((learned / "config.json").read_text())["data"]["tasks"]
    done = call("import_huggingface", f"--model={out}", f"--run={back}", f"--tasks={tasks}", "--steps=10")
    assert (done.returncode, done.stderr) == (0, "") and "as step 0" in done.stdout
    done = call("ask", f"--run={back}", "--question=What is 5?")
    assert done.returncode == 0 and THOUGHTS in done.stdout
    again = call("export", f"--run={back}", "--format=huggingface", f"--out={out}")
    assert again.returncode == 2 and "is not empty" in again.stderr


def test_look(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "look.html"
    done = call("look", f"--run={learned}", "--question=What is 5?", "--edit=as I said->as", f"--out={out}")
    assert (done.returncode, done.stderr) == (0, "") and str(out) in done.stdout
    page = out.read_text()
    assert THOUGHTS.split()[-1] in page.replace('","', "") and "step 60" in page


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ("export --format=onnx --out={here}/out --step=7", 2, "no checkpoint of step 7"),
        ("export --format=pickle --out={here}/out", 2, "format"),
        ("look --question=Hi --edit=abc --out={here}/look.html", 2, "A->B"),
        ("look --question=Hi --edit=zebra->5 --out={here}/look.html", 2, "'zebra' is not there"),
        ("faithfulness --examples=3 --out={here}/out.json", 1, "no thought had a result"),
        ("faithfulness --out={here}/missing/out.json", 1, "cannot write"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, command: str, status: int, words: str) -> None:
    experiment, *flags = command.replace("{here}", str(tmp_path)).split()
    done = call(experiment, f"--run={learned}", *flags)
    assert done.returncode == status and words in done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
