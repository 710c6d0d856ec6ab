"""reasoning-gym's number_filtering: which of 3 to 10 numbers are larger, or smaller, than another?

Each number stands beside the one it is held against. Their signs, then their digits are compared until two differ; a
missing digit is 0. Of two negative numbers the one with the larger digit is smaller. A number that is equal to one
before it is written like that one, for so reasoning-gym does.

    Q: Keep all numbers larger than 16.0 in this list: ['-20.38', '25.6', '16.04']
    …
    A: -20.38 16.0: -<+ smaller, out
    25.6 16.0: 2>1 larger, in
    16.04 16.0: 1=1 6=6 0=0 4>0 larger, in
    Answer: ['25.6', '16.04'].
"""

from tinyreason.tasks.decimals import compare
from tinyreason.tasks.gym import GymTask, Item

ORDERS = ("equal", "larger", "smaller")  # by 0, 1 and -1


def thoughts(item: Item) -> str:
    """Returns the comparisons."""
    limit, numbers = item["metadata"]["filter_value"], item["metadata"]["original_numbers"]
    action, side = item["metadata"]["operation"].split("_")
    lines = []
    for number in numbers:
        steps, order = compare(number, limit)
        named = order == (1 if side == "larger" else -1)
        first = next(other for other in numbers if float(other) == float(number))
        verdict = "out" if named != (action == "keep") else "in" if first == number else f"in as {first}"
        lines.append(f"{number} {limit}: {steps} {ORDERS[order]}, {verdict}")
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of numbers."""
    return f"{item['metadata']['numbers']} numbers"


TASK = GymTask("number_filtering", thoughts, label)
