"""reasoning-gym's game_of_life: a board of 10 by 10 cells, up to 10 of them alive, one step on. Its edges meet.

Behind the name of each row stand the columns of its live cells, then how many are alive of each cell and those at its
left and right, where there are any; a star marks a live cell. Below stand the sums of three such numbers, one above
another: how many are alive of each cell and the eight around it. A star marks what is alive afterwards: cells with 3,
and cells with 4 that were alive.

    Q: … [[0,0,0,0], [0,0,0,0], [0,1,1,1], [0,0,0,0]]
    A: A:
    B:
    C b c d:a2b2*c3*d2*
    D:

    A:a0b0c0d0
    B:a2b2c3*d2
    C:a2b2c3*d2
    D:a2b2c3*d2
    Answer: [[0,0,0,0],[0,0,1,0],[0,0,1,0],[0,0,1,0]].
"""

import json

from tinyreason.tasks.grids import column_names, line, row_lines, row_names
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
        blocks.append(_in_threes(board, threes))
        board = [
            [int(count == 3 or count == 4 and cell == 1) for count, cell in zip(*rows, strict=True)]
            for rows in zip(nines, board, strict=True)
        ]
        blocks.append(row_lines([_starred(*rows) for rows in zip(nines, board, strict=True)]))
    return "\n\n".join("\n".join(block) for block in blocks)


def _in_threes(board: Board, threes: Board) -> list[str]:
    """Returns the rows with the columns of their live cells and the counts that are not 0."""
    lines, columns = [], column_names(len(board[0]))
    for name, row, counts in zip(row_names(len(board)), board, threes, strict=True):
        near = [x for x, count in enumerate(counts) if count]
        alive = [column for column, cell in zip(columns, row, strict=True) if cell]
        cells = _starred(counts, row)
        lines.append(line(" ".join([name, *alive]), [columns[x] for x in near], [cells[x] for x in near]))
    return lines


def _starred(counts: list[int], alive: list[int]) -> list[str]:
    """Returns counts with a star behind those of live cells."""
    return [f"{count}{'*' * cell}" for count, cell in zip(counts, alive, strict=True)]


def label(item: Item) -> str:
    """Returns the number of live cells."""
    return f"{sum(map(sum, _board(item)))} cells"


TASK = GymTask("game_of_life", thoughts, label)
