"""reasoning-gym's gcd: the greatest common divisor of two numbers up to 1000, by Euclid's algorithm.

Each line starts with two numbers and takes the smaller off the larger until less than the smaller is left.
To do so without guessing a quotient it doubles the smaller number while it fits, then takes off the largest
double that fits, and the next; what has as many digits is compared, to see whether it fits. A divisor of up
to 12, whose multiples are known by heart, is divided by instead.

    Q: Find the Greatest Common Divisor (GCD) of these numbers: 415, 995. Give only the GCD as your final answer.
    A: 4<9 995 415: 830 9>8, 995 - 830 = (5-0=5 9-3=6 9-8=1) 165, 415 1<4
    415 165: 330 4>3 660 4<6, 415 - 330 = (5-0=5 1-3=8-10 4-1-3=0) 85
    165 85: 170 1=1 6<7, 165 - 85 = (5-5=0 6-8=8-10 1-1=0) 80
    85 80: 85 - 80 = (5-0=5 8-8=0) 5
    80 5: 80 / 5 = (8:1*5=5+3 30:6*5=30+0) 16
    Answer: 5.
"""

from tinyreason.tasks.euclid import divisions, euclid
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns Euclid's algorithm, number after number."""
    first, *rest = item["metadata"]["numbers"]
    lines, divisor = [], first
    for number in rest:
        steps, divisor = euclid(divisor, number)
        lines += steps
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of divisions."""
    numbers = item["metadata"]["numbers"]
    return f"{divisions(max(numbers), min(numbers))} divisions"


TASK = GymTask("gcd", thoughts, label)
