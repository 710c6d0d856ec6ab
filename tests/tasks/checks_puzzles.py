"""Independent readers of the traces on grids and puzzles: each derives the steps from the question."""

import re
from itertools import accumulate, product
from string import ascii_letters, ascii_uppercase

ROWS = ascii_uppercase + ascii_letters[:26]
MOVES = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def named(rows):
    """Returns the values of a grid by the names of their cells."""
    return {
        f"{letter}{column}": value for letter, row in zip(ROWS, rows, strict=False) for column, value in enumerate(row)
    }


def check_needle_haystack(question, lines):
    statements, asked = question.split("\n")
    asked = re.fullmatch(r"Who (.*)\? Reply only with a name\.", asked)[1]
    *turned, line = lines
    heads = [line.rsplit(": ", 1) for line in turned]
    assert all(f". {name} {felt}. " in f". {statements} " for felt, name in heads), heads
    assert len(dict(heads)) == len(heads) == 3 and asked not in dict(heads)
    assert all(statements.count(f" {felt}. ") == 1 for felt, _ in heads)
    name = line.removeprefix(f"{asked}: ")
    assert line != name and " " not in name and f". {name} {asked}. " in f". {statements}"
    return name


def check_mini_sudoku(question, lines):
    cells = named([line.split() for line in question.strip().split("\n")[5:9]])
    assert [word for line in lines[:4] for word in line.split()] == [f"{name}={x}" for name, x in cells.items()]
    order = list(cells)
    for line in lines[4:]:
        name, across, down, opposite, found = re.fullmatch(r"(\w\d) ([\d_]{3}) ([\d_]{3}) ([\d_]): (.*)", line).groups()
        assert name == next(other for other in order if cells[other] == "_"), "the next empty cell, all around"
        order = order[order.index(name) + 1 :] + order[: order.index(name) + 1]
        row, column = name
        assert across == "".join(x for other, x in cells.items() if other[0] == row and other != name)
        assert down == "".join(x for other, x in cells.items() if other[1] == column and other != name)
        block = [other for other in cells if {other[0], row} <= set("AB") or {other[0], row} <= set("CD")]
        block = [other for other in block if int(other[1]) // 2 == int(column) // 2]
        (diagonal,) = [other for other in block if other[0] != row and other[1] != column]
        assert cells[diagonal] == opposite
        left = set("1234") - {
            cells[other] for other in cells if other[0] == row or other[1] == column or other in block
        }
        if len(left) == 1:
            assert found == f"{name}={min(left)}"
            cells[name] = min(left)
        else:
            assert found == "".join(sorted(left)) and left
    assert "_" not in cells.values()
    values = list(cells.values())
    return "\n".join(" ".join(values[start : start + 4]) for start in range(0, 16, 4))


def check_shortest_path(question, lines):
    grid = [row.split() for row in question.strip().split("grid:\n")[-1].split("\n")]
    marks = named(grid)
    names = {(row, column): f"{ROWS[row]}{column}" for row, column in product(range(len(grid)), range(len(grid[0])))}
    assert lines[: len(grid)] == [
        " ".join(name + marks[name] for name in marks if name[0] == letter) for letter in ROWS[: len(grid)]
    ]
    lines = lines[len(grid) :]
    (start,) = [place for place, name in names.items() if marks[name] == "*"]
    assert lines.pop(0) == f"{names[start]}+0"
    distance, order, goal = {start: 0}, [start], None
    while lines and goal is None and lines[0] != "no way":
        number, name, rest = re.fullmatch(r"(\d+) (\w\d+): (.*)", lines.pop(0)).groups()
        row, column = order[int(number)]
        assert names[row, column] == name
        entries = rest.split()
        for entry, (word, (down, right)) in zip(entries, MOVES.items(), strict=False):
            other = (row + down, column + right)
            shown = names.get(other, "")
            if not shown:
                assert entry == f"{word[0]}-"
                continue
            if marks[shown] == "X":
                sign = "X"
            elif other in distance:
                sign = "="
            elif marks[shown] == "#":
                sign, goal = "#", other
                distance[other] = distance[row, column] + 1
            else:
                sign = f"+{len(order)}"
                order.append(other)
                distance[other] = distance[row, column] + 1
            assert entry == f"{word[0]}{shown}{sign}", entry
        assert len(entries) == 4 or goal and entries[-1][-1] == "#"
        last = int(number)
    if goal is None:
        assert lines == ["no way"] and last == len(order) - 1
        return "infeasible"
    back, forth = (line.split(" ") for line in lines)
    assert back == forth[::-1] and forth[0] == names[start] and forth[-1] == names[goal]
    here = start
    for word, name in zip(forth[1::2], forth[2::2], strict=True):
        here = here[0] + MOVES[word][0], here[1] + MOVES[word][1]
        assert names[here] == name and marks[name] != "X"
    assert len(forth[1::2]) == distance[goal]
    return " ".join(forth[1::2])


def _islands(rows):
    """Returns the sets of ones that are joined side by side."""
    land = {(row, column) for row, bits in enumerate(rows) for column, bit in enumerate(bits) if bit == "1"}
    islands = []
    while land:
        island, edge = set(), {min(land)}
        while edge:
            island |= edge
            edge = {(r + d, c + e) for r, c in edge for d, e in MOVES.values()} & land - island
        land -= island
        islands.append(island)
    return islands


def check_largest_island(question, lines):
    grid = [line.split() for line in question.split("\n") if re.fullmatch(r"[01]( [01])*", line)]
    above, sizes, used = ["."] * len(grid[0]), {}, 0
    *lines, last = lines
    for number, (bits, line) in enumerate(zip(grid, lines, strict=True)):
        if line == f"{number} -":
            assert "1" not in bits
            above = ["."] * len(bits)
            continue
        head, sums = line.split(": ")
        shown, first, *rest = head.split(" ")
        assert shown == str(number)
        cells = re.findall(r"(\d+)(\.|[A-Za-z]+)", first)
        assert "".join(map("".join, cells)) == first and [int(c) for c, _ in cells] == list(range(len(bits)))
        raw = [name for _, name in cells]
        for column, name in enumerate(raw):
            on_left = raw[column - 1] if column else "."
            if bits[column] == "0":
                assert name == "."
            elif on_left != "." or above[column] != ".":
                assert name == (on_left if on_left != "." else above[column])
            else:
                assert name == ROWS[used] and name not in sizes
                used += 1
        final = raw
        if rest:
            *meetings, again = rest
            for other, to, name, total in zip(*[iter(meetings)] * 4, strict=True):
                assert to == "to" and name != other
                x, y, z = map(int, re.split(r"[+=]", total))
                assert (x, y, z) == (sizes.get(name, 0), sizes.pop(other), x + y)
                sizes[name] = z
            final = re.findall(r"\d+(\.|[A-Za-z]+)", again)
            assert "".join(f"{column}{name}" for column, name in enumerate(final)) == again
        for name, total in zip(*[iter(sums.split(" "))] * 2, strict=True):
            x, y, z = map(int, re.split(r"[+=]", total))
            assert (x, y, z) == (sizes.get(name, 0), final.count(name), x + y)
            sizes[name] = z
        islands = _islands(grid[: number + 1])
        assert sorted(sizes.values()) == sorted(map(len, islands))
        for island in islands:
            letters = {final[column] for row, column in island if row == number}
            assert len(letters) <= 1 and all(sizes[name] == len(island) for name in letters)
        assert all((name == ".") == (bit == "0") for name, bit in zip(final, bits, strict=True))
        above = final
    if not sizes:
        assert last == "no land"
        return "0"
    largest = 0
    for part, (name, size) in zip(last.split(", "), sizes.items(), strict=True):
        largest = max(largest, size)
        assert part == f"{name} {size} {largest}"
    return str(largest)


def check_emoji_mystery(question, lines):
    hidden = re.search(r"from the emoji: [^\n\U000e0100-\U000e01ef]+([\U000e0100-\U000e01ef]+)\n", question)[1]
    sentence = bytes(ord(letter) - 0xE0100 + 16 for letter in hidden).decode()
    for word, line in zip(sentence.split(" "), lines, strict=True):
        assert line[::2] == word and not line[1::2].strip(" ")
    return sentence


def _truth(formula, values):
    """Returns the truth of a formula by way of Python's own words, where ¬ has to be put in brackets."""
    text = formula
    while "¬" in text:
        head, _, rest = text.rpartition("¬")
        depths = list(accumulate((sign == "(") - (sign == ")") for sign in rest))
        end = depths.index(0) + 1
        text = f"{head}(1 - {rest[:end]}){rest[end:]}"
    for sign, word in {"∧": "*", "∨": "|", "→": "<=", "↔": "=="}.items():
        text = text.replace(sign, word)
    return int(eval(text, {}, values))


def check_propositional_logic(question, lines):
    premises = [premise for _, premise in re.findall(r"(\d)\. (.*)\n\.", question.split("Given:\n")[1])]
    for number, premise in enumerate(premises, start=1):
        assert lines.pop(0) == f"{number}. {premise}"
        if premise.isalpha():
            assert not lines
            return f"({premise} ∧ {premise})"
        letters = sorted(set(premise) & set(ascii_uppercase), key=premise.index)
        counted = sorted(range(2 ** len(letters)), key=lambda n: n if n < 2 ** len(letters) - 1 else 0.5)
        for count in counted:
            values = dict(zip(letters, f"{count:0{len(letters)}b}", strict=True))
            head, steps = lines.pop(0).split(": ")
            assert head == " ".join(letter + value for letter, value in values.items())
            first, *steps = steps.split(" = ")
            assert first == "".join(values.get(letter, letter) for letter in premise)
            truth = _truth(premise, {letter: int(value) for letter, value in values.items()})
            before = first
            for step in steps:
                assert len(step) < len(before) and _truth(step, {}) == truth
                assert not (set("¬(") & set(before)) or step.count("(") + step.count("¬") < sum(map(before.count, "(¬"))
                before = step
            assert before == str(truth)
            if truth == 0:
                assert not lines
                return premise
    assert lines == ["all always true"]
    return premises[0]
