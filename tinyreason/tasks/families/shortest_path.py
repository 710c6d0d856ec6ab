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

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.ways import search


def thoughts(item: Item) -> str:
    """Returns the named cells, the search, and the way backward and forward."""
    lines, way = search(item["metadata"]["matrix"])
    return "\n".join([*lines, *([" ".join(way), " ".join(reversed(way))] if way else [])])


def answer(item: Item) -> str:
    """Returns the way that the search finds, which is one of the shortest."""
    return " ".join(search(item["metadata"]["matrix"])[1][-2::-2]) or "infeasible"


def label(item: Item) -> str:
    """Returns the length of the way."""
    steps = len(item["metadata"]["solution"])
    return f"{steps} steps" if steps else "no way"


TASK = GymTask("shortest_path", thoughts, label, answer)
