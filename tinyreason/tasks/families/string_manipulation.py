"""reasoning-gym's string_manipulation: 3 to 8 of 20 rules change a string of 5 to 20 letters until none applies.

Each letter stands behind its place. Below stand the numbers of the rules that are tried, with `-` where one does not
apply and `+` where it does, and before a sign the places that decide: where what is looked for begins, or of each b.
The next string follows. Where it was there before, what stood before it is the answer.

    Q: … 1. If the string ends with 'ba', replace it with 'ab'. 2. If the string contains 'bca', delete the first
    occurrence entirely. 3. If the string prefix is 'aa', remove the first character. … aabcaba
    A: 0a1a2b3c4a5b6a
    1+
    0a1a2b3c4a5a6b
    1- 2 2+
    0a1a2a3b
    1- 2- 3+
    0a1a2b
    1- 2- 3+
    0a1b
    1- 2- 3-
    Answer: ab.
"""

import re
from collections.abc import Callable
from functools import cache

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import numbered

Rule = Callable[[str], tuple[str, int]]


@cache
def _rules() -> dict[str, Rule]:
    """Returns what each rule's sentence does: the string after it, and 0 where it does not apply."""
    from reasoning_gym.algorithmic.string_manipulation import StringManipulationConfig, StringManipulationDataset

    return dict(StringManipulationDataset(StringManipulationConfig(seed=0)).rules)


def thoughts(item: Item) -> str:
    """Returns the strings, and between them the rules tried."""
    text, rules = item["metadata"]["string"], item["metadata"]["selected_rules"]
    lines, seen = [numbered(text)], [text]
    while True:
        words = []
        for number, rule in enumerate(rules, start=1):
            text, applies = _rules()[rule](seen[-1])
            words.append(" ".join([str(number), *map(str, _places(rule, seen[-1]))]) + ("+" if applies else "-"))
            if applies:
                break
        lines.append(" ".join(words))
        if not applies:
            return "\n".join(lines)
        lines.append(numbered(text))
        if text in seen:
            return "\n".join([*lines, "seen before"])
        seen.append(text)


def _places(rule: str, text: str) -> list[int]:
    """Returns the places of a string that a rule asks for: of what it contains, or of each b."""
    if "even number" in rule:
        return [place for place, letter in enumerate(text) if letter == "b"]
    contained = re.search(r"contains '(\w+)'( \(not at the start\))?", rule)
    found = text.find(contained[1], 1 if contained[2] else 0) if contained else -1
    return [found] if found >= 0 else []


def label(item: Item) -> str:
    """Returns the number of rules."""
    return f"{item['metadata']['num_rules']} rules"


TASK = GymTask("string_manipulation", thoughts, label)
