"""Steps with numbers up to 25, whose products with a digit are known by heart; between bases, for instance.

To read a number, what there is so far is multiplied by the base and the next digit added, lowest digit first:

    22 * 15 + 12 = (2*15+12=42 2*15+4=34) 342

To write one, it is divided by the base, highest digit first; the remainder is the next digit, lowest first:

    342 / 15 = (34:2*15=30+4 42:2*15=30+12) 22 remainder 12
"""

from tinyreason.tasks.arithmetic import digits


def multiply_and_add(number: int, base: int, digit: int) -> str:
    """Returns `number * base + digit = … result` for number >= 1, base 2 to 25 and 0 <= digit < base."""
    return f"{number} * {base} + {digit} = {_product_steps(number, base, digit)}"


def multiply_by_heart(number: int, factor: int) -> str:
    """Returns `number * factor = … product` for number >= 1 and a factor from 2 to 25."""
    return f"{number} * {factor} = {_product_steps(number, factor, 0)}"


def _product_steps(number: int, factor: int, carry: int) -> str:
    steps, product = [], number * factor + carry
    for x in digits(number):
        total = x * factor + carry
        steps.append(f"{x}*{factor}+{carry}={total}" if carry else f"{x}*{factor}={total}")
        carry = total // 10
    return f"({' '.join(steps)}) {product}"


def divide_by_heart(number: int, base: int) -> str:
    """Returns `number / base = … quotient remainder r` for a base whose multiples are known by heart."""
    steps, rest, started = [], 0, False
    for x in reversed(digits(number)):
        rest = 10 * rest + x
        started = started or rest >= base
        if started:
            steps.append(f"{rest}:{rest // base}*{base}={rest // base * base}+{rest % base}")
        rest %= base
    worked = f"({' '.join(steps)}) " if len(steps) > 1 else ""
    return f"{number} / {base} = {worked}{number // base} remainder {number % base}"


def digit_name(digit: int) -> str:
    """Returns 0 to 9, then a to z."""
    return "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
