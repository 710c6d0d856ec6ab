"""reasoning-gym's game_of_life: a board of 10 by 10 cells, up to 10 of them alive, one step on. Its edges meet.

The first block of rows counts how many are alive of each cell and those at its left and right, the second sums three
such numbers, one above another: how many are alive of each cell and the eight around it. Behind each number stands the
name of its column, a capital if the cell is alive: in the first block before the step, in the second one after it,
where there are 3, or 4 and it was alive. A row of the blocks has as many tokens as one of the question has, and the
answer is laid out like the question, so that what a token is made from stands as far back in every row.

    Q: … [[0,0,0,0], / [0,0,0,0], / [0,1,1,1], / [0,0,0,0]]
    A: A0a0b0c0d
    B0a0b0c0d
    C2a2B3C2D
    D0a0b0c0d

    A0a0b0c0d
    B2a2b3C2d
    C2a2b3C2d
    D2a2b3C2d
    Answer: [[0,0,0,0], / [0,0,1,0], / [0,0,1,0], / [0,0,1,0]].
"""

import json

from tinyreason.tasks.grids import column_names, row_names
from tinyreason.tasks.gym import GymTask, Item

Board = list[list[int]]


def _board(item: Item) -> Board:
    """Returns the rows of cells at the end of the question."""
    board: Board = json.loads(item["question"].split("\n\n", 1)[1].removesuffix("."))
    return board


def thoughts(item: Item) -> str:
    """Returns for each step the cells alive in threes and in nines."""
    board, blocks = _board(item), []
    for _ in range(item["metadata"]["simulation_steps"]):
        # The index -1 is the last one, and what is past the last is the first again.
        threes = [[row[x - 1] + row[x] + row[(x + 1) % len(row)] for x in range(len(row))] for row in board]
        nines = [
            [sum(column) for column in zip(threes[y - 1], row, threes[(y + 1) % len(threes)], strict=True)]
            for y, row in enumerate(threes)
        ]
        blocks.append(_counted(threes, board))
        board = [
            [int(count == 3 or count == 4 and cell == 1) for count, cell in zip(*rows, strict=True)]
            for rows in zip(nines, board, strict=True)
        ]
        blocks.append(_counted(nines, board))
    return "\n\n".join(blocks)


def _counted(counts: Board, alive: Board) -> str:
    """Returns the rows of counts, each before the name of its column, a capital for what is alive."""
    names = [(name, name.upper()) for name in column_names(len(alive[0]))]
    return "\n".join(
        name + "".join(f"{count}{either[cell]}" for count, either, cell in zip(row, names, cells, strict=True))
        for name, row, cells in zip(row_names(len(alive)), counts, alive, strict=True)
    )


def answer(item: Item) -> str:
    """Returns the board as the question writes one: each row on a line of its own."""
    return str(item["answer"]).replace("],[", "],\n [")


def label(item: Item) -> str:
    """Returns the number of live cells."""
    return f"{sum(map(sum, _board(item)))} cells"


TASK = GymTask("game_of_life", thoughts, label, answer)
