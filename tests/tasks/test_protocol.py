"""The text form read back as it was written, and splits that keep questions apart."""

import itertools
import json
import os
import random
import subprocess
import sys

import pytest

from tests.tasks.fakes import FakeTask
from tinyreason.tasks import protocol as subject
from tinyreason.tasks.protocol import Split


def test_the_form_of_the_readme():
    text = subject.prompt_text("If you have 3 apples and give away 1, how many are left?") + subject.reply_text(
        "You started with 3. You gave away 1. That leaves 2.", "2"
    )
    assert text == (
        "Q: If you have 3 apples and give away 1, how many are left?\n"
        "A: You started with 3. You gave away 1. That leaves 2.\n"
        "Answer: 2."
    )
    assert subject.reply_text("", "2") == "\nAnswer: 2."


def test_what_is_written_is_read_back():
    rng = random.Random(0)
    words = ["", "3.", "yes", "1 2\n3 4", "a.b", "..", "Answer", "  x", "你好", "Answer: no"]
    for _ in range(500):
        thoughts = " ".join(rng.choices(words[:-1], k=3)).strip()
        answer = " ".join(rng.choices(words, k=2)).strip()
        assert subject.parse_reply(subject.reply_text(thoughts, answer)) == (thoughts, answer)


@pytest.mark.parametrize(
    ("reply", "thoughts", "answer"),
    [
        (" That leaves 2.\nAnswer: 2.", "That leaves 2.", "2"),
        ("Answer:2", "", "2"),
        ("Answer: 2..", "", "2."),
        ("Answer: 2. ", "", "2"),
        ("\nAnswer: 1 2\n3 4.\n", "", "1 2\n3 4"),
        ("Answer: a Answer: b.", "", "a Answer: b"),
        ("Answer:", "", ""),
        ("It is 2.", "It is 2.", None),
        ("answer: 2", "answer: 2", None),
        ("", "", None),
    ],
)
def test_the_answer_exactly(reply, thoughts, answer):
    assert subject.parse_reply(reply) == (thoughts, answer)


def test_thoughts_cannot_hold_the_mark():
    with pytest.raises(ValueError, match="Answer:"):
        subject.reply_text("So the Answer: 2", "2")


def test_splits_of_questions():
    questions = [f"question {number}" for number in range(8000)]
    shares = {split: sum(subject.split_of(question) == split for question in questions) / 8000 for split in Split}
    assert shares[Split.TRAIN] == pytest.approx(6 / 8, abs=0.02)
    assert shares[Split.VALIDATION] == pytest.approx(1 / 8, abs=0.02)
    assert shares[Split.TEST] == pytest.approx(1 / 8, abs=0.02)
    assert subject.question_hash("half a pair \ud83d") != subject.question_hash("half a pair \ud83c")


class Tiny(FakeTask):
    """A family of forty questions, which every range of numbers draws again and again."""

    questions = 40

    def draw(self, number, variant="items"):
        return super().draw(number % self.questions, variant)


@pytest.mark.parametrize("task", [FakeTask("large"), Tiny("tiny")], ids=lambda task: task.name)
def test_no_question_is_in_two_splits(task):
    training = {subject.draw_for_split(task, Split.TRAIN, 0, index).question for index in range(500)}
    validation = {subject.draw_for_split(task, Split.VALIDATION, 0, index).question for index in range(500)}
    first = subject.FIRST_TEST_NUMBER
    finite = FakeTask("large", size=2000) if task.name == "large" else Tiny("tiny", size=80)
    testing = [example.question for example in subject.held_out(finite, first)]
    assert training and validation and testing
    assert len(set(testing)) == len(testing)
    assert not training & validation and not training & set(testing) and not validation & set(testing)


def test_draws_depend_on_seed_and_index_alone():
    task = FakeTask("fake")
    first = [subject.draw_for_split(task, Split.TRAIN, 0, index) for index in range(50)]
    assert [subject.draw_for_split(task, Split.TRAIN, 0, index) for index in reversed(range(50))] == first[::-1]
    assert len({example.number for example in first}) == 50
    other = [subject.draw_for_split(task, Split.TRAIN, 1, index) for index in range(50)]
    assert not {example.number for example in first} & {example.number for example in other}
    assert all(example.number in subject.TRAIN_NUMBERS for example in first)
    script = (
        "import json; from tests.tasks.fakes import FakeTask; from tinyreason.tasks.protocol import *;"
        "print(json.dumps([draw_for_split(FakeTask('fake'), Split.TRAIN, 0, i).number for i in range(50)]))"
    )
    variables = os.environ | {"PYTHONHASHSEED": "5"}
    done = subprocess.run([sys.executable, "-c", script], env=variables, check=True, capture_output=True)
    assert json.loads(done.stdout) == [example.number for example in first]


def test_a_family_without_questions_of_a_split_is_named():
    task = Tiny("tiny")
    task.questions = 1
    empty = next(s for s in (Split.TRAIN, Split.VALIDATION) if s != subject.split_of(task.draw(0).question))
    with pytest.raises(ValueError, match="tiny"):
        subject.draw_for_split(task, empty, 0, 0)


def test_held_out_refuses_numbers_that_training_draws():
    with pytest.raises(ValueError, match="below"):
        next(subject.held_out(FakeTask("fake"), subject.FIRST_TEST_NUMBER - 1))
    drawn = itertools.islice(subject.held_out(FakeTask("fake"), subject.FIRST_TEST_NUMBER), 20)
    assert all(example.number >= subject.FIRST_TEST_NUMBER for example in drawn)
