"""reasoning-gym's ransom_note: can a note of 1 to 10 letters be cut from a magazine of up to 30?

Behind each letter stands how often it was there so far, in the magazine, which is told in capitals, and then in the
note. There, behind a stroke, stands how often the magazine has it in all, which is the last count there. The search
ends with the first letter that is wanted more often.

    Q: … Ransom note: gog
    Magazine: tgbogynf
    A: T1G1B1O1G2Y1N1F1
    g1/2 o1/1 g2/2
    Answer: True.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import counted


def thoughts(item: Item) -> str:
    """Returns the magazine's letters with their counts, and the note's, up to one that is wanted too often."""
    there = counted(item["metadata"]["magazine"])
    in_all, words = dict(there), []
    for letter, count in counted(item["metadata"]["ransom_note"]):
        most = in_all.get(letter, 0)
        words.append(f"{letter}{count}/{most}")
        if count > most:
            words.append("none")
            break
    return f"{''.join(f'{letter.upper()}{count}' for letter, count in there)}\n{' '.join(words)}"


def label(item: Item) -> str:
    """Returns the answer and the note's length."""
    return f"{item['answer']}, {item['metadata']['note_length']} letters"


TASK = GymTask("ransom_note", thoughts, label)
