"""reasoning-gym's family_relationships: what is one member of a family of 4 to 8 to another?

The parents of both are looked up, the first one's spouse, and the parents of the parents or of the spouse, as far as it
takes to find the other. Whether a man or a woman is meant is known from the name. What reasoning-gym calls a niece is
the second of the two, and so is a mother-in-law.

    Q: … Benjamin is married to Lily. They have children called Kai and Samuel. Joseph is married to Lucy. They have a
    child called Lily. How is Joseph related to Kai? …
    A: parents of Kai: Benjamin, Lily
    parents of Joseph: none
    Joseph is married to Lucy
    parents of Benjamin: none
    parents of Lily: Joseph, Lucy
    Joseph is a man: grandfather
    Answer: grandfather.
"""

import re

from tinyreason.tasks.gym import GymTask, Item

MEN = ("father", "son", "husband", "brother", "grandfather", "uncle", "nephew", "father-in-law")
OF_THE_SECOND = ("niece", "nephew", "mother-in-law", "father-in-law")


def thoughts(item: Item) -> str:
    """Returns who is whose child or spouse, until the two are linked."""
    first, second, relationship = (item["metadata"][name] for name in ("person1", "person2", "relationship"))
    who = second if relationship in OF_THE_SECOND else first
    sex = "man" if relationship in MEN else "woman"
    return "\n".join([*_links(item["question"], first, second), f"{who} is a {sex}: {relationship}"])


def _links(story: str, first: str, second: str) -> list[str]:
    """Returns the lines that link the first to the second."""
    couples = re.findall(r"(\w+) is married to (\w+)\.(?: They have (?:a child|children) called ([^.]*)\.)?", story)
    parents = {child: couple for *couple, children in couples for child in re.findall(r"\w+", children)}
    spouses = {husband: wife for husband, wife, _ in couples} | {wife: husband for husband, wife, _ in couples}
    lines: list[str] = []

    def look_up(name: str) -> list[str]:
        lines.append(f"parents of {name}: {', '.join(parents.get(name, ['none']))}")
        return parents.get(name, [])

    above = look_up(second)
    if first in above:
        return lines
    beside = look_up(first)
    if second in beside:
        return lines
    spouse = spouses.get(first, "none")
    lines.append(f"{first} is married to {spouse}")
    if spouse == second or beside and beside == above:
        return lines
    grandparents = [name for parent in above for name in look_up(parent)]
    if first in grandparents or set(beside) & set(grandparents):
        return lines
    if set(above) & {name for parent in beside for name in look_up(parent)}:
        return lines
    look_up(spouse)
    return lines


def label(item: Item) -> str:
    """Returns the relationship."""
    return str(item["metadata"]["relationship"])


TASK = GymTask("family_relationships", thoughts, label)
