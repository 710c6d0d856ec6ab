"""Stories about buying and selling, told fact by fact: what things cost, what is bought, what it is paid from."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tinyreason.tasks.families.word_problems import telling, wordings
from tinyreason.tasks.families.word_problems.telling import LARGEST_IN_QUESTION, Quantity, Teller, Unsuitable, given
from tinyreason.tasks.families.word_problems.wordings import Wordings


@dataclass(frozen=True)
class Shape:
    """For each sort of goods whether several are bought, whether money is left of more, and how often."""

    several: tuple[bool, ...]
    left: bool
    weight: float


# By the number of steps.
SHAPES = {
    1: (Shape((True,), False, 4), Shape((False, False), False, 1), Shape((False,), True, 1.5)),
    2: (Shape((True,), True, 3), Shape((False, False), True, 2), Shape((True, False), False, 1)),
    3: (Shape((True, True), False, 3), Shape((True, False), True, 1)),
    4: (Shape((True, True), True, 1),),
}
# How often prices are told apart from what is bought, and how often the money that is there is told first.
APART, HAVING = 0.45, 0.5
# How often things are sold, where nothing is paid for.
SOLD = 0.2
# How often the question names what is bought, stands first, or is put with `if`.
IN_QUESTION, ASKED_FIRST, IF = 0.3, 0.3, 0.2


@dataclass(frozen=True)
class Goods:
    """One sort of goods: its noun, its price and how many are bought."""

    noun: str
    price: int
    count: int


class Purchase:
    """Tells such a story to a teller."""

    def __init__(self, teller: Teller) -> None:
        self.t = teller
        self.rng: random.Random = teller.rng
        teller.tags = ("any",)
        teller.nouns["things"] = teller.nouns["money"]
        teller.nouns["goods"], teller.nouns["goods2"] = self.rng.sample(telling.GOODS, 2)

    def tell(self, steps: int) -> str:
        """Tells a story of so many steps and returns its question."""
        t, rng = self.t, self.rng
        shape = rng.choices(SHAPES[steps], [shape.weight for shape in SHAPES[steps]])[0]
        alone = len(shape.several) == 1
        goods = [
            Goods(noun, t.draw(2, 500 if not several and alone else 99), self.count(alone) if several else 1)
            for noun, several in zip(("goods", "goods2"), shape.several, strict=False)
        ]
        total = sum(sort.price * sort.count for sort in goods)
        having = shape.left and rng.random() < HAVING
        if shape.left:
            t.put(d=total + t.draw(1, 99))
            if t.values["d"] > LARGEST_IN_QUESTION:
                raise Unsuitable
        self.think_in_turn(goods) if having else self.think_of_sum(goods, shape.left)
        return self.put(goods, shape.left, having)

    def count(self, alone: bool) -> int:
        """Draws how many of a sort are bought."""
        return self.t.small(60) if alone else self.rng.randint(2, 12)

    # What there is to think

    def think_in_turn(self, goods: list[Goods]) -> None:
        """Takes from the money what each sort costs."""
        t, now = self.t, given(self.t.values["d"])
        t.think(f"{t.subjects[0]} started with {now.value}.")
        for sort in goods:
            price, paid, written = given(sort.price), given(sort.price), str(sort.price)
            if sort.count > 1:
                paid, written = t.compute("*", given(sort.count), price)
            t.think(f"{t.subjects[1]} {'paid' if sort.count > 1 else 'spent'} {written}.")
            now, written = t.compute("-", now, paid)
            t.think(f"That leaves {written}.")

    def think_of_sum(self, goods: list[Goods], left: bool) -> None:
        """Adds up what it costs, and takes that from what is paid."""
        t = self.t
        costs: list[Quantity] = []
        for sort in goods:
            cost, written = given(sort.price), str(sort.price)
            if sort.count > 1:
                cost, written = t.compute("*", cost, given(sort.count))
            t.think(f"{sort.count if sort.count > 1 else 'One'} cost {written}.")
            costs.append(cost)
        total = costs[0]
        if len(costs) > 1:
            total, written = t.compute("+", *costs)
            t.think(f"Together that makes {written}.")
        if left:
            t.think(f"{t.subjects[0]} paid {t.values['d']}.")
            _, written = t.compute("-", given(t.values["d"]), total)
            t.think(f"That leaves {written}.")

    # How it is told

    def put(self, goods: list[Goods], left: bool, having: bool) -> str:
        """Tells the facts; returns the question."""
        t, rng = self.t, self.rng
        sold = not left and rng.random() < SOLD
        apart = not sold and rng.random() < APART
        named = not sold and not having and (apart or left) and rng.random() < IN_QUESTION
        t.form = "ask first" if rng.random() < ASKED_FIRST else "if" if rng.random() < IF else "plain"
        if left and not named or t.form == "ask first" and t.hero.first != t.hero.later:
            t.form = "if" if t.form == "if" else "plain"
        t.past = t.past and t.form != "if"
        facts: list[Callable[[], None]] = [partial(self.price, sort) for sort in goods] if apart else []
        if not named:
            bought = partial(self.buy, goods, apart, sold, having)
            facts = [bought, *facts] if apart and rng.random() < 0.4 else [*facts, bought]
        if having:
            money = partial(self.tell_of, wordings.MONEY, "start")
            facts.insert(0 if rng.random() < 0.7 or not apart else 1, money)
        elif left and not named:
            facts.append(partial(self.tell_of, wordings.PAID, "lose"))
        question = self.question(goods, left, having, named, apart, sold) if t.form == "ask first" else ""
        for fact in facts:
            fact()
        if not t.clauses:
            t.form = "only asked"
        return question or self.question(goods, left, having, named, apart, sold)

    def tell_of(self, table: Wordings, role: str) -> None:
        """Tells a clause of a table."""
        self.t.say(self.t.pick(table), role)

    def price(self, sort: Goods) -> None:
        """Tells what one costs."""
        self.about(sort)
        self.t.say(self.t.pick(wordings.PRICE), "price")

    def buy(self, goods: list[Goods], apart: bool, sold: bool, having: bool) -> None:
        """Tells what is bought or sold."""
        self.t.slots["basket"] = self.basket(goods, priced=not apart)
        table = wordings.SELL if sold else wordings.BUY
        self.tell_of(table, "lose" if having else "price")

    def about(self, sort: Goods) -> None:
        """Lets `goods` stand for a sort, `p` for its price and `k` for the number bought."""
        t = self.t
        t.nouns["sorts"] = t.nouns[sort.noun]
        t.put(p=sort.price, k=sort.count)

    def basket(self, goods: list[Goods], priced: bool) -> str:
        """Returns all that is bought, each with its price if `priced`."""
        t, parts = self.t, []
        for sort in goods:
            self.about(sort)
            if priced:
                t.tags = ("several" if sort.count > 1 else "single",)
                parts.append(t.render(t.pick(wordings.PRICED).text))
            else:
                parts.append(t.render("{k_sorts}" if sort.count > 1 else "{asort}"))
        t.tags = ("any",)
        return " and ".join(parts)

    def question(self, goods: list[Goods], left: bool, having: bool, named: bool, apart: bool, sold: bool) -> str:
        """Returns what is asked."""
        t = self.t
        if named:
            t.slots["basket"] = self.basket(goods, priced=not apart)
            return t.render(t.pick(wordings.ASK_CHANGE_FROM if left else wordings.ASK_COST_OF).text)
        if sold:
            return t.render(t.pick(wordings.ASK_EARNED).text)
        if having:
            t.tags = ("money",)
            return t.ask(t.pick(wordings.ASK_LEFT).text)
        return t.render(t.pick(wordings.ASK_CHANGE if left else wordings.ASK_COST).text)
