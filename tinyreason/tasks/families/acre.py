"""reasoning-gym's acre: which objects make a light go on? Will it be on, off or undetermined for a new set of them?

An object is named by three words, which several others share. So each gets a letter of its own that depends on its
words alone (A for a blue metal cube, … v for a yellow rubber sphere): it need not be found again among the objects
before. Those in any set without light are off. A set with light has its cause among the objects that are not off (-),
so a new set with all of these (=) lights up as well; + is one that is not in the new set. A new set of nothing but
objects that are off stays dark; else it is undetermined.

    Q: … green rubber sphere, gray rubber cube → on / gray rubber cube → off / red metal cube, gray rubber cube → on /
    New test case: red metal cube
    A: green rubber sphere d, gray rubber cube V: on
    gray rubber cube V: off
    red metal cube k, gray rubber cube V: on
    new: red metal cube k
    off: V
    new: k+
    on: d+ V- no
    on: k= V- yes
    Answer: on.
"""

import re
from itertools import product
from string import ascii_letters, ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item

COLORS = ("blue", "brown", "cyan", "gray", "green", "purple", "red", "yellow")
LETTERS = {
    " ".join(words): letter
    for words, letter in zip(
        product(COLORS, ("metal", "rubber"), ("cube", "cylinder", "sphere")),
        ascii_uppercase + ascii_letters[:22],
        strict=True,
    )
}


def _experiments(item: Item) -> tuple[list[tuple[list[str], str]], list[str]]:
    """Returns the sets of objects, with what the light did, and the new set."""
    shown = re.findall(r"^(.+) → (on|off)$", item["question"], re.MULTILINE)
    (new,) = re.findall(r"\nNew test case:\n(.+)\n", item["question"])
    return [(objects.split(", "), light) for objects, light in shown], new.split(", ")


def thoughts(item: Item) -> str:
    """Returns the objects with their letters, those that are off, and the sets with light, up to one that decides."""
    shown, new = _experiments(item)
    off = list(dict.fromkeys(thing for things, light in shown if light == "off" for thing in things))

    def named(things: list[str]) -> str:
        return ", ".join(f"{thing} {LETTERS[thing]}" for thing in things)

    def signed(things: list[str], sought: list[str]) -> str:
        signs = ["-" if thing in off else "=" if thing in sought else "+" for thing in things]
        return " ".join(f"{LETTERS[thing]}{sign}" for thing, sign in zip(things, signs, strict=True))

    lines = [*(f"{named(things)}: {light}" for things, light in shown), f"new: {named(new)}"]
    lines += [f"off: {' '.join(LETTERS[thing] for thing in off)}", f"new: {signed(new, [])}"]
    if set(new) <= set(off):
        return "\n".join(lines)
    for things in [things for things, light in shown if light == "on"]:
        marked = signed(things, new)
        lines.append(f"on: {marked} {'no' if '+' in marked else 'yes'}")
        if "+" not in marked:
            break
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of objects in the largest set."""
    return f"sets up to {max(len(things) for things, _ in _experiments(item)[0])}"


TASK = GymTask("acre", thoughts, label)
