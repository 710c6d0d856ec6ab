"""reasoning-gym's syllogism: does a statement on two of three kinds follow from two others?

The kinds are numbered as they come, so that 2 is the one in both statements. The three are told again, each kind with
its number behind it, so that the number follows from the word before it. Where the conclusion is one of the statements
turned round, the two quantifiers decide. Otherwise the rules that reasoning-gym keeps are gone through, up to one that
is broken: which of the three statements are negative, which say something of some only, and whether a kind of which the
conclusion speaks as a whole was spoken of so before.

    Q: Consider these statements:
    1. All dogs are philosophers
    2. Some philosophers are not teachers
    Does it logically follow that: No dogs are teachers? …
    A: 1 dogs, 2 philosophers, 3 teachers
    All dogs 1 are philosophers 2, Some philosophers 2 are not teachers 3, No dogs 1 are teachers 3
    negative: no yes yes
    some: no yes no
    a whole from some
    Answer: No.
"""

import re

from tinyreason.tasks.gym import GymTask, Item

NEGATIVE, PARTICULAR = ("No", "Some not"), ("Some", "Some not")
TURNED = {"No": "No", "All": "Some", "Some": "Some"}


def thoughts(item: Item) -> str:
    """Returns the statements with numbers for their kinds, and the rules."""
    told = [item["metadata"][name] for name in ("premise1", "premise2", "conclusion")]
    statements = [_read(statement) for statement in told]
    first, second, conclusion = (quantifier for quantifier, _, _ in statements)
    kinds = dict.fromkeys(kind for _, *pair in statements for kind in pair)
    numbers = {kind: number for number, kind in enumerate(kinds, start=1)}
    numbered = [re.sub(r"\w+", lambda m: f"{m[0]} {numbers[m[0]]}" if m[0] in numbers else m[0], text) for text in told]
    lines = [", ".join(f"{number} {kind}" for kind, number in numbers.items()), ", ".join(numbered)]
    places = [numbers[kind] for kind in statements[2][1:]]
    if places == [1, 3]:
        return "\n".join([*lines, *_rules(first, second, conclusion)])
    turned = [[2, 1], [3, 2]].index(places)
    premise = (first, second)[turned]
    gives = "gives" if TURNED.get(premise) == conclusion else "not"
    return "\n".join([*lines, f"{turned + 1} turned round: {premise} {gives} {conclusion}"])


def _read(statement: str) -> tuple[str, str, str]:
    """Returns the quantifier and the two kinds of a statement."""
    match = re.fullmatch(r"(All|No|Some) (\w+) are (not )?(\w+)", statement)
    if not match:
        raise ValueError(f"no statement: {statement}")
    return match[1] + " not" * bool(match[3]), match[2], match[4]


def _rules(first: str, second: str, conclusion: str) -> list[str]:
    """Returns the rules for statements on 1 and 2, on 2 and 3, and a conclusion on 1 and 3."""
    negative = [quantifier in NEGATIVE for quantifier in (first, second, conclusion)]
    some = [quantifier in PARTICULAR for quantifier in (first, second, conclusion)]
    lines = [f"{name}: {' '.join('yes' if x else 'no' for x in of)}" for name, of in (("negative", negative),
             ("some", some))]  # fmt: skip
    if negative[0] and negative[1]:
        return [*lines, "both negative"]
    if some[0] and some[1]:
        return [*lines, "both some"]
    if not some[2] and (some[0] or some[1]):
        return [*lines, "a whole from some"]
    if negative[2] != (negative[0] or negative[1]):
        return [*lines, "negative on one side only"]
    # The first kind of a statement is spoken of as a whole unless it is on some; the second where it is negative.
    if not some[2] and some[0]:
        return [*lines, "1 as a whole is new"]
    if negative[2] and not negative[1]:
        return [*lines, "3 as a whole is new"]
    return [*lines, "no rule is broken"]


def label(item: Item) -> str:
    """Returns the answer and the kind of the question."""
    return f"{item['answer']}, {item['metadata']['type']}"


TASK = GymTask("syllogism", thoughts, label)
