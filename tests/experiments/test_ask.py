"""The experiment `ask`, run as its users run it."""

import json
from pathlib import Path

import pytest

from tests.experiments.conftest import ANSWER, THOUGHTS, call


def test_one_question(learned: Path) -> None:
    done = call("ask", f"--run={learned}", "--question=What is 5?")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"A: {THOUGHTS}\nAnswer: {ANSWER}.\n"


def test_a_reply_that_is_cut_off_says_so(learned: Path) -> None:
    done = call("ask", f"--run={learned}", "--question=数 🙂\nAnswer: 3.\nQ: 1", "--max_tokens=2")
    assert done.returncode == 0 and done.stdout.startswith("A:") and "cut off" in done.stderr


def test_a_conversation(learned: Path) -> None:
    done = call("ask", f"--run={learned}", typed="What is 4?\n" + "x" * 300 + "\nWhat is 6?\n\nWhat is 7?\n")
    assert done.returncode == 0
    assert done.stdout.count(f"A: {THOUGHTS}\nAnswer: {ANSWER}.\n") == 2
    assert done.stderr.count("too long") == done.stderr.count("\n") == 1


def test_many_questions(learned: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        '{"question": "What is 5?", "id": [1, {"a": null}], "answer": "9", "thoughts": 2}',
        "{nonsense",
        '{"question": "What is 6?", "answer": 1, "given_answer": 2, "odd": "\\ud800"}',
        "",
        '{"question": "' + "long " * 300 + '", "id": 4}',
        '{"query": "What is 7?"}',
        "[1]",
        '{"question": " "}',
        '{"question": "数 🙂?", "id": "数"}',
    ]
    questions.write_text("\n".join(lines), encoding="utf-8")
    done = call("ask", f"--run={learned}", f"--questions={questions}", f"--answers={answers}")
    assert done.returncode == 1
    named = [line.split(":")[0].split(" of ")[0] for line in done.stderr.splitlines()]
    assert [name.split(" is ")[0] for name in named] == ["line 2", "line 5", "line 6", "line 7", "line 8", "error"]
    assert "Traceback" not in done.stderr

    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    replied = {"thoughts": THOUGHTS, "answer": ANSWER}
    assert len(rows) == 6
    assert rows[0] == {
        "question": "What is 5?",
        "id": [1, {"a": None}],
        "given_answer": "9",
        "given_thoughts": 2,
        **replied,
    }
    assert rows[1] == {"question": "What is 6?", "given_given_answer": 1, "given_answer": 2, "odd": "\ud800", **replied}
    assert rows[2]["id"] == 4 and rows[2]["answer"] is None and "too long" in rows[2]["error"]
    assert rows[3]["query"] == "What is 7?" and "question" in rows[3]["error"]
    assert "empty" in rows[4]["error"]
    assert rows[5]["id"] == "数" and rows[5].keys() == {"question", "id", "thoughts", "answer"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_all_lines_answered(learned: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions.write_text('{"question": "What is 5?"}\n' * 3)
    answers.write_text("what was there before")
    done = call("ask", f"--run={learned}", f"--questions={questions}", f"--answers={answers}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [json.loads(line)["answer"] for line in answers.read_text().splitlines()] == [ANSWER] * 3


@pytest.mark.parametrize(
    ("flags", "status", "words"),
    [
        (["--question="], 2, "empty"),
        (["--question=a", "--questions=b", "--answers=c"], 2, "not both"),
        (["--questions=b"], 2, "--answers"),
        (["--questions={here}/missing.jsonl", "--answers={here}/out.jsonl"], 2, "missing.jsonl"),
        (["--questions={here}/in.jsonl", "--answers={here}/in.jsonl"], 2, "name another"),
        (["--questions={here}/in.jsonl", "--answers={here}/missing/out.jsonl"], 1, "cannot write"),
        (["--question=a", "--top_p=0"], 2, "--top_p=0"),
        (["--question=a", "--run={here}/nowhere"], 2, "nowhere"),
    ],
)
def test_mistakes_are_one_clear_line(learned: Path, tmp_path: Path, flags: list[str], status: int, words: str) -> None:
    (tmp_path / "in.jsonl").write_text('{"question": "What is 5?"}\n')
    done = call("ask", f"--run={learned}", *(flag.replace("{here}", str(tmp_path)) for flag in flags))
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and words in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
    assert (tmp_path / "in.jsonl").read_text() == '{"question": "What is 5?"}\n'
