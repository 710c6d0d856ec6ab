"""Independent readers of the traces on logic, relations and rules: each derives the steps from the question."""

import itertools
import json
import re
from collections import Counter

COLOR_SIDES = ("top", "right", "front", "left", "back", "bottom")


def check_graph_color(question, lines):
    vertices = json.loads(re.search(r"Vertices: (.*)", question)[1])
    edges = {frozenset(map(int, pair)) for pair in re.findall(r"\((\d+), (\d+)\)", question)}
    names = set(re.search(r"colors: \[(.*)\]", question)[1].split(", "))
    colors = {}
    for vertex, line in zip(vertices, lines, strict=True):
        head, *neighbors, equals, color = line.split()
        assert (head, equals) == (f"{vertex}:", "=")
        before = sorted(other for other in colors if {vertex, other} in edges)
        assert neighbors == [f"{other}:{colors[other]}" for other in before]
        free = names - {pair.split(":")[1] for pair in neighbors}
        assert color == min(free)
        colors[vertex] = color
    assert all(colors[x] != colors[y] for x, y in edges)
    return json.dumps({str(vertex): int(color) for vertex, color in colors.items()})


def check_color_cube_rotation(question, lines):
    given = dict(reversed(pair) for pair in re.findall(r"- a (\w+) (\w+) side", question))
    turns = re.findall(
        r"(?:before at the|bring the|make the|place its|Next, the) (\w+) ", question.split("side\n\n")[1]
    )
    target = re.search(r"color of the (\w+) side of", question)[1]
    opposite = {"top": "bottom", "left": "right", "front": "back"}
    opposite |= {b: a for a, b in opposite.items()}

    def read(text):
        pairs = [part.split() for part in text.split(", ")]
        assert [side for side, _ in pairs] == list(COLOR_SIDES)
        return dict(pairs)

    *states, last = lines
    cube = read(states[0])
    assert cube == given and len(set(cube.values())) == 6 and len(states) == len(turns) + 1
    for turn, line in zip(turns, states[1:], strict=True):
        head, text = line.split(": ")
        after = read(text)
        assert head == f"{turn} to top" and after["top"] == cube[turn]
        # A cube is turned whole: what was opposite stays so, and an axis that the turn goes about keeps its colors.
        assert all(frozenset(after[s] for s in (side, opposite[side])) in
                   [frozenset(cube[s] for s in (other, opposite[other])) for other in COLOR_SIDES]
                   for side in COLOR_SIDES)  # fmt: skip
        axis = "front" if turn in ("left", "right") else "right"
        assert after[axis] == cube[axis] and after[opposite[axis]] == cube[opposite[axis]]
        assert after[opposite["top"]] == cube[opposite[turn]]
        if turn != "bottom":
            assert after[opposite[turn]] == cube["top"]
        cube = after
    assert last == f"{target}: {cube[target]}"
    return cube[target]


def check_aiw(question, lines):
    name = re.match(r"\w+", question)[0]
    (count,) = re.findall(r"^[^.]*?(\d+) (?:sisters|female friends|female colleagues)[^.]*\.", question)
    kind = re.search(r"How many ((?:female )?(?:sisters|friends|colleagues))", question)[1]
    assert lines[0] == f"{kind} of {name}: {count}" and len(lines) == 2
    assert lines[1] == f"with {name}: {count} + 1 = {int(count) + 1}"
    return str(int(count) + 1)


def check_self_reference(question, lines):
    least, most, true, false = (int(number) for number in re.findall(r"(\d) of these 7", question))
    *tried, last = lines
    solutions = 0
    for number, line in enumerate(tried):
        left = 7 - number
        match = re.fullmatch(r"(\d)\+(\d): (\d)(\d)([01]) (\d)(\d)([01]) (\d)(\d)([01]) (\d)(\d)([01]) ([01]{3}) = (\d)"
                             r"(?: solution (\d))?", line)  # fmt: skip
        values = [int(group) for group in match.groups()[:14]]
        assert values[:2] == [number, left]
        assert values[2:] == [number, least, number >= least, left, most, left <= most, number, true, number == true,
                              left, false, left == false]  # fmt: skip
        either = "1" if [number == true, left == false].count(True) == 1 else "0"
        prime = "1" if number > 1 and all(number % d for d in range(2, number)) else "0"
        composite = "1" if left > 1 and any(left % d == 0 for d in range(2, left)) else "0"
        assert match[15] == either + prime + composite
        total = sum(values[4::3]) + match[15].count("1")
        assert match[16] == str(total)
        solutions += total == number
        assert match[17] == (str(solutions) if total == number else None)
    assert number == 7 and last == f"solutions: {solutions}"
    return str(solutions)


