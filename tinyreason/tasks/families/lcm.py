"""reasoning-gym's lcm: the least common multiple of two numbers up to 100.

The greatest common divisor comes first, by Euclid's algorithm. The smaller number is divided by it, unless it is 1, and
what is left multiplies the larger.

    Q: Find the Least Common Multiple (LCM) of these numbers: 33, 55
    A: 3<5 55 33: 66 5<6, 55 - 33 = (5-3=2 5-3=2) 22
    33 22: 44 3<4, 33 - 22 = (3-2=1 3-2=1) 11
    22 11: 22 / 11 = 2
    33 / 11 = 3
    55 * 3 = (5*3=15 5*3=15+1=16) 165
    Answer: 165.
"""

import math

from tinyreason.tasks.arithmetic import divide, multiply
from tinyreason.tasks.euclid import euclid
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the divisor, the quotient and the product, number after number."""
    multiple, *rest = item["metadata"]["numbers"]
    lines: list[str] = []
    for number in rest:
        steps, divisor = euclid(multiple, number)
        high, low = max(multiple, number), min(multiple, number)
        quotient = low // divisor
        lines += [*steps, *[divide(low, divisor)] * (divisor > 1), multiply(high, quotient)]
        multiple = high * quotient
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns whether the numbers have a common divisor, and how many they are."""
    numbers = item["metadata"]["numbers"]
    return f"{len(numbers)} numbers, {'a' if math.gcd(numbers[0], numbers[1]) > 1 else 'no'} common divisor"


TASK = GymTask("lcm", thoughts, label)
