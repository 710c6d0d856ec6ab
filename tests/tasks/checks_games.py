"""Independent readers of the traces on games and guessed rules: each derives the steps from the question."""

import re
from string import ascii_lowercase, ascii_uppercase

from tests.tasks import checks_puzzles


def check_maze(question, lines):
    start, goal = re.match(r"Navigate from '(.)' \(start\) to '(.)' \(goal\):\n", question).groups()
    wall, path = re.search(r"\nLegend: '(.)' = Wall, '(.)' = Passage\n", question).groups()
    assert lines[0] == f"{start} is 2, {goal} is 3, {wall} is 0, {path} is 1"
    rows = question.split("\n```\n")[1].split("\n")
    assert lines[1 : len(rows) + 1] == rows
    shown, lines = lines[len(rows) + 1 : 2 * len(rows) + 1], lines[2 * len(rows) :]
    assert shown == [row.translate(str.maketrans(wall + path + start + goal, "0123")) for row in rows]
    assert {*rows[0], *rows[-1], *(row[0] + row[-1] for row in rows)} == {wall, wall * 2}
    inner = [row[1:-1].translate(str.maketrans(start + goal + wall + path, "*#XO")) for row in rows[1:-1]]
    as_there = "grid:\n" + "\n".join(" ".join(row) for row in inner)
    *search, last = lines[1:]
    forth = " ".join(reversed(search[-1].split(" ")))
    words = checks_puzzles.check_shortest_path(as_there, [*search, forth]).split(" ")
    assert last.split(" ")[1::2] == words[::-1] and last.split(" ")[::2] == [str(n + 1) for n in range(len(words))]
    return last.split(" ")[-2]


def check_acre(question, lines):
    results, new = question.split("results:\n")[1].split("\n\nWhat is")[0].split("\n\nNew test case:\n")
    results = [result.split(" → ") for result in results.split("\n")]
    sets = []
    for (things, light), line in zip([*results, (new, "")], lines, strict=False):
        shown = line.removeprefix("new: ") if not light else line.removesuffix(f": {light}")
        assert shown != line
        named = [words.rsplit(" ", 1) for words in shown.split(", ")]
        assert ", ".join(thing for thing, _ in named) == things
        for thing, letter in named:  # counted through as the digits of a number are
            color, material, shape = thing.split(" ")
            colors = ["blue", "brown", "cyan", "gray", "green", "purple", "red", "yellow"]
            place = 6 * colors.index(color) + 3 * (material == "rubber") + ["cube", "cylinder", "sphere"].index(shape)
            assert letter == (ascii_uppercase + ascii_lowercase)[place], line
        sets.append({letter for _, letter in named})
    *sets, new = sets
    off, asked, *rest = lines[len(results) + 1 :]
    dark = set().union(*(letters for letters, (_, light) in zip(sets, results, strict=True) if light == "off"))
    off = off.removeprefix("off: ").split(" ")
    assert set(off) == dark and len(off) == len(dark)
    assert sorted(asked.removeprefix("new: ").split(" ")) == sorted(x + ("-" if x in dark else "+") for x in new)
    if "+" not in asked:
        assert not rest
        return "off"
    lit = [letters for letters, (_, light) in zip(sets, results, strict=True) if light == "on"]
    for letters, line in zip(lit, rest, strict=False):
        *signed, verdict = line.removeprefix("on: ").split(" ")
        for sign, which in {"-": letters & dark, "=": (letters - dark) & new, "+": letters - dark - new}.items():
            assert {x[0] for x in signed if x[1:] == sign} == which
        assert len(signed) == len(letters) and verdict == ("yes" if letters - dark <= new else "no")
    assert all("yes" not in line for line in rest[:-1])
    assert len(rest) == len(lit) or "yes" in rest[-1]
    return "on" if "yes" in rest[-1] else "undetermined"


def check_quantum_lock(question, lines):
    target = int(re.search(r"\nTarget: (\d+)\n", question)[1])
    buttons = re.findall(r"^([ABC]): (\w+) (\d) \(when (\w+)\)$", question, re.MULTILINE)
    signs = {"Add": "+", "Subtract": "-", "Multiply": "*"}
    red, green = ([b for b in buttons if b[3] in ("any", light)] for light in ("red", "green"))
    assert lines[0] == "r " + " ".join(name.lower() + signs[what] + by for name, what, by, _ in red)
    assert lines[1] == "g " + " ".join(name + signs[what] + by for name, what, by, _ in green)
    assert lines[2] == f"#{target}"
    states, presses = ["r0"], [""]
    *lines, back, forth = lines[3:]
    for number, line in enumerate(lines):
        head, entries = line.split(": ")
        assert head == f"{number} {states[number]}"
        light, value = states[number][0], states[number][1:]
        working = red if light == "r" else green
        entries = entries.split(" ")
        for (name, what, by, _), entry in zip(working, entries, strict=False):
            shown, result, sign, new = re.fullmatch(r"([a-cA-C])(-?\d+)([x=#+])(\d*)", entry).groups()
            assert shown == (name.lower() if light == "r" else name)
            assert int(result) == eval(f"({value}){signs[what]}{by}")
            state = ("g" if light == "r" else "r") + result
            if sign == "#":
                assert int(result) == target and entry == entries[-1] and line == lines[-1]
                presses.append(presses[number] + name)
            elif sign == "+":
                assert int(new) == len(states) and state not in states
                states.append(state)
                presses.append(presses[number] + name)
            else:
                assert state in states if sign == "=" else not -5 < int(result) < target + 6
            assert int(result) != target or sign == "#"
        assert len(entries) == len(working) or entries[-1][-1] == "#"
    assert lines[-1][-1] == "#"
    way = re.findall(r"(\d+)([a-cA-C])", forth)
    assert forth == " ".join(map("".join, way)) and back == " ".join(name + at for at, name in reversed(way))
    assert "".join(name for _, name in way).upper() == presses[-1]
    for (at, name), (to, _) in zip(way, way[1:], strict=False):
        assert re.search(rf" {name}-?\d+\+{to}( |$)", lines[int(at)])
    return " → ".join(presses[-1])
