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

from collections import Counter

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import counted


def thoughts(item: Item) -> str:
    """Returns the magazine's letters with their counts, and the note's, up to one that is not among them."""
    facts = item["metadata"]
    there = "".join(f"{letter.upper()}{count}" for letter, count in counted(facts["magazine"]))
    in_all = Counter(facts["magazine"])
    words = []
    for letter, count in counted(facts["ransom_note"]):
        words.append(f"{letter}{count}/{in_all[letter]}")
        if count > in_all[letter]:
            words.append("none")
            break
    return f"{there}\n{' '.join(words)}"


def label(item: Item) -> str:
    """Returns the answer and the note's length."""
    return f"{item['answer']}, {item['metadata']['note_length']} letters"


TASK = GymTask("ransom_note", thoughts, label)
