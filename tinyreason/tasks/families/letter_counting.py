"""reasoning-gym's letter_counting: how often does a letter stand in 5 to 15 words?

Every word is spelled in small letters; behind the letter that is counted stands how many there have been.

    Q: How many times does the letter "b" appear in the text: "Gutenberg works in"?
    A: g u t e n b1 e r g
    w o r k s
    i n
    total 1
    Answer: 1.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled


def thoughts(item: Item) -> str:
    """Returns the words' letters and the count."""
    target, count, lines = item["metadata"]["target_letter"], 0, []
    for word in item["metadata"]["span"]:
        letters = []
        for letter in word.lower():
            count += letter == target
            letters.append(f"{letter}{count}" if letter == target else letter)
        lines.append(spelled(letters))
    return "\n".join([*lines, f"total {count}"])


def label(item: Item) -> str:
    """Returns the number of words."""
    return f"{item['metadata']['span_length']} words"


TASK = GymTask("letter_counting", thoughts, label)
