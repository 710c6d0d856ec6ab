"""reasoning-gym's dice: with four dice of 2 to 20 sides, how probable is a total of at least so much?

A die is some points off its sides or off 1, each number as often as any other. So it is counted in how many ways the
dice together are at most so many points off, from above or from below, whichever is less. If dice had sides without
end, four would be at most k points off in (k+1)(k+2)(k+3)(k+4)/24 ways, which is known by heart. From these are taken
the ways in which one die is off by all its sides or more; those where two are so come back, and so on: a term from
which the sides of a die can be taken makes a new one of the other sign.

The count then is divided by each prime factor of a die that divides it, which the die loses; that 2 or 5 does not is
seen from the last digit, and a prime that failed is not tried again. Counted from below, what is left of the count is
taken from what is left of the dice.

    Q: I have these dice: 1d20, 1d13, 1d9, 1d2. What are the odds of rolling 24 or higher? …
    A: 20 + 13 = (0+3=3 2+1=3) 33
    33 + 9 = (3+9=12 3+1=4) 42
    42 + 2 = (2+2=4) 44
    44 - 24 = (4-4=0 4-2=2) 20
    24 - 5 = (14-5=9 2-1=1) 19
    19 below
    +a 19
    20: a 19 < 20
    13: a 19 - 13 = 6 -b
    9: a 19 - 9 = 10 -c, b 6 < 9
    2: a 19 - 2 = 17 -d, b 6 - 2 = 4 +e, c 10 - 2 = 8 +f
    +a 19: 8855
    -b 6: 210, 8855 - 210 = (5-0=5 5-1=4 8-2=6) 8645
    -c 10: 1001, 8645 - 1001 = (5-1=4 4-0=4 6-0=6 8-1=7) 7644
    -d 17: 5985, 7644 - 5985 = (14-5=9 14-1-8=5 16-1-9=6 7-1-5=1) 1659
    +e 4: 70, 1659 + 70 = (9+0=9 5+7=12 6+1=7) 1729
    +f 8: 495, 1729 + 495 = (9+5=14 2+9+1=12 7+4+1=12 1+1=2) 2224
    20 = 2 * 2 * 5
    2224 / 2 = (2:1*2=2+0 2:1*2=2+0 2:1*2=2+0 4:2*2=4+0) 1112 remainder 0
    1112 / 2 = (11:5*2=10+1 11:5*2=10+1 12:6*2=12+0) 556 remainder 0
    556 ends in 6, no 5
    left 5
    13 = 13
    556 / 13 = (55:4*13=52+3 36:2*13=26+10) 42 remainder 10
    left 13
    9 = 3 * 3
    556 / 3 = (5:1*3=3+2 25:8*3=24+1 16:5*3=15+1) 185 remainder 1
    left 9
    2 = 2
    556 / 2 = (5:2*2=4+1 15:7*2=14+1 16:8*2=16+0) 278 remainder 0
    left 1
    5 * 13 = (3*5=15 1*5=5+1=6) 65
    65 * 9 = (5*9=45 6*9=54+4=58) 585
    585 * 1 = 585
    585 - 278 = (15-8=7 8-1-7=0 5-2=3) 307
    Answer: 307/585.
"""

import math
import re
from string import ascii_lowercase

from tinyreason.tasks.arithmetic import add, multiply, running_sum, subtract
from tinyreason.tasks.bases import divide_by_heart
from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of


def thoughts(item: Item) -> str:
    """Returns the count by inclusion and exclusion, the fraction in lowest terms, and the rest of it if need be."""
    puzzle = item["metadata"]["puzzle"]
    dice, target = [int(sides) for sides in re.findall(r"1d(\d+)", puzzle["dice_str"])], puzzle["target"]
    lines, most = running_sum(dice[0], [("+", sides) for sides in dice[1:]])
    above, below = most - target, target - len(dice) - 1
    points = min(above, below)
    lines += [subtract(most, target), subtract(target, len(dice) + 1)]
    lines.append(f"{points} {'above' if above <= below else 'below'}")
    count = _count(points, dice, lines)
    count, left = _reduced(count, dice, lines)
    total = left[0]
    for sides in left[1:]:
        lines.append(multiply(total, sides))
        total *= sides
    if below < above:
        lines.append(subtract(total, count))
    return "\n".join(lines)


def _count(points: int, dice: list[int], lines: list[str]) -> int:
    """Adds the terms and their sum; returns in how many ways the dice are at most so many points off."""
    terms = [("+", points)]
    lines.append(f"+a {points}")
    for sides in dice:
        words = []
        for place, (sign, rest) in enumerate(list(terms)):
            word = f"{name_of(place, ascii_lowercase)} {rest}"
            if rest < sides:
                words.append(f"{word} < {sides}")
                continue
            flipped = "-" if sign == "+" else "+"
            words.append(f"{word} - {sides} = {rest - sides} {flipped}{name_of(len(terms), ascii_lowercase)}")
            terms.append((flipped, rest - sides))
        lines.append(f"{sides}: {', '.join(words)}")
    count = 0
    for place, (sign, rest) in enumerate(terms):
        ways = math.comb(rest + len(dice), len(dice))
        work = "" if not place else f", {add(count, ways) if sign == '+' else subtract(count, ways)}"
        lines.append(f"{sign}{name_of(place, ascii_lowercase)} {rest}: {ways}{work}")
        count += ways if sign == "+" else -ways
    return count


def _reduced(count: int, dice: list[int], lines: list[str]) -> tuple[int, list[int]]:
    """Adds the division by common factors; returns what is left of the count and of each die."""
    left, stays = [], set()
    for sides in dice:
        factors, kept = _prime_factors(sides), 1
        lines.append(f"{sides} = {' * '.join(map(str, factors))}")
        for prime in factors:
            if prime not in stays:
                by_last_digit = prime in (2, 5) and count % prime > 0
                lines.append(
                    f"{count} ends in {count % 10}, no {prime}" if by_last_digit else divide_by_heart(count, prime)
                )
                if count % prime == 0:
                    count //= prime
                    continue
                stays.add(prime)
            kept *= prime
        lines.append(f"left {kept}")
        left.append(kept)
    return count, left


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
