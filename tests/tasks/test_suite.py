"""The suite as it is asked: its two files, the items at both settings, marks for answers of any form."""

import pytest

from tinyreason.config import UserError
from tinyreason.tasks import gym, registry, suite
from tinyreason.tasks.gym import SuiteTask
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, MOST_DRAWS, Example, Split, held_out, split_of

FIRST = FIRST_TEST_NUMBER + 7
OF_BOTH = ["gcd", "base_conversion", "spell_backward", "prime_factorization"]


def test_published_scores() -> None:
    easy, hard = suite.published("easy"), suite.published("hard")
    assert (len(easy), len(hard)) == (101, 100) and set(hard) < set(easy)
    # Read off the published tables.
    assert easy["complex_arithmetic"]["llama-3.3-70b"] == 1.0 and easy["ab"]["o3-mini"] == 0.9267
    assert hard["zebra_puzzles"]["deepseek-r1"] == 0.76 and easy["boxnet"]["claude-3.5-sonnet"] is None
    # The means that the issue of this suite quotes, in percent.
    means = {"llama-3.3-70b": 31.7, "claude-3.5-sonnet": 56.5, "llama-4-maverick": 57.5, "deepseek-r1": 73.4}
    for model, mean in (means | {"o3-mini": 80.1}).items():
        known = [scores[model] or 0 for scores in easy.values() if scores[model] is not None]
        assert 100 * sum(known) / len(known) == pytest.approx(mean, abs=0.06)


def test_every_hard_family_has_settings_and_easy_none() -> None:
    assert all(isinstance(suite.settings(family, "hard"), dict) for family in suite.published("hard"))
    assert suite.settings("ab", "hard") == {"length": 25} and suite.settings("ab", "easy") == {}


@pytest.mark.parametrize("family", OF_BOTH)
def test_easy_items_are_those_that_the_family_trains_on(family: str) -> None:
    asked, trained = SuiteTask(family), registry.load_task(family)
    for number in range(FIRST, FIRST + 30):
        ours, theirs = asked.draw(number), trained.draw(number)
        assert (ours.question, ours.number, ours.thoughts) == (theirs.question, number, "")
        assert asked.score(theirs.answer, ours) == trained.score(theirs.answer, theirs) == 1.0


@pytest.mark.parametrize("family", OF_BOTH)
def test_hard_items_are_drawn_at_the_hard_settings(family: str) -> None:
    import reasoning_gym

    task = SuiteTask(family, "hard")
    for number in (FIRST, FIRST + 1):
        expected = reasoning_gym.create_dataset(family, seed=number, size=1, **suite.settings(family, "hard"))[0]
        example = task.draw(number)
        assert (example.question, example.answer) == (expected["question"], str(expected["answer"]))
        assert task.score(example.answer, example) == 1.0
        assert example.question != SuiteTask(family).draw(number).question


@pytest.mark.parametrize("family", OF_BOTH)
def test_a_family_with_its_level_is_drawn_and_marked_there(family: str) -> None:
    asked, trained = SuiteTask(family, "hard"), registry.load_task(f"{family}@hard")
    for number in range(FIRST, FIRST + 30):
        ours, theirs = asked.draw(number), trained.draw(number)
        assert ours.question == theirs.question and theirs.task == trained.name == f"{family}@hard"
        assert asked.score(theirs.answer, ours) == trained.score(theirs.answer, theirs) == 1.0
    assert registry.load_task(f"{family}@easy").draw(FIRST) == registry.load_task(family).draw(FIRST)


def test_wide_items_range_from_easy_to_hard() -> None:
    assert suite.widened({"min_n": 10, "max_n": 30, "p": 0.5}, {"min_n": 50, "max_n": 500, "p": 0.1}) == {
        "min_n": 10,
        "max_n": 500,
        "p": 0.1,
    }
    assert suite.widened({"min_n": 1, "max_n": 9}, {"min_n": 0, "max_n": 5}) == {"min_n": 0, "max_n": 9}
    bits = {}
    for level in suite.LEVELS:
        task = registry.load_task(f"binary_alternation@{level}")
        bits[level] = [int(task.draw(number).difficulty.split()[0]) for number in range(FIRST, FIRST + 300)]
    assert 10 <= min(bits["easy"]) <= max(bits["easy"]) <= 30 < 50 <= min(bits["hard"]) <= max(bits["hard"]) <= 500
    assert 10 <= min(bits["wide"]) < 30 and 400 < max(bits["wide"]) <= 500


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("gcd@harder", "the level 'harder' is none of easy, hard, wide"),
        ("word_problems@hard", "no hard items of word_problems"),
        ("gdc@hard", "unknown task 'gdc', did you mean 'gcd'"),
    ],
)
def test_a_level_that_is_not_there_is_refused(spec: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        registry.parse_mixture(spec)


def test_an_answer_that_a_scorer_cannot_read_is_wrong() -> None:
    task = SuiteTask("prime_factorization")
    example = task.draw(FIRST)
    for answer in ("22 / 3 = 9", "", "two", "×", "9" * 5000):
        assert task.score(answer, example) < 0.999


def test_every_number_of_a_family_that_draws_all_at_once_is_another_item() -> None:
    task = SuiteTask("acre")
    assert len({task.draw(number).question for number in range(FIRST, FIRST + 20)}) == 20
    assert task.draw(FIRST) == task.draw(FIRST) and task.score(task.draw(FIRST).answer, task.draw(FIRST)) == 1.0


def test_zebra_puzzles_say_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gym, "_has_pycosat", lambda: False)
    assert not gym.can_draw("zebra_puzzles") and gym.can_draw("gcd")
    with pytest.raises(UserError, match="pip install pycosat"):
        SuiteTask("zebra_puzzles", "hard").draw(FIRST)


def test_a_family_of_few_questions_comes_to_an_end() -> None:
    class Few:
        name, variants, size = "few", ("items",), None

        def draw(self, number: int, variant: str = "items") -> Example:
            return Example("few", number, f"{number % 100}?", "", "")

        def score(self, answer: str, example: Example) -> float:
            return 0.0

    asked = [example.question for example in held_out(Few(), FIRST_TEST_NUMBER)]
    assert sorted(asked) == sorted(q for n in range(100) if split_of(q := f"{n}?") == Split.TEST)
    assert MOST_DRAWS > 100
