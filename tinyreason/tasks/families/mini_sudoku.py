"""reasoning-gym's mini_sudoku: a 4 x 4 Sudoku with 8 to 12 empty cells.

First each cell stands with its name. Then the empty cells are gone through, again and again, until none is left. Behind
a cell's name stand the others in its row, those in its column, and the one in its block that is in neither; after the
colon what is left for it. Where that is one number, the cell gets it. No puzzle of the package needs more than that.

    Q: … 2 4 3 1 / 3 1 _ 2 / _ 2 1 3 / 1 _ _ 4
    A: A0=2 A1=4 A2=3 A3=1
    B0=3 B1=1 B2=_ B3=2
    C0=_ C1=2 C2=1 C3=3
    D0=1 D1=_ D2=_ D3=4
    B2 312 31_ 1: B2=4
    C0 213 231 _: C0=4
    D1 1_4 412 4: D1=3
    D2 134 341 3: D2=2
    Answer: 2 4 3 1
    3 1 4 2
    4 2 1 3
    1 3 2 4.
"""

import copy

from tinyreason.tasks.cells import cell
from tinyreason.tasks.gym import GymTask, Item

SIZE = 4


def thoughts(item: Item) -> str:
    """Returns the named cells, then what is left for each empty one."""
    board = [["_" if number == 0 else str(number) for number in row] for row in item["metadata"]["puzzle"]]
    places = [(row, column) for row in range(SIZE) for column in range(SIZE)]
    lines = [" ".join(f"{cell(row, column)}={board[row][column]}" for column in range(SIZE)) for row in range(SIZE)]
    while any("_" in row for row in board):
        before = copy.deepcopy(board)
        for row, column in places:
            if board[row][column] != "_":
                continue
            across = "".join(board[row][other] for other in range(SIZE) if other != column)
            down = "".join(board[other][column] for other in range(SIZE) if other != row)
            opposite = board[row ^ 1][column ^ 1]
            left = [number for number in "1234" if number not in across + down + opposite]
            if len(left) == 1:
                board[row][column] = left[0]
            found = f"{cell(row, column)}={left[0]}" if len(left) == 1 else "".join(left)
            lines.append(f"{cell(row, column)} {across} {down} {opposite}: {found}")
        if board == before:
            raise ValueError("no cell has but one number left")
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of empty cells."""
    return f"{item['metadata']['num_empty']} empty"


TASK = GymTask("mini_sudoku", thoughts, label)
