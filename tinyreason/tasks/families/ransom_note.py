"""reasoning-gym's ransom_note: can a note of 1 to 10 letters be cut from a magazine of up to 30?

Behind each letter stands how often it was there so far, in the magazine and then in the note: so each letter of the
note is there if the same two stand in the magazine. The search ends with the first that does not.

    Q: … Ransom note: gog
    Magazine: tgbogynf
    A: t1g1b1o1g2y1n1f1
    g1 o1 g2
    Answer: True.
"""

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import counted


def thoughts(item: Item) -> str:
    """Returns the magazine's letters with their counts, and the note's, up to one that is not among them."""
    facts = item["metadata"]
    there, needed = (
        [f"{letter}{count}" for letter, count in counted(facts[text])] for text in ("magazine", "ransom_note")
    )
    found = set(there)
    missing = next((place for place, word in enumerate(needed, start=1) if word not in found), None)
    return f"{''.join(there)}\n{' '.join(needed if missing is None else [*needed[:missing], 'none'])}"


def label(item: Item) -> str:
    """Returns the answer and the note's length."""
    return f"{item['answer']}, {item['metadata']['note_length']} letters"


TASK = GymTask("ransom_note", thoughts, label)
