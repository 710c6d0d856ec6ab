"""reasoning-gym's rotate_matrix: a square matrix of up to 10 rows, turned clockwise by 0 to 900 degrees.

Full turns are taken off, and the rows are named. By 90 degrees the first row becomes the first column from below, by
180 the last row from the end, by 270 the last column from above.

    Q: … 450 degrees clockwise: 5 8 / 2 1
    A: 450 - 360 = (0-0=0 5-6=9-10 4-1-3=0) 90
    A:a5b8
    B:a2b1
    90
    a:B2A5
    b:B1A8
    Answer: 2 5 / 1 8.
"""

from tinyreason.tasks.arithmetic import difference
from tinyreason.tasks.grids import column_names, line, row_lines, row_names
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the rest of the degrees, the named rows and, where they turn, the new rows."""
    matrix, degrees = item["metadata"]["matrix"], 90 * item["metadata"]["num_rotations"]
    lines = []
    while degrees >= 360:
        lines.append(difference(degrees, 360))
        degrees -= 360
    lines += [*row_lines(matrix), str(degrees)]
    rows, columns = row_names(len(matrix)), column_names(len(matrix))
    upright = list(zip(*matrix, strict=True))
    if degrees == 90:
        lines += [line(name, rows[::-1], column[::-1]) for name, column in zip(columns, upright, strict=True)]
    elif degrees == 180:
        lines += [line(name, columns[::-1], row[::-1]) for name, row in zip(rows, matrix, strict=True)][::-1]
    elif degrees == 270:
        lines += [line(name, rows, column) for name, column in zip(columns, upright, strict=True)][::-1]
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of rows."""
    return f"{item['metadata']['n']} rows"


TASK = GymTask("rotate_matrix", thoughts, label)
