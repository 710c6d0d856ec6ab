"""reasoning-gym's dice: with four dice of 2 to 20 sides, how probable is a total of at least so much?

A die is some points off its sides or off 1, each number as often as any other. So it is counted in how many ways the
dice together are at most so many points off, from above or from below, whichever is less. If dice had sides without
end, four would be at most k points off in (k+1)(k+2)(k+3)(k+4)/24 ways, which is known by heart. From these are taken
the ways in which one die is off by all its sides or more; those where two are so come back, and so on: a term from
which the sides of a die can be taken makes a new one of the other sign. `a19-b06` says that the term a of 19 makes b,
of 6, which is taken away; a term that stands alone is too small.

Then each term has a line: its ways, and what the lines so far amount to. All these numbers have as many digits as the
first, lowest first, so that a line's digits stand at one distance from those of the line before; what goes below 0
begins again at the top, and comes back.

The count then is divided by each prime factor of a die that divides it, which the die loses; a prime that failed is not
tried again. Halves and fifths need no steps, and whether there are any is seen from the last digit. For other primes
there stands, for each digit, that of the quotient and behind it the rest. Counted from below, what is left of the count
is taken from what is left of the dice.

    Q: I have these dice: 1d20, 1d13, 1d9, 1d2. What are the odds of rolling 24 or higher? …
    A: 20 33 42 44
    44 - 24 = (4-4=0 4-2=2) 20
    24 - 5 = (4-5=9-10 2-1=1) 19
    19 below
    20: a19
    13: a19-b06
    9: a19-c10 b06
    2: a19-d17 b06+e04 c10+f08
    +a19 5588 5588
    -b06 0120 5468
    -c10 1001 4467
    -d17 5895 9561
    +e04 0700 9271
    +f08 5940 4222
    2224
    20 = 2 * 2 * 5: 2224 / 2 = 1112 / 2 = 556 / 5 no, left 5
    13 = 13: 556 / 13 005 403 210 no, left 13
    9 = 3 * 3: 556 / 3 12 81 51 no, left 9
    2 = 2: 556 / 2 = 278, left 1
    5 * 13 = (3*5=15 1*5+1=6) 65
    65 * 9 = (5*9=45 6*9+4=58) 585
    585 - 278 = (5-8=7-10 8-1-7=0 5-2=3) 307
    Answer: 307/585.
"""

import math
import re
from itertools import accumulate
from string import ascii_letters

from tinyreason.tasks.arithmetic import difference, digits
from tinyreason.tasks.bases import multiply_by_heart
from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of


def thoughts(item: Item) -> str:
    """Returns the count by inclusion and exclusion, the fraction in lowest terms, and the rest of it if need be."""
    puzzle = item["metadata"]["puzzle"]
    dice, target = [int(sides) for sides in re.findall(r"1d(\d+)", puzzle["dice_str"])], puzzle["target"]
    totals = list(accumulate(dice))
    lines = [" ".join(map(str, totals)), difference(totals[-1], target), difference(target, len(dice) + 1)]
    above, below = totals[-1] - target, target - len(dice) - 1
    points = min(above, below)
    lines.append(f"{points} {'above' if above <= below else 'below'}")
    terms = _terms(points, dice, lines)
    count = _count(terms, len(dice), lines)
    count, left = _reduced(count, dice, lines)
    whole, *others = [sides for sides in left if sides > 1] or [1]
    for sides in others:
        lines.append(multiply_by_heart(whole, sides))
        whole *= sides
    if below < above:
        lines.append(difference(whole, count))
    return "\n".join(lines)


def _terms(points: int, dice: list[int], lines: list[str]) -> list[tuple[int, int]]:
    """Adds a line for each die; returns the terms, each with its sign, 1 or -1, and how many points it leaves."""
    terms = [(1, points)]
    for sides in dice:
        words = []
        for place, (sign, rest) in enumerate(list(terms)):
            words.append(_named(place, rest))
            if rest >= sides:
                words[-1] += _mark(-sign) + _named(len(terms), rest - sides)
                terms.append((-sign, rest - sides))
        lines.append(f"{sides}: {' '.join(words)}")
    return terms


def _named(place: int, rest: int) -> str:
    return f"{name_of(place, ascii_letters)}{rest:02}"


def _mark(sign: int) -> str:
    return "+" if sign > 0 else "-"


def _count(terms: list[tuple[int, int]], dice: int, lines: list[str]) -> int:
    """Adds a line for each term and the sum of all; returns it."""
    ways = [math.comb(rest + dice, dice) for _, rest in terms]
    places = len(str(ways[0]))

    def lowest_first(number: int) -> str:
        return f"{number % 10**places:0{places}}"[::-1]

    count = 0
    for place, ((sign, rest), number) in enumerate(zip(terms, ways, strict=True)):
        count += sign * number
        lines.append(f"{_mark(sign)}{_named(place, rest)} {lowest_first(number)} {lowest_first(count)}")
    lines.append(str(count))
    return count


def _reduced(count: int, dice: list[int], lines: list[str]) -> tuple[int, list[int]]:
    """Adds the division by common factors; returns what is left of the count and of each die."""
    left, stays = [], set()
    for sides in dice:
        factors, kept = _prime_factors(sides), sides
        tried: list[str] = []
        for prime in factors:
            if prime in stays:
                continue
            if not tried:
                tried.append(f": {count}")
            tried.append(f" / {prime}{_quotient_steps(count, prime)}")
            if count % prime:
                tried.append(" no")
                stays.add(prime)
            else:
                count //= prime
                kept //= prime
                tried.append(f" = {count}")
        lines.append(f"{sides} = {' * '.join(map(str, factors))}{''.join(tried)}, left {kept}")
        left.append(kept)
    return count, left


def _quotient_steps(number: int, prime: int) -> str:
    """Returns each digit of the quotient with the rest, in as many digits as the prime has; nothing for 2 and 5."""
    if prime in (2, 5):
        return ""
    steps, rest = [], 0
    for digit in reversed(digits(number)):
        quotient, rest = divmod(10 * rest + digit, prime)
        steps.append(f" {quotient}{rest:0{len(str(prime))}}")
    return "".join(steps)


def _prime_factors(number: int) -> list[int]:
    factors, prime = [], 2
    while number > 1:
        if number % prime:
            prime += 1
        else:
            factors.append(prime)
            number //= prime
    return factors


def label(item: Item) -> str:
    """Returns the number of sides of the smallest die, to the next multiple of 5."""
    least = int(item["metadata"]["puzzle"]["dice_str"].rpartition("d")[2])
    return f"smallest die to {-(-least // 5) * 5}"


TASK = GymTask("dice", thoughts, label)
