"""Names of tasks and mixtures: found, imported only when asked for, refused with the nearest."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tasks import fakes
from tinyreason.config import UserError
from tinyreason.tasks import registry as subject


@pytest.fixture
def fake_families(monkeypatch):
    monkeypatch.setattr(subject, "families", subject.families)
    fakes.install()


def test_families_are_the_modules_there():
    folder = Path(subject.__file__).parent / "families"
    there = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert subject.families() == sorted(there - {"__init__", "__pycache__"})
    assert {"word_problems", "chain_sum"} <= set(subject.families())


def test_every_family_offers_a_task():
    for name in subject.families():
        task = subject.load_task(name)
        assert task.name == name and task.variants[0] == "items"
        example = task.draw(10**9)
        assert example == task.draw(10**9) and (example.task, example.number) == (name, 10**9)
        assert task.score(example.answer, example) == 1 and task.score("certainly wrong", example) < 1


def test_families_are_imported_only_when_used():
    script = (
        "import sys; from tinyreason.tasks import registry; registry.parse_mixture('gcd,catalogue:gsm8k');"
        "heavy = 'jax', 'reasoning_gym', 'tensorflow_datasets', 'tinyreason.tasks.families.gcd';"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "mixture"),
    [
        ("fake_a", [("fake_a", 1.0)]),
        ("fake_a,fake_b:2.0", [("fake_a", 1.0), ("fake_b", 2.0)]),
        (" fake_a:0.5 , fake_b:3e-1 ", [("fake_a", 0.5), ("fake_b", 0.3)]),
        ("jsonl:mine.jsonl", [("jsonl:mine.jsonl", 1.0)]),
        ("jsonl:mine.jsonl:0.5,fake_a", [("jsonl:mine.jsonl", 0.5), ("fake_a", 1.0)]),
        ("jsonl:a:b.jsonl", [("jsonl:a:b.jsonl", 1.0)]),
        ("jsonl:a:2:1", [("jsonl:a:2", 1.0)]),
        ("jsonl:20", [("jsonl:20", 1.0)]),
        (r"text:one\,two.txt:2,fake_a", [("text:one,two.txt", 2.0), ("fake_a", 1.0)]),
        ("tfds:a/b:3,catalogue:gsm8k", [("tfds:a/b", 3.0), ("catalogue:gsm8k", 1.0)]),
        ("catalogue:gsm8k:4,catalogue:lm1b", [("catalogue:gsm8k", 4.0), ("catalogue:lm1b", 1.0)]),
    ],
)  # fmt: skip
def test_mixtures(fake_families, text, mixture):
    assert subject.parse_mixture(text) == mixture


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fake_c", r"unknown task 'fake_c', did you mean 'fake_[ab]'\?.*fake_a, fake_b, .*word_problems"),
        ("wordproblems", r"did you mean 'word_problems'\?"),
        ("zzz", r"unknown task 'zzz'; there are"),
        ("", "unknown task ''"),
        ("fake_a,", "unknown task ''"),
        ("fake_a:-1", "'-1' of 'fake_a' in --tasks must be a positive number"),
        ("fake_a:0", "'0' of 'fake_a'.* positive"),
        ("fake_a:nan", "'nan' of 'fake_a'.* positive"),
        ("fake_a:inf", "'inf' of 'fake_a'.* positive"),
        ("fake_a:two", "'two' of 'fake_a'.* not a number"),
        ("fake_a:", "'' of 'fake_a'.* not a number"),
        ("jsonl:a.jsonl:0", "'0' of 'a.jsonl'.* positive"),
        ("jsonl:", "name a file after the colon"),
        ("catalogue:", "name a set after the colon"),
        ("catalogue:gsm", r"unknown catalogue set 'gsm', did you mean 'gsm8k'\?"),
        ("json:a.jsonl", "'a.jsonl' of 'json'"),
        ("fake_a,fake_b,fake_a:2", "fake_a is named twice"),
    ],
)
def test_mixtures_refused(fake_families, text, message):
    with pytest.raises(UserError, match=message) as caught:
        subject.parse_mixture(text)
    assert caught.value.status == 2 and "\n" not in str(caught.value)


def test_plain_text_is_no_task(tmp_path):
    assert [subject.is_text(spec) for spec in ("text:a", "catalogue:lm1b", "catalogue:gsm8k", "jsonl:text", "gcd")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    with pytest.raises(UserError, match="plain text"):
        subject.load_task(f"text:{tmp_path}/a.txt")
    with pytest.raises(UserError, match="unknown task"):
        subject.load_task("gdc")
