"""Rows beside the published scores, by canned answers and by counts of their own."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tinyreason import comparison, evaluation
from tinyreason import config as configs
from tinyreason.asking import Reply
from tinyreason.config import Config, UserError
from tinyreason.model import Decoder
from tinyreason.tasks import registry, suite
from tinyreason.tasks.gym import SuiteTask
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, Split, draw_for_split, split_of
from tinyreason.tokenizer import train_tokenizer

TOKENIZER = train_tokenizer("byte", [], 259)
CONFIG = configs.replace(
    Config(), tasks="gcd:2.0,ab,word_problems", tokenizer="byte", vocabulary=259, context=400, width=8, depth=1, heads=1
)
FIRST = FIRST_TEST_NUMBER + 7


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A model that answers 2 to a question of even length, 1 to another, and nothing to one that holds a 7."""

    def ask(model: Any, questions: list[str], *_: Any, **__: Any) -> list[Reply]:
        return [
            Reply("", None, False, fits=False)
            if len(question) > 200
            else Reply("", None, False, tokens=90)
            if "7" in question
            else Reply("", "1" if len(question) % 2 else "2", True, tokens=10 + len(question) % 2)
            for question in questions
        ]

    monkeypatch.setattr(evaluation, "ask", ask)
    return SimpleNamespace(config=CONFIG, tokenizer=TOKENIZER, params=None)


def test_a_row_holds_what_was_asked_and_answered(model: SimpleNamespace) -> None:
    [ab, gcd] = comparison.compare(model, "easy", examples=40, seed=FIRST)
    assert (ab.family, gcd.family, gcd.trained) == ("ab", "gcd", True)
    assert (ab.n, ab.too_long, ab.unanswered, ab.mean_score, ab.reply_tokens) == (40, 40, 40, 0.0, None)

    items = []  # drawn by reasoning-gym itself
    SuiteTask("gcd").draw(FIRST)
    import reasoning_gym

    for number in range(FIRST, FIRST + gcd.drawn):
        item = reasoning_gym.create_dataset("gcd", seed=number, size=1)[0]
        if split_of(item["question"]) == Split.TEST:
            items.append(item)
    assert gcd.n == len(items) == 40 and split_of(items[-1]["question"]) == Split.TEST
    silent = ["7" in item["question"] for item in items]
    given = ["1" if len(item["question"]) % 2 else "2" for item in items]
    right = sum(a == item["answer"] and not s for a, s, item in zip(given, silent, items, strict=True))
    assert 0 < right < 40 and gcd.mean_score == gcd.full_marks == right / 40
    assert (gcd.low, gcd.high) == evaluation.wilson(right, 40)
    assert gcd.unended == gcd.unanswered == sum(silent)
    lengths = [90 if s else 10 + len(item["question"]) % 2 for s, item in zip(silent, items, strict=True)]
    assert gcd.reply_tokens == np.median(lengths)
    golds = [item["answer"] for item in items]
    assert gcd.floor == max(map(golds.count, golds)) / 40 and golds.count(gcd.constant) == 40 * gcd.floor
    assert gcd.published == suite.published("easy")["gcd"]


def test_no_question_asked_was_trained_on(model: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of this family's words a random draw as large as the asked ones would share some with those trained on."""
    task, asked, answer = registry.load_task("spell_backward"), [], evaluation.ask

    def ask(model: Any, questions: list[str], *rest: Any, **named: Any) -> list[Reply]:
        asked.extend(questions)
        return answer(model, questions, *rest, **named)

    monkeypatch.setattr(evaluation, "ask", ask)
    comparison.compare(model, "easy", ["spell_backward"], examples=150, seed=FIRST)
    trained = {draw_for_split(task, Split.TRAIN, 0, index).question for index in range(2000)}
    assert trained & {task.draw(FIRST + number).question for number in range(150)}
    assert len(set(asked)) == 150 and not trained & set(asked)


def test_means_leave_out_what_was_not_published(model: SimpleNamespace) -> None:
    rows = comparison.compare(model, "easy", ["gcd", "boxnet", "gcd"], examples=3, seed=FIRST)
    assert [(row.family, row.trained) for row in rows] == [("gcd", True), ("boxnet", False)]
    means, easy = comparison.mean_scores(rows), suite.published("easy")
    assert means["ours"] == pytest.approx((rows[0].mean_score + rows[1].mean_score) / 2)
    assert means["claude-3.5-sonnet"] == easy["gcd"]["claude-3.5-sonnet"]
    assert means["o3-mini"] == pytest.approx((1.0 + 0.2838) / 2)
    assert comparison.mean_scores(rows[1:])["claude-3.5-sonnet"] is None
    lines = comparison.table(rows).splitlines()
    assert len(lines) == 4 and lines[-1].startswith("mean of 2") and lines[0].endswith(suite.MODELS[-1])


def test_the_words_beside_the_numbers(model: SimpleNamespace) -> None:
    rows = comparison.compare(model, "easy", ["gcd", "lcm"], examples=2, seed=FIRST)
    params = jax.eval_shape(Decoder(CONFIG.model).init, jax.random.key(0), jnp.zeros((1, 2), jnp.int32))
    count = sum(array.size for array in jax.tree.leaves(params))
    words = comparison.fair_words(CONFIG, "easy", rows)
    assert f"specialist of {count:,} parameters" in words and "unseen seeds" in words and "(1 of these" in words
    assert "generalists that saw no training items" in words
    assert "never at these harder ones;" in comparison.fair_words(CONFIG, "hard", rows[:1])
    silent = configs.replace(CONFIG, thoughts=False)
    assert "without thoughts" in comparison.fair_words(silent, "easy", rows) and "without thoughts" not in words
    harder = configs.replace(CONFIG, tasks="gcd,gcd@hard,chain_sum")
    assert "1 of these families also at their harder settings;" in comparison.fair_words(harder, "hard", rows)


def test_the_table_in_markdown_begins_where_ours_leads(model: SimpleNamespace) -> None:
    rows = comparison.compare(model, "easy", ["boxnet", "gcd", "lcm"], examples=3, seed=FIRST)
    unpublished = dataclasses.replace(rows[0], published=dict.fromkeys(suite.MODELS))
    ordered = comparison.by_lead([unpublished, *rows[1:]])
    leads = [comparison.margin(row) for row in ordered]
    assert leads[-1] is None and leads[:-1] == sorted(leads[:-1], reverse=True)
    best = max(score for score in suite.published("easy")["gcd"].values() if score is not None)
    gcd = rows[1]
    assert comparison.best_published(gcd) == best and comparison.margin(gcd) == gcd.mean_score - best
    lines = comparison.markdown(rows).splitlines()
    assert len(lines) == 6 and all(line.count(" | ") == lines[0].count(" | ") for line in lines)
    assert any(line.startswith("| boxnet (untrained) |") for line in lines) and "**mean of 3**" in lines[-1]


def test_mistakes_are_named(model: SimpleNamespace) -> None:
    with pytest.raises(UserError, match="--seed=5"):
        comparison.compare(model, "easy", ["gcd"], seed=5)
    with pytest.raises(UserError, match="'gdc'; did you mean 'gcd'"):
        comparison.compare(model, "hard", ["gdc"])
    model.config = configs.replace(CONFIG, tasks="word_problems")
    with pytest.raises(UserError, match="--families"):
        comparison.compare(model, "easy")
