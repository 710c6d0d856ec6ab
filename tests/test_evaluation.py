"""Evaluation, by canned replies and by independent counts."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tinyreason import asking, data, evaluation
from tinyreason import config as configs
from tinyreason.asking import Reply
from tinyreason.config import Config, UserError
from tinyreason.model import Decoder
from tinyreason.sampling import Continuation, Settings
from tinyreason.tasks.protocol import Example, Split, prompt_text, reply_text, split_of
from tinyreason.tokenizer import END, START, train_tokenizer

TOKENIZER = train_tokenizer("byte", [], 259)
CONFIG = configs.replace(
    Config(), zero_init=False, vocabulary=259, context=80, width=8, depth=1, heads=1, tokenizer="byte"
)


@dataclass(frozen=True)
class Sums:
    """Adds two digits; half a mark for an answer that is one off."""

    name: str = "sums"
    variants: tuple[str, ...] = ("items", "other")
    size: int | None = None

    def draw(self, number: int, variant: str = "items") -> Example:
        a, b = number % 10, number // 10 % 100
        words = "and" if variant == "items" else "plus"
        difficulty = "10 up" if a + b >= 10 else "2 below"
        return Example(self.name, number, f"{a} {words} {b}?", f"{a}+{b}", str(a + b), difficulty, variant)

    def score(self, answer: str, example: Example) -> float:
        return max(0.0, 1 - abs(int(answer) - int(example.answer)) / 2) if answer.isdigit() else 0.0


class Canned:
    """A sampler that answers with what `write` returns for a question and its index: text, and whether it ended."""

    write: Any = None

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def generate(
        self, prompts: Sequence[list[int]], *_: Any, indices: Any = None, on_ended: Any = None, **__: Any
    ) -> Any:
        written = []
        for prompt, index in zip(prompts, indices, strict=True):
            assert prompt[0] == START
            text, ended = Canned.write(TOKENIZER.decode(prompt).removeprefix("Q: ").removesuffix("\nA:"), index)
            written.append(Continuation(TOKENIZER.encode(text), ended))
        if on_ended:
            on_ended(len(prompts))
        return written


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.setattr(asking, "Sampler", Canned)
    return model_of(None)


def model_of(params: Any) -> SimpleNamespace:
    params = params or Decoder(CONFIG.model).init(jax.random.key(0), jnp.zeros((1, 2), jnp.int32))["params"]
    return SimpleNamespace(config=CONFIG, tokenizer=TOKENIZER, params=params)


def test_replies_are_read_and_kept_in_order(canned: SimpleNamespace) -> None:
    texts = {
        "a": (" first.\nAnswer: 3.", True),
        "b": ("\nAnswer: two\nlines..", True),
        "c": (" no answer", True),
        "d": (" cut\nAnswer: 4", False),
    }
    seen = []
    Canned.write = lambda question, index: seen.append(index) or texts[question]
    replies = asking.ask(canned, ["a", "b", "x" * 80, "c", "d"])
    assert replies == [
        Reply("first.", "3", True),
        Reply("", "two\nlines.", True),
        Reply("", None, False, fits=False),
        Reply("no answer", None, True),
        Reply("cut", None, False),
    ]
    assert seen == [0, 1, 3, 4]


def test_a_question_that_just_fits_is_asked(canned: SimpleNamespace) -> None:
    Canned.write = lambda question, index: ("\nAnswer: 1.", True)
    room = CONFIG.model.context - len([START, *TOKENIZER.encode(prompt_text(""))])
    fits, too_long = asking.ask(canned, ["x" * room, "x" * (room + 1)])
    assert fits.fits and not too_long.fits


@pytest.mark.parametrize("question", ["", " \n\t"])
def test_an_empty_question_is_refused(canned: SimpleNamespace, question: str) -> None:
    with pytest.raises(UserError, match="empty"):
        asking.ask(canned, [question])


def test_streamed_text_never_breaks_a_character() -> None:
    text = "数数 and 🙂 é"
    params = model_of(None).params
    shown: list[str] = []

    class Split3:
        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        def generate(self, *_: Any, on_chunk: Any, **__: Any) -> list[Continuation]:
            ids = TOKENIZER.encode(text)
            for start in range(0, len(ids), 2):
                on_chunk(ids[start : start + 2])
            return [Continuation(ids, True)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "Sampler", Split3)
        asking.write(model_of(params), [START], Settings(), on_text=shown.append)
    assert "".join(shown) == text and "\ufffd" not in "".join(shown) and len(shown) > 5


def test_rows_by_difficulty(canned: SimpleNamespace) -> None:
    def write(question: str, index: int) -> tuple[str, bool]:
        a, b = int(question.split()[0]), int(question.split()[2].rstrip("?"))
        if a == 0:
            return " never", False
        if a == 1:
            return " nothing", True
        answer = a + b + (1 if a == 2 else 0)
        return f" {'z' * a}\nAnswer: {answer}.", True

    Canned.write = write
    told = []
    rows = evaluation.evaluate(canned, [Sums()], examples=60, progress=lambda *words: told.append(words))
    assert [(row.variant, row.difficulty) for row in rows] == [
        (variant, label) for variant in ("items", "other") for label in ("all", "2 below", "10 up")
    ]
    assert ("answering", 120, 120) in told
    for row in rows:
        drawn = evaluation.questions_of(Sums(), 60, variant=row.variant)
        assert all(split_of(example.question) == Split.TEST for example in drawn)
        drawn = [example for example in drawn if row.difficulty in ("all", example.difficulty)]
        digits = [int(example.question.split()[0]) for example in drawn]
        right = sum(a > 2 for a in digits)
        assert (row.n, row.right, row.accuracy) == (len(drawn), right, right / len(drawn))
        assert row.mean_score == pytest.approx((right + 0.5 * digits.count(2)) / len(drawn))
        assert (row.unended, row.unanswered, row.too_long) == (digits.count(0), digits.count(0) + digits.count(1), 0)
        lengths = [len("never") if a == 0 else len("nothing") if a == 1 else a for a in digits]
        assert row.thought_tokens == pytest.approx(np.mean(lengths))
        golds = [int(example.answer) for example in drawn]
        assert row.constant_accuracy == max(map(golds.count, golds)) / len(drawn)
        assert golds.count(int(row.constant or "")) == max(map(golds.count, golds))
        floor = max(np.mean([max(0, 1 - abs(c - gold) / 2) for gold in golds]) for c in golds)
        assert row.constant_accuracy <= row.floor <= floor + 1e-9
        assert (row.low, row.high) == evaluation.wilson(right, len(drawn))
    assert "items" in evaluation.table(rows) and len(evaluation.table(rows).splitlines()) == 7


def test_a_question_that_does_not_fit_counts_as_wrong(canned: SimpleNamespace) -> None:
    class Long(Sums):
        def draw(self, number: int, variant: str = "items") -> Example:
            example = Sums.draw(self, number)
            padding = "x" * 80 if number % 2 else ""
            return Example("long", number, example.question + padding, "", example.answer)

    Canned.write = lambda question, index: (f"\nAnswer: {eval(question.replace('and', '+')[:-1])}.", True)
    [row] = evaluation.evaluate(canned, [Long("long", ("items",))], examples=20)
    assert row.n == 20 and 0 < row.too_long < 20
    assert row.right == 20 - row.too_long and row.unanswered == row.too_long and row.unended == 0


def test_votes_and_pass_at_k(canned: SimpleNamespace) -> None:
    # Of the replies to each question, 3 of 5 are right for odd sums and 2 of 5 for even ones, else all the same.
    def write(question: str, index: int) -> tuple[str, bool]:
        total = eval(question.replace("and", "+").replace("plus", "+")[:-1])
        right = index % 5 in ((0, 2, 4) if total % 2 else (0, 3))
        return f"\nAnswer: {total if right else 555}.", True

    Canned.write = write
    rows = evaluation.evaluate(canned, [Sums()], examples=40, votes=5, settings=Settings(1.0))
    odd = [int(example.answer) % 2 for example in evaluation.questions_of(Sums(), 40)]
    assert rows[0].right == sum(odd) and 0 < sum(odd) < 40
    counts = [3 if is_odd else 2 for is_odd in odd]
    for k in (1, 2, 4, 5):
        expected = [
            np.mean([any(place < count for place in chosen) for chosen in itertools.combinations(range(5), k)])
            for count in counts
        ]
        assert rows[0].pass_at[str(k)] == pytest.approx(np.mean(expected))
    assert set(rows[0].pass_at) == {"1", "2", "4", "5"}


def test_the_vote_passes_over_no_answer_and_takes_the_earliest_of_equals() -> None:
    def replies(*answers: str | None) -> list[Reply]:
        return [Reply("", answer, True) for answer in answers]

    assert evaluation.vote(replies(None, None, "2", "3", "3")) == 3
    assert evaluation.vote(replies(None, "5", "4", "4", "5")) == 1
    assert evaluation.vote(replies(None, None)) == 0


@pytest.mark.parametrize(("right", "n"), [(0, 10), (3, 10), (10, 10), (483, 500), (7.25, 20)])
def test_wilson_bounds_are_where_the_score_test_turns(right: float, n: int) -> None:
    low, high = evaluation.wilson(right, n)
    for bound in (low, high):
        if 0 < bound < 1:
            assert abs(right / n - bound) / math.sqrt(bound * (1 - bound) / n) == pytest.approx(1.959964, rel=1e-6)
    assert low <= right / n <= high


def test_impossible_requests_are_refused(canned: SimpleNamespace) -> None:
    with pytest.raises(UserError, match="--seed=5"):
        evaluation.evaluate(canned, [Sums()], seed=5)
    with pytest.raises(UserError, match="--votes=0"):
        evaluation.evaluate(canned, [Sums()], examples=1, votes=0)
    with pytest.raises(UserError, match="--temperature"):
        evaluation.evaluate(canned, [Sums()], examples=1, votes=3)


def test_no_questions_give_a_row_without_shares(canned: SimpleNamespace) -> None:
    [row] = evaluation.summarise(TOKENIZER, Sums(), "items", [], [])
    assert (row.n, row.accuracy, row.mean_score, row.constant, row.low, row.high) == (0, None, None, None, 0.0, 1.0)
    assert "-" in evaluation.table([row])


def log_softmax(logits: np.ndarray) -> np.ndarray:
    logits = np.float64(logits)
    logits -= logits.max(axis=-1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))


def test_gold_losses_equal_the_models_log_probabilities() -> None:
    model = model_of(None)
    examples = [Sums().draw(number) for number in range(900, 940)]
    examples[7] = Example("sums", 0, "x" * 100, "", "1")
    losses = evaluation.gold_losses(model, examples)
    assert losses[7] is None
    forward = jax.jit(lambda ids: Decoder(CONFIG.model).apply({"params": model.params}, ids))
    for example, loss in list(zip(examples, losses, strict=True))[:4]:
        prompt = [START, *TOKENIZER.encode(prompt_text(example.question))]
        reply = [*TOKENIZER.encode(reply_text(example.thoughts, example.answer)), END]
        logs = log_softmax(np.asarray(forward(np.array([prompt + reply])))[0])
        nats = [-logs[len(prompt) - 1 + place, number] for place, number in enumerate(reply)]
        answer_tokens = len(f" {example.answer}.") + 1
        assert loss is not None and loss.tokens == len(reply)
        assert loss.reply == pytest.approx(sum(nats), rel=1e-5)
        assert loss.answer == pytest.approx(sum(nats[-answer_tokens:]), rel=1e-5)


def test_bits_per_byte(tmp_path: Any) -> None:
    path = tmp_path / "text.txt"
    path.write_text("One fish, two fish, 数 fish.\n" * 400)
    uniform = model_of(jax.tree.map(jnp.zeros_like, model_of(None).params))
    row = evaluation.text_loss(uniform, f"text:{path}")
    assert row.bits_per_byte == pytest.approx(math.log2(CONFIG.model.vocabulary), rel=1e-5)
    assert row.tokens == row.bytes > 400

    model = model_of(None)
    row = evaluation.text_loss(model, f"text:{path}", limit=1)
    batch = data.heldout_text(CONFIG, TOKENIZER, f"text:{path}", limit=1).rows
    ids = np.asarray(batch.tokens_BxT)[:1]
    logs = log_softmax(np.asarray(Decoder(CONFIG.model).apply({"params": model.params}, ids))[0])
    nats = -np.mean([logs[place, target] for place, target in enumerate(np.asarray(batch.targets_BxT)[0])])
    assert row.tokens == 80 and row.loss == pytest.approx(nats, rel=1e-5)
    assert "bits a byte" in evaluation.text_table([row])
