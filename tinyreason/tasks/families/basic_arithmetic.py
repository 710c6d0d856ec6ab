"""reasoning-gym's basic_arithmetic: 2 to 6 signed numbers of 1 to 4 digits, + - * / and parentheses.

`/` rounds down. Each number gets a letter, and so does each value found. A line is the expression in letters, so that
no number has to be copied but those that are worked with, and behind the colon the first operation that can be worked
out: both of its sides are letters, and the sign that follows does not bind more closely. Each number stands behind its
letter where it is found, and again where it is used.

    Q: Calculate -( -39 / 1 + -2 / 1 + 3 ) / 19 + 7.
    A: = -( a=-39 / b=1 + c=-2 / d=1 + e=3 ) / f=19 + g=7
    = -( a / b + c / d + e ) / f + g: a=-39 / b=1 = h=-39
    = -( h + c / d + e ) / f + g: c=-2 / d=1 = i=-2
    = -( h + i + e ) / f + g: h=-39 + i=-2 = (9+2=11 3+1=4) j=-41
    = -( j + e ) / f + g: j=-41 + e=3 = -(41 - 3) = (1-3=8-10 4-1=3) k=-38
    = -( k ) / f + g: -( k=-38 ) = l=38
    = l / f + g: l=38 / f=19 = (1:19 2:38 38 2:38 3=3 8=8 38 - 38 = 0:2) m=2
    = m + g: m=2 + g=7 = n=9
    Answer: 9.

`/` binds more closely than `*`, which leaves the value of 41 * 93 / 93 the same and the numbers small. If that leaves
a remainder, the product in front is put in parentheses.
"""

import string

from tinyreason.tasks.arithmetic import add, floor_divide, multiply, subtract
from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of

_BINDING = {"+": 1, "-": 1, "*": 2, "/": 3}
_WORK = {"+": add, "-": subtract, "*": multiply, "/": floor_divide}


def thoughts(item: Item) -> str:
    """Returns the expression with letters, and its reduction to a number."""
    values: dict[str, int] = {}
    tokens: list[str] = []
    for word in item["metadata"]["expression"].split():
        tokens.append(_named(int(word), values) if word.lstrip("-").isdigit() else word)
    lines = [f"= {' '.join(f'{word}={values[word]}' if word in values else word for word in tokens)}"]
    _drop_parentheses(tokens)
    while len(tokens) > 1:
        lines.append(f"= {' '.join(tokens)}: {_reduce(tokens, values)}")
        _drop_parentheses(tokens)
    return "\n".join(lines)


def _named(value: int, values: dict[str, int]) -> str:
    """Gives a value the next letter and returns that."""
    name = name_of(len(values), string.ascii_letters)
    values[name] = value
    return name


def _drop_parentheses(tokens: list[str]) -> None:
    """Takes the parentheses from around each single letter, but where they bear a sign."""
    for place in reversed(range(len(tokens) - 2)):
        if tokens[place] == "(" and tokens[place + 2] == ")":
            tokens[place : place + 3] = [tokens[place + 1]]


def _reduce(tokens: list[str], values: dict[str, int]) -> str:
    """Works out the first operation that can be; puts its value in its place and returns the equation."""
    for place in range(len(tokens) - 2):
        x, sign, y, *behind = tokens[place : place + 4]
        if x == "-(" and y == ")":
            value = -values[sign]
            tokens[place : place + 3] = [_named(value, values)]
            return f"-( {sign}={values[sign]} ) = {tokens[place]}={value}"
        binding = _BINDING.get(sign, 0)
        if x not in values or y not in values or behind and _BINDING.get(behind[0], 0) > binding:
            continue
        a, b = values[x], values[y]
        work = _WORK[sign](a, b).partition(" = ")[2]
        head, found = f"{x}={a} {sign} {y}={b} = ", work.rpartition(" ")
        if sign == "/" and a % b and tokens[place - 1] == "*":
            _part_product(tokens, place)
            return head + work
        name = _named(int(found[2]), values)
        tokens[place : place + 3] = [name]
        return f"{head}{found[0]}{found[1]}{name}={found[2]}"
    raise ValueError(f"nothing to work out: {tokens}")


def _part_product(tokens: list[str], end: int) -> None:
    """Puts the product that ends there in parentheses."""
    start = end
    while start >= 2 and tokens[start - 1] == "*":
        start -= 2
    tokens.insert(end + 1, ")")
    tokens.insert(start, "(")


def label(item: Item) -> str:
    """Returns the number of terms and of their digits."""
    return f"{item['metadata']['num_terms']} terms of {item['metadata']['num_digits']} digits"


TASK = GymTask("basic_arithmetic", thoughts, label)
