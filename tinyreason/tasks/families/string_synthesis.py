"""reasoning-gym's string_synthesis: up to five blocks [A], [B] and [C] each are combined to six others by six rules.

After each use of a rule stand its number and how many there are of [A] [B] [C] {A} {B} {C} (A) (B) (C).

    Q: … Now, you have 1 [A], 2 [B], and 3 [C] blocks. …
    A: 1 2 3 0 0 0 0 0 0
    1: 0 1 2 1 0 0 0 0 0
    3: 0 0 1 1 1 0 0 0 0
    Answer: 0 0 1 1 1 0 0 0 0.
"""

from tinyreason.tasks.counts import applied
from tinyreason.tasks.gym import GymTask, Item

RULES = (
    (-1, -1, -1, 1, 0, 0, 0, 0, 0),
    (-1, -1, 0, 0, 0, 1, 0, 0, 0),
    (0, -1, -1, 0, 1, 0, 0, 0, 0),
    (0, 0, -2, 0, 0, 1, 0, 0, 0),
    (0, 0, 0, -1, 0, -1, 1, 1, 0),
    (0, 0, 0, 0, -2, 0, 0, 0, 1),
)


def thoughts(item: Item) -> str:
    """Returns the counts after each use of a rule."""
    return applied(item["metadata"]["states"], RULES)


def label(item: Item) -> str:
    """Returns how often a rule is used."""
    return f"{len(item['metadata']['states']) - 1} rules used"


TASK = GymTask("string_synthesis", thoughts, label)
