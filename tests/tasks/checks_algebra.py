"""Independent readers of the traces on algebra: each derives the steps from the question and returns the answer."""

import re

import sympy

X = sympy.Symbol("x")


def _integrand(question):
    return re.search(r"∫ (.*) dx", question)[1]


def check_simple_integration(question, lines):
    integrand = _integrand(question)
    # A constant alone does not say which letter it is.
    letter = sympy.Symbol("X" if "X" in (integrand if "x" in integrand.lower() else lines[0]) else "x")
    found = []
    for line in lines:
        term, work, integral = line.split(": ")
        power, more = map(int, re.fullmatch(r"(\d+)\+1=(\d+)", work).groups())
        value, result = (sympy.parse_expr(text) for text in (term.lstrip("+ "), integral.lstrip("+ ")))
        assert power == sympy.degree(value, letter) and more == power + 1
        assert sympy.diff(result, letter) == value and integral[:1] == term[:1], line
        assert power == 0 or integral.endswith(f"/{more}")
        found.append((term, integral))
    assert " ".join(term for term, _ in found) == integrand
    return " ".join([*(integral for _, integral in found), "+ C"])


def _check_known_by_heart(text):
    """Holds every `2*3=6` and `6/-3 = -2` of a line to its operands; returns their values."""
    values = []
    for left, operator, right, result in re.findall(r"(?<![\d/*])(-?\d+)([+*/])(-?\d+) ?= ?(-?\d+)(?![\d/])", text):
        a, b = int(left), int(right)
        assert {"+": a + b, "*": a * b, "/": sympy.Rational(a, b or 1)}[operator] == int(result), text
        values.append(int(result))
    return values


def _check_substitution(integrand, lines):
    """Holds u and its derivative to the integrand, and the equations to their operands."""
    u = re.fullmatch(r"u = (.*), u'( begins with 2\*-?\d+=| = )(-?\d+)", lines[0])
    derivative = sympy.Poly(sympy.diff(sympy.parse_expr(u[1]), X), X).LC()
    assert f"({u[1]})" in integrand and int(u[3]) == derivative, lines[0]
    assert ("begins" in u[2]) == ("x**2" in u[1])
    values = [value for line in lines for value in _check_known_by_heart(line)]
    if "sqrt" in integrand:
        assert "1/2+1=3/2" in lines[1] and len(values) == 2
    elif re.search("sin|cos", integrand):
        name, factor, other = re.match(r"(sin|cos)\(u\)' = (-?\d+)\*(sin|cos)\(u\)", lines[1]).groups()
        assert (
            sympy.diff(sympy.parse_expr(f"{name}({derivative}*x)"), X)
            == sympy.parse_expr(f"{factor}*{other}({derivative}*x)")
            and len(values) == 2
        )
        assert re.search(rf"{other}\([^)]*\)$|{other}\([^)]*\)\*[a-z]", integrand)


def _check_parts(integrand, rows):
    """Holds each row to the one before: the power to its derivative, the other factor to its integral."""
    first, last = sympy.Integer(1), sympy.parse_expr(integrand)
    for place, row in enumerate(rows):
        sign, power, other, term = row.split(" | ")
        power, other = sympy.parse_expr(power), sympy.parse_expr(other)
        if place == 0:
            first = power
            last = sympy.parse_expr(integrand) / power
        else:
            first = sympy.diff(first, X)
        assert sign == "+-"[place % 2] and power == first and sympy.diff(other, X) == last, row
        assert sympy.parse_expr(term) == (power * other if sign == "+" else -power * other), row
        last = other
    assert sympy.diff(first, X) == 0


def check_intermediate_integration(question, lines):
    integrand = _integrand(question)
    *work, integral = lines
    if work[0].startswith("c = "):
        assert int(work[0][4:]) == sympy.parse_expr(integrand).as_coeff_Mul()[0], work[0]
        work = work[1:]
    if work[0].startswith("u = "):
        _check_substitution(integrand, work)
    elif work[0].startswith("+ | "):
        _check_parts(integrand, work)
        assert integral == " ".join(row.split(" | ")[3] for row in work)
    elif work[0].startswith("exp(x)"):
        left, right = work[0].split(" = ")
        assert left in integrand and len(work) == 1
        inside = sympy.diff(sympy.parse_expr(right.removesuffix("'/2")), X) / 2
        assert sympy.expand(inside - sympy.parse_expr(left)) == 0
    else:
        assert len(work) == 1 and _check_known_by_heart(work[0]), work
    gap = sympy.diff(sympy.parse_expr(integral), X) - sympy.parse_expr(integrand)
    for value in (sympy.Rational(1, 7), sympy.Rational(-1, 5), sympy.Rational(2, 9)):
        assert abs(gap.subs(X, value).evalf(30)) < 1e-15, (integrand, integral)
    return f"{integral} + C"
