"""reasoning-gym's needle_haystack: who, of 10 to 100 people, feels like that about this?

The statement that the question asks about is copied: the name stands before what was asked.

    Q: Wayde is partial to monkeys. Thrinei prizes camping trailers. … Who prizes camping trailers? …
    A: Thrinei prizes camping trailers
    Answer: Thrinei.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the statement asked about."""
    asked = item["metadata"]["question"].removeprefix("Who ").partition("?")[0]
    return f"{item['answer']} {asked}"


def label(item: Item) -> str:
    """Returns the number of statements, in tens."""
    return f"{item['metadata']['num_statements'] // 10 * 10}+ statements"


TASK = GymTask("needle_haystack", thoughts, label)
