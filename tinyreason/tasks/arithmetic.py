"""Sums, differences, products and quotients of integers as a thought writes them.

Each function returns an equation such as `17 + 5 = 22`. What is too large to be known by heart is
worked out in brackets, lowest digit first, in steps that a small model can look up:

    458 + 67 = (8+7=15 5+6+1=12 4+1=5) 525
    525 - 67 = (5-7=8-10 2-1-6=5-10 5-1=4) 458
    458 * 7 = (8*7=56 5*7=35+5=40 4*7=28+4=32) 3206
    1344 / 6 = (13:2*6=12+1 14:2*6=12+2 24:4*6=24+0) 224

A difference writes both digits before what is left of them, and borrows ten only then: `5-7=8-10`. Sums and differences
stop once the shorter number and the carry are used up: what is left of the longer number is copied. Numbers of
different signs become a difference first, of the larger number and the smaller. Which one is larger is not left to be
seen at a glance: numbers of as many digits are compared from the first digit to where they differ.

    -8 + 5 = 8>5 -(8 - 5) = -3
    458 - 467 = 4=4 5<6 -(467 - 458) = (7-8=9-10 6-1-5=0 4-4=0) -9

A product by several digits has a row of steps for each. A step adds to the product of its digits the digit that the
rows before left in its place, and then the carry. After `>` stands what the rows amount to so far; what
stands after the bar is final:

    458 * 37 = (8*7=56 5*7=35+5=40 4*7=28+4=32>320|6 8*3=24 5*3=15+2=17+2=19 4*3=12+3=15+1=16) 16946

A quotient takes, for each of its digits, the multiple that fits from the part of the number in hand: of 13 that is
2*6=12, and 1 is left. By more than 12 it first doubles the divisor. From the largest on, the multiples with no more
digits than the part of the number in hand are compared with that, and taken from it where they fit; each digit of the
quotient is the sum of the multiples taken:

    574 / 41 = (1:41 2:82 4:164 8:328 57 2:82 5<8 1:41 5>4 57 - 41 = (7-1=6 5-4=1) 16:1
        164 8:328 1<3 4:164 1=1 6=6 4=4 164 - 164 = 0:4) 14
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from tinyreason.tasks import decimals

KNOWN_SUM, KNOWN_DIVISOR = 20, 12


@dataclass(frozen=True)
class Numerals:
    """How numbers are written: to which base, as a whole, with so many places at least, and within a step.

    Sums up to `known_sum` with a single digit need no steps.
    """

    base: int
    written: Callable[[int], str]
    filled: Callable[[int, int], str]
    in_step: Callable[[int], str]
    known_sum: int

    def digits(self, number: int) -> list[int]:
        """Returns the digits of a number of at least 0, lowest first."""
        found = [number % self.base]
        while number := number // self.base:
            found.append(number % self.base)
        return found


DECIMAL = Numerals(10, str, lambda number, places: f"{number:0{places}}", str, KNOWN_SUM)


def digits(number: int) -> list[int]:
    """Returns the decimal digits of a number of at least 0, lowest first."""
    return DECIMAL.digits(number)


def add(a: int, b: int) -> str:
    """Returns `a + b = … c` for any two integers."""
    return f"{a} + {b} = {signed_sum(a, b, plain=False)}"


def subtract(a: int, b: int) -> str:
    """Returns `a - b = … c` for any two integers."""
    return f"{a} - {b} = {signed_sum(a, -b, plain=a >= b >= 0)}"


def difference(high: int, low: int) -> str:
    """Returns `high - low = … c` where high >= low >= 0 is known already, so that nothing is compared."""
    return f"{high} - {low} = {_difference_steps(high, low, DECIMAL)}{high - low}"


def compare(a: int, b: int, numerals: Numerals = DECIMAL) -> list[str]:
    """Returns `3=3` and `1<8` for 3120 and 3885: the digits from the first to where they differ.

    Returns nothing where one number of at least 0 has more digits than the other: that one is larger.
    """
    first, second = ("".join(map(numerals.in_step, reversed(numerals.digits(number)))) for number in (a, b))
    return decimals.compare(first, second)[0].split() if len(first) == len(second) else []


def signed_sum(a: int, b: int, plain: bool, numerals: Numerals = DECIMAL) -> str:
    """Returns what follows `=` in the sum a + b.

    Where the signs differ, the sizes are compared, and their difference follows, unless it is `plain` already.
    """
    written = numerals.written
    if (a < 0) == (b < 0):
        return f"{_sum_steps(abs(a), abs(b), numerals)}{written(a + b)}"
    low, high = sorted((abs(a), abs(b)))
    sizes = f"{written(high)} - {written(low)}"
    restated = "" if plain else f"-({sizes}) = " if a + b < 0 else f"{sizes} = "
    worked = f"{restated}{_difference_steps(high, low, numerals)}{written(a + b)}"
    return " ".join([*compare(abs(a), abs(b), numerals), worked])


def _sum_steps(a: int, b: int, numerals: Numerals) -> str:
    """Returns the bracketed steps of a + b, both at least 0; nothing if known by heart."""
    if a == 0 or b == 0 or max(a, b) <= numerals.known_sum and min(a, b) < numerals.base:
        return ""
    steps, carry = [], 0
    for x, y in zip_longest(numerals.digits(a), numerals.digits(b)):
        if not carry and (x is None or y is None):
            break
        total = (x or 0) + (y or 0) + carry
        terms = [digit for digit in (x, y) if digit is not None] + [1] * carry
        steps.append(f"{'+'.join(map(numerals.in_step, terms))}={numerals.in_step(total)}")
        carry = total // numerals.base
    return f"({' '.join(steps)}) "


def _difference_steps(high: int, low: int, numerals: Numerals) -> str:
    """Returns the bracketed steps of high - low, where high >= low >= 0; nothing if known by heart."""
    if low in (0, high) or high <= numerals.known_sum and low < numerals.base:
        return ""
    show, steps, borrow = numerals.in_step, [], 0
    for x, y in zip_longest(numerals.digits(high), numerals.digits(low)):
        if y is None and not borrow:
            break
        rest = x - (y or 0) - borrow
        taken = ("-1" if borrow else "") + ("" if y is None else f"-{show(y)}")
        borrow = int(rest < 0)
        borrowed = f"-{show(numerals.base)}" if borrow else ""
        steps.append(f"{show(x)}{taken}={show(rest % numerals.base)}{borrowed}")
    return f"({' '.join(steps)}) "


def multiply(a: int, b: int) -> str:
    """Returns `a * b = … c` for any two integers."""
    return f"{a} * {b} = {_product_steps(abs(a), abs(b))}{a * b}"


def _product_steps(a: int, b: int) -> str:
    """Returns the bracketed steps of a * b, where both are at least 0; nothing if known by heart."""
    if a <= 10 and b <= 10 or a * b == 0 or _is_power_of_ten(a) or _is_power_of_ten(b):
        return ""
    if len(str(a)) < len(str(b)):
        a, b = b, a
    return product_rows(a, b)


def product_rows(a: int, b: int, numerals: Numerals = DECIMAL) -> str:
    """Returns the bracketed steps of a * b, both at least 1: a row for each digit of b, and what the rows amount to."""
    top, below = numerals.digits(a), numerals.digits(b)
    parts, total, scale = [], 0, 1
    for place, y in enumerate(below, start=1):
        parts.append(_row(top, y, numerals.digits(total // scale), numerals))
        total += a * y * scale
        scale *= numerals.base
        if place < len(below):
            parts.append(f">{numerals.written(total // scale)}|{numerals.filled(total % scale, place)} ")
    return f"({''.join(parts)}) "


def _row(top: list[int], y: int, before: list[int], numerals: Numerals) -> str:
    """Returns the steps that multiply a number by one digit and add it to what stands there `before`."""
    if y == 0:
        return ""
    show, steps, carry = numerals.in_step, [], 0
    for x, here in zip_longest(top, before[: len(top)], fillvalue=0):
        step, total = f"{show(x)}*{show(y)}", x * y
        for term in (here, carry):
            if term:
                step, total = f"{step}={show(total)}+{show(term)}", total + term
        steps.append(f"{step}={show(total)}")
        carry = total // numerals.base
    return " ".join(steps)


def _is_power_of_ten(number: int) -> bool:
    return str(number).rstrip("0") == "1"


def divide(a: int, b: int) -> str:
    """Returns `a / b = … q`, with `remainder r` where there is one, by long division.

    `a` is at least 0 and `b` at least 1. Up to 12 the multiples of `b` are known by heart.
    """
    quotient, remainder = divmod(a, b)
    return f"{a} / {b} = {_quotient_steps(a, b)}{quotient}" + (f" remainder {remainder}" if remainder else "")


def floor_divide(a: int, b: int) -> str:
    """Returns `a / b = … q` for any integers with b not 0; a quotient with a remainder is rounded down."""
    size, rest = divmod(abs(a), abs(b))
    truncated, remainder = (-size if (a < 0) != (b < 0) else size), (-rest if a < 0 else rest)
    rounded = f" remainder {remainder}, rounded down {a // b}" if remainder else ""
    return f"{a} / {b} = {_quotient_steps(abs(a), abs(b))}{truncated}{rounded}"


def _quotient_steps(a: int, b: int) -> str:
    """Returns the bracketed steps of a / b, where a >= 0 and b >= 1; nothing if known by heart."""
    if b == 1 or a <= b or b <= KNOWN_DIVISOR and a < 100 and a // b <= 10:
        return ""
    multiples = [] if b <= KNOWN_DIVISOR else [(k, k * b) for k in (1, 2, 4, 8) if k * b <= a]
    steps, rest, started = [f"{k}:{multiple}" for k, multiple in multiples], 0, False
    for x in reversed(digits(a)):
        rest = 10 * rest + x
        started = started or rest >= b
        if not started:
            continue
        digit = rest // b
        if b <= KNOWN_DIVISOR:
            steps.append(f"{rest}:{digit}*{b}={digit * b}+{rest % b}")
        else:
            tried = fit_multiples(rest, [(multiple, f"{k}:{multiple}") for k, multiple in reversed(multiples)])
            steps.append(f"{' '.join([str(rest), *tried])}:{digit}")
        rest %= b
    return f"({' '.join(steps)}) "


def fit_multiples(hand: int, multiples: Iterable[tuple[int, str]]) -> list[str]:
    """Returns how falling multiples, as they are written, compare with what is in hand, and what they leave."""
    steps = []
    for multiple, written in multiples:
        if compared := compare(hand, multiple):
            steps.append(" ".join([written, *compared]))
        if multiple <= hand:
            steps.append(difference(hand, multiple))
            hand -= multiple
    return steps


def running_sum(first: int, terms: Iterable[tuple[str, int]]) -> tuple[list[str], int]:
    """Returns the equations that add and subtract terms such as ('-', 5) from left to right, and their total."""
    lines, total = [], first
    for sign, term in terms:
        lines.append(add(total, term) if sign == "+" else subtract(total, term))
        total += term if sign == "+" else -term
    return lines, total
