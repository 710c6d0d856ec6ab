"""reasoning-gym's gcd: the greatest common divisor of two numbers up to 1000, by Euclid's algorithm.

Each line starts with two numbers and takes the smaller off the larger until less than the smaller is left.
To do so without guessing a quotient it doubles the smaller number while it fits, then takes off the largest
double that fits, and the next. A divisor of up to 12, whose multiples are known by heart, is divided by instead.

    Q: Find the Greatest Common Divisor (GCD) of these numbers: 415, 995. Give only the GCD as your final answer.
    A: 995 415: 830, 995 - 830 = (5-0=5 9-3=6 9-8=1) 165
    415 165: 330, 415 - 330 = (5-0=5 11-3=8 4-1-3=0) 85
    165 85: 165 - 85 = (5-5=0 16-8=8 1-1=0) 80
    85 80: 85 - 80 = (5-0=5 8-8=0) 5
    80 5: 80 / 5 = (8:1*5=5+3 30:6*5=30+0) 16
    Answer: 5.
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
