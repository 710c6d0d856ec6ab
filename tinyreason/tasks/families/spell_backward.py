"""reasoning-gym's spell_backward: a word of 3 to 10 letters, letter by letter from the end.

    Q: Spell this word backward (example: sun -> nus): elbow
    A: 0e1l2b3o4w 4w3o2b1l0e
    Answer: woble.

The place before each letter keeps tokens from spanning letters, and says which comes next.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import behind_places


def thoughts(item: Item) -> str:
    """Returns the numbered letters forward, then backward."""
    letters = behind_places(item["metadata"]["word"])
    return f"{''.join(letters)} {''.join(reversed(letters))}"


def label(item: Item) -> str:
    """Returns the length of the word."""
    return f"{item['metadata']['word_len']} letters"


TASK = GymTask("spell_backward", thoughts, label)
