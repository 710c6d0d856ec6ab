"""Questions of the user's own: `jsonl:FILE`, as a task with a fixed number of items."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinyreason.config import UserError
from tinyreason.tasks.protocol import ANSWER_MARK, Example, Split, Task, split_of

KEYS = ("question", "thoughts", "answer")


def same_answer(answer: str, example: Example) -> float:
    """Returns 1 for the answer itself, up to white space around it."""
    return float(answer.strip() == example.answer.strip())


@dataclass(frozen=True)
class FiniteTask:
    """A fixed list of questions, each in the split that its hash says.

    Of these the first `trainable` may be trained on; the rest, such as a published test set, are for evaluation only.
    `parts` says where the splits stand if that is known already, so that not every question need be read to find out.
    """

    name: str
    examples: Sequence[Example]
    trainable: int
    scorer: Callable[[str, Example], float] = same_answer
    parts: Mapping[Split, range] | None = None
    variants: tuple[str, ...] = ("items",)

    @property
    def size(self) -> int:
        """The number of items."""
        return len(self.examples)

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns item `number`, counted round and round."""
        return self.examples[number % len(self.examples)]

    def score(self, answer: str, example: Example) -> float:
        """Marks an answer as the task's scorer does."""
        return self.scorer(answer, example)


def numbers_for_split(task: Task, split: Split) -> list[int]:
    """Returns the numbers of a finite task's items that belong to a split. Raises UserError where there are none."""
    size = task.size or 0
    if isinstance(task, FiniteTask) and task.parts is not None:
        numbers = list(task.parts[split])
    else:
        trainable = task.trainable if isinstance(task, FiniteTask) and split != Split.TEST else size
        examples = task.examples if isinstance(task, FiniteTask) else map(task.draw, range(size))
        splits = (split_of(example.question) for example in itertools.islice(examples, trainable))
        numbers = [number for number, found in enumerate(splits) if found == split]
    if not numbers:
        raise UserError(
            f"none of the {size} questions of {task.name} is for {split}: of 8 questions about 6 are for training, 1 "
            "for validation and 1 for testing, by the hash of their text; add questions"
        )
    return numbers


def jsonl_lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | UserError]]:
    """Yields the number, from 1, and the object of every line that is not blank.

    A malformed line yields the error that names it. Raises UserError where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from error
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            tree = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield number, _malformed(path, number, "is not UTF-8")
        except (ValueError, RecursionError) as error:
            yield number, _malformed(path, number, f"is not valid JSON: {error}")
        else:
            yield number, tree if isinstance(tree, dict) else _malformed(path, number, "is not a JSON object")


def _malformed(path: Path, number: int, reason: str) -> UserError:
    return UserError(f"line {number} of {path} {reason}", status=1)


def load_jsonl(path: Path) -> FiniteTask:
    """Reads a file of lines with question, thoughts (may be empty) and answer; `difficulty` may be added.

    Raises UserError naming the first malformed line, or where there is none at all.
    """
    name = f"jsonl:{path}"
    examples: list[Example] = []
    for number, tree in jsonl_lines(path):
        if isinstance(tree, UserError):
            raise tree
        question, thoughts, answer = (_text(tree, key, path, number) for key in KEYS)
        difficulty = str(tree.get("difficulty", ""))
        try:
            examples.append(checked(Example(name, len(examples), question, thoughts, answer, difficulty)))
        except ValueError as error:
            raise _malformed(path, number, str(error)) from error
    if not examples:
        raise UserError(f"{path} holds no questions; a line is {json.dumps(dict.fromkeys(KEYS, '...'))}", status=1)
    return FiniteTask(name, examples, len(examples))


def _text(tree: dict[str, Any], key: str, path: Path, number: int) -> str:
    value = tree.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "answer":
        return str(value)
    if not isinstance(value, str):
        note = " (it may be empty)" if key == "thoughts" else ""
        raise _malformed(path, number, f"has no text {key!r}{note}")
    return value


def checked(example: Example) -> Example:
    """Returns an example that can be written as text and read back. Raises ValueError saying what is wrong."""
    if not example.question.strip() or not example.answer.strip():
        raise ValueError("has an empty question or answer")
    if ANSWER_MARK in example.thoughts:
        raise ValueError(f"has {ANSWER_MARK!r} in its thoughts, where the answer would begin")
    for text in (example.question, example.thoughts, example.answer):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValueError("is not valid Unicode: it has half of a surrogate pair")
    return example
