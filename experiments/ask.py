"""Asks a trained model questions of one's own and shows its thoughts and its answer.

    python -m experiments.ask --run=runs/quickstart --question="What is left of 3 apples if you give away 1?"
    python -m experiments.ask --run=runs/quickstart
    python -m experiments.ask --run=runs/quickstart --questions=in.jsonl --answers=out.jsonl

The first prints the reply as it is written, some 3 seconds after the start on 2 cores; without a question there is a
prompt, left with an empty line or Ctrl-D. The last answers a file at once: each line of it is a JSON object with at
least a "question". Its fields are kept in the output, where the model's "thoughts" and "answer" are added; fields that
had these names before move to "given_thoughts" and "given_answer", and the model never sees them. The answer is null
where the model gave none. A line whose question cannot be asked keeps its place, with null for both and an "error";
one that is no JSON object has no line in the output. Such lines are named on stderr, the others are answered all the
same, and the exit status is 1.
"""

import json
import sys
from pathlib import Path
from typing import Any

from absl import flags

from experiments import sampled, start, trained
from experiments.progress import Progress
from tinyreason import asking, disk, runs
from tinyreason.config import UserError
from tinyreason.sampling import Settings
from tinyreason.tasks.files import jsonl_lines

flags.adopt_module_key_flags(sampled)
QUESTION = flags.DEFINE_string("question", None, "the question; without it there is a prompt")
QUESTIONS = flags.DEFINE_string("questions", None, 'a JSONL file of lines with a "question"; needs --answers')
ANSWERS = flags.DEFINE_string("answers", None, "the JSONL file that the answers are written to")


def main() -> None:
    """Answers in the way that the flags ask for."""
    if QUESTION.value is not None and QUESTIONS.value is not None:
        raise UserError("give --question or --questions, not both")
    if (QUESTIONS.value is None) != (ANSWERS.value is None):
        raise UserError("--questions=IN.jsonl and --answers=OUT.jsonl belong together: give both")
    settings, run = sampled.settings(), trained.load_run()
    if QUESTIONS.value is not None and ANSWERS.value is not None:
        answer_file(run, Path(QUESTIONS.value), Path(ANSWERS.value), settings)
    elif QUESTION.value is not None:
        answer_one(run, QUESTION.value, settings)
    else:
        converse(run, settings)


def answer_one(run: runs.Run, question: str, settings: Settings) -> None:
    """Prints the reply as it is written."""
    begun = False

    def show(text: str) -> None:
        nonlocal begun
        print(text if begun else "A:" + text, end="", flush=True)
        begun = True

    reply = asking.ask_one(run, question, settings, sampled.SEED.value, show)
    print(flush=True)
    if not reply.ended:
        print("(cut off: the reply had not ended when there was no room left)", file=sys.stderr)


def converse(run: runs.Run, settings: Settings) -> None:
    """Answers what is typed until an empty line or the end of the input."""
    while True:
        try:
            question = input("Q: ")
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if not question.strip():
            return
        try:
            answer_one(run, question, settings)
        except UserError as error:
            print(f"error: {error}", file=sys.stderr)


def answer_file(run: runs.Run, questions: Path, answers: Path, settings: Settings) -> None:
    """Answers every line that can be; raises UserError, status 1, where one could not."""
    if answers.exists() and questions.exists() and answers.samefile(questions):
        raise UserError(f"--answers={answers} is the file of the questions: name another")
    lines, failed = [], 0
    for number, line in jsonl_lines(questions):
        error = line if isinstance(line, UserError) else check(run, line)
        if error is not None:
            failed += 1
            where = "" if isinstance(line, UserError) else f"line {number} of {questions}: "
            print(f"{where}{error}", file=sys.stderr)
        if not isinstance(line, UserError):
            lines.append((line, error))
    asked = [place for place, (_, error) in enumerate(lines) if error is None]
    with disk.replacing(answers) as unfinished:
        texts = [lines[place][0]["question"] for place in asked]
        with Progress() as show:
            replies = asking.ask(
                run,
                texts,
                settings,
                sampled.SEED.value,
                indices=asked,
                on_ended=lambda done: show("answering", done, len(asked)),
            )
        replied = dict(zip(asked, replies, strict=True))
        with unfinished.open("w", encoding="utf-8") as file:
            for place, (fields, error) in enumerate(lines):
                added: dict[str, str | None] = {"thoughts": None, "answer": None, "error": str(error)}
                if place in replied:
                    added = {"thoughts": replied[place].thoughts, "answer": replied[place].answer}
                file.write(as_line(kept(fields, added) | added))
    if failed:
        raise UserError(f"lines that could not be answered: {failed}; the others are in {answers}", status=1)


def check(run: runs.Run, fields: dict[str, Any]) -> UserError | None:
    """Returns why a line's question cannot be asked, or None."""
    question, context = fields.get("question"), run.config.model.context
    if not isinstance(question, str):
        return UserError('it has no text "question"')
    try:
        length = len(asking.encode_question(run.tokenizer, question))
    except UserError as error:
        return error
    if length > context:
        return UserError(f"the question is too long: {length} tokens, and the model's context holds {context}")
    return None


def kept(fields: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Returns the fields of a line, those with the name of an added one under a name of their own."""
    tree = {}
    for name, value in fields.items():
        if name in added:
            name = f"given_{name}"
            while name in fields:
                name = f"given_{name}"
        tree[name] = value
    return tree


def as_line(tree: dict[str, Any]) -> str:
    """Returns JSON, with letters as they are unless one is half of a surrogate pair, which has no UTF-8 form."""
    text = json.dumps(tree, ensure_ascii=False)
    return (json.dumps(tree) if any("\ud800" <= letter <= "\udfff" for letter in text) else text) + "\n"


if __name__ == "__main__":
    start(main)
