"""The search for a shortest way through a grid, breadth first, as a thought writes it: see the family shortest_path."""

from collections.abc import Sequence

from tinyreason.tasks.cells import cell

Cell = tuple[int, int]

STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def search(grid: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Returns the lines of the search from `*` to `#`, past each `X`, and the way back: cells and words of its steps.

    The lines begin with the named cells. Where there is no way the last line says so, and the way is empty.
    """
    named = [
        " ".join(f"{cell(row, column)}{mark}" for column, mark in enumerate(marks)) for row, marks in enumerate(grid)
    ]
    marks = {(row, column): mark for row, marks in enumerate(grid) for column, mark in enumerate(marks)}
    start = next(place for place, mark in marks.items() if mark == "*")
    reached: dict[Cell, tuple[str, Cell] | None] = {start: None}
    queue, lines = [start], [*named, f"{cell(*start)}+0"]
    for number, place in enumerate(queue):
        entries: list[str] = []
        lines.append("")
        for word, (down, right) in STEPS.items():
            other = (place[0] + down, place[1] + right)
            entry = word[0] + (cell(*other) if other in marks else "")
            if other not in marks:
                entry += "-"
            elif marks[other] == "X":
                entry += "X"
            elif other in reached:
                entry += "="
            else:
                reached[other] = word, place
                if marks[other] == "#":
                    entry += "#"
                else:
                    queue.append(other)
                    entry += f"+{len(queue) - 1}"
            entries.append(entry)
            lines[-1] = f"{number} {cell(*place)}: {' '.join(entries)}"
            if entry.endswith("#"):
                return lines, _way_back(reached, other)
    return [*lines, "no way"], []


def _way_back(reached: dict[Cell, tuple[str, Cell] | None], end: Cell) -> list[str]:
    """Returns the cells from the end to the start, with the words of the steps between them."""
    words = [cell(*end)]
    while step := reached[end]:
        word, end = step
        words += [word, cell(*end)]
    return words
