"""reasoning-gym's simple_integration: the integral of a sum of 2 to 5 powers with whole or broken factors.

Each term with its sign is integrated on its own: what its power becomes is written as a sum, and divides the term. The
quotients are left as they stand, for the scorer takes any antiderivative.

    Q: Calculate the antiderivative: ∫ -272*x**7/15 + 3*x - 5/4 dx …
    A: -272*x**7/15: 7+1=8: -272*x**8/15/8
    + 3*x: 1+1=2: + 3*x**2/2
    - 5/4: 0+1=1: - 5/4*x
    Answer: -272*x**8/15/8 + 3*x**2/2 - 5/4*x + C.
"""

import re

from tinyreason.tasks.gym import GymTask, Item

# Up to the variable, its power, and what divides.
_TERM = re.compile(r"(?P<before>.*?)(?P<letter>[xX])(?:\*\*(?P<power>\d+))?(?P<after>.*)")


def _terms(integrand: str) -> list[str]:
    """Returns the terms of a sum, each but the first behind its sign."""
    return re.split(r" (?=[+-] )", integrand)


def _integrated(term: str, letter: str) -> tuple[int, str]:
    """Returns the power of a term, and its integral."""
    match = _TERM.fullmatch(term)
    if not match:
        return 0, f"{term}*{letter}"
    power = int(match["power"] or 1)
    return power, f"{match['before']}{letter}**{power + 1}{match['after']}/{power + 1}"


def thoughts(item: Item) -> str:
    """Returns a line for each term: the term, its new power and its integral."""
    lines = []
    for term in _terms(item["metadata"]["integrand"]):
        power, integral = _integrated(term, item["metadata"]["variable"])
        lines.append(f"{term}: {power}+1={power + 1}: {integral}")
    return "\n".join(lines)


def answer(item: Item) -> str:
    """Returns the integrals of the terms as they stand."""
    letter = item["metadata"]["variable"]
    return " ".join([*(_integrated(term, letter)[1] for term in _terms(item["metadata"]["integrand"])), "+ C"])


def label(item: Item) -> str:
    """Returns the number of terms."""
    return f"{item['metadata']['num_terms']} terms"


TASK = GymTask("simple_integration", thoughts, label, answer)
