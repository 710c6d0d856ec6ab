"""Independent readers of the traces on games and guessed rules: each derives the steps from the question."""

import re

from tests.tasks import checks_puzzles


def check_maze(question, lines):
    start, goal = re.match(r"Navigate from '(.)' \(start\) to '(.)' \(goal\):\n", question).groups()
    wall, path = re.search(r"\nLegend: '(.)' = Wall, '(.)' = Passage\n", question).groups()
    assert lines[0] == f"{start} is *, {goal} is #, {wall} is X, {path} is O"
    rows = question.split("\n```\n")[1].split("\n")
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
    known, sets = [], []
    for (things, light), line in zip([*results, (new, "")], lines, strict=False):
        sets.append(set())
        shown = line.removeprefix("new: ") if not light else line.removesuffix(f": {light}")
        assert shown != line
        for thing, words in zip(things.split(", "), shown.split(", "), strict=True):
            known += [thing] if thing not in known else []
            assert words == f"{thing} {known.index(thing) + 1}"
            sets[-1].add(words[-1])
    *sets, new = sets
    off, asked, *rest = lines[len(results) + 1 :]
    dark = set().union(*(numbers for numbers, (_, light) in zip(sets, results, strict=True) if light == "off"))
    off = off.removeprefix("off: ").split(" ")
    assert set(off) == dark and len(off) == len(dark)
    assert sorted(asked.removeprefix("new: ").split(" ")) == sorted(x + ("-" if x in dark else "+") for x in new)
    if "+" not in asked:
        assert not rest
        return "off"
    lit = [numbers for numbers, (_, light) in zip(sets, results, strict=True) if light == "on"]
    for numbers, line in zip(lit, rest, strict=False):
        signed, left, verdict = re.fullmatch(r"([\d+ -]+): ([\d ]+) (yes|no)", line).groups()
        assert {x[0]: x[1] for x in signed.split(" ")} == {x: "-" if x in dark else "+" for x in numbers}
        assert set(left.split(" ")) == numbers - dark and (verdict == "yes") == (numbers - dark <= new)
    assert all("yes" not in line for line in rest[:-1])
    assert len(rest) == len(lit) or "yes" in rest[-1]
    return "on" if "yes" in rest[-1] else "undetermined"


CHECKS = {name.removeprefix("check_"): check for name, check in list(globals().items()) if name.startswith("check_")}
