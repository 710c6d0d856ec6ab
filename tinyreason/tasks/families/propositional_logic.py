"""reasoning-gym's propositional_logic: what follows from 2 to 4 premises? Anything that does, unless it is always true.

So does a premise. Each is tried in turn: a letter alone, which the scorer calls trivial, is joined with itself; another
is the answer if it can be false. Its letters are set to 0, then to 1, then to all else in the order of counting, and
what stands in brackets is worked out from the inside, until the whole is 0. In 3 of 1,000 items no premise can be
false; then nothing gets the full mark.

    Q: … 1. (Q → Q) .2. ((P → R) ∧ ¬Q) …
    A: 1. (Q → Q)
    Q0: (0 → 0) = 1
    Q1: (1 → 1) = 1
    2. ((P → R) ∧ ¬Q)
    P0 R0 Q0: ((0 → 0) ∧ ¬0) = (1 ∧ 1) = 1
    P1 R1 Q1: ((1 → 1) ∧ ¬1) = (1 ∧ 0) = 0
    Answer: ((P → R) ∧ ¬Q).
"""

import re
from collections.abc import Iterator
from itertools import product

from tinyreason.tasks.gym import GymTask, Item

INNERMOST = re.compile(r"¬([01])|\(([01]) (\S) ([01])\)")


def _work_out(formula: str) -> list[str]:
    """Returns a formula of zeros and ones and what it becomes, step by step, down to a 0 or a 1."""
    steps = [formula]
    while len(steps[-1]) > 1:
        steps.append(INNERMOST.sub(_value, steps[-1]))
    return steps


def _value(part: re.Match[str]) -> str:
    """Returns the value of a negation or of two digits that are joined."""
    negated, left, sign, right = part.groups()
    if negated:
        return str(1 - int(negated))
    a, b = left == "1", right == "1"
    return str(int({"∧": a and b, "∨": a or b, "→": b or not a, "↔": a == b}[sign]))


def _settings(count: int) -> Iterator[tuple[str, ...]]:
    """Yields the ways to set so many letters: all 0, all 1, then the others."""
    yield ("0",) * count
    yield ("1",) * count
    for setting in product("01", repeat=count):
        if len(set(setting)) > 1:
            yield setting


def _try(premise: str) -> tuple[list[str], bool]:
    """Returns the lines of the settings tried, and whether the last made the premise false."""
    lines, letters = [], dict.fromkeys(re.findall("[A-Z]", premise))
    for setting in _settings(len(letters)):
        values = dict(zip(letters, setting, strict=True))
        steps = _work_out("".join(values.get(sign, sign) for sign in premise))
        lines.append(f"{' '.join(map(''.join, values.items()))}: {' = '.join(steps)}")
        if steps[-1] == "0":
            return lines, True
    return lines, False


def _search(item: Item) -> tuple[list[str], str]:
    """Returns the lines of the premises tried, and the conclusion."""
    lines = []
    for number, premise in enumerate(item["metadata"]["premises"], start=1):
        lines.append(f"{number}. {premise}")
        if len(premise) == 1:
            return lines, f"({premise} ∧ {premise})"
        tried, found = _try(premise)
        lines += tried
        if found:
            return lines, premise
    return [*lines, "all always true"], item["metadata"]["premises"][0]


def thoughts(item: Item) -> str:
    """Returns the premises tried."""
    return "\n".join(_search(item)[0])


def answer(item: Item) -> str:
    """Returns the first premise that can be false."""
    return _search(item)[1]


def label(item: Item) -> str:
    """Returns the number of premises."""
    return f"{len(item['metadata']['premises'])} premises"


TASK = GymTask("propositional_logic", thoughts, label, answer)
