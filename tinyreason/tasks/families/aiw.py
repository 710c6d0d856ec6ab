"""reasoning-gym's aiw: how many sisters has a girl's brother; how many female friends or colleagues has another?

The girl herself is one more than she has. Of colleagues those are counted who work with her, not with him: Matilda is
one of the women around her, and reasoning-gym counts as many and one.

    Q: Sarah has 4 male friends and she also has 3 female friends. … How many female friends does John, … have?
    A: female friends of Sarah: 3
    with Sarah: 3 + 1 = 4
    Answer: 4.
"""

import re

from tinyreason.tasks.arithmetic import add
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns whom she has, and one more."""
    name = item["question"].split()[0]
    found = re.search(r"(\d+) (sisters|female \w+)", item["question"])
    if not found:
        raise ValueError("a question that counts neither sisters nor women")
    return f"{found[2]} of {name}: {found[1]}\nwith {name}: {add(int(found[1]), 1)}"


def label(item: Item) -> str:
    """Returns who are counted."""
    return str(item["metadata"]["task_type"])


TASK = GymTask("aiw", thoughts, label)
