"""reasoning-gym's maze: how many steps is it from one mark to another through a grid of 5 to 10 rows, walled in?

The four marks differ from question to question, so the first line gives them the signs of shortest_path: * is the
start, # the goal, X a wall and O a passage. What is inside the outer wall is searched as there, up to the way backward
from the goal, whose steps are counted.

    Q: Navigate from 'f' (start) to 'T' (goal): … ##### / #/T## / #//f# / ##### …
    Legend: '#' = Wall, '/' = Passage …
    A: f is *, T is #, # is X, / is O
    A0O A1# A2X
    B0O B1O B2*
    B2+0
    0 B2: uA2X d- lB1+1 r-
    1 B1: uA1#
    A1 up B1 left B2
    1 up 2 left
    Answer: 2.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.ways import search

SIGNS = {"start": "*", "goal": "#", "wall": "X", "path": "O"}


def thoughts(item: Item) -> str:
    """Returns the signs, the search of shortest_path among them, and the count of the steps."""
    facts = item["metadata"]
    signs = {facts[part]: sign for part, sign in SIGNS.items()}
    matrix = [[signs[mark] for mark in row[1:-1]] for row in facts["grid"][1:-1]]
    lines, way = search(matrix)
    return "\n".join(
        [
            ", ".join(f"{mark} is {sign}" for mark, sign in signs.items()),
            *lines,
            " ".join(way),
            " ".join(f"{number} {word}" for number, word in enumerate(way[1::2], start=1)),
        ]
    )


def label(item: Item) -> str:
    """Returns the length of the way."""
    return f"{item['metadata']['shortest_path_length']} steps"


TASK = GymTask("maze", thoughts, label)
