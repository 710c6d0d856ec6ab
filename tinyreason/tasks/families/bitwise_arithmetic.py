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

    a 3 * 3 7 = (3*7=1:5 a*7+1=4:7>4 7|5 3*3=9+7=1:0 a*3=1:e+4+1=2:3) 2 3 0 5
"""

import ast

from tinyreason.tasks.arithmetic import Numerals, product_rows, signed_sum
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
        lines.append(head + signed_sum(a, b if sign == "+" else -b, sign == "-" and a >= b >= 0, _HEXADECIMAL))
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
        lines.append(f"{_written(quotient)} - 1 = {signed_sum(quotient, -1, False, _HEXADECIMAL)}")
        return quotient - 1
    return quotient


def _written(number: int) -> str:
    """Returns the hexadecimal digits with spaces between them."""
    return f"{'-' if number < 0 else ''}{spelled(f'{abs(number):x}')}"


def _pair(number: int) -> str:
    """Returns one hexadecimal digit, or two with a colon between them."""
    return ":".join(f"{number:x}")


_HEXADECIMAL = Numerals(16, _written, lambda number, places: spelled(f"{number:0{places}x}"), _pair, known_sum=0)


def _product_steps(a: int, b: int) -> str:
    """Returns a row of steps for each digit of the smaller number; nothing where there is nothing to work out."""
    return "" if a * b == 0 or b == 1 else product_rows(max(a, b), min(a, b), _HEXADECIMAL)


def _quotient_steps(a: int, b: int) -> str:
    if b == 1 or a < b:
        return ""
    steps: list[str] = []
    rest = 0
    for x in reversed(_HEXADECIMAL.digits(a)):
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
