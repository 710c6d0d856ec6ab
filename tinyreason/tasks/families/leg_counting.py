"""reasoning-gym's leg_counting: 3 to 10 kinds of animals, 1 to 15 of each; how many legs?

    Q: … how many legs are there in total if you have 12 cats, 3 ants?
    A: 12 cats: 12 * 4 = 48
    3 ants: 3 * 6 = 18, 48 + 18 = (8+8=16 4+1+1=6) 66
    Answer: 66.

How many legs an animal has is learned. Its products with a count up to 15 are learned by heart too.
"""

from tinyreason.tasks.arithmetic import add
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns each animal's legs and the running total."""
    from reasoning_gym.arithmetic.leg_counting import ANIMALS

    lines, total = [], None
    for animal, count in item["metadata"]["animals"].items():
        legs = count * ANIMALS[animal]
        line = f"{count} {animal}{'s' if count > 1 else ''}: {count} * {ANIMALS[animal]} = {legs}"
        lines.append(line if total is None else f"{line}, {add(total, legs)}")
        total = legs + (total or 0)
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of kinds of animals."""
    return f"{item['metadata']['num_animals']} animals"


TASK = GymTask("leg_counting", thoughts, label)
