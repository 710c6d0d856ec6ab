"""reasoning-gym's gcd: the greatest common divisor of two numbers up to 1000, by Euclid's algorithm.

    Q: Find the Greatest Common Divisor (GCD) of these numbers: 296, 74. …

Each line takes the smaller number off the larger until less is left than the smaller. To do so without
guessing a quotient it doubles the smaller number while it fits, and takes off the largest double that
fits, then the next. A divisor of up to 12, whose multiples are known by heart, is divided by instead.

    A: 999 407: 814, 999 - 814 = (9-4=5 9-1=8 9-8=1) 185
    407 185: 370, 407 - 370 = (7-0=7 10-7=3 3-3=0) 37
    185 37: 74 148, 185 - 148 = (15-8=7 7-4=3 1-1=0) 37, 37 - 37 = 0
    Answer: 37.
"""

from tinyreason.tasks.arithmetic import KNOWN_DIVISOR, divide, subtract
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns Euclid's algorithm, number after number."""
    numbers = item["metadata"]["numbers"]
    lines, divisor = [], numbers[0]
    for number in numbers[1:]:
        high, low = max(divisor, number), min(divisor, number)
        while low:
            lines.append(f"{high} {low}: {_remainder(high, low)}")
            high, low = low, high % low
        divisor = high
    return "\n".join(lines)


def _remainder(high: int, low: int) -> str:
    """Returns equations that end in the remainder of high / low."""
    if low <= KNOWN_DIVISOR:
        return divide(high, low)
    doubles = [low]
    while 2 * doubles[-1] <= high:
        doubles.append(2 * doubles[-1])
    steps = []
    for double in reversed(doubles):
        if double <= high:
            steps.append(subtract(high, double))
            high -= double
    return ", ".join([" ".join(map(str, doubles[1:]))] * (len(doubles) > 1) + steps)


def label(item: Item) -> str:
    """Returns the number of divisions."""
    high, low = max(item["metadata"]["numbers"]), min(item["metadata"]["numbers"])
    divisions = 0
    while low:
        high, low, divisions = low, high % low, divisions + 1
    return f"{divisions} divisions"


TASK = GymTask("gcd", thoughts, label)
