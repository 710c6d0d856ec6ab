"""reasoning-gym's basic_arithmetic: 2 to 6 signed numbers of 1 to 4 digits, + - * / and parentheses.

`/` rounds down. The innermost parentheses come first, from the left; within them products and quotients,
then sums, all from left to right. A line that begins with `=` is the whole expression with what was
found put in.

    Q: Calculate -( -39 / 1 + -2 / 1 + 3 ) / 19 + 7.
    A: -39 / 1 = -39
    -2 / 1 = -2
    = -( -39 + -2 + 3 ) / 19 + 7
    -39 + -2 = -41
    -41 + 3 = -(41 - 3) = (11-3=8 4-1=3) -38
    -(-38) = 38
    = 38 / 19 + 7
    38 / 19 = (1:19 2:38 38 - 38 = 0:2) 2
    2 + 7 = 9
    Answer: 9.

A product that is divided is not multiplied out where its last factor can be divided instead, which
leaves the value the same: 41 * 93 / 93 takes 93 / 93 = 1 first.
"""

from tinyreason.tasks.arithmetic import floor_divide, multiply, running_sum
from tinyreason.tasks.gym import GymTask, Item

Tokens = list[int | str]


def thoughts(item: Item) -> str:
    """Returns the reduction of the expression to a number."""
    words = item["metadata"]["expression"].split()
    tokens: Tokens = [int(word) if word.lstrip("-").isdigit() else word for word in words]
    lines: list[str] = []
    while len(tokens) > 1:
        close = tokens.index(")") if ")" in tokens else len(tokens)
        start = max((place for place in range(close) if tokens[place] in ("(", "-(")), default=-1)
        worked, flat = _products(tokens[start + 1 : close])
        lines += worked
        if worked and len(flat) > 3:
            lines.append(_written([*tokens[: start + 1], *flat, *tokens[close:]]))
        worked, value = running_sum(int(flat[0]), zip(map(str, flat[1::2]), map(int, flat[2::2]), strict=True))
        lines += worked
        if start < 0:
            break
        if tokens[start] == "-(":
            lines.append(f"-({value}) = {-value}")
            value = -value
        tokens[start : close + 1] = [value]
        lines.append(_written(tokens))
    return "\n".join(lines)


def _written(tokens: Tokens) -> str:
    return f"= {' '.join(map(str, tokens))}"


def _products(tokens: Tokens) -> tuple[list[str], Tokens]:
    """Works out the products and quotients of an expression without parentheses; returns them and the sum left."""
    lines: list[str] = []
    left: Tokens = []
    start = 0
    for end in range(1, len(tokens) + 1, 2):
        if end == len(tokens) or tokens[end] in ("+", "-"):
            worked, value = _product(tokens[start:end])
            lines += worked
            left += [value, *tokens[end : end + 1]]
            start = end + 1
    return lines, left


def _product(tokens: Tokens) -> tuple[list[str], int]:
    """Works out one product, such as 6 * 8 / 4."""
    lines: list[str] = []
    factors = [int(tokens[0])]
    for sign, number in zip(tokens[1::2], map(int, tokens[2::2]), strict=True):
        if sign == "*":
            factors.append(number)
            continue
        lines.append(floor_divide(factors[-1], number))
        if len(factors) > 1 and factors[-1] % number:
            worked, product = _multiplied(factors)
            lines += [*worked, floor_divide(product, number)]
            factors = [product // number]
        else:
            factors[-1] //= number
    worked, product = _multiplied(factors)
    return lines + worked, product


def _multiplied(factors: list[int]) -> tuple[list[str], int]:
    lines, product = [], factors[0]
    for factor in factors[1:]:
        lines.append(multiply(product, factor))
        product *= factor
    return lines, product


def label(item: Item) -> str:
    """Returns the number of terms and of their digits."""
    return f"{item['metadata']['num_terms']} terms of {item['metadata']['num_digits']} digits"


TASK = GymTask("basic_arithmetic", thoughts, label)
