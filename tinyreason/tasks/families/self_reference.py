"""reasoning-gym's self_reference: seven statements on how many of them are true; how many solutions are there?

How many are true decides which are, so each number of true statements from 0 to 7 is tried. After it and the number
of false ones stand the four that are held against a number: what there is, what is named, and 1 if that is true. Then
stand the other three, and how many are true in all. If that is what was tried it is a solution, and these are counted.

    Q: … At least 4 … true. … At most 2 … false. … Exactly 5 … true. … Exactly 5 … false. …
    A: 0+7: 040 720 050 750 000 = 0 solution 1
    1+6: 140 620 150 650 001 = 1 solution 2
    …
    7+0: 741 021 750 050 010 = 3
    solutions: 3
    Answer: 3.
"""

import re

from tinyreason.tasks.gym import GymTask, Item

PRIMES, COMPOSITES = (2, 3, 5, 7), (4, 6)


def thoughts(item: Item) -> str:
    """Returns the statements' truth for each number of true ones."""
    least, most, true, false = map(int, re.findall(r"(\d) of these", item["question"]))
    lines, solutions = [], 0
    for here in range(8):
        others = 7 - here
        held = ((here, least, here >= least), (others, most, others <= most), (here, true, here == true),
                (others, false, others == false))  # fmt: skip
        rest = ((here == true) != (others == false), here in PRIMES, others in COMPOSITES)
        total = sum(truth for *_, truth in held) + sum(rest)
        solutions += total == here
        words = ["".join(str(int(part)) for part in statement) for statement in (*held, rest)]
        found = f" solution {solutions}" if total == here else ""
        lines.append(f"{here}+{others}: {' '.join(words)} = {total}{found}")
    return "\n".join([*lines, f"solutions: {solutions}"])


def label(item: Item) -> str:
    """Returns the number of solutions."""
    return f"{item['answer']} solutions"


TASK = GymTask("self_reference", thoughts, label)
