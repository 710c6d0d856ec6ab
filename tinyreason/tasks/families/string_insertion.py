"""reasoning-gym's string_insertion: after four letters that follow one another, A after E, comes the first of them.

Behind each letter stands how many have followed one another up to it. After the fourth comes the letter to insert,
without a number, and the next begins anew.

    Q: … the following string … : DEABCBCDE
    A: D1E2A3B4DC1B1C2D3E4B
    Answer: DEABDCBCDEB.
"""

from tinyreason.tasks.gym import GymTask, Item

FOLLOWING = {"A": "B", "B": "C", "C": "D", "D": "E", "E": "A"}


def thoughts(item: Item) -> str:
    """Returns the letters, how many follow one another, and those inserted."""
    text, before, run = "", "", 0
    for letter in item["metadata"]["string"]:
        run = run + 1 if FOLLOWING.get(before) == letter else 1
        text += f"{letter}{run}"
        before = letter
        if run == 4:
            # Going round the circle of five, the first of four letters is the second after the last.
            text += FOLLOWING[FOLLOWING[letter]]
            before = ""
    return text


def label(item: Item) -> str:
    """Returns the string's length."""
    return f"{item['metadata']['string_length']} letters"


TASK = GymTask("string_insertion", thoughts, label)
