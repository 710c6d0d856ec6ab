"""reasoning-gym's manipulate_matrix: 1 to 10 operations on a matrix of up to 10 rows and columns.

The rows are named. Below, each operation has its number, its name and what it leaves: either the names that stand at
the left of the matrix and above it, counted, or every digit that changed with what is now in its place. Where rows or
columns go, those that stay come first by the numbers that they had, as the question gives them, with `-` for each that
is removed; only then are they counted anew. The last rows take their cells from the first ones and change them.

    Q: For the following matrix: 8 0 7 / 5 7 3 … - Vertically mirror the matrix - Rotate the matrix 270 degrees
    - Map each occurrence of 7 to 1 - Remove every 2-nd row (1-indexed)
    A: A:a8b0c7
    B:a5b7c3
    start 1A2B 1a2b3c
    1 vertical: 1A2B 1c2b3a
    2 rotate 270: 1a2b3c 1A2B
    3 map 7 1: 7>1
    4 row 2: 1a2-3c, 1a2c 1A2B

    a:A8B5
    c:A7>1B3
    Answer: 8 5 / 1 3.
"""

from tinyreason.tasks.grids import column_names, line, row_lines, row_names
from tinyreason.tasks.gym import GymTask, Item

Names = list[str]


def thoughts(item: Item) -> str:
    """Returns the named rows, what each operation leaves, and the rows at the end."""
    data = item["metadata"]
    matrix = data["matrix"]
    down, across = row_names(len(matrix)), column_names(len(matrix[0]))
    cells = {
        pair: digit
        for y, row in zip(down, matrix, strict=True)
        for x, digit in zip(across, row, strict=True)
        for pair in ((y, x), (x, y))
    }
    lines = [*row_lines(matrix), f"start {_counted(down)} {_counted(across)}"]
    now = list(range(10))
    for number, operation in enumerate(data["operations"], start=1):
        if operation["transform"] in ("map", "zero_divisible"):
            now = _changed(operation, now)
            left = " ".join(f"{old}>{new}" for old, new in enumerate(now) if old != new)
        elif _is_full_turn(operation):
            left = "same"
        else:
            staying = _staying(operation, down, across)
            down, across = _moved(operation, down, across)
            left = f"{staying}{_counted(down)} {_counted(across)}"
        lines.append(f"{number} {_name(operation)}: {left}")
    lines.append("")
    for name in down:
        digits = [cells[name, other] for other in across]
        lines.append(line(name, across, [x if now[x] == x else f"{x}>{now[x]}" for x in digits]))
    return "\n".join(lines)


def _counted(names: Names, first: int = 1) -> str:
    return "".join(f"{number}{name}" for number, name in enumerate(names, start=first))


def _staying(operation: Item, down: Names, across: Names) -> str:
    """Returns what stays of the rows and columns by the numbers that they had; nothing where none can go."""
    match operation["transform"]:
        case "crop":
            down, across = _moved(operation, down, across)
            return f"{_counted(down, operation['row_start'])} {_counted(across, operation['col_start'])}, "
        case "remove_every_nth_row" | "remove_every_nth_col" as transform:
            names, step = (down if transform.endswith("row") else across), operation["n"]
            marked = [name if number % step else "-" for number, name in enumerate(names, start=1)]
            return f"{_counted(marked)}, "
    return ""


def _name(operation: Item) -> str:
    """Returns an operation in few words."""
    match operation["transform"]:
        case "rotate":
            return f"rotate {operation['degrees']}"
        case "map":
            return f"map {operation['from']} {operation['to']}"
        case "zero_divisible":
            return f"zero {operation['k']}"
        case "crop":
            rows, columns = (f"{operation[f'{axis}_start']}-{operation[f'{axis}_end']}" for axis in ("row", "col"))
            return f"crop {rows} {columns}"
        case "remove_every_nth_row":
            return f"row {operation['n']}"
        case "remove_every_nth_col":
            return f"column {operation['n']}"
    return {"hmirror": "horizontal", "vmirror": "vertical", "dmirror": "diagonal", "cmirror": "counterdiagonal"}[
        operation["transform"]
    ]


def _changed(operation: Item, now: list[int]) -> list[int]:
    """Returns what stands for each digit after an operation on digits."""
    if operation["transform"] == "map":
        return [operation["to"] if digit == operation["from"] else digit for digit in now]
    return [0 if digit % operation["k"] == 0 else digit for digit in now]


def _is_full_turn(operation: Item) -> bool:
    return operation["transform"] == "rotate" and operation["degrees"] == "360"


def _moved(operation: Item, down: Names, across: Names) -> tuple[Names, Names]:
    """Returns the names at the left and above after an operation on rows and columns."""
    match operation["transform"], operation.get("degrees"):
        case "rotate", "90":
            return across, down[::-1]
        case "rotate", "180":
            return down[::-1], across[::-1]
        case "rotate", "270":
            return across[::-1], down
        case "hmirror", _:
            return down[::-1], across
        case "vmirror", _:
            return down, across[::-1]
        case "dmirror", _:
            return across, down
        case "cmirror", _:
            return across[::-1], down[::-1]
        case "crop", _:
            return (
                down[operation["row_start"] - 1 : operation["row_end"]],
                across[operation["col_start"] - 1 : operation["col_end"]],
            )
        case "remove_every_nth_row", _:
            return _without_every(operation["n"], down), across
        case "remove_every_nth_col", _:
            return down, _without_every(operation["n"], across)
    raise ValueError(f"unknown operation {operation}")


def _without_every(step: int, names: Names) -> Names:
    return [name for number, name in enumerate(names, start=1) if number % step]


def label(item: Item) -> str:
    """Returns the number of operations."""
    return f"{item['metadata']['num_transforms']} operations"


TASK = GymTask("manipulate_matrix", thoughts, label)
