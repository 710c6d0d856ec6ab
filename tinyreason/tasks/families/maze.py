"""reasoning-gym's maze: how many steps is it from one mark to another through a grid of 5 to 10 rows, walled in?

The four marks differ from question to question, so the first line gives them digits. The grid is written as it stands
in the question, each token as far from where it stands as any other, and then in digits, each as far from its mark.
Inside the outer wall the cells then get names, and the signs of shortest_path for 0 to 3: X a wall, O a passage, * the
start, # the goal. The search is done as there, up to the way backward from the goal, whose steps are counted.

    Q: Navigate from 'f' (start) to 'T' (goal): … ##### / #/T## / #//f# / ##### …
    Legend: '#' = Wall, '/' = Passage …
    A: f is 2, T is 3, # is 0, / is 1
    #####
    #/T##
    #//f#
    #####
    00000
    01300
    01120
    00000
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

DIGITS = {"start": 2, "goal": 3, "wall": 0, "path": 1}
SIGNS = "XO*#"


def thoughts(item: Item) -> str:
    """Returns the grid, the grid in digits, the search of shortest_path in it, and the count of the steps."""
    facts = item["metadata"]
    digits = {facts[part]: digit for part, digit in DIGITS.items()}
    rows = [[digits[mark] for mark in row] for row in facts["grid"]]
    lines, way = search([[SIGNS[digit] for digit in row[1:-1]] for row in rows[1:-1]])
    return "\n".join(
        [
            ", ".join(f"{mark} is {digit}" for mark, digit in digits.items()),
            *("".join(row) for row in facts["grid"]),
            *("".join(map(str, row)) for row in rows),
            *lines,
            " ".join(way),
            " ".join(f"{number} {word}" for number, word in enumerate(way[1::2], start=1)),
        ]
    )


def label(item: Item) -> str:
    """Returns the length of the way."""
    return f"{item['metadata']['shortest_path_length']} steps"


TASK = GymTask("maze", thoughts, label)
