"""reasoning-gym's word_sequence_reversal: 3 to 8 words, from the last to the first.

    Q: … Reverse this list of words: Gutenberg, still, must
    A: 0: Gutenberg, 1: still, 2: must
    2: must, 1: still, 0: Gutenberg
    Answer: must, still, Gutenberg.

The place before each word says which comes next.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the numbered words forward, then backward."""
    words = [f"{place}: {word}" for place, word in enumerate(item["metadata"]["words"])]
    return f"{', '.join(words)}\n{', '.join(reversed(words))}"


def label(item: Item) -> str:
    """Returns the number of words."""
    return f"{item['metadata']['num_words']} words"


TASK = GymTask("word_sequence_reversal", thoughts, label)
