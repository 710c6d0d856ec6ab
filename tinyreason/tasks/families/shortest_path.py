"""reasoning-gym's shortest_path: the way from * to # through a grid of 5 to 8 rows and columns, two fifths blocked.

First each cell stands with its name. The start is the cell numbered 0. From the cells, in the order of their numbers,
it is looked up, down, left and right: `-` is outside, X is blocked, `=` has a number already, and what is new gets the
next number. Once # is found, the way there is written backward, by the letter before each cell, then forward.

    Q: … X X O * / O O O O / O X # O
    A: A0X A1X A2O A3*
    B0O B1O B2O B3O
    C0O C1X C2# C3O
    A3+0
    0 A3: u- dB3+1 lA2+2 r-
    1 B3: uA3= dC3+3 lB2+4 r-
    2 A2: u- dB2= lA1X rA3=
    3 C3: uB3= d- lC2#
    C2 left C3 down B3 down A3
    A3 down B3 down C3 left C2
    Answer: down down left.
"""

from tinyreason.tasks.cells import cell
from tinyreason.tasks.gym import GymTask, Item

Cell = tuple[int, int]

STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def _search(item: Item) -> tuple[list[str], list[str]]:
    """Returns the lines of the search and the words and cells of the way, from its end; none where there is no way."""
    grid = item["metadata"]["matrix"]
    marks = {(row, column): mark for row, marks in enumerate(grid) for column, mark in enumerate(marks)}
    start = next(place for place, mark in marks.items() if mark == "*")
    reached: dict[Cell, tuple[str, Cell] | None] = {start: None}
    queue, lines = [start], [f"{cell(*start)}+0"]
    for number, place in enumerate(queue):
        entries: list[str] = []
        lines.append("")
        for word, (down, right) in STEPS.items():
            other = (place[0] + down, place[1] + right)
            entry = word[0] + (cell(*other) if other in marks else "")
            if other not in marks:
                entry += "-"
            elif marks[other] == "X":
                entry += "X"
            elif other in reached:
                entry += "="
            else:
                reached[other] = word, place
                if marks[other] == "#":
                    entry += "#"
                else:
                    queue.append(other)
                    entry += f"+{len(queue) - 1}"
            entries.append(entry)
            lines[-1] = f"{number} {cell(*place)}: {' '.join(entries)}"
            if entry.endswith("#"):
                return lines, _way_back(reached, other)
    return [*lines, "no way"], []


def _way_back(reached: dict[Cell, tuple[str, Cell] | None], end: Cell) -> list[str]:
    """Returns the cells from the end to the start, with the words of the steps between them."""
    words = [cell(*end)]
    while step := reached[end]:
        word, end = step
        words += [word, cell(*end)]
    return words


def thoughts(item: Item) -> str:
    """Returns the named cells, the search, and the way backward and forward."""
    rows = [
        " ".join(f"{cell(row, column)}{mark}" for column, mark in enumerate(marks))
        for row, marks in enumerate(item["metadata"]["matrix"])
    ]
    lines, way = _search(item)
    return "\n".join([*rows, *lines, *([" ".join(way), " ".join(reversed(way))] if way else [])])


def answer(item: Item) -> str:
    """Returns the way that the search finds, which is one of the shortest."""
    return " ".join(_search(item)[1][-2::-2]) or "infeasible"


def label(item: Item) -> str:
    """Returns the length of the way."""
    steps = len(item["metadata"]["solution"])
    return f"{steps} steps" if steps else "no way"


TASK = GymTask("shortest_path", thoughts, label, answer)
