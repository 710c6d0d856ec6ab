"""reasoning-gym's needle_haystack: who, of 10 to 100 people, feels like that about this?

What was asked stands first and the name behind it: in the text the name stands before, so it is to be fetched by what
followed it, which should then be the last that was written. The first two statements are turned round like that
before, so that each example shows it three times.

    Q: Wayde is partial to monkeys. Meshach worships motorhomes. Thrinei prizes camping trailers. … Who prizes camping
    trailers? …
    A: is partial to monkeys: Wayde
    worships motorhomes: Meshach
    prizes camping trailers: Thrinei
    Answer: Thrinei.
"""

from tinyreason.tasks.gym import GymTask, Item

_TURNED = 2


def thoughts(item: Item) -> str:
    """Returns the first statements and the one asked about, their names last."""
    asked = item["metadata"]["question"].removeprefix("Who ").partition("?")[0]
    first = item["question"].split(". ", _TURNED)[:_TURNED]
    turned = [f"{felt}: {name}" for name, _, felt in (statement.partition(" ") for statement in first)]
    return "\n".join([*turned, f"{asked}: {item['answer']}"])


def label(item: Item) -> str:
    """Returns the number of statements, in tens."""
    return f"{item['metadata']['num_statements'] // 10 * 10}+ statements"


TASK = GymTask("needle_haystack", thoughts, label)
