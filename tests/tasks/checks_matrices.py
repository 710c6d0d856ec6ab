"""Independent readers of the traces on matrices: each derives the steps from the question."""

import json
import re

from tests.tasks.traces import check_equation

NAMES = [letter * times for times in (1, 2) for letter in "abcdefghijklmnopqrstuvwxyz"]


def matrix_in(question):
    """Returns the rows of digits at the end of a question."""
    return [[int(x) for x in row.split()] for row in re.findall(r"^\d(?: \d)*$", question, re.MULTILINE)]


def named(line):
    """Returns the name of `A:a2b1` and its cells as pairs of a name and what follows it."""
    name, cells = line.split(":", 1)
    pairs = re.findall(r"([A-Za-z]+)([^A-Za-z]+)", cells)
    assert "".join(x + y for x, y in pairs) == cells, line
    return name, pairs


def cells_of(lines):
    """Returns what stands in each row and column of a block of named lines, and the order in which they stand."""
    found = {}
    for line in lines:
        name, pairs = named(line)
        for other, value in pairs:
            row, column = (name, other) if name.isupper() else (other, name)
            assert row.isupper() and column.islower(), line
            place = NAMES.index(row.lower()), NAMES.index(column)
            assert place not in found, line
            found[place] = value
    return found


def rows_named(matrix, lines):
    """Checks that lines are the rows of a matrix in order."""
    found = cells_of(lines)
    assert list(found) == [(y, x) for y, row in enumerate(matrix) for x in range(len(row))], lines
    assert all(found[y, x] == str(matrix[y][x]) for y, x in found)


def values(line):
    return [value for _, value in named(line)[1]]


