"""reasoning-gym's palindrome_generation: 3 to 10 letters that can be put so that they read alike from both sides.

Each letter that is not yet taken takes the next one like it; one without another goes to the middle. The pairs' letters
go in front in this order and behind it backward. Other palindromes are right too.

    Q: … j, j, w, w, w, k, k, w, e
    A: 0j1j2w3w4w5k6k7w8e
    j 0 1, w 2 3, w 4 7, k 5 6, e 8 middle
    0j1w2w3k e 3k2w1w0j
    Answer: jwwkekwwj.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import behind_places, numbered


def _pairs(letters: list[str]) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
    """Returns the pairs, each a letter and its two places, and what has no other."""
    pairs, single = [], []
    free = list(range(len(letters)))
    while free:
        place = free.pop(0)
        other = next((later for later in free if letters[later] == letters[place]), None)
        if other is None:
            single.append((letters[place], place))
        else:
            free.remove(other)
            pairs.append((letters[place], place, other))
    return pairs, single


def thoughts(item: Item) -> str:
    """Returns the letters, their pairs and the two halves."""
    letters = item["metadata"]["letters"]
    pairs, single = _pairs(letters)
    found = {place: f"{letter} {place} {other}" for letter, place, other in pairs}
    found |= {place: f"{letter} {place} middle" for letter, place in single}
    half = behind_places(letter for letter, *_ in pairs)
    parts = ["".join(half), *(letter for letter, _ in single), "".join(reversed(half))]
    return "\n".join([numbered(letters), ", ".join(found[place] for place in sorted(found)), " ".join(parts)])


def answer(item: Item) -> str:
    """Returns the palindrome that the pairs make."""
    pairs, single = _pairs(item["metadata"]["letters"])
    half = "".join(letter for letter, *_ in pairs)
    return half + "".join(letter for letter, _ in single) + half[::-1]


def label(item: Item) -> str:
    """Returns the number of letters."""
    return f"{item['metadata']['length']} letters"


TASK = GymTask("palindrome_generation", thoughts, label, answer)
