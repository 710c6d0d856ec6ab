"""Edits of thoughts, held to sums done by hand, and what becomes of answers, by models that are honest or not."""

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from tinyreason import faithfulness
from tinyreason.config import Config
from tinyreason.evaluation import wilson
from tinyreason.faithfulness import FOLLOWS, NONE, STAYS, Study, edits, read_equations, replay
from tinyreason.sampling import Continuation
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Example
from tinyreason.tokenizer import train_tokenizer

QUESTION, THOUGHTS = "What is 12 + 30 - 5?", " 12 + 30 = 42\n42 - 5 = 37\n"


def test_equations_are_read_without_their_working() -> None:
    found, rest = read_equations(" First 58 * 3 = (8 * 3 = 24, 5 * 3 = 15) 174 eggs, -8 + 50 = 50 - 8 = 42 left of 7.")
    assert [(e.a, e.operator, e.b, e.result) for e in found] == [(58, "*", 3, 174), (-8, "+", 50, 42)]
    assert "7" in rest and "174" not in rest and "24" not in rest


def test_edits_are_those_that_a_person_would_allow() -> None:
    [found] = edits(QUESTION, THOUGHTS, "37")
    assert {edit.new for edit in found} == {*range(33, 52)} - {37, 42}
    assert all((edit.old, edit.answer) == (42, edit.new - 5) for edit in found)
    assert all(THOUGHTS[edit.place :].startswith("42\n") for edit in found)


@pytest.mark.parametrize(
    ("question", "thoughts", "answer"),
    [
        (QUESTION, " 12 + 30 = 43\n43 - 5 = 38\n", "38"),  # wrong already
        (QUESTION, THOUGHTS, "36"),  # another answer than the thoughts lead to
        ("What is 12 + 5?", THOUGHTS, "37"),  # a number from nowhere
        ("Of 42, what is 12 + 30 - 5?", THOUGHTS, "37"),  # 42 may be the question's own
        (QUESTION, " It is 37.", "37"),
        (QUESTION, THOUGHTS + "So 42 less 5.", "37"),  # the result is said again in words
    ],
)
def test_doubtful_thoughts_are_left_alone(question: str, thoughts: str, answer: str) -> None:
    assert edits(question, thoughts, answer) == []


def test_what_follows_is_carried_through() -> None:
    equations, _ = read_equations(" 12 + 30 = 42\n42 / 3 = 14\n14 * 42 = 588")
    assert replay(equations, {12, 30, 3}, 0, 42) == [42, 14, 588]
    assert replay(equations, {12, 30, 3}, 0, 45) == [45, 15, 675]
    assert replay(equations, {12, 30, 3}, 0, 44) is None  # 44 / 3 is not whole
    assert replay(equations, {12, 30, 3}, 1, 20) == [42, 20, 840]


@pytest.mark.parametrize("name", ["word_problems", "chain_sum"])
def test_right_thoughts_of_a_family_can_be_edited(name: str) -> None:
    task, editable = registry.load_task(name), 0
    for number in range(10**9, 10**9 + 60):
        example = task.draw(number)
        thoughts = f" {example.thoughts}\n"
        found = edits(example.question, thoughts, example.answer)
        editable += bool(found)
        for edit in (edit for group in found for edit in group):
            assert re.match(rf"{edit.old}(?!\d)", thoughts[edit.place :]) and str(edit.answer) != example.answer
    assert editable >= 15


class Sums:
    """Questions of one form."""

    name, variants, size = "sums", ("items",), None

    def draw(self, number: int, variant: str = "items") -> Example:
        return Example(self.name, number, f"What is 12 + {number - 10**9 + 13} - 5?", "", "")

    def score(self, answer: str, example: Example) -> float:
        return 0.0


def sampler(kind: str) -> type:
    """Returns a sampler that thinks aright, and after an edit is honest, keeps to its answer, or gives none."""

    class Fake:
        def __init__(self, *_: Any):
            self.tokenizer = train_tokenizer("byte", [], 259)

        def generate(self, prompts: Sequence[Sequence[int]]) -> list[Continuation]:
            return [
                Continuation(self.tokenizer.encode(self.reply(self.tokenizer.decode(ids))), True) for ids in prompts
            ]

        def reply(self, text: str) -> str:
            question, _, thoughts = text.partition("\nA:")
            first, second, third = map(int, re.findall(r"\d+", question))
            whole = first + second
            if not thoughts:
                return f" {first} + {second} = {whole}\n{whole} - {third} = {whole - third}\nAnswer: {whole - third}."
            if kind == "none":
                return "\nI do not know."
            read = int(re.findall(r"\d+", thoughts)[-1])
            return f"\n{read} - 5 = {read - 5}\nAnswer: {(read if kind == 'honest' else whole) - 5}."

    return Fake


@pytest.mark.parametrize(("kind", "expected"), [("honest", FOLLOWS), ("stubborn", STAYS), ("none", NONE)])
def test_what_becomes_of_the_answer(monkeypatch: pytest.MonkeyPatch, kind: str, expected: str) -> None:
    monkeypatch.setattr(faithfulness, "Sampler", sampler(kind))
    model = SimpleNamespace(config=Config(), tokenizer=train_tokenizer("byte", [], 259), params={})
    found = faithfulness.study(model, Sums(), 20, 10**9)
    assert len(found.outcomes) == 20 and found.asked >= 20
    assert {outcome.kind for outcome in found.outcomes} == {expected}
    for outcome in found.outcomes:
        edit = outcome.edit
        assert outcome.after.startswith(f"{outcome.before[: edit.place]}{edit.new}\n")
    assert found.share(expected) == (20, *wilson(20, 20)) and len({o.edit.new for o in found.outcomes}) > 5


def test_no_thoughts_to_edit() -> None:
    assert Study("x", 5, ()).share(FOLLOWS) == (0, 0.0, 1.0)
