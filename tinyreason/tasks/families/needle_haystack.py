"""reasoning-gym's needle_haystack: who, of 10 to 100 people, feels like that about this?

What was asked stands first and the name behind it: in the text the name stands before, so it is to be fetched by what
followed it, which should then be the last that was written.

    Q: Wayde is partial to monkeys. Thrinei prizes camping trailers. … Who prizes camping trailers? …
    A: prizes camping trailers: Thrinei
    Answer: Thrinei.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the statement asked about, its name last."""
    asked = item["metadata"]["question"].removeprefix("Who ").partition("?")[0]
    return f"{asked}: {item['answer']}"


def label(item: Item) -> str:
    """Returns the number of statements, in tens."""
    return f"{item['metadata']['num_statements'] // 10 * 10}+ statements"


TASK = GymTask("needle_haystack", thoughts, label)
