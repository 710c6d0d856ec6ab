r"""reasoning-gym's fraction_simplification: a fraction of two numbers up to 1000, both times a factor up to 100.

Euclid's algorithm goes down, its divisions numbered. Going up again from 1 and the last quotient, each quotient times
the last number plus the one before gives the next; the last two are the fraction. So nothing is divided by the divisor.

    Q: Simplify the fraction $\frac{24}{306}$ to its lowest terms. …
    A: 0: 306 / 24 = (1:24 2:48 4:96 8:192 30 - 24 = (10-4=6 3-1-2=0) 6:1 66 - 48 = (…) 18:2) 12 remainder 18
    1: 24 / 18 = (1:18 24 - 18 = (14-8=6 2-1-1=0) 6:1) 1 remainder 6
    2: 18 / 6 = 3
    2: 1 3
    1: 3 + 1 = 4
    0: 4 * 12 = (2*4=8 1*4=4) 48, 48 + 3 = (8+3=11 4+1=5) 51
    Answer: $\frac{4}{51}$.
"""

from tinyreason.tasks.arithmetic import add, divide, multiply
from tinyreason.tasks.euclid import divisions
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the divisions down, and the sums up."""
    low, high = item["metadata"]["numerator"], item["metadata"]["denominator"]
    lines: list[str] = []
    quotients: list[int] = []
    while low:
        lines.append(f"{len(quotients)}: {divide(high, low)}")
        quotients.append(high // low)
        high, low = low, high % low
    before, last = 1, quotients.pop()
    lines.append(f"{len(quotients)}: 1 {last}")
    while quotients:
        quotient = quotients.pop()
        product = f"{multiply(last, quotient)}, " if quotient > 1 else ""
        lines.append(f"{len(quotients)}: {product}{add(last * quotient, before)}")
        before, last = last, last * quotient + before
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of divisions."""
    return f"{divisions(item['metadata']['denominator'], item['metadata']['numerator'])} divisions"


TASK = GymTask("fraction_simplification", thoughts, label)
