"""reasoning-gym's string_manipulation: 3 to 8 of 20 rules change a string of 5 to 20 letters until none applies.

Each letter stands behind a name that it keeps for as long as it stays, so nothing shifts when letters before it go: D
for the first, with room for those that are put before it. A string is searched while it is written: where what a rule
looks for ends for the first time, that rule's number stands, and if a rule counts the b, each has `.` for an odd number
so far and `:` for an even one. Below, the rules are tried by their numbers: behind each stand the letters that decide
(two at an end, what was found, the last b; for the length all are counted, and a middle one is named), and `-` where
it does not apply or `+` where it does. The next string follows. Where it was there before, what stood before it is the
answer. At the end its letters are spelled without their names.

    Q: … 1. If the string ends with 'ba', replace it with 'ab'. 2. If the string contains 'bca', delete the first
    occurrence entirely. 3. If the string prefix is 'aa', remove the first character. … aabcaba
    A: DaEaFbGcHa2IbJa
    1IbJa+
    DaEaFbGcHa2IaJb
    1IaJb- 2FbGcHa+
    DaEaIaJb
    1IaJb- 2- 3DaEa+
    EaIaJb
    1IaJb- 2- 3EaIa+
    IaJb
    1IaJb- 2- 3IaJb-
    a b
    Answer: ab.
"""

import re
from collections.abc import Callable
from functools import cache
from string import ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of, spelled

Rule = Callable[[str], tuple[str, int]]
# Letters with their names, by number.
String = list[tuple[int, str]]

_FIRST = 3
_NAMES = len(ascii_uppercase) * (len(ascii_uppercase) + 1)
# The letters that a rule takes away, by its words.
_ENDS = {
    "first two": slice(None, 2),
    "first": slice(None, 1),
    "second": slice(1, 2),
    "last two": slice(-2, None),
    "last": slice(-1, None),
}


@cache
def _rules() -> dict[str, Rule]:
    """Returns what each rule's sentence does: the string after it, and 0 where it does not apply."""
    from reasoning_gym.algorithmic.string_manipulation import StringManipulationConfig, StringManipulationDataset

    return dict(StringManipulationDataset(StringManipulationConfig(seed=0)).rules)


def thoughts(item: Item) -> str:
    """Returns the strings, and between them the rules tried."""
    rules = item["metadata"]["selected_rules"]
    string = list(enumerate(item["metadata"]["string"], start=_FIRST))
    lines, seen = [_searched(string, rules)], [_text(string)]
    while True:
        words = []
        for number, rule in enumerate(rules, start=1):
            after, applies = _rules()[rule](seen[-1])
            words.append(f"{number}{_deciding(rule, string)}{'+' if applies else '-'}")
            if applies:
                break
        lines.append(" ".join(words))
        if not applies:
            break
        string = _changed(rule, string, after)
        lines.append(_searched(string, rules))
        if after in seen:
            lines.append("seen before")
            break
        seen.append(after)
    return "\n".join([*lines, spelled(seen[-1])])


def _text(string: String) -> str:
    """Returns the letters without their names."""
    return "".join(letter for _, letter in string)


def _written(string: String) -> list[str]:
    """Returns each letter behind its name."""
    return [name_of(number % _NAMES, ascii_uppercase) + letter for number, letter in string]


def _counts_b(rule: str) -> bool:
    """Whether a rule asks for an even number of b."""
    return "even number" in rule


def _found(rule: str, text: str) -> slice:
    """Returns where what a rule looks for within a string stands first, empty if nowhere."""
    contained = re.search(r"contains '(\w+)'( \(not at the start\))?", rule)
    place = text.find(contained[1], 1 if contained[2] else 0) if contained else -1
    return slice(place, place + len(contained[1])) if contained and place >= 0 else slice(0)


def _searched(string: String, rules: list[str]) -> str:
    """Returns a string with the marks of what is found in it."""
    words, text = _written(string), _text(string)
    if any(map(_counts_b, rules)):
        places = [place for place, letter in enumerate(text) if letter == "b"]
        for count, place in enumerate(places):
            words[place] += ":" if count % 2 else "."
    for number, rule in enumerate(rules, start=1):
        end = _found(rule, text).stop
        if end:
            words[end - 1] += str(number)
    return "".join(words)


def _deciding(rule: str, string: String) -> str:
    """Returns the letters of a string that decide whether a rule applies."""
    words, text = _written(string), _text(string)
    if _counts_b(rule):
        count = text.count("b")
        return words[text.rindex("b")] + ".:"[count % 2 == 0] if count else ""
    if "length" in rule:
        names = [f"{place}{word[:-1]}" for place, word in enumerate(words)]
        middle = len(words) // 2
        return f" {''.join(names)}" + (f" {names[middle]}" if _rules()[rule](text)[1] else "")
    if "contains" in rule:
        return "".join(words[_found(rule, text)])
    return "".join(words[:2] if re.search("prefix|starts", rule) else words[-2:])


def _changed(rule: str, string: String, after: str) -> String:
    """Returns the string after a rule: the letters that stay, or are replaced one by one, keep their names."""
    numbers = [number for number, _ in string]
    if gone := re.search(r"(?:remove|delete) the (first two|last two|first|second|last) character", rule):
        del numbers[_ENDS[gone[1]]]
    elif re.search("(remove|delete) the first occurrence", rule):
        del numbers[_found(rule, _text(string))]
    elif "middle" in rule:
        del numbers[len(numbers) // 2]
    elif "prepend" in rule:
        numbers = [numbers[0] - 1, *numbers[:-1]]
    while len(numbers) < len(after):
        numbers.append(numbers[-1] + 1 if numbers else _FIRST)
    return list(zip(numbers, after, strict=True))


def label(item: Item) -> str:
    """Returns the number of rules."""
    return f"{item['metadata']['num_rules']} rules"


TASK = GymTask("string_manipulation", thoughts, label)
