"""Matrices as a thought writes them: rows are named A, B, C, columns a, b, c, and after z aa, bb, cc.

A line is a row or a column, each of whose cells stands behind the name that crosses it: `B:a2b1c5` is the second row,
`b:C4B1A8` the second column from below.
"""

from collections.abc import Iterable, Sequence
from string import ascii_lowercase


def column_names(count: int) -> list[str]:
    """Returns the names of the first columns."""
    return [ascii_lowercase[place % 26] * (1 + place // 26) for place in range(count)]


def row_names(count: int) -> list[str]:
    """Returns the names of the first rows."""
    return [name.upper() for name in column_names(count)]


def line(name: str, crossing: Iterable[str], cells: Iterable[object]) -> str:
    """Returns a row or column of this name: each cell behind the name of the column or row that crosses it."""
    return f"{name}:" + "".join(f"{other}{cell}" for other, cell in zip(crossing, cells, strict=True))


def row_lines(matrix: Sequence[Sequence[object]]) -> list[str]:
    """Returns the rows from the first."""
    columns = column_names(len(matrix[0]))
    return [line(name, columns, row) for name, row in zip(row_names(len(matrix)), matrix, strict=True)]
