"""reasoning-gym's number_sorting: 3 to 10 numbers from -100 to 100 with up to two decimals.

Behind each number stand its sign and its tens, with a letter that tells it from the others of these tens: a for the
first, b for the next; A and B below zero. The number follows once more, so that it can be looked up by them. For each
of the tens, from the least to the largest (or the other way round), the numbers that have it are looked up, a first.
Where there are several they are sorted by what follows: after `=` stands each behind its units and decimals.

    Q: Sort these numbers in descending order: 52.7, 5.2, -57.4, 54.0
    …
    A: 52.7 5a52.7, 5.2 0a5.2, -57.4 -5A-57.4, 54.0 5b54.0
    10
    8
    …
    5a52.7 b54.0 = 4.0 54.0 2.7 52.7
    …
    -5A-57.4
    …
    Answer: ['54.0', '52.7', '5.2', '-57.4'].
"""

from string import ascii_lowercase, ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of


def thoughts(item: Item) -> str:
    """Returns the numbers with their tens, then by their tens."""
    numbers, descending = item["metadata"]["original_numbers"], item["metadata"]["direction"] == "descending"
    largest = max(10, *(abs(int(float(number))) // 10 for number in numbers))
    names = [f"-{tens}" for tens in range(largest, -1, -1)] + [str(tens) for tens in range(largest + 1)]
    groups: dict[str, list[str]] = {name: [] for name in names}
    entries = []
    for number in numbers:
        group = groups[tens_of(number)]
        group.append(number)
        entries.append(f"{number} {tens_of(number)}{_letter(len(group) - 1, number)}{number}")
    lines = [", ".join(entries)]
    for name in reversed(names) if descending else names:
        lettered = [_letter(place, number) + number for place, number in enumerate(groups[name])]
        lines.append(name + " ".join([*lettered, *_sorted(groups[name], descending)]))
    return "\n".join(lines)


def tens_of(number: str) -> str:
    """Returns the sign and the tens of a number."""
    return f"{'-' if number[0] == '-' else ''}{abs(int(float(number))) // 10}"


def _letter(place: int, number: str) -> str:
    """Returns the letter of a place among the numbers of the same tens."""
    return name_of(place, ascii_uppercase if number[0] == "-" else ascii_lowercase)


def _sorted(group: list[str], descending: bool) -> list[str]:
    """Returns the numbers of a group in order, each behind its units and decimals."""
    if len(group) < 2:
        return []
    words = ["="]
    for number in sorted(group, key=float, reverse=descending):
        whole, point, decimals = number.partition(".")
        words += [whole[-1] + point + decimals, number]
    return words


def label(item: Item) -> str:
    """Returns the number of numbers."""
    return f"{item['metadata']['numbers']} numbers"


TASK = GymTask("number_sorting", thoughts, label)
