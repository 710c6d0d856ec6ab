"""Cells of a grid by name: a letter for the row, from A to Z and a to z, and a number for the column, as in B3."""

from string import ascii_lowercase, ascii_uppercase

ROWS = ascii_uppercase + ascii_lowercase


def cell(row: int, column: int) -> str:
    """Returns the name of a cell. Raises IndexError below the 52nd row."""
    return f"{ROWS[row]}{column}"
