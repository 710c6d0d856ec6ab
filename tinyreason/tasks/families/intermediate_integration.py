"""reasoning-gym's intermediate_integration: an integral by substitution or by parts, of eight kinds.

The factor c comes first. With a substitution follow u and its derivative, then what c is divided by; a product of a
power with exp, sin or cos has a row for each part: the sign, the power's derivative, the other factor's integral, and
their product. The last line is the answer, whose fractions are left as they stand.

    Q: Evaluate the indefinite integral: ∫ -24*sin(8*x - 6)**4*cos(8*x - 6) dx …
    A: c = -24
    u = 8*x - 6, u' = 8
    sin(u)' = 8*cos(u), -24/8 = -3, 4+1=5
    -3*sin(8*x - 6)**5/5
    Answer: -3*sin(8*x - 6)**5/5 + C.

    Q: Evaluate the indefinite integral: ∫ 2*x**2*cos(3*x) dx …
    A: c = 2
    + | 2*x**2 | sin(3*x)/3 | 2*x**2*sin(3*x)/3
    - | 4*x | -cos(3*x)/9 | + 4*x*cos(3*x)/9
    + | 4 | -sin(3*x)/27 | - 4*sin(3*x)/27
    2*x**2*sin(3*x)/3 + 4*x*cos(3*x)/9 - 4*sin(3*x)/27
    Answer: 2*x**2*sin(3*x)/3 + 4*x*cos(3*x)/9 - 4*sin(3*x)/27 + C.
"""

import re
from collections.abc import Callable

from tinyreason.tasks.gym import GymTask, Item

# The integral of the function named: its sign and its name.
_INTEGRALS = {"exp": (1, "exp"), "sin": (-1, "cos"), "cos": (1, "sin")}


def _signed(number: int) -> str:
    """Returns a number behind its sign and a space."""
    return f"{'-' if number < 0 else '+'} {abs(number)}"


def _slope(u: str) -> int:
    """Returns the factor of x in a*x + b, or that of x in the derivative of a*x**2 + b*x + c: 2 * a."""
    square, linear = re.search(r"(-? ?\d*)\*?x\*\*2", u), re.search(r"(-? ?\d*)\*?x", u)
    digits = (square or linear or [""] * 2)[1].replace(" ", "")
    return (2 if square else 1) * int(f"{digits}1" if digits in ("", "-") else digits)


def _power(c: int, u: str, power: str) -> list[str]:
    """c*u**n."""
    slope, more = _slope(u), int(power) + 1
    return [
        f"u = {u}, u' = {slope}",
        f"{power}+1={more}, {more}*{slope}={more * slope}",
        f"{c}*({u})**{more}/{more * slope}",
    ]


def _root(c: int, u: str) -> list[str]:
    """c*sqrt(u), where u' divides c."""
    slope = _slope(u)
    part = c // slope
    return [
        f"u = {u}, u' = {slope}",
        f"{c}/{slope} = {part}, 1/2+1=3/2, {part}*2={part * 2}",
        f"{part * 2}*({u})**(3/2)/3",
    ]


def _trigonometric(c: int, u: str, sines: str | None, cosines: str | None) -> list[str]:
    """c*sin(u)**n*cos(u) or c*sin(u)*cos(u)**n, where u' divides c."""
    slope, name, other = _slope(u), "sin", "cos"
    derivative, more = slope, int(sines or 1) + 1
    if cosines:
        name, other, derivative, more = other, name, -slope, int(cosines) + 1
    return [
        f"u = {u}, u' = {slope}",
        f"{name}(u)' = {derivative}*{other}(u), {c}/{derivative} = {c // derivative}, {more - 1}+1={more}",
        f"{c // derivative}*{name}({u})**{more}/{more}",
    ]


def _exponential(c: int, u: str) -> list[str]:
    """c*exp(u), where u' divides c."""
    slope = _slope(u)
    return [f"u = {u}, u' = {slope}", f"{c}/{slope} = {c // slope}", f"{c // slope}*exp({u})"]


def _exponential_of_square(factor: str, u: str) -> list[str]:
    """(…)*exp(u), where u is a square and the first factor a multiple of u'."""
    slope, c = _slope(u), _slope(factor)
    return [
        f"u = {u}, u' begins with 2*{slope // 2}={slope}",
        f"{c}/{slope} = {c // slope}",
        f"{c // slope}*exp({u})",
    ]


