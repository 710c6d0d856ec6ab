"""reasoning-gym's simple_equations: one unknown, times a number, with or without another number beside it.

Q: Determine the value of k that satisfies: 50 - 55*k = -1545
A: -55*k
-1545 - 50 = (5+0=5 4+5=9) -1595
-1595 / -55 = (1:55 2:110 4:220 8:440 159 8:440 1<4 4:220 1<2 2:110 1=1 5>1 159 - 110 = (…) 49 1:55 4<5:2 495 … 0:9) 29
Answer: 29.
"""

import re

from tinyreason.tasks.arithmetic import add, floor_divide, subtract
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the unknown's part, what it is equal to, and the quotient."""
    factor, rest, value = parts(item["metadata"]["equation"])
    lines = [f"{factor}*{item['metadata']['variable']}"]
    if rest:
        lines.append(subtract(value, rest) if rest > 0 else add(value, -rest))
    return "\n".join([*lines, floor_divide(value - rest, factor)] if factor else lines)


def parts(equation: str) -> tuple[int, int, int]:
    """Returns a, b and c of an equation that says ax + b = c, such as `50 - 3*x = 2` or `-x = 4`."""
    left, right = equation.replace("- ", "-").replace("+ ", "").split(" = ")
    factor, rest = 0, 0
    for term in left.split():
        if match := re.fullmatch(r"(-?\d*)\*?[a-z]", term):
            factor = int(match[1] + "1" if match[1] in ("", "-") else match[1])
        else:
            rest = int(term)
    return factor, rest, int(right)


def label(item: Item) -> str:
    """Returns the number of digits of the number on the right."""
    return f"{len(str(abs(parts(item['metadata']['equation'])[2])))} digits"


TASK = GymTask("simple_equations", thoughts, label)
