"""reasoning-gym's spiral_matrix: the elements of a square matrix of up to 10 rows, clockwise from outside to inside.

The rows are named. Then follow the sides of the spiral: a row, a column and so on. Each begins beside the last element
of the side before it, and the name of the next side is where it ends. The fourth side and those after it end before the
name of the side three before them.

    Q: … 2 0 3 / 7 4 1 / 6 8 9
    A: A:a2b0c3
    B:a7b4c1
    C:a6b8c9

    A:a2b0c3
    c:B1C9
    C:b8a6
    a:B7
    B:b4
    Answer: 2 0 3 1 9 8 6 7 4.
"""

from tinyreason.tasks.grids import column_names, line, row_lines, row_names
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the named rows and the sides of the spiral."""
    matrix = item["metadata"]["matrix"]
    rows, columns = list(range(len(matrix))), list(range(len(matrix[0])))
    row_name, column_name = row_names(len(rows)), column_names(len(columns))
    lines, side = [*row_lines(matrix), ""], 0
    while rows and columns:
        backward = side % 4 >= 2
        if side % 2 == 0:
            row = rows.pop(-1 if backward else 0)
            along = columns[::-1] if backward else columns
            lines.append(line(row_name[row], [column_name[x] for x in along], [matrix[row][x] for x in along]))
        else:
            column = columns.pop(0 if backward else -1)
            along = rows[::-1] if backward else rows
            lines.append(line(column_name[column], [row_name[y] for y in along], [matrix[y][column] for y in along]))
        side += 1
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of rows."""
    return f"{item['metadata']['n']} rows"


TASK = GymTask("spiral_matrix", thoughts, label)
