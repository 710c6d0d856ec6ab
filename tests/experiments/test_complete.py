"""The experiment `complete`, run as its users run it."""

from pathlib import Path

from tests.experiments.conftest import ANSWER, THOUGHTS, call


def test_a_text_goes_on(learned: Path) -> None:
    done = call("complete", f"--run={learned}", "--prompt=Q: What is 5?\nA:")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Q: What is 5?\nA: {THOUGHTS}\nAnswer: {ANSWER}.\n"


def test_no_text_is_a_beginning_too(learned: Path) -> None:
    done = call("complete", f"--run={learned}", "--prompt=", "--max_tokens=3", "--temperature=1.5", "--top_k=20")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_text_longer_than_the_context_is_refused(learned: Path) -> None:
    done = call("complete", f"--run={learned}", "--prompt=" + "x" * 300)
    assert done.returncode == 2 and done.stdout == "" and "too long" in done.stderr and done.stderr.count("\n") == 1
