"""Questions of the user's own: read as written, every malformed line named."""

import itertools
import json

import pytest

from tinyreason.config import UserError
from tinyreason.tasks import files as subject
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, Split, held_out, parse_reply, reply_text, split_of

GOOD = {"question": "1 + 1?", "thoughts": "", "answer": "2"}


def write(path, lines):
    path.write_bytes(
        b"".join(line if isinstance(line, bytes) else (json.dumps(line) + "\n").encode() for line in lines)
    )
    return path


def test_read_as_written(tmp_path):
    lines = [
        GOOD,
        {"question": " 你好 😀?\n", "thoughts": "One.\nTwo.", "answer": "Yes.", "difficulty": 3, "more": []},
        b"\n \r\n",
        {"question": "how many?", "thoughts": "t", "answer": 42},
        b'\xef\xbb\xbf{"question": "a mark", "thoughts": "", "answer": "x"}'.removeprefix(b"\xef\xbb\xbf"),
    ]
    path = write(tmp_path / "q.jsonl", [b"\xef\xbb\xbf", *lines])
    task = registry.load_task(f"jsonl:{path}")
    assert (task.name, task.size, task.variants) == (f"jsonl:{path}", 4, ("items",))
    examples = [task.draw(number) for number in range(4)]
    assert [example.question for example in examples] == ["1 + 1?", " 你好 😀?\n", "how many?", "a mark"]
    assert [example.number for example in examples] == [0, 1, 2, 3]
    assert (examples[1].thoughts, examples[1].answer, examples[1].difficulty) == ("One.\nTwo.", "Yes.", "3")
    assert examples[2].answer == "42"
    assert task.draw(4 * 10**9 + 1) == examples[1]  # evaluation counts from far up
    for example in examples:
        thoughts, answer = parse_reply(reply_text(example.thoughts, example.answer))
        assert thoughts == example.thoughts and task.score(answer, example) == 1
        assert task.score(answer + "?", example) == 0 and task.score("", example) == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{broken\n", "is not valid JSON"),
        (b"[" * 100_000 + b"\n", "is not valid JSON"),
        (b'{"question": "caf\xe9"}\n', "is not UTF-8"),
        (["a list"], "is not a JSON object"),
        ("text", "is not a JSON object"),
        ({"question": "q", "answer": "a"}, r"has no text 'thoughts' \(it may be empty\)"),
        ({"thoughts": "", "answer": "a"}, "has no text 'question'"),
        ({"question": "q", "thoughts": ""}, "has no text 'answer'"),
        ({**GOOD, "answer": None}, "has no text 'answer'"),
        ({**GOOD, "answer": True}, "has no text 'answer'"),
        ({**GOOD, "answer": 1.5}, "has no text 'answer'"),
        ({**GOOD, "question": 7}, "has no text 'question'"),
        ({**GOOD, "question": " "}, "has an empty question or answer"),
        ({**GOOD, "answer": "\n"}, "has an empty question or answer"),
        ({**GOOD, "thoughts": "The Answer: 2"}, "has 'Answer:' in its thoughts"),
        ({**GOOD, "question": "\ud83d?"}, "is not valid Unicode"),
    ],
)
def test_malformed_lines_are_named(line, message, tmp_path):
    path = write(tmp_path / "q.jsonl", [GOOD, b"\n", line, GOOD])
    with pytest.raises(UserError, match=f"^line 3 of {path} {message}") as caught:
        registry.load_task(f"jsonl:{path}")
    assert caught.value.status == 1 and "\n" not in str(caught.value)


def test_a_malformed_line_leaves_the_others(tmp_path):
    path = write(tmp_path / "q.jsonl", [GOOD, b"{\n", b"\xff\n", GOOD])
    found = dict(subject.jsonl_lines(path))
    assert found[1] == found[4] == GOOD and list(found) == [1, 2, 3, 4]
    assert [str(found[number])[:7] for number in (2, 3)] == ["line 2 ", "line 3 "]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_files_without_questions(content, tmp_path):
    path = write(tmp_path / "q.jsonl", [content])
    with pytest.raises(UserError, match=r"holds no questions; a line is \{\"question\"") as caught:
        registry.load_task(f"jsonl:{path}")
    assert caught.value.status == 1


def test_missing_file(tmp_path):
    with pytest.raises(UserError, match=r"cannot read .*nothing\.jsonl: No such file"):
        registry.load_task(f"jsonl:{tmp_path}/nothing.jsonl")
    with pytest.raises(UserError, match="directory"):
        registry.load_task(f"jsonl:{tmp_path}")


def test_numbers_for_split_and_what_may_not_be_trained_on(tmp_path):
    path = write(tmp_path / "q.jsonl", [{**GOOD, "question": f"number {number}?"} for number in range(100)])
    task = subject.load_jsonl(path)
    numbers = {split: subject.numbers_for_split(task, split) for split in Split}
    assert sorted(itertools.chain(*numbers.values())) == list(range(100))
    assert all(split_of(task.draw(number).question) == split for split in Split for number in numbers[split])
    tested = {example.number for example in held_out(task, FIRST_TEST_NUMBER)}
    assert tested == set(numbers[Split.TEST])

    half = subject.FiniteTask(task.name, task.examples, 50)
    assert subject.numbers_for_split(half, Split.TRAIN) == [n for n in numbers[Split.TRAIN] if n < 50]
    assert subject.numbers_for_split(half, Split.VALIDATION) == [n for n in numbers[Split.VALIDATION] if n < 50]
    assert subject.numbers_for_split(half, Split.TEST) == numbers[Split.TEST]
