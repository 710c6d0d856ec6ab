"""reasoning-gym's isomorphic_strings: can the letters of one string be replaced, one for one, to get the other?

The letters are paired by their place. Behind a pair stands an earlier one that has its left letter, or else its right;
if it is another pair, they are not isomorphic. That ends the search.

    Q: … ygbxbwn quainov
    A: 0y1g2b3x4b5w6n
    0q1u2a3i4n5o6v
    0 y:q
    1 g:u
    2 b:a
    3 x:i
    4 b:n, b:a differs
    Answer: False.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import numbered


def thoughts(item: Item) -> str:
    """Returns the letters and the pairs, up to one that differs."""
    left, right = item["metadata"]["words"]
    lines = [numbered(left), numbered(right)]
    seen: list[tuple[str, str]] = []
    for place, pair in enumerate(zip(left, right, strict=True)):
        line = f"{place} {':'.join(pair)}"
        for side in (0, 1):
            if earlier := next((other for other in seen if other[side] == pair[side]), None):
                line += f", {':'.join(earlier)} {'alike' if earlier == pair else 'differs'}"
                break
        lines.append(line)
        if line.endswith("differs"):
            break
        seen.append(pair)
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the answer and the strings' length."""
    return f"{item['answer']}, {item['metadata']['string_length']} letters"


TASK = GymTask("isomorphic_strings", thoughts, label)
