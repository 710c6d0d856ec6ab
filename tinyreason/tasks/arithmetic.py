"""Sums, differences, products and quotients as a thought writes them.

Each function returns an equation such as `17 + 5 = 22`. What is too large to be known by heart is
worked out in brackets, digit by digit, lowest digit first, in steps that a small model can look up:

    458 + 67 = (8+7=15, 5+6+1=12, 4+0+1=5) 525
    525 - 67 = (15-7=8, 12-1-6=5, 5-1-0=4) 458
    458 * 7 = (8*7=56, 5*7+5=35+5=40, 4*7+4=28+4=32) 3206
    1344 / 6 = (13=6*2+1, 14=6*2+2, 24=6*4+0) 224
"""

from itertools import zip_longest


def digits(number: int) -> list[int]:
    """Returns the decimal digits of a number of at least 0, lowest first."""
    return [int(digit) for digit in reversed(str(number))]


def add(a: int, b: int) -> str:
    """Returns `a + b = … c` for any two integers."""
    if a < 0 or b < 0:
        return _add_signed(a, b)
    if a < 100 and b < 10 or a < 10 and b < 100:
        return f"{a} + {b} = {a + b}"
    steps, carry = [], 0
    for x, y in zip_longest(digits(a), digits(b), fillvalue=0):
        total = x + y + carry
        steps.append(f"{x}+{y}{'+1' if carry else ''}={total}")
        carry = total // 10
    return f"{a} + {b} = ({', '.join(steps)}) {a + b}"


def subtract(a: int, b: int) -> str:
    """Returns `a - b = … c` for any two integers."""
    if a < 0 or b < 0:
        return _add_signed(a, -b, written=f"{a} - {b}")
    if a < b:
        return f"{subtract(b, a)}, so {a} - {b} = {a - b}"
    if a < 100 and b < 10:
        return f"{a} - {b} = {a - b}"
    steps, borrow = [], 0
    for x, y in zip_longest(digits(a), digits(b), fillvalue=0):
        short = x - borrow - y < 0
        top = x + 10 * short
        steps.append(f"{top}{'-1' if borrow else ''}-{y}={top - borrow - y}")
        borrow = int(short)
    return f"{a} - {b} = ({', '.join(steps)}) {a - b}"


def _add_signed(a: int, b: int, written: str | None = None) -> str:
    """Returns `a + b` where one of them is negative, by way of numbers that are not."""
    written = written or f"{a} + {b}"
    if a >= 0 and b >= 0:
        inner = add(a, b)
    elif a < 0 and b < 0:
        inner = add(-a, -b)
    else:
        inner = subtract(max(a, b), -min(a, b)) if a + b >= 0 else subtract(-min(a, b), max(a, b))
    return f"{inner}, so {written} = {a + b}"


def multiply(a: int, b: int) -> str:
    """Returns `a * b = … c` for two integers of at least 0."""
    if a <= 10 and b <= 10:
        return f"{a} * {b} = {a * b}"
    if b < 10:
        return f"{a} * {b} = ({', '.join(_times_digit(a, b))}) {a * b}"
    if a < 10:
        return f"{a} * {b} = ({', '.join(_times_digit(b, a))}) {a * b}"
    parts, total = [], None
    for place, digit in enumerate(digits(b)):
        if digit == 0:
            continue
        parts.append(multiply(a, digit))
        shifted = a * digit * 10**place
        if total is None:
            total = shifted
        else:
            parts.append(add(total, shifted))
            total += shifted
    return f"{a} * {b} = ({', '.join(parts)}) {a * b}"


def _times_digit(number: int, digit: int) -> list[str]:
    """Returns the steps that multiply a number by one digit, carrying."""
    steps, carry = [], 0
    for x in digits(number):
        product = x * digit
        carried = f"+{carry}={product}+{carry}={product + carry}" if carry else f"={product}"
        steps.append(f"{x}*{digit}{carried}")
        carry = (product + carry) // 10
    return steps


def divide(a: int, b: int) -> str:
    """Returns `a / b = … q`, with `remainder r` where there is one, by long division.

    `a` is at least 0 and `b` from 1 to 12, small enough for its multiples to be known by heart.
    """
    if not 1 <= b <= 12:
        raise ValueError(f"long division by {b} needs multiples that are not known by heart")
    quotient, remainder = divmod(a, b)
    result = f"{quotient} remainder {remainder}" if remainder else f"{quotient}"
    if a < 100 and quotient <= 10:
        return f"{a} / {b} = {result}"
    steps, rest = [], 0
    for x in reversed(digits(a)):
        rest = 10 * rest + x
        if rest < b and not steps:
            continue
        steps.append(f"{rest}={b}*{rest // b}+{rest % b}")
        rest %= b
    return f"{a} / {b} = ({', '.join(steps)}) {result}"
