"""Tells the stories whose plan is fixed."""

import re
from functools import cache

from tinyreason.tasks.families.word_problems import telling, vocabulary
from tinyreason.tasks.families.word_problems.plans import PLANS, Plan
from tinyreason.tasks.families.word_problems.rewording import reworded
from tinyreason.tasks.families.word_problems.telling import LARGEST_IN_QUESTION, Quantity, Teller, Unsuitable, given


@cache
def _plans(steps: int, held_out: bool) -> tuple[list[Plan], list[float]]:
    """Returns the plans of so many steps that have wordings to tell them with, and their weights."""
    plans = [plan for plan in PLANS if plan.steps.count(";") + 1 == steps and plan.wordings.pool(held_out)]
    return plans, [plan.weight * (2 + len(plan.wordings.training)) for plan in plans]


def _draw_numbers(teller: Teller, spec: str) -> dict[str, int]:
    """Draws the numbers of a plan; raises Unsuitable where one is too large."""
    values: dict[str, int] = {}
    for item in spec.split():
        letter, how, rule = item[0], item[1], item[2:]
        if how == ":":
            low, high = map(int, rule.split("-"))
            values[letter] = teller.draw(low, high)
        else:
            parts = [values[name] for name in re.findall("[a-z]", rule)]
            op = re.sub("[a-z]", "", rule)
            values[letter] = {"": parts[0], "+": sum(parts), "*": parts[0] * parts[-1], "-": parts[0] - parts[-1]}[op]
        if not 0 < values[letter] <= LARGEST_IN_QUESTION and not rule.startswith("0"):
            raise Unsuitable
    return values


def tell_whole(teller: Teller, steps: int) -> str:
    """Tells a story with a fixed plan of so many steps; returns its text."""
    plans, weights = _plans(steps, teller.held_out)
    if not plans:
        raise Unsuitable
    plan = teller.rng.choices(plans, weights)[0]
    values = _draw_numbers(teller, plan.numbers)
    teller.put(**values)
    _furnish(teller, values.get("k", 2))
    quantities = {letter: given(value) for letter, value in values.items()}
    said: dict[str, object] = {**values, "B": teller.slots["B"], "C": teller.slots["C"]}
    said["A1"], said["A2"] = teller.subjects
    for number, step in enumerate(plan.steps.split("; ")):
        left, op, right = step.split()
        two = Quantity(2, 2)
        result, said[f"r{number}"] = teller.compute(op, quantities[left], quantities.get(right, two))
        quantities[f"r{number}"] = result
    wording = teller.pick(plan.wordings)
    template = wording.text if teller.held_out else reworded(wording.text, teller.rng)
    thoughts = wording.thought or in_order(plan.thoughts, template)
    teller.think(telling.restated(thoughts, template).format_map(said))
    return teller.render(template)


def in_order(thoughts: str, template: str) -> str:
    """Returns the thoughts with the amounts that they begin with, each on its own, in the order of the template."""
    stated = r"((?:\{[AB]1?\}|One|The other|It) [a-z]+ \{%s\}\.) "
    amounts = re.match(stated % "a" + stated % "b", thoughts)
    places = [re.search(rf"\{{{letter}[_}}]", template) for letter in "ab"]
    if amounts and places[0] and places[1] and places[1].start() < places[0].start():
        return f"{amounts[2]} {amounts[1]} {thoughts[amounts.end() :]}"
    return thoughts


def _furnish(teller: Teller, times: int) -> None:
    """Draws the people and things that a story with a fixed plan may speak of."""
    rng = teller.rng
    things = rng.choice(telling.OBJECTS)
    teller.tags = things.tags
    while teller.nouns["boxes"].one == things.one:
        teller.nouns["boxes"] = rng.choice(telling.CONTAINERS)
    goods, goods2 = rng.sample(telling.GOODS, 2)
    teller.nouns.update(things=things, goods=goods, goods2=goods2)
    teller.slots["red"], teller.slots["blue"] = rng.sample(vocabulary.COLORS, 2)
    teller.slots["B"] = teller.named(teller.other_gender()).first
    teller.slots["C"] = teller.named(rng.choice(("she", "he"))).first
    teller.slots["times"] = vocabulary.times(times, rng)