def _logarithm(c: int, inner: str, power: str | None) -> list[str]:
    """c*log(x**n)."""
    n = int(power or 1)
    return [f"{c}*{n}={c * n}", f"{c}*x*log({inner}) {_signed(-c * n)}*x"]


def _inverse(c: int, name: str, inner: str) -> list[str]:
    """c*asin(a*x) or c*atan(a*x)."""
    a = _slope(inner)
    if name == "asin":
        return [f"a = {a}, {a}*{a}={a * a}", f"{c}*x*asin({inner}) {_signed(c)}*sqrt(1 - {a * a}*x**2)/{a}"]
    return [
        f"a = {a}, {a}*{a}={a * a}, 2*{a}={2 * a}",
        f"{c}*x*atan({inner}) {_signed(-c)}*log({a * a}*x**2 + 1)/{2 * a}",
    ]


def _parts(c: int, power: str | None, name: str, inner: str) -> list[str]:
    """c*x**n times exp, sin or cos."""
    n, a = int(power or 1), _slope(inner)
    rows: list[str] = []
    terms: list[str] = []
    sign = own = divisor = 1
    while n >= 0:
        (turned, name), divisor = _INTEGRALS[name], divisor * a
        own *= turned
        letters = "" if n == 0 else "*x" if n == 1 else f"*x**{n}"
        behind = f"{name}({inner})" + (f"/{divisor}" if a > 1 else "")
        size = sign * own * c
        terms.append(f"{_signed(size) if terms else size}{letters}*{behind}")
        rows.append(f"{'+' if sign > 0 else '-'} | {c}{letters} | {'-' if own < 0 else ''}{behind} | {terms[-1]}")
        c, n, sign = c * n, n - 1, -sign
    return [*rows, " ".join(terms)]


def _cyclic(c: int, name: str) -> list[str]:
    """c*exp(x)*sin(x) or c*exp(x)*cos(x), by parts twice."""
    other, sign = ("cos", "-") if name == "sin" else ("sin", "+")
    return [
        f"exp(x)*{name}(x) = (exp(x)*{name}(x) {sign} exp(x)*{other}(x))'/2",
        f"{c}*exp(x)*{name}(x)/2 {_signed(-c if name == 'sin' else c)}*exp(x)*{other}(x)/2",
    ]


_KINDS: list[tuple[str, Callable[..., list[str]]]] = [
    (r"\((.*)\)\*\*(\d)", _power),
    (r"sqrt\((.*)\)", _root),
    (r"sin\((.*)\)(?:\*\*(\d))?\*cos\(.*?\)(?:\*\*(\d))?", _trigonometric),
    (r"exp\(x\)\*(sin|cos)\(x\)", _cyclic),
    (r"exp\((.*)\)", _exponential),
    (r"log\((x(?:\*\*(\d))?)\)", _logarithm),
    (r"(asin|atan)\((.*)\)", _inverse),
    (r"x(?:\*\*(\d))?\*(exp|sin|cos)\((.*)\)", _parts),
]


def _lines(item: Item) -> list[str]:
    """Returns the lines of the thoughts; none for an integrand of no known kind."""
    integrand = item["metadata"]["integrand"]
    if square := re.fullmatch(r"\((.*)\)\*exp\((.*)\)", integrand):
        return _exponential_of_square(*square.groups())
    for form, solve in _KINDS:
        if match := re.fullmatch(rf"(?:(-?\d+)\*|(-?)){form}", integrand):
            number, sign, *found = match.groups()
            c = int(number or f"{sign}1")
            return [f"c = {c}", *solve(c, *found)]
    return []


def thoughts(item: Item) -> str:
    """Returns what the integral is found by, and the integral."""
    return "\n".join(_lines(item))


def answer(item: Item) -> str:
    """Returns the integral as the thoughts end with it."""
    lines = _lines(item)
    return f"{lines[-1]} + C" if lines else str(item["answer"])


def label(item: Item) -> str:
    """Returns the kind of integral."""
    return str(item["metadata"]["problem_type"])


TASK = GymTask("intermediate_integration", thoughts, label, answer)
