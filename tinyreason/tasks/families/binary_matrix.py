"""reasoning-gym's binary_matrix: how far is the nearest 0 from each cell of a square matrix of up to 10 rows?

The rows are named. Then come the distances to the zeros that lie neither above nor to the left, from the last cell to
the first: 0 at a zero, elsewhere one more than the smaller of those to the right and below, or `-` where there are
none. Last come the distances to any zero, from the first cell on: the smallest of the one found, and one more than
those to the left and above.

    Q: … 0 1 1 / 1 1 1 / 1 1 0
    A: A:a0b1c1
    B:a1b1c1
    C:a1b1c0

    C:c0b1a2
    B:c1b2a3
    A:c2b3a0

    A:a0b1c2
    B:a1b2c1
    C:a2b1c0
    Answer: 0 1 2 / 1 2 1 / 2 1 0.
"""

from tinyreason.tasks.grids import column_names, line, row_lines, row_names
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the named rows, the distances backward and all distances."""
    matrix = item["metadata"]["matrix"]
    size = len(matrix)
    far = 2 * size
    # One more row and column, met with the index -1 too, keep what lies outside as far away as can be.
    found = [[0 if bit == 0 else far for bit in row] + [far] for row in matrix] + [[far] * (size + 1)]
    places = [(y, x) for y in range(size) for x in range(size)]
    for y, x in reversed(places):
        found[y][x] = min(found[y][x], found[y + 1][x] + 1, found[y][x + 1] + 1)
    columns = column_names(size)
    backward = [
        line(name, columns[::-1], ["-" if distance >= far else distance for distance in row[-2::-1]])
        for name, row in zip(row_names(size), found[:size], strict=True)
    ]
    for y, x in places:
        found[y][x] = min(found[y][x], found[y - 1][x] + 1, found[y][x - 1] + 1)
    forward = row_lines([row[:size] for row in found[:size]])
    return "\n".join([*row_lines(matrix), "", *reversed(backward), "", *forward])


def label(item: Item) -> str:
    """Returns the number of rows."""
    return f"{item['metadata']['n']} rows"


TASK = GymTask("binary_matrix", thoughts, label)
