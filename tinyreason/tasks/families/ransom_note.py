"""reasoning-gym's ransom_note: can a note of 1 to 10 letters be cut from a magazine of up to 30?

Each letter of the note takes the first place in the magazine that has it and was not taken by a letter before. The
search ends with the first letter that finds none.

    Q: … Ransom note: gog
    Magazine: tgbogynf
    A: 0t1g2b3o4g5y6n7f
    g1 o3 g4
    Answer: True.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import numbered


def thoughts(item: Item) -> str:
    """Returns the magazine's letters with their places, and the places taken."""
    note, magazine = item["metadata"]["ransom_note"], item["metadata"]["magazine"]
    last: dict[str, int] = {}
    words = []
    for letter in note:
        last[letter] = magazine.find(letter, last.get(letter, -1) + 1)
        words.append(f"{letter}{last[letter]}" if last[letter] >= 0 else f"{letter} none")
        if last[letter] < 0:
            break
    return f"{numbered(magazine)}\n{' '.join(words)}"


def label(item: Item) -> str:
    """Returns the answer and the note's length."""
    return f"{item['answer']}, {item['metadata']['note_length']} letters"


TASK = GymTask("ransom_note", thoughts, label)
