"""Euclid's algorithm as a thought writes it: lines of two numbers and the equations that lead to the remainder.

To find a remainder without guessing a quotient it doubles the smaller number while it fits, then takes off the largest
double that fits, and the next. Whether one fits is not left to be seen at a glance: numbers of as many digits are
compared from the first digit to where they differ, the two that it begins with as well. A divisor of up to 12, whose
multiples are known by heart, is divided by instead:

    415 165: 330 4>3 660 4<6, 415 - 330 = (5-0=5 1-3=8-10 4-1-3=0) 85
    165 85: 170 1=1 6<7, 165 - 85 = (5-5=0 6-8=8-10 1-1=0) 80
    85 80: 85 - 80 = (5-0=5 8-8=0) 5
    80 5: 80 / 5 = (8:1*5=5+3 30:6*5=30+0) 16
"""

from tinyreason.tasks.arithmetic import KNOWN_DIVISOR, compare, difference, divide, fit_multiples


def euclid(a: int, b: int) -> tuple[list[str], int]:
    """Returns the lines that lead to the greatest common divisor of two numbers of at least 1, and the divisor."""
    lines, high, low = [], max(a, b), min(a, b)
    while low:
        lines.append(f"{high} {low}: {_remainder(high, low)}")
        high, low = low, high % low
    lines[0] = " ".join([*compare(a, b), lines[0]])
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
    while doubles[-1] <= high:
        doubles.append(2 * doubles[-1])
    *lower, top, _ = doubles
    # The first double that is over is written as well, unless its length says so.
    written = [double for double in doubles[1:] if len(str(double)) <= len(str(high))]
    table = " ".join(" ".join([str(double), *compare(high, double)]) for double in written)
    tried = fit_multiples(high - top, [(double, str(double)) for double in reversed(lower)])
    return ", ".join([table] * bool(table) + [difference(high, top), *tried])
