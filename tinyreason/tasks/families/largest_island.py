"""reasoning-gym's largest_island: the most ones joined side by side, in a grid of 5 to 10 rows and columns.

A line for each row has its cells, each with its column and a dot for water or the letter of its island: that of the
cell on the left, else of the cell above, else the next letter. A row without land is `-`. Where an island meets
another, that one's cells go to it, and the row is written again. After the colon the cells in the row are added to each
island. At last stands each island that is left with its size and the largest so far.

    Q: … 0 1 0 1 1 / 0 1 1 1 0 / 0 0 0 0 0 / 1 0 0 0 0
    A: 0 0.1A2.3B4B: A 0+1=1 B 0+2=2
    1 0.1A2A3A4. B to A 1+2=3 0.1A2A3A4.: A 3+3=6
    2 -
    3 0C1.2.3.4.: C 0+1=1
    A 6 6, C 1 6
    Answer: 6.
"""

from tinyreason.tasks.cells import ROWS
from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of, numbered

WATER = "."


def thoughts(item: Item) -> str:
    """Returns the rows with the letters of their islands, and the islands' sizes."""
    sizes: dict[str, int] = {}
    above, lines, named = [WATER] * len(item["metadata"]["grid"][0]), [], 0
    for number, bits in enumerate(item["metadata"]["grid"]):
        row: list[str] = []
        fresh = 0
        for column, bit in enumerate(bits):
            on_left = row[-1] if row else WATER
            if not bit:
                row.append(WATER)
            elif on_left != WATER:
                row.append(on_left)
            elif above[column] != WATER:
                row.append(above[column])
            else:
                row.append(name_of(named + fresh, ROWS))
                fresh += 1
        named += fresh
        if not any(bits):
            lines.append(f"{number} -")
            above = row
            continue
        parts = [f"{number} {numbered(row)}"]
        row, meetings = _joined(row, above, sizes)
        parts += [*meetings, numbered(row)] if meetings else []
        sums = []
        for name in dict.fromkeys(name for name in row if name != WATER):
            size, more = sizes.get(name, 0), row.count(name)
            sizes[name] = size + more
            sums.append(f"{name} {size}+{more}={size + more}")
        lines.append(f"{' '.join(parts)}: {' '.join(sums)}")
        above = row
    largest, parts = 0, []
    for name, size in sizes.items():
        largest = max(largest, size)
        parts.append(f"{name} {size} {largest}")
    return "\n".join([*lines, ", ".join(parts) or "no land"])


def _joined(row: list[str], above: list[str], sizes: dict[str, int]) -> tuple[list[str], list[str]]:
    """Returns the row after its islands have met those above, and what happened. What is gone loses its size."""
    gone: dict[str, str] = {}
    meetings = []
    for name, other in zip(row, above, strict=True):
        if WATER in (name, other):
            continue
        name, other = _now(name, gone), _now(other, gone)
        if name != other:
            total, more = sizes.get(name, 0), sizes.pop(other)
            meetings.append(f"{other} to {name} {total}+{more}={total + more}")
            sizes[name], gone[other] = total + more, name
    return [_now(name, gone) for name in row], meetings


def _now(name: str, gone: dict[str, str]) -> str:
    """Returns the island that one has come to belong to."""
    while name in gone:
        name = gone[name]
    return name


def label(item: Item) -> str:
    """Returns the largest size, in fives."""
    return f"{item['metadata']['solution'] // 5 * 5}+ cells"


TASK = GymTask("largest_island", thoughts, label)
