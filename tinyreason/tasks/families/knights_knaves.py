"""reasoning-gym's knights_knaves: two people, who always tell the truth or always lie, say something of each other.

What they say is written with + for who tells the truth and - for who lies. Then it is tried what they may be, until
both could say so: behind each part stands 1 or 0 for true or false, after `=` the whole, and whether that suits the one
who says it.

    Q: … As Liam put it, "Harper is a sinner". In a statement by Harper: "Liam is a saint if and only if Harper is a
    saint". …
    A: Liam: Harper -
    Harper: Liam + iff Harper +
    Liam + Harper +: Harper - 0 = 0 no
    Liam + Harper -: Harper - 1 = 1 yes, Liam + 1 iff Harper + 0 = 0 yes
    Answer: Liam is a saint, and Harper is a sinner.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from tinyreason.tasks.gym import GymTask, Item

WORDS = {"and": "and", "or": "or", "->": "then", "<=>": "iff"}
Statement = tuple[Any, ...]


def thoughts(item: Item) -> str:
    """Returns what is said, and what is tried."""
    names = [str(name) for name in item["metadata"]["names"]]
    statements = [_plain(statement) for statement in item["metadata"]["statements"]]
    lines = [f"{name}: {_said(statement, names, {})[0]}" for name, statement in zip(names, statements, strict=True)]
    for kinds in itertools.product((True, False), repeat=len(names)):
        parts = []
        for kind, statement in zip(kinds, statements, strict=True):
            text, truth = _said(statement, names, dict(enumerate(kinds)))
            parts.append(f"{text} = {int(truth)} {'yes' if truth == kind else 'no'}")
            if truth != kind:
                break
        tried = " ".join(f"{name} {'+' if kind else '-'}" for name, kind in zip(names, kinds, strict=True))
        lines.append(f"{tried}: {', '.join(parts)}")
        if not parts[-1].endswith("no"):
            break
    return "\n".join(lines)


def _plain(statement: Statement) -> Statement:
    """Returns a statement in which no single claim is negated: not a knight is a knave."""
    operator, *parts = statement
    if operator == "not" and parts[0][0] in ("telling-truth", "lying"):
        return ("lying" if parts[0][0] == "telling-truth" else "telling-truth", parts[0][1])
    return statement if operator in ("telling-truth", "lying") else (operator, *map(_plain, parts))


def _said(statement: Statement, names: Sequence[str], kinds: Mapping[int, bool]) -> tuple[str, bool]:
    """Returns a statement, with the truth of its parts where the people's kinds are given, and its own truth."""
    operator, *parts = statement
    if operator in ("telling-truth", "lying"):
        truth = kinds.get(parts[0], False) == (operator == "telling-truth")
        said = f"{names[parts[0]]} {'+' if operator == 'telling-truth' else '-'}"
        return f"{said} {int(truth)}" if kinds else said, truth
    texts, truths = zip(*(_said(part, names, kinds) for part in parts), strict=True)
    nested = [
        text if part[0] in ("telling-truth", "lying") else f"({text})" for text, part in zip(texts, parts, strict=True)
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
