"""reasoning-gym's products: two numbers of 1 to 5 digits, multiplied.

Q: Solve the following multiplication: 458 * 37. Give only the result as your final answer.
A: 458 * 37 = (8*7=56 5*7=35+5=40 4*7=28+4=32>320|6 8*3=24 5*3=15+2=17+2=19 4*3=12+3=15+1=16) 16946
Answer: 16946.
"""

from tinyreason.tasks.arithmetic import multiply
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the worked products from left to right."""
    total, *factors = (int(word) for word in item["metadata"]["expression"].split(" * "))
    lines = []
    for factor in factors:
        lines.append(multiply(total, factor))
        total *= factor
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of digits of the factors."""
    return f"{item['metadata']['num_digits']} digits"


TASK = GymTask("products", thoughts, label)
