"""reasoning-gym's word_sorting: 3 to 10 words in the order of their characters' codes, capitals before small letters.

Behind each word stand its first three letters. Then the alphabet is gone through, capitals first (or backward), and
behind each letter the words that begin with it are looked up. Digits are named only where a word begins with one.
Where several words begin alike they are sorted by what follows: after `=` stands each behind its second and third
letter, and behind as many more as it takes to tell them apart.

    Q: … sort these words in ascending order (using ASCII/Unicode ordering) … : room, Here, remember
    A: room r o o, Here H e r, remember r e m
    A B C D E F G H: Here
    I J … q r: room remember = e m: remember o o: room
    s t u v w x y z
    Answer: Here, remember, room.
"""

from string import ascii_lowercase, ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled


def thoughts(item: Item) -> str:
    """Returns the words' first letters, then the alphabet with the words."""
    words, backward = item["metadata"]["transformed_words"], item["metadata"]["direction"] == "descending"
    first = {word[0] for word in words}
    names = sorted({*ascii_uppercase, *ascii_lowercase, *first}, reverse=backward)
    text = ""
    for name in names:
        group = [word for word in words if word[0] == name]
        text += f"{name}: {' '.join(group)}{_sorted(group, backward)}\n" if group else f"{name} "
    return "\n".join([", ".join(f"{word} {spelled(word[:3])}" for word in words), text.rstrip()])


def _sorted(group: list[str], backward: bool) -> str:
    """Returns the words of a group in order, each behind the letters that decide."""
    if len(group) < 2:
        return ""
    depth = next(depth for depth in range(3, 99) if len({word[1:depth] for word in group}) == len(group))
    ordered = sorted(group, reverse=backward)
    return f" = {' '.join(f'{spelled(word[1:depth])}: {word}' for word in ordered)}"


def label(item: Item) -> str:
    """Returns the number of words."""
    return f"{item['metadata']['num_words']} words"


TASK = GymTask("word_sorting", thoughts, label)