def check_rotate_matrix(question, lines):
    matrix, degrees = matrix_in(question), int(re.search(r"by (\d+) degrees", question)[1])
    size, left = len(matrix), degrees
    for line in lines[: degrees // 360]:
        assert line.startswith(f"{left} - 360 = ")
        left = check_equation(line)
    lines = lines[degrees // 360 :]
    rows_named(matrix, lines[:size])
    assert lines[size] == str(left) and left in (0, 90, 180, 270)
    turned = lines[size + 1 :] or lines[:size]
    # Where the cell at row y and column x of the turned matrix came from.
    origin = {
        0: lambda y, x: (y, x),
        90: lambda y, x: (size - 1 - x, y),
        180: lambda y, x: (size - 1 - y, size - 1 - x),
        270: lambda y, x: (x, size - 1 - y),
    }[left]
    found = cells_of(turned)
    assert list(found) == [origin(y, x) for y in range(size) for x in range(size)]
    assert all(found[y, x] == str(matrix[y][x]) for y, x in found)
    assert len(lines) == size + 1 + (size if left else 0)
    return "\n".join(" ".join(values(line)) for line in turned)


def check_spiral_matrix(question, lines):
    matrix = matrix_in(question)
    size = len(matrix)
    rows_named(matrix, lines[:size])
    assert lines[size] == ""
    found = cells_of(lines[size + 1 :])
    # Walk on until the way is barred, then turn right.
    walk, (y, x), (down, right) = [], (0, 0), (0, 1)
    for _ in range(size * size):
        walk.append((y, x))
        if not (0 <= y + down < size and 0 <= x + right < size) or (y + down, x + right) in walk:
            down, right = right, -down
        y, x = y + down, x + right
    assert list(found) == walk and all(found[y, x] == str(matrix[y][x]) for y, x in walk)
    assert len(lines) == size + 1 + 2 * size - 1
    return " ".join(found.values())


def check_pool_matrix(question, lines):
    kind, size = re.search(r"Perform (\w+) pooling .* kernel size of (\d+)", question).groups()
    matrix, size = matrix_in(question), int(size)
    if size == 1:
        assert lines == ["1: the same"]
        return "\n".join(" ".join(map(str, row)) for row in matrix)
    starts, result = range(0, len(matrix[0]), size), []
    for y, row in enumerate(matrix):
        step = y % size
        if step == 0:
            totals = [0] * len(starts)
        head, *groups = lines.pop(0).split(" ")
        assert head == NAMES[y].upper() + ":" and len(groups) == len(starts)
        for place, (start, group) in enumerate(zip(starts, groups, strict=True)):
            cells = row[start : start + size]
            name, work = re.fullmatch(r"([a-z]+)(.*)", group).groups()
            assert name == NAMES[place]
            if kind == "max":
                shown, found = work.split("=")
                assert shown == "".join(map(str, ([totals[place]] if step else []) + cells))
                totals[place] = max(int(digit) for digit in shown)
                assert found == str(totals[place])
                continue
            first, *sums = work.split("+")
            total, equals = first, ""
            if step == 0:
                assert int(first) == cells.pop(0)
            else:
                assert int(first) == totals[place]
            for cell, text in zip(cells, sums, strict=True):
                digit, equals = text.split("=")
                assert int(digit) == cell and int(equals) == int(total) + cell
                total = equals
            totals[place] = int(total)
        if step < size - 1 and y < len(matrix) - 1:
            continue
        if kind == "max":
            result.append([str(total) for total in totals])
            continue
        shown, count, means = "", 0, []
        words = lines.pop(0).split(" ")
        for place, (start, total) in enumerate(zip(starts, totals, strict=True)):
            shape = f"{step + 1}*{len(matrix[0][start : start + size])}"
            if shape != shown:
                shown, count = shape, (step + 1) * len(matrix[0][start : start + size])
                assert words.pop(0) == f"{shape}={count}:"
            left, *parts = words.pop(0).split("=")
            assert left == f"{NAMES[place]}{total}/{count}"
            whole, rest = divmod(total, count)
            if rest:
                assert parts.pop(0) == f"{whole}+{rest}/{count}"
            (mean,) = parts
            assert abs(float(mean) - total / count) <= 0.0050001 and re.fullmatch(r"\d+(\.\d?[1-9])?", mean)
            means.append(mean)
        assert not words
        result.append(means)
    assert not lines
    return "\n".join(" ".join(row) for row in result)


def check_binary_matrix(question, lines):
    matrix = matrix_in(question)
    size = len(matrix)
    rows_named(matrix, lines[:size])
    assert lines[size] == lines[2 * size + 1] == "" and len(lines) == 3 * size + 2
    zeros = [(y, x) for y in range(size) for x in range(size) if matrix[y][x] == 0]
    below, nearest = cells_of(lines[size + 1 : 2 * size + 1]), cells_of(lines[2 * size + 2 :])
    assert list(below) == list(nearest)[::-1] == sorted(below)[::-1] and len(below) == size * size
    for y, x in below:
        # Nothing but what stands to the right or below counts at first.
        seen = [v - y + w - x for v, w in zeros if v >= y and w >= x]
        assert below[y, x] == (str(min(seen)) if seen else "-")
        assert nearest[y, x] == str(min(abs(v - y) + abs(w - x) for v, w in zeros))
    return "\n".join(" ".join(values(line)) for line in lines[2 * size + 2 :])


def check_manipulate_matrix(question, lines):
    matrix = matrix_in(question)
    rows_named(matrix, lines[: len(matrix)])
    lines = lines[len(matrix) :]
    told = question.split("in order:\n- Identity transformation, i.e. no change\n")[1].strip().split("\n")
    grid = [[(y, x) for x in range(len(matrix[0]))] for y in range(len(matrix))]
    now = list(range(10))
    assert axes_of(lines[0], "start") == grid
    axes = names_of(lines[0])
    for number, (sentence, line) in enumerate(zip(told, lines[1:], strict=False), start=1):
        sizes = [int(word) for word in re.findall(r"\d+", sentence)]
        height, width = len(grid), len(grid[0])
        if "Map" in sentence or "divisible" in sentence:
            a, b = sizes if "Map" in sentence else (sizes[0], 0)
            now = [b if (x == a if "Map" in sentence else x % a == 0) else x for x in now]
            name = f"map {a} {b}" if "Map" in sentence else f"zero {a}"
            assert line == f"{number} {name}: " + " ".join(f"{x}>{y}" for x, y in enumerate(now) if x != y), line
            continue
        if "Rotate" in sentence:
            name, turns = f"rotate {sizes[0]}", sizes[0] // 90 % 4
            for _ in range(turns):
                grid = [[grid[len(grid) - 1 - x][y] for x in range(len(grid))] for y in range(len(grid[0]))]
            if not turns:
                assert line == f"{number} {name}: same"
                continue
        elif "Horizontally" in sentence:
            name, grid = "horizontal", [grid[height - 1 - y] for y in range(height)]
        elif "Vertically" in sentence:
            name, grid = "vertical", [[row[width - 1 - x] for x in range(width)] for row in grid]
        elif "counterdiagonal" in sentence:
            name = "counterdiagonal"
            grid = [[grid[height - 1 - x][width - 1 - y] for x in range(height)] for y in range(width)]
        elif "diagonal" in sentence:
            name, grid = "diagonal", [[grid[x][y] for x in range(height)] for y in range(width)]
        elif "Crop" in sentence:
            top, bottom, left, right = sizes[:4]
            name = f"crop {top}-{bottom} {left}-{right}"
            grid = [row[left - 1 : right] for row in grid[top - 1 : bottom]]
        elif " row " in sentence:
            name, grid = f"row {sizes[0]}", [row for y, row in enumerate(grid) if (y + 1) % sizes[0]]
        else:
            name = f"column {sizes[0]}"
            grid = [[cell for x, cell in enumerate(row) if (x + 1) % sizes[0]] for row in grid]
        head = f"{number} {name}:"
        if name.startswith(("crop", "row", "column")):
            staying, after = line.removeprefix(f"{head} ").split(", ")
            numbered = [re.findall(r"(\d+)([A-Za-z]+|-)", axis) for axis in staying.split(" ")]
            assert " ".join("".join(map("".join, axis)) for axis in numbered) == staying, line
            if name.startswith("crop"):
                assert numbered == [
                    [(str(place), axis[place - 1]) for place in range(first, last + 1)]
                    for axis, first, last in zip(axes, (top, left), (bottom, right), strict=True)
                ], line
            else:
                axis = axes[name.startswith("column")]
                expected = [name if place % sizes[0] else "-" for place, name in enumerate(axis, start=1)]
                assert numbered == [[(str(place), name) for place, name in enumerate(expected, start=1)]], line
            line = f"{head} {after}"
        assert axes_of(line, head) == grid, (sentence, line)
        axes = names_of(line)
    last = lines[1 + len(told) :]
    assert last[0] == ""
    found = cells_of(last[1:])
    assert list(found) == [place for row in grid for place in row]
    for y, x in found:
        digit = matrix[y][x]
        assert found[y, x] == (str(digit) if now[digit] == digit else f"{digit}>{now[digit]}")
    return "\n".join(" ".join(cell[-1] for cell in values(line)) for line in last[1:])


def names_of(line):
    """Returns the names at the left of a matrix and above it, which end a line."""
    return [re.findall("[A-Za-z]+", axis) for axis in line.split(" ")[-2:]]


def axes_of(line, head):
    """Returns the places of the cells in a matrix whose rows and columns a line names and counts behind `head`."""
    *start, down, across = line.split(" ")
    assert " ".join(start) == head, line
    axes = []
    for axis in (down, across):
        assert re.fullmatch(r"(\d+[a-z]+)+|(\d+[A-Z]+)+", axis), line
        counted = re.findall(r"(\d+)([A-Za-z]+)", axis)
        assert [int(number) for number, _ in counted] == list(range(1, len(counted) + 1)), line
        axes.append([name for _, name in counted])
    if axes[0][0].isupper():
        assert axes[1][0].islower(), line
        return [[(NAMES.index(y.lower()), NAMES.index(x)) for x in axes[1]] for y in axes[0]]
    assert axes[1][0].isupper(), line
    return [[(NAMES.index(y.lower()), NAMES.index(x)) for y in axes[1]] for x in axes[0]]


def check_game_of_life(question, lines):
    steps = int(re.search(r"after (\d+) steps", question)[1])
    board = json.loads(re.search(r"\n\n(\[.*\])\.$", question, re.DOTALL)[1])
    height, width = len(board), len(board[0])
    alive = {(y, x) for y in range(height) for x in range(width) if board[y][x]}
    places = [(y, x) for y in range(height) for x in range(width)]
    blocks = [block.split("\n") for block in "\n".join(lines).split("\n\n")]
    assert len(blocks) == 2 * steps
    for threes, nines in zip(blocks[::2], blocks[1::2], strict=True):
        around = {
            (y, x): {((y + dy) % height, (x + dx) % width) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} for y, x in places
        }
        after = {place for place, cells in around.items() if len((cells & alive) - {place}) in (2, 3)}
        after -= {place for place in after - alive if len(around[place] & alive) == 2}
        beside = {place: {(y, x) for y, x in cells if y == place[0]} for place, cells in around.items()}
        for block, near, capital in ((threes, beside, alive), (nines, around, after)):
            cells = [re.findall(r"(\d)([A-Za-z]+)", line) for line in block]
            assert [NAMES[y].upper() + "".join(map("".join, row)) for y, row in enumerate(cells)] == block
            for place, (count, name) in zip(places, sum(cells, []), strict=True):
                assert int(count) == len(near[place] & alive), (place, block)
                assert name == (NAMES[place[1]].upper() if place in capital else NAMES[place[1]]), (place, block)
        alive = after
    rows = [[int(name.isupper()) for name in re.findall(r"\d([A-Za-z]+)", line)] for line in blocks[-1]]
    return json.dumps(rows, separators=(",", ":")).replace("],[", "],\n [")
