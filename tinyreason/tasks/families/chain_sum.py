"""reasoning-gym's chain_sum: 2 to 6 numbers of 1 to 4 digits, added and subtracted from left to right.

Q: State the final answer to the following arithmetic problem: 42 - 58 + 7 =
A: 42 - 58 = 4<5 -(58 - 42) = (8-2=6 5-4=1) -16
-16 + 7 = -(16 - 7) = -9
Answer: -9.
"""

from tinyreason.tasks.arithmetic import running_sum
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the running totals."""
    first, *rest = item["metadata"]["expression"].split()
    lines, _ = running_sum(int(first), zip(rest[::2], map(int, rest[1::2]), strict=True))
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of terms and of their digits."""
    return f"{item['metadata']['num_terms']} terms of {item['metadata']['num_digits']} digits"


TASK = GymTask("chain_sum", thoughts, label)
