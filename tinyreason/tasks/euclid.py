"""Euclid's algorithm as a thought writes it: lines of two numbers and the equations that lead to the remainder.

To find a remainder without guessing a quotient it doubles the smaller number while it fits, then takes off the largest
double that fits, and the next. A divisor of up to 12, whose multiples are known by heart, is divided by instead:

    415 165: 330, 415 - 330 = (5-0=5 1-3=8-10 4-1-3=0) 85
    80 5: 80 / 5 = (8:1*5=5+3 30:6*5=30+0) 16
"""

from tinyreason.tasks.arithmetic import KNOWN_DIVISOR, divide, subtract


def euclid(a: int, b: int) -> tuple[list[str], int]:
    """Returns the lines that lead to the greatest common divisor of two numbers of at least 1, and the divisor."""
    lines, high, low = [], max(a, b), min(a, b)
    while low:
        lines.append(f"{high} {low}: {_remainder(high, low)}")
        high, low = low, high % low
    return lines, high


def divisions(high: int, low: int) -> int:
    """Returns how many divisions Euclid's algorithm takes until nothing is left."""
    count = 0
    while low:
        high, low, count = low, high % low, count + 1
    return count


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
