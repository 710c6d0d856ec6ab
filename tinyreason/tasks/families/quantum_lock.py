"""reasoning-gym's quantum_lock: the fewest presses of three buttons that make 0 the target, with a light that toggles.

First the buttons that work when the light is red, as a, b and c, and those when it is green, as A, B and C; then the
target. The start is state 0. From the states, in the order of their numbers, each working button is pressed: what is
below -4 or more than 5 above the target gets an x, what has a number already, with the same light, gets a =, the target
# and what is new the next number. Once # is found, the way there is written backward, then forward. Where nothing is
found, which is rare, the search is written with twice that reach instead.

    Q: … Start: 0 (red) / Target: 8 / A: Add 2 (when any) / B: Multiply 2 (when green) / C: Subtract 1 (when red)
    A: r a+2 c-1
    g A+2 B*2
    #8
    0 r0: a2+1 c-1+2
    1 g2: A4+3 B4=
    2 g-1: A1+4 B-2+5
    3 r4: a6+6 c3+7
    4 r1: a3= c0+8
    5 r-2: a0= c-3+9
    6 g6: A8#
    A6 a3 A1 a0
    0a 1A 3a 6A
    Answer: A → A → A → A.
"""

import operator
from collections.abc import Callable

from tinyreason.tasks.gym import GymTask, Item

State = tuple[str, int]

SIGNS = {"add": "+", "subtract": "-", "multiply": "*"}
WORK: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
# How far above the target the search goes, and 1 less below 0; twice as far where it finds nothing, as is rare.
REACH = 5
OTHER = {"r": "g", "g": "r"}


def _working(item: Item) -> dict[str, list[tuple[str, str, int]]]:
    """Returns, by the light, name, sign and number of each button that works then."""
    return {
        light[0]: [
            (button["name"].lower() if light == "red" else button["name"], SIGNS[button["type"]], button["value"])
            for button in item["metadata"]["buttons"]
            if button["active_state"] in (light, "any")
        ]
        for light in ("red", "green")
    }


def _search(item: Item, reach: int = REACH) -> tuple[list[str], list[tuple[str, int]]]:
    """Returns the lines of the search, and the buttons and numbers of states of the way, from its end."""
    working, target = _working(item), item["metadata"]["target_value"]
    queue: list[State] = [("r", 0)]
    came: list[tuple[str, int]] = [("", 0)]
    lines: list[str] = []
    for number, (light, value) in enumerate(queue):
        entries: list[str] = []
        for name, sign, operand in working[light]:
            state = OTHER[light], WORK[sign](value, operand)
            entry = f"{name}{state[1]}"
            if state[1] == target:
                lines.append(f"{number} {light}{value}: {' '.join([*entries, entry])}#")
                return lines, _way_back(came, name, number)
            if not -reach < state[1] <= target + reach:
                entry += "x"
            elif state in queue:
                entry += "="
            else:
                entry += f"+{len(queue)}"
                queue.append(state)
                came.append((name, number))
            entries.append(entry)
        lines.append(f"{number} {light}{value}: {' '.join(entries)}")
    return _search(item, 2 * reach)


def _way_back(came: list[tuple[str, int]], name: str, number: int) -> list[tuple[str, int]]:
    way = [(name, number)]
    while number:
        name, number = came[number]
        way.append((name, number))
    return way


def thoughts(item: Item) -> str:
    """Returns the buttons by the light, the target, the search, and the way backward and forward."""
    buttons = [
        f"{light} {' '.join(f'{name}{sign}{operand}' for name, sign, operand in working)}"
        for light, working in _working(item).items()
    ]
    lines, way = _search(item)
    back, forth = " ".join(f"{name}{at}" for name, at in way), " ".join(f"{at}{name}" for name, at in reversed(way))
    return "\n".join([*buttons, f"#{item['metadata']['target_value']}", *lines, back, forth])


def answer(item: Item) -> str:
    """Returns the way that the search finds, which is one of the shortest."""
    return " → ".join(name.upper() for name, _ in reversed(_search(item)[1]))


def label(item: Item) -> str:
    """Returns the length of the way."""
    return f"{len(item['metadata']['solution_path'])} presses"


TASK = GymTask("quantum_lock", thoughts, label, answer)
