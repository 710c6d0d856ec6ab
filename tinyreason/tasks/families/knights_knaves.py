"""reasoning-gym's knights_knaves: two people, who always tell the truth or always lie, say something of each other.

Each gets a letter. What they say is written with + for who tells the truth and - for who lies, each letter behind the
name that it stands for. Then it is tried what they may be, 1 for the truth and 0 for lies, until all could say so.
Capitals stand only before what a person is taken to be, so that a claim such as `b-` is checked against one kind of
`B`. Behind each claim and each bracket stands 1 or 0 for true or false, after `=` the whole, and whether that is what
the one who says it is, which is written before.

    Q: … As Liam put it, "Harper is a sinner". In a statement by Harper: "Liam is a saint if and only if Harper is a
    saint". …
    A: Liam A, Harper B
    Liam A: Harper b-
    Harper B: Liam a+ iff Harper b+
    A1 B1: A1 b-0 = 0 no
    A1 B0: A1 b-1 = 1 yes, B0 a+1 iff b+0 = 0 yes
    Answer: Liam is a saint, and Harper is a sinner.
"""

import itertools
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of

WORDS = {"and": "and", "or": "or", "->": "then", "<=>": "iff"}
Statement = tuple[Any, ...]


def thoughts(item: Item) -> str:
    """Returns what is said, and what is tried."""
    names = item["metadata"]["names"]
    people = [name_of(number, ascii_uppercase) for number in range(len(names))]
    statements = [_plain(statement) for statement in item["metadata"]["statements"]]
    lines = [", ".join(f"{name} {person}" for name, person in zip(names, people, strict=True))]
    letters = [person.lower() for person in people]
    named = [f"{name} {letter}" for name, letter in zip(names, letters, strict=True)]
    for name, person, statement in zip(names, people, statements, strict=True):
        lines.append(f"{name} {person}: {_said(statement, named, {})[0]}")
    for kinds in itertools.product((True, False), repeat=len(people)):
        tried = [f"{person}{int(kind)}" for person, kind in zip(people, kinds, strict=True)]
        parts = []
        for person, kind, statement in zip(tried, kinds, statements, strict=True):
            text, truth = _said(statement, letters, dict(enumerate(kinds)))
            parts.append(f"{person} {text} = {int(truth)} {'yes' if truth == kind else 'no'}")
            if truth != kind:
                break
        lines.append(f"{' '.join(tried)}: {', '.join(parts)}")
        if not parts[-1].endswith("no"):
            break
    return "\n".join(lines)


def _plain(statement: Statement) -> Statement:
    """Returns a statement in which no single claim is negated: not a knight is a knave."""
    operator, *parts = statement
    if operator == "not" and parts[0][0] in ("telling-truth", "lying"):
        return ("lying" if parts[0][0] == "telling-truth" else "telling-truth", parts[0][1])
    return statement if operator in ("telling-truth", "lying") else (operator, *map(_plain, parts))


def _said(statement: Statement, called: Sequence[str], kinds: Mapping[int, bool]) -> tuple[str, bool]:
    """Returns a statement on people called so, with its parts' truth where their kinds are given, and its own truth."""
    operator, *parts = statement
    if operator in ("telling-truth", "lying"):
        truth = kinds.get(parts[0], False) == (operator == "telling-truth")
        said = f"{called[parts[0]]}{'+' if operator == 'telling-truth' else '-'}"
        return f"{said}{int(truth)}" if kinds else said, truth
    texts, truths = zip(*(_said(part, called, kinds) for part in parts), strict=True)
    nested = [
        text if part[0] in ("telling-truth", "lying") else f"({text}){int(truth) if kinds else ''}"
        for text, truth, part in zip(texts, truths, parts, strict=True)
    ]
    if operator == "not":
        return f"not {nested[0]}", not truths[0]
    holds = {
        "and": all(truths),
        "or": any(truths),
        "->": not truths[0] or truths[-1],
        "<=>": truths[0] == truths[-1],
    }
    return f" {WORDS[operator]} ".join(nested), holds[operator]


def answer(item: Item) -> str:
    """Returns who is what, without the period that ends reasoning-gym's answer."""
    return str(item["answer"]).removesuffix(".")


def label(item: Item) -> str:
    """Returns what the people are."""
    return "".join("+" if kind else "-" for kind in item["metadata"]["solution"])


TASK = GymTask("knights_knaves", thoughts, label, answer)
