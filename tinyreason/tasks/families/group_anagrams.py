"""reasoning-gym's group_anagrams: which of up to 50 words have the same letters? 2 to 10 groups of 2 to 5 words.

Each word is spelled and its letters put in order. A word whose letters were there before gets the number of that
group, another the next number; behind it stands the place in the group, a to e. Then follow the words behind these, so
that the answer need not look for each word whether it goes on with a group. The groups may be given in any order, and
so may their words.

    Q: … ["drowses", "dowress", "ailuro", "ourali"]
    A: d r o w s e s: d e o r s s w 1a
    d o w r e s s: d e o r s s w 1b
    a i l u r o: a i l o r u 2a
    o u r a l i: a i l o r u 2b
    1a drowses b dowress
    2a ailuro b ourali
    Answer: [["drowses", "dowress"], ["ailuro", "ourali"]].
"""

import json
from string import ascii_lowercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled


def _groups(item: Item) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for word in item["metadata"]["words"]:
        groups.setdefault(_in_order(word), []).append(word)
    return groups


def _in_order(word: str) -> str:
    return "".join(sorted(word))


def thoughts(item: Item) -> str:
    """Returns the words with their letters in order and their place in a group, then the groups."""
    names: dict[str, str] = {}
    lines = []
    for number, group in enumerate(_groups(item).values(), start=1):
        names |= {word: f"{number}{letter}" for word, letter in zip(group, ascii_lowercase, strict=False)}
        places = [f"{letter} {word}" for word, letter in zip(group, ascii_lowercase, strict=False)]
        lines.append(f"{number}{' '.join(places)}")
    keys = [f"{spelled(word)}: {spelled(_in_order(word))} {names[word]}" for word in item["metadata"]["words"]]
    return "\n".join([*keys, *lines])


def answer(item: Item) -> str:
    """Returns the groups in the order in which they were found."""
    return json.dumps(list(_groups(item).values()))


def label(item: Item) -> str:
    """Returns the number of groups."""
    return f"{item['metadata']['anagram_groups']} groups"


TASK = GymTask("group_anagrams", thoughts, label, answer)
