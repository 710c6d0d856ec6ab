r"""reasoning-gym's fraction_simplification: a fraction of two numbers up to 1000, both times a factor up to 100.

Euclid's algorithm goes down. A line doubles the smaller number, each double behind how often it holds the number, up
to one that is over the larger. Then it takes off those that fit, the largest first; behind what is left stands the
quotient so far. Whether one fits is said when it stands there, not before. A divisor of up to 12, whose multiples are
known by heart, is divided by. The quotients have names, for the way up needs them in turn.
From 1 and the last quotient, each quotient times the last number plus the one before gives the next; the last two are
the fraction. So nothing is divided by the divisor.

    Q: Simplify the fraction $\frac{24}{306}$ to its lowest terms. …
    A: 306 24: 2:48 4:96 8:192 16:384 over, 306 - 192 = (…) 114:8, 4:96 fits, 114 - 96 = (…) 18:12, 2:48 over, …
    24 18: 2:36 over, 24 - 18 = (4-8=6-10 2-1-1=0) 6:1, q1=1
    18 6: 18 / 6 = 3, q2=3
    q2=3: 1 3
    q1=1: 3 + 1 = 4
    q0=12: 4 * 12 = (2*4=8 1*4=4) 48, 48 + 3 = (8+3=11 4+1=5) 51
    Answer: $\frac{4}{51}$.
"""

from tinyreason.tasks.arithmetic import KNOWN_DIVISOR, add, difference, divide, multiply
from tinyreason.tasks.euclid import divisions
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the divisions down, and the sums up."""
    low, high = item["metadata"]["numerator"], item["metadata"]["denominator"]
    lines: list[str] = []
    quotients: list[int] = []
    while low:
        lines.append(f"{high} {low}: {', '.join([*_division(high, low), f'q{len(quotients)}={high // low}'])}")
        quotients.append(high // low)
        high, low = low, high % low
    before, last = 1, quotients.pop()
    lines.append(f"q{len(quotients)}={last}: 1 {last}")
    while quotients:
        quotient = quotients.pop()
        product = f"{multiply(last, quotient)}, " if quotient > 1 else ""
        lines.append(f"q{len(quotients)}={quotient}: {product}{add(last * quotient, before)}")
        before, last = last, last * quotient + before
    return "\n".join(lines)


def _division(high: int, low: int) -> list[str]:
    """Returns the doubles, then whether each fits, with what it leaves; or the division by a number up to 12."""
    if low <= KNOWN_DIVISOR:
        return [divide(high, low)]
    counts = [1]
    while counts[-1] * low <= high:
        counts.append(2 * counts[-1])
    steps = [" ".join(f"{count}:{count * low}" for count in counts[1:]) + " over"]
    quotient = 0
    for count in reversed(counts[:-1]):
        fits = count * low <= high
        if quotient:
            steps.append(f"{count}:{count * low} {'fits' if fits else 'over'}")
        if fits:
            quotient += count
            steps.append(f"{difference(high, count * low)}:{quotient}")
            high -= count * low
    return steps


def label(item: Item) -> str:
    """Returns the number of divisions."""
    return f"{divisions(item['metadata']['denominator'], item['metadata']['numerator'])} divisions"


TASK = GymTask("fraction_simplification", thoughts, label)
