"""reasoning-gym's needle_haystack: who, of 10 to 100 people, feels like that about this?

What was asked stands first and the name behind it: in the text the name stands before, so it is to be fetched by what
followed it, which should then be the last that was written. Three other statements, drawn by the question, are turned
round like that before, so that each example shows it four times. (The first ones would be found by their place.)

    Q: Wayde is partial to monkeys. Meshach worships motorhomes. Thrinei prizes camping trailers. … Who prizes camping
    trailers? …
    A: worships motorhomes: Meshach
    is partial to monkeys: Wayde
    …
    prizes camping trailers: Thrinei
    Answer: Thrinei.
"""

import random
from collections import Counter

from tinyreason.tasks.gym import GymTask, Item

_TURNED = 3


def thoughts(item: Item) -> str:
    """Returns some statements and the one asked about, their names last."""
    text, _, _ = item["question"].partition("\n")
    asked = item["metadata"]["question"].removeprefix("Who ").partition("?")[0]
    statements = [statement.split(" ", 1) for statement in text.strip().removesuffix(".").split(". ")]
    often = Counter(felt for _, felt in statements)
    others = [(felt, name) for name, felt in statements if felt != asked and often[felt] == 1]
    turned = random.Random(text).sample(others, _TURNED)
    return "\n".join(f"{felt}: {name}" for felt, name in [*turned, (asked, item["answer"])])


def label(item: Item) -> str:
    """Returns the number of statements, in tens."""
    return f"{item['metadata']['num_statements'] // 10 * 10}+ statements"


TASK = GymTask("needle_haystack", thoughts, label)
