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


def test_a_run_that_begins_with_the_model_of_another(learned: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    done = call("begin", f"--model={learned}", f"--run={begun}", "--steps=2", "--learning_rate=0", "--context=90")
    assert (done.returncode, done.stderr) == (0, "") and f"step 60 of {learned}" in done.stdout
    assert json.loads((begun / "environment.json").read_text())[0]["origin"] == f"{learned}, step 60"
    assert (begun / "tokenizer.json").read_bytes() == (learned / "tokenizer.json").read_bytes()
    done = call("ask", f"--run={begun}", "--question=What is 5?")
    assert done.returncode == 0 and THOUGHTS in done.stdout
    done = call("train", f"--run={begun}", "--resume")
    assert done.returncode == 0 and "finished: 2 steps" in done.stdout
    first = json.loads((begun / "metrics.jsonl").read_text().splitlines()[0])["loss"]
    assert first < 0.02, "it must go on from what the other has learned"
    environments = json.loads((begun / "environment.json").read_text())
    assert [there["from_step"] for there in environments] == [0] and "origin" in environments[0]


def test_look(learned: Path, tmp_path: Path) -> None:
    out = tmp_path / "look.html"
    done = call("look", f"--run={learned}", "--question=What is 5?", "--edit=as I said->as", f"--out={out}")
    assert (done.returncode, done.stderr) == (0, "") and str(out) in done.stdout
    page = out.read_text()
    assert THOUGHTS.split()[-1] in page.replace('","', "") and "step 60" in page


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ("export --run={run} --format=onnx --out={here}/out --step=7", 2, "no checkpoint of step 7"),
        ("export --run={run} --format=pickle --out={here}/out", 2, "format"),
        ("look --run={run} --question=Hi --edit=abc --out={here}/look.html", 2, "A->B"),
        ("faithfulness --run={run} --examples=3 --out={here}/out.json", 1, "no thought had a result"),
        ("begin --model={run} --run={here}/begun --tokenizer=byte", 2, "tokenizer (bpe -> byte)"),
        ("begin --model={run} --run={run}", 2, "not empty"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, command: str, status: int, words: str) -> None:
    experiment, *flags = command.replace("{here}", str(tmp_path)).replace("{run}", str(learned)).split()
    done = call(experiment, *flags)
    assert done.returncode == status and words in done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
