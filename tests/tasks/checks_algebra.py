"""Independent readers of the traces on algebra: each derives the steps from the question and returns the answer."""

import re

import sympy


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


CHECKS = {name.removeprefix("check_"): check for name, check in list(globals().items()) if name.startswith("check_")}
