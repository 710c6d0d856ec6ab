"""reasoning-gym's string_splitting: up to five machines A, B and C each are taken apart to X, Y and Z by five rules.

After each use of a rule stand its number and how many there are of A B C X Y Z.

    Q: … Now, you have 2 machine A, 0 machine B, and 1 machine C. …
    A: 2 0 1 0 0 0
    1: 1 0 1 2 1 0
    1: 0 0 1 4 2 0
    5: 0 0 1 3 1 1
    5: 0 0 1 2 0 2
    Answer: 0 0 1 2 0 2.
"""

from tinyreason.tasks.counts import applied
from tinyreason.tasks.gym import GymTask, Item

RULES = ((-1, 0, 0, 2, 1, 0), (0, -2, 0, 1, 0, 0), (0, 0, -2, 0, 1, 0), (1, -1, -1, 0, 0, 0), (0, 0, 0, -1, -1, 1))


def thoughts(item: Item) -> str:
    """Returns the counts after each use of a rule."""
    return applied(item["metadata"]["states"], RULES)


def label(item: Item) -> str:
    """Returns how often a rule is used, in tens."""
    return f"{(len(item['metadata']['states']) - 1) // 10 * 10}+ rules used"


TASK = GymTask("string_splitting", thoughts, label)
