"""reasoning-gym's number_sorting: 3 to 10 numbers from -100 to 100 with up to two decimals.

After each number stands its sign and its tens. For each of the tens, from the least to the largest (or the other way
round), the numbers that have it are looked up. Where there are several they are sorted by what follows: after `=`
stands each behind its units, and where units are alike too, behind its units and decimals.

    Q: Sort these numbers in descending order: 52.7, 5.2, -57.4, 54.0
    …
    A: 52.7:5 5.2:0 -57.4:-5 54.0:5
    9
    8
    …
    5 52.7 54.0 = 4 54.0 2 52.7
    …
    -5 -57.4
    …
    Answer: ['54.0', '52.7', '5.2', '-57.4'].
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the numbers with their tens, then by their tens."""
    numbers, descending = item["metadata"]["original_numbers"], item["metadata"]["direction"] == "descending"
    largest = max(9, *(abs(int(float(number))) // 10 for number in numbers))
    names = [f"-{tens}" for tens in range(largest, -1, -1)] + [str(tens) for tens in range(largest + 1)]
    lines = [" ".join(f"{number}:{tens_of(number)}" for number in numbers)]
    for name in reversed(names) if descending else names:
        group = [number for number in numbers if tens_of(number) == name]
        lines.append(" ".join([name, *group, *_sorted(group, descending)]))
    return "\n".join(lines)


def tens_of(number: str) -> str:
    """Returns the sign and the tens of a number."""
    return f"{'-' if number[0] == '-' else ''}{abs(int(float(number))) // 10}"


def _sorted(group: list[str], descending: bool) -> list[str]:
    """Returns the numbers of a group in order, each behind the digits that decide."""
    if len(group) < 2:
        return []
    units = [number.partition(".")[0][-1] for number in group]
    alike = len(set(units)) < len(units)
    words = ["="]
    for number in sorted(group, key=float, reverse=descending):
        whole, point, decimals = number.partition(".")
        words += [whole[-1] + (point + decimals) * alike, number]
    return words


def label(item: Item) -> str:
    """Returns the number of numbers."""
    return f"{item['metadata']['numbers']} numbers"


TASK = GymTask("number_sorting", thoughts, label)