def _check_counts(lines, names, rules, start):
    """Holds each line to the first rule, as the question says it, for which there is enough."""
    state, seen = dict.fromkeys(names, 0) | start, []
    assert lines[0].split() == [str(count) for count in state.values()]
    for line in [*lines[1:], None]:
        seen.append(tuple(state.values()))
        usable = [number for number, (taken, _) in enumerate(rules, start=1) if not taken - Counter(state)]
        if line is None:
            assert not usable
            break
        number, counts = line.split(": ")
        assert int(number) == usable[0]
        taken, made = rules[usable[0] - 1]
        state = {name: state[name] - taken[name] + made[name] for name in names}
        assert counts.split() == [str(count) for count in state.values()] and tuple(state.values()) not in seen
    return " ".join(map(str, state.values()))


WORDS = {"One": 1, "one": 1, "two": 2, "Two": 2}


def _parts(text, thing):
    return Counter({name: WORDS[count] for count, name in re.findall(rf"(\w+) {thing}", text)})


def check_string_splitting(question, lines):
    rules = [
        tuple(_parts(side, r"units? of (?:machine|part) (\w)") for side in re.split("dismanteled|combined", rule))
        for rule in re.findall(r"^\d\. (.*)$", question, re.MULTILINE)
    ]
    start = re.search(r"you have (\d+) machine A, (\d+) machine B, and (\d+) machine C", question).groups()
    return _check_counts(lines, "ABCXYZ", rules, dict(zip("ABC", map(int, start), strict=True)))


def check_string_synthesis(question, lines):
    names = re.search(r"different blocks (.*)", question)[1].split()
    rules = [
        tuple(_parts(side, r"([\[{(]\w[\]})])") for side in rule.split("combined"))
        for rule in re.findall(r"^\d\. (.*)$", question, re.MULTILINE)
    ]
    start = re.search(r"Now, you have (\d+) \[A\], (\d+) \[B\], and (\d+) \[C\]", question).groups()
    return _check_counts(lines, names, rules, dict(zip(names, map(int, start), strict=False)))


def check_course_schedule(question, lines):
    total = int(re.match(r"There are a total of (\d+) courses", question)[1])
    pairs = [tuple(map(int, pair)) for pair in re.findall(r"\((\d+), (\d+)\)", question)]
    needs = {course: [before for after, before in pairs if after == course] for course in range(total)}
    for course in range(total):
        head, _, rest = lines.pop(0).partition(":")
        assert head == str(course) and [int(word) for word in rest.split()] == needs[course]
    *rounds, last = lines
    taken, met = [], dict.fromkeys(range(total), 0)
    for line in rounds:
        number, words = len(taken), line.split(", ")
        assert [int(re.match(r"\d+", word)[0]) for word in words] == [c for c in range(total) if c not in taken]
        for word in words:
            course, *signed, last_word = word.split(" ")
            course = int(course)
            for sign in signed:
                assert sign == f"{needs[course][met[course]]}+" and int(sign[:-1]) in taken, line
                met[course] += 1
            if last_word == f"={course}":
                assert met[course] == len(needs[course]), line
                taken.append(course)
            else:
                assert last_word == f"{needs[course][met[course]]}-" and int(last_word[:-1]) not in taken, line
        assert len(taken) > number or line is rounds[-1]
    finished = len(taken) == total
    assert last == ("all taken" if finished else "none taken") and (finished or len(taken) == number)
    return str(finished)


def check_family_relationships(question, lines):
    from reasoning_gym.graphs.family_relationships import FamilyRelationshipsConfig

    story, asked = question.split("\n\n")
    first, second = re.search(r"is (\w+) (?:related )?to (\w+)\?", asked).groups()
    parents, married, couple = {}, {}, None
    for sentence in re.findall(r"[^.]+", story):
        words = re.findall(r"[A-Z]\w+", sentence)
        if "married" in sentence:
            couple = words
            married |= {couple[0]: couple[1], couple[1]: couple[0]}
        else:
            parents |= {child: couple for child in words if child != "They"}
    *links, last = lines
    seen = {}
    for line in links:
        if match := re.fullmatch(r"parents of (\w+): (.*)", line):
            assert match[2] == ", ".join(parents.get(match[1], ["none"]))
            seen[match[1]] = parents.get(match[1], [])
        else:
            assert line == f"{first} is married to {married.get(first, 'none')}"
    above, beside = seen[second], seen.get(first, [])
    over = [name for parent in above for name in seen.get(parent, [])]
    # Only what the lines say may be used.
    if first in above:
        pair, who = ("father", "mother"), first
    elif second in beside:
        pair, who = ("son", "daughter"), first
    elif any("married" in line for line in links) and married.get(first) == second:
        pair, who = ("husband", "wife"), first
    elif beside and beside == above:
        pair, who = ("brother", "sister"), first
    elif first in over:
        pair, who = ("grandfather", "grandmother"), first
    else:
        assert second in seen[married[first]]
        pair, who = ("father-in-law", "mother-in-law"), second
    man = who in FamilyRelationshipsConfig().male_names
    found = pair[0] if man else pair[1]
    assert last == f"{who} is a {'man' if man else 'woman'}: {found}"
    return found


