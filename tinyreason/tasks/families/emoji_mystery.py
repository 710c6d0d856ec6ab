"""reasoning-gym's emoji_mystery: a sentence of 3 to 35 words, each byte a variation selector behind an emoji.

The letters are read off one by one, so that no token spans two of them, with a line for each word.

    Q: … Decode the following sentence from the emoji: 😈… (twelve selectors, which do not show) …
    A: G o o d
    n i g h t ,
    P .
    Answer: Good night, P..
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled


def thoughts(item: Item) -> str:
    """Returns the sentence, letter by letter."""
    return "\n".join(spelled(word) for word in item["answer"].split(" "))


def label(item: Item) -> str:
    """Returns the number of words, in fives."""
    return f"{item['metadata']['num_words_in_sentence'] // 5 * 5}+ words"


TASK = GymTask("emoji_mystery", thoughts, label)
