"""reasoning-gym's group_anagrams: which of up to 50 words have the same letters? 2 to 10 groups of 2 to 5 words.

Each word is spelled and its letters put in order. A word whose letters were there before gets the number of that
group, another the next number. The groups may be given in any order, and so may their words.

    Q: … ["drowses", "dowress", "ailuro", "ourali"]
    A: d r o w s e s: d e o r s s w 1
    d o w r e s s: d e o r s s w 1
    a i l u r o: a i l o r u 2
    o u r a l i: a i l o r u 2
    Answer: [["drowses", "dowress"], ["ailuro", "ourali"]].
"""

import json

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
    """Returns the words with their letters in order and the number of their group."""
    numbers = {letters: number for number, letters in enumerate(_groups(item), start=1)}
    keys = {word: _in_order(word) for word in item["metadata"]["words"]}
    return "\n".join(f"{spelled(word)}: {spelled(key)} {numbers[key]}" for word, key in keys.items())


def answer(item: Item) -> str:
    """Returns the groups in the order in which they were found."""
    return json.dumps(list(_groups(item).values()))


def label(item: Item) -> str:
    """Returns the number of groups."""
    return f"{item['metadata']['anagram_groups']} groups"


TASK = GymTask("group_anagrams", thoughts, label, answer)
