"""What a task is: questions with thoughts and answers, their one text form, and their splits.

A task is a pure function from an item number to an `Example`, and a scorer that reads the answer
alone. Numbers are drawn from three ranges far apart, and on top of that every question belongs to one
split by the hash of its text, so that no question can be both trained on and evaluated, however
small the space a family draws from.
"""

import enum
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

ANSWER_MARK = "Answer:"

# Item numbers of the random splits. Evaluation asks for numbers of its own, at or above the last.
TRAIN_NUMBERS = range(10**6, 5 * 10**8)
VALIDATION_NUMBERS = range(5 * 10**8, 10**9)
FIRST_TEST_NUMBER = 10**9

# Of 8 hash buckets one is for testing, one for validation and six are for training.
HASH_BUCKETS = 8
# Draws after which a split is taken to be empty; with questions enough, the chance of that is nil.
MOST_DRAWS = 10_000


class Split(enum.StrEnum):
    """The part of a task's questions that a piece of work may see."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True)
class Example:
    """A question with the thoughts that lead to its answer.

    `number` and `variant` say where it was drawn, so that a scorer can look the item up again.
    `difficulty` is a label such as the number of steps, by which accuracies are reported.
    """

    task: str
    number: int
    question: str
    thoughts: str
    answer: str
    difficulty: str = ""
    variant: str = "items"


class Task(Protocol):
    """A family of questions. A module in `tinyreason.tasks.families` offers one as `TASK`."""

    @property
    def name(self) -> str:
        """The word by which `--tasks` asks for this family."""
        ...

    @property
    def variants(self) -> tuple[str, ...]:
        """Named evaluation sets. The first, 'items', is the distribution trained on."""
        ...

    @property
    def size(self) -> int | None:
        """How many items there are, or None where the family can be drawn from without end."""
        ...

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns the same example for the same number in every process."""
        ...

    def score(self, answer: str, example: Example) -> float:
        """Marks what the model wrote as its answer, from 0 to 1."""
        ...


def prompt_text(question: str) -> str:
    """Returns what the model reads; what it writes next is its reply."""
    return f"Q: {question}\nA:"


def reply_text(thoughts: str, answer: str) -> str:
    """Returns the reply that the model learns to write; without thoughts, the answer alone."""
    if ANSWER_MARK in thoughts:
        raise ValueError(f"thoughts must not contain {ANSWER_MARK!r}: {thoughts!r}")
    return (f" {thoughts}" if thoughts else "") + f"\n{ANSWER_MARK} {answer}."


def parse_reply(reply: str) -> tuple[str, str | None]:
    """Returns thoughts and answer of a reply; the answer is None where the reply never gave one.

    The answer is everything after the first mark, less surrounding white space and exactly one final
    period. It may span lines.
    """
    thoughts, mark, answer = reply.partition(ANSWER_MARK)
    if not mark:
        return thoughts.strip(), None
    return thoughts.strip(), answer.strip().removesuffix(".")


def question_hash(question: str) -> int:
    """Returns 64 bits that identify a question, the same in every process."""
    return int.from_bytes(hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def split_of(question: str) -> Split:
    """Returns the one split that a question belongs to."""
    bucket = question_hash(question) % HASH_BUCKETS
    return {0: Split.TEST, 1: Split.VALIDATION}.get(bucket, Split.TRAIN)


def draw_for_split(task: Task, split: Split, seed: int, index: int) -> Example:
    """Returns item `index` of a task's endless training or validation stream.

    Draws until a question falls into the split. Not for testing, which walks its own numbers
    (`held_out`), nor for finite tasks, which are read once through. Raises ValueError where no
    question of many falls into it: then the family has too few.
    """
    numbers = {Split.TRAIN: TRAIN_NUMBERS, Split.VALIDATION: VALIDATION_NUMBERS}[split]
    draws = random.Random(f"{task.name}/{split}/{seed}/{index}")
    for _ in range(MOST_DRAWS):
        example = task.draw(draws.choice(numbers))
        if split_of(example.question) == split:
            return example
    raise ValueError(f"none of {MOST_DRAWS} questions of {task.name} belongs to the {split} split")


def held_out(task: Task, seed: int, variant: str = "items") -> Iterator[Example]:
    """Yields the test questions among the task's items number `seed`, `seed + 1` and so on, each once.

    Ends where none of many items is a new one: then the family has no more. Raises ValueError where `seed` is small
    enough to meet the numbers that training draws.
    """
    if seed < FIRST_TEST_NUMBER:
        raise ValueError(f"the evaluation seed {seed} is below {FIRST_TEST_NUMBER}, where training draws its items")
    seen, latest = set(), seed
    for number in range(seed, seed + (task.size or 2**62)):
        if task.size is None and number - latest > MOST_DRAWS:
            return
        example = task.draw(number, variant)
        if split_of(example.question) == Split.TEST and example.question not in seen:
            seen.add(example.question)
            latest = number
            yield example
