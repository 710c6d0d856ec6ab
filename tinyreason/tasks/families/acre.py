"""reasoning-gym's acre: which objects make a light go on? Will it be on, off or undetermined for a new set of them?

Each object gets a number where it is first met. Those in any set without light are off. A set with light has its cause
among the objects that are not off (+), so a new set with all of these lights up as well. One of nothing but objects
that are off (-) stays dark; else it is undetermined.

    Q: … green rubber sphere, gray rubber cube → on / gray rubber cube → off / red metal cube, gray rubber cube → on /
    New test case: red metal cube
    A: green rubber sphere 1, gray rubber cube 2: on
    gray rubber cube 2: off
    red metal cube 3, gray rubber cube 2: on
    new: red metal cube 3
    off: 2
    new: 3+
    1+ 2-: 1 no
    3+ 2-: 3 yes
    Answer: on.
"""

import re

from tinyreason.tasks.gym import GymTask, Item


def _experiments(item: Item) -> tuple[list[tuple[list[str], str]], list[str]]:
    """Returns the sets of objects, with what the light did, and the new set."""
    shown = re.findall(r"^(.+) → (on|off)$", item["question"], re.MULTILINE)
    (new,) = re.findall(r"\nNew test case:\n(.+)\n", item["question"])
    return [(objects.split(", "), light) for objects, light in shown], new.split(", ")


def thoughts(item: Item) -> str:
    """Returns the numbered objects, those that are off, and what is left of the sets, up to one that decides."""
    shown, new = _experiments(item)
    numbers: dict[str, int] = {}
    for thing in [thing for things, _ in [*shown, (new, "")] for thing in things]:
        numbers.setdefault(thing, len(numbers) + 1)
    off = list(dict.fromkeys(thing for things, light in shown if light == "off" for thing in things))

    def signed(things: list[str]) -> str:
        return " ".join(f"{numbers[thing]}{'-' if thing in off else '+'}" for thing in things)

    def named(things: list[str]) -> str:
        return ", ".join(f"{thing} {numbers[thing]}" for thing in things)

    lines = [*(f"{named(things)}: {light}" for things, light in shown), f"new: {named(new)}"]
    lines += [f"off: {' '.join(str(numbers[thing]) for thing in off)}", f"new: {signed(new)}"]
    if set(new) <= set(off):
        return "\n".join(lines)
    for things in [things for things, light in shown if light == "on"]:
        left = [thing for thing in things if thing not in off]
        decides = set(left) <= set(new)
        lines.append(f"{signed(things)}: {' '.join(str(numbers[x]) for x in left)} {'yes' if decides else 'no'}")
        if decides:
            break
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of objects in the largest set."""
    return f"sets up to {max(len(things) for things, _ in _experiments(item)[0])}"


TASK = GymTask("acre", thoughts, label)
