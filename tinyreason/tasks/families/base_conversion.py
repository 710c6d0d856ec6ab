"""reasoning-gym's base_conversion: a number up to 1000 from one base to another, 2 to 16.

It is read digit by digit into a decimal number and divided by the new base until nothing is left. Twice a number and
half of it need no steps: their digits can be seen. The last line goes back over what was divided, with the remainders.

    Q: … convert the base-15 number 17c to base-12
    A: 1 7 12
    1 * 15 + 7 = (1*15+7=22) 22
    22 * 15 + 12 = (2*15+12=42 2*15+4=34) 342
    342 / 12 = (34:2*12=24+10 102:8*12=96+6) 28 remainder 6
    28 / 12 = 2 remainder 4
    2 / 12 = 0 remainder 2
    2:2 28:4 342:6
    Answer: 246.
"""

from tinyreason.tasks.bases import digit_name, divide_by_heart, multiply_and_add
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the decimal number's making and its taking apart."""
    metadata = item["metadata"]
    lines, value = _read(metadata["source_repr"], metadata["source_base"])
    return "\n".join([*lines, *_write(value, metadata["target_base"])])


def _read(text: str, base: int) -> tuple[list[str], int]:
    """Returns the lines that find the value of a text, and the value."""
    if base == 10:
        return [], int(text)
    numerals = [int(letter, 36) for letter in text or "0"]  # of 0 reasoning-gym writes no digit
    totals = [numerals[0]]
    for numeral in numerals[1:]:
        totals.append(base * totals[-1] + numeral)
    steps = [" ".join(map(str, totals))]
    if base > 2:
        steps = [multiply_and_add(total, base, numeral) for total, numeral in zip(totals, numerals[1:], strict=False)]
    return [" ".join(map(str, numerals)), *steps], totals[-1]


def _write(value: int, base: int) -> list[str]:
    if base == 10:
        return [str(value)]
    dividends = [value]
    while dividends[-1] >= base:
        dividends.append(dividends[-1] // base)
    names = [f"{dividend}:{digit_name(dividend % base)}" for dividend in dividends]
    divided = [" ".join(names)] if base == 2 else [divide_by_heart(dividend, base) for dividend in dividends]
    return [*divided, " ".join(reversed(names))]


def label(item: Item) -> str:
    """Returns the number of digits to read."""
    return f"{len(item['metadata']['source_repr'])} digits"


TASK = GymTask("base_conversion", thoughts, label)
