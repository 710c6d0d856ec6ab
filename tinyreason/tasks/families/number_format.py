"""reasoning-gym's number_format: the largest or the smallest of 2 to 5 numbers, written plainly or with commas or e.

Each is numbered and written with commas and three decimals; what follows is cut off. Then the best so far is held
against the next, three digits at a time, until they differ; those are compared digit by digit, for which of two numbers
of three digits is larger cannot be seen at once. The sign goes over to the two numbers' names, and what is asked for
stands beside it before the better one's name.

    Q: … pick the largest number of the following candidates: 4.308304164440000e+08 430830415.722000
    A: 1: 430,830,416.444
    2: 430,830,415.722
    1 2: 430 430 = 830 830 = 416 415: 4=4 1=1 6>5, 1>2 largest 1
    1: 430,830,416.444
    Answer: 430,830,416.444.
"""

import re
from decimal import ROUND_DOWN, Decimal

from tinyreason.tasks.decimals import compare
from tinyreason.tasks.gym import GymTask, Item

PLACES = Decimal("0.001")


def thoughts(item: Item) -> str:
    """Returns the numbers written alike, and the comparisons."""
    numbers, size = _alike(item), item["metadata"]["size"]
    lines = [f"{place}: {number}" for place, number in enumerate(numbers, start=1)]
    best, groups = 0, [re.split("[,.]", number) for number in numbers]
    for place in range(1, len(numbers)):
        steps, sign = _compare(groups[best], groups[place])
        line = f"{best + 1} {place + 1}: {steps}, {best + 1}{sign}{place + 1} {size}"
        if sign == ("<" if size == "largest" else ">"):
            best = place
        lines.append(f"{line} {best + 1}")
    return "\n".join([*lines, f"{best + 1}: {numbers[best]}"])


def _alike(item: Item) -> list[str]:
    written = (Decimal(text.replace(",", "")) for text in item["metadata"]["formatted_candidates"])
    return [f"{number.quantize(PLACES, rounding=ROUND_DOWN):,}" for number in written]


def _compare(a: list[str], b: list[str]) -> tuple[str, str]:
    """Returns the groups of digits up to those that differ, and the digits of those; and how a compares to b."""
    words: list[str] = []
    size = max(len(a), len(b))
    for x, y in zip(["0"] * (size - len(a)) + a, ["0"] * (size - len(b)) + b, strict=True):
        if x != y:
            width = max(len(x), len(y))
            steps, order = compare(x.zfill(width), y.zfill(width))
            return f"{' = '.join([*words, f'{x} {y}'])}: {steps}", "<=>"[order + 1]
        words.append(f"{x} {y}")
    return " = ".join(words), "="


def answer(item: Item) -> str:
    """Returns the number that is found, which reasoning-gym reads to within a hundredth."""
    return thoughts(item).rpartition(" ")[2]


def label(item: Item) -> str:
    """Returns the number of candidates."""
    return f"{item['metadata']['num_candidates']} candidates"


TASK = GymTask("number_format", thoughts, label, answer)