def check_syllogism(question, lines):
    texts = re.findall(r"^(?:\d\. )?((?:All|No|Some) .*? are .*?)\??$", question, re.MULTILINE)
    statements = []
    for text in texts:
        quantifier, subject, negated, predicate = re.fullmatch(r"(\w+) (\w+) are (not )?(\w+)", text).groups()
        statements.append((quantifier + (" not" if negated else ""), subject, predicate))
    kinds = [statements[0][1], statements[0][2], statements[1][2]]
    assert statements[1][1] == kinds[1] and lines[0] == f"1 {kinds[0]}, 2 {kinds[1]}, 3 {kinds[2]}"
    forms = [f"{quantifier} {kinds.index(x) + 1} {kinds.index(y) + 1}" for quantifier, x, y in statements]
    told = [re.sub(rf"{'|'.join(kinds)}", lambda m: f"{m[0]} {kinds.index(m[0]) + 1}", text) for text in texts]
    assert lines[1] == ", ".join(told)
    names = [quantifier for quantifier, *_ in statements]
    turned = {"2 1": 1, "3 2": 2}.get(forms[2][-3:])
    if turned:
        match = re.fullmatch(rf"{turned} turned round: (.*) (gives|not) (All|No|Some|Some not)", lines[2])
        assert match and (match[1], match[3]) == (names[turned - 1], names[2]) and len(lines) == 3
        follows = (names[turned - 1], names[2]) in {("No", "No"), ("All", "Some"), ("Some", "Some")}
        assert (match[2] == "gives") == follows
        return "Yes" if follows else "No"
    assert forms[2].endswith(" 1 3")
    assert lines[2] == f"negative: {' '.join('yes' if 'o' in re.sub('Some', '', name) else 'no' for name in names)}"
    assert lines[3] == f"some: {' '.join('yes' if 'Some' in name else 'no' for name in names)}"
    negative, some = ([word == "yes" for word in line.split(": ")[1].split()] for line in lines[2:4])
    broken = [
        ("both negative", negative[:2] == [True, True]),
        ("both some", some[:2] == [True, True]),
        ("a whole from some", True in some[:2] and not some[2]),
        ("negative on one side only", (True in negative[:2]) != negative[2]),
        ("1 as a whole is new", names[2] in ("All", "No") and names[0] not in ("All", "No")),
        ("3 as a whole is new", names[2] in ("No", "Some not") and names[1] not in ("No", "Some not")),
    ]
    found = [name for name, is_broken in broken if is_broken]
    assert lines[4:] == [found[0] if found else "no rule is broken"]
    return "No" if found else "Yes"


def check_knights_knaves(question, lines):
    good, bad = re.search(r"only by (\w+?)s and (\w+?)s\.", question).groups()
    names = re.search(r"inhabitants: (\w+), and (\w+)\.", question).groups()
    told = question.split("inhabitants: ")[1].split(". ", 1)[1].split(" So who is")[0]
    claim = rf"(?:{'|'.join(names)}) is an? (?:{good}|{bad})"
    letters = dict(zip(names, "ab", strict=True))
    said = [re.sub(rf"(\w+) is an? ({good}|{bad})",
                   lambda m: f"{m[1]} {letters[m[1]]}{'+' if m[2] == good else '-'}", text)
            for text in re.findall(rf"(?:if )?{claim}(?: (?:and|or|then|if and only if) {claim})?", told)]  # fmt: skip
    said = [text.replace("if and only if", "iff").removeprefix("if ") for text in said]
    assert len(said) == 2
    # Who speaks first is who is named first outside of what is said.
    assert lines[:3] == [f"{names[0]} A, {names[1]} B", f"{names[0]} A: {said[0]}", f"{names[1]} B: {said[1]}"]
    said = [re.sub(rf"\b(?:{'|'.join(names)}) ", "", text) for text in said]
    joins = {"and": lambda x, y: x and y, "or": lambda x, y: x or y, "then": lambda x, y: y or not x,
             "iff": lambda x, y: x == y}  # fmt: skip
    for kinds, line in zip(itertools.product((1, 0), repeat=2), lines[3:], strict=False):
        head, _, rest = line.partition(": ")
        assert head == f"A{kinds[0]} B{kinds[1]}"
        suits, parts = [], rest.split(", ")
        for speaker, text, kind, part in zip("AB", said, kinds, parts, strict=False):
            claims = text.split()[::2]
            truths = [kinds["ab".index(letter)] == (sign == "+") for letter, sign in claims]
            marked = [f"{claim}{int(truth)}" for claim, truth in zip(claims, truths, strict=True)]
            join = text.split()[1] if len(claims) == 2 else ""
            whole = joins[join](*truths) if join else truths[0]
            suits.append(whole == kind)
            assert part == (
                f"{speaker}{kind} {f' {join} '.join(marked)} = {int(whole)} {'yes' if suits[-1] else 'no'}"
            ), line
        assert False not in suits[:-1] and (len(parts) == 2 or not suits[-1])
        if suits == [True, True]:
            break
    assert line is lines[-1] and suits == [True, True]
    return ", and ".join(f"{name} is a {good if kind else bad}" for name, kind in zip(names, kinds, strict=True))
