"""reasoning-gym's bitwise_arithmetic: 2 to 4 hexadecimal numbers, + - * << >> and parentheses.

A line works out one pair of parentheses, inner ones first and the left side before the right. It is done digit by digit
as `tinyreason.tasks.arithmetic` does it for decimal numbers, and each digit stands by itself, so that no token spans
two: of a number of two digits within a step the first stands before a colon. A shift multiplies or divides by 1, 2, 4
or 8. A quotient goes from the highest digit on: `3:1/4=c+1` takes the rest 3 and the next digit 1. What is left is
dropped, but a quotient below 0 is rounded down, so that 1 is taken from it.

    Q: … ((0x6f4a + 0x4276) >> 0x2)
    A: 6 f 4 a + 4 2 7 6 = (a+6=1:0 4+7+1=c f+2=1:1 6+4+1=b) b 1 c 0
    b 1 c 0 >> 2 = / 4 = (b/4=2+3 3:1/4=c+1 1:c/4=7+0 0/4=0+0) 2 c 7 0
    Answer: 0x2c70.

    a 3 * 3 7 = (3*7=1:5 a*7+1=4:7>4 7|5 3*3=9+7=1:0 a*3=1:e+5=2:3) 2 3 0 5
"""

import ast
from itertools import zip_longest

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.LShift: "<<", ast.RShift: ">>"}


def thoughts(item: Item) -> str:
    """Returns a line for each pair of parentheses, one more for a quotient below 0 that leaves a rest."""
    lines: list[str] = []
    value = _work_out(ast.parse(item["metadata"]["problem"], mode="eval").body, lines)
    return "\n".join(lines or [_written(value)])


def _work_out(node: ast.expr, lines: list[str]) -> int:
    """Adds the lines of a part of the expression; returns its value."""
    if isinstance(node, ast.Constant):
        return int(str(node.value))
    if not isinstance(node, ast.BinOp):
        raise ValueError(f"no operation: {ast.dump(node)}")
    a, b, sign = _work_out(node.left, lines), _work_out(node.right, lines), _SIGNS[type(node.op)]
    head = f"{_written(a)} {sign} {_written(b)} = "
    if sign in "+-":
        lines.append(head + _signed_sum(a, b if sign == "+" else -b, plain=sign == "-" and a >= b >= 0))
        return a + b if sign == "+" else a - b
    if sign == "*":
        lines.append(f"{head}{_product_steps(abs(a), abs(b))}{_written(a * b)}")
        return a * b
    power = 1 << b
    if sign == "<<":
        lines.append(f"{head}* {power} = {_product_steps(abs(a), power)}{_written(a * power)}")
        return a * power
    quotient, rest = divmod(abs(a), power)
    quotient = -quotient if a < 0 else quotient
    lines.append(
        f"{head}/ {power} = {_quotient_steps(abs(a), power)}{_written(quotient)}" + f" rest {rest}" * (rest > 0)
    )
    if a < 0 < rest:
        lines.append(f"{_written(quotient)} - 1 = {_signed_sum(quotient, -1, plain=False)}")
        return quotient - 1
    return quotient


def _written(number: int) -> str:
    """Returns the hexadecimal digits with spaces between them."""
    return f"{'-' if number < 0 else ''}{spelled(f'{abs(number):x}')}"


def _pair(number: int) -> str:
    """Returns one hexadecimal digit, or two with a colon between them."""
    return ":".join(f"{number:x}")


def _digits(number: int) -> list[int]:
    """Returns the hexadecimal digits of a number of at least 0, lowest first."""
    return [int(digit, 16) for digit in reversed(f"{number:x}")]


def _signed_sum(a: int, b: int, plain: bool) -> str:
    """Returns what follows `=` in the sum a + b; unlike signs make a difference, which may be there already."""
    if (a < 0) == (b < 0):
        return f"{_sum_steps(abs(a), abs(b))}{_written(a + b)}"
    low, high = sorted((abs(a), abs(b)))
    difference = f"{_written(high)} - {_written(low)}"
    restated = "" if plain else f"-({difference}) = " if a + b < 0 else f"{difference} = "
    return f"{restated}{_difference_steps(high, low)}{_written(a + b)}"


def _sum_steps(a: int, b: int) -> str:
    if a == 0 or b == 0:
        return ""
    steps, carry = [], 0
    for x, y in zip_longest(_digits(a), _digits(b)):
        if not carry and (x is None or y is None):
            break
        total = (x or 0) + (y or 0) + carry
        terms = [digit for digit in (x, y) if digit is not None] + [1] * carry
        steps.append(f"{'+'.join(map(_pair, terms))}={_pair(total)}")
        carry = total // 16
    return f"({' '.join(steps)}) "


def _difference_steps(high: int, low: int) -> str:
    if low in (0, high):
        return ""
    steps, borrow = [], 0
    for x, y in zip_longest(_digits(high), _digits(low)):
        if y is None and not borrow:
            break
        rest = x - (y or 0) - borrow
        top = x + 16 if rest < 0 else x
        steps.append(f"{_pair(top)}{'-1' if borrow else ''}{'' if y is None else f'-{_pair(y)}'}={_pair(rest % 16)}")
        borrow = int(rest < 0)
    return f"({' '.join(steps)}) "


def _product_steps(a: int, b: int) -> str:
    """Returns a row of steps for each digit of the shorter number, and after each row but the last the sum so far."""
    if a * b == 0 or b == 1:
        return ""
    high, low = (_digits(number) for number in sorted((a, b), reverse=True))
    parts, total = [], 0
    for place, y in enumerate(low):
        parts.append(_row(high, y, _digits(total // 16**place), first=place == 0))
        total += y * max(a, b) * 16**place
        if place + 1 < len(low):
            done = f"{total % 16 ** (place + 1):0{place + 1}x}"
            parts.append(f">{_written(total // 16 ** (place + 1))}|{spelled(done)} ")
    return f"({''.join(parts)}) "


def _row(high: list[int], y: int, before: list[int], first: bool) -> str:
    if y == 0:
        return ""
    steps, carry = [], 0
    for x, here in zip_longest(high, before[: len(high)], fillvalue=0):
        added = here + carry
        product = f"{_pair(x)}*{_pair(y)}" if first and added else f"{_pair(x)}*{_pair(y)}={_pair(x * y)}"
        total = x * y + added
        steps.append(f"{product}+{_pair(added)}={_pair(total)}" if added else product)
        carry = total // 16
    return " ".join(steps)


def _quotient_steps(a: int, b: int) -> str:
    if b == 1 or a < b:
        return ""
    steps: list[str] = []
    rest = 0
    for x in reversed(_digits(a)):
        hand = 16 * rest + x
        rest = hand % b
        if steps or hand >= b:
            steps.append(f"{_pair(hand)}/{b}={_pair(hand // b)}+{rest}")
    return f"({' '.join(steps)}) "


def label(item: Item) -> str:
    """Returns the number of operations."""
    problem = item["metadata"]["problem"]
    operations = sum(problem.count(f" {sign} ") for sign in _SIGNS.values())
    return f"{operations} operation{'s' * (operations != 1)}"


TASK = GymTask("bitwise_arithmetic", thoughts, label)
