"""Stories about buying and selling, told fact by fact: what things cost, what is bought, what it is paid from."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tinyreason.tasks.families.word_problems import telling, vocabulary, wordings
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
# How often prices are told apart from what is bought, and the money that is there is told first.
APART, HAVING = 0.45, 0.5
# How often things are sold, if nothing is left of more money, and how often it goes without saying that one is bought.
SOLD, IMPLIED = 0.2, 0.5
# How often the question names what is bought, stands first, or is put with `if`.
NAMED, ASKED_FIRST, IF = 0.3, 0.3, 0.2


@dataclass(frozen=True)
class Goods:
    """One sort of goods: what it is, its price and how many are bought."""

    thing: vocabulary.Thing
    price: int
    count: int


@dataclass(frozen=True)
class Manner:
    """How a story is put."""

    left: bool  # something is left of more money
    having: bool  # that money is there before, and not what is paid with
    sold: bool  # the things are sold, not bought
    apart: bool  # prices are facts of their own
    named: bool  # the question names what is bought
    implied: bool  # nothing says that the one thing is bought


class Purchase:
    """Tells such a story to a teller."""

    def __init__(self, teller: Teller) -> None:
        self.t = teller
        self.rng: random.Random = teller.rng
        teller.tags = ("any",)
        teller.nouns["things"] = teller.nouns["money"]
        teller.slots["store"] = teller.fill("store")  # one and the same
        self.things = self.rng.sample(telling.GOODS, 2)

    def tell(self, steps: int) -> str:
        """Tells a story of so many steps and returns its question."""
        t, rng = self.t, self.rng
        shape = rng.choices(SHAPES[steps], [shape.weight for shape in SHAPES[steps]])[0]
        self.goods = self.drawn(shape)
        if shape.left:
            t.put(d=sum(sort.price * sort.count for sort in self.goods) + t.draw(1, 99))
            if t.values["d"] > LARGEST_IN_QUESTION:
                raise Unsuitable
        self.how = self.manner(shape)
        self.think_in_turn() if self.how.having else self.think_of_sum()
        t.form = self.form()
        t.past = t.past and t.form != "if"
        question = self.question() if t.form == "ask first" else ""
        for tell_fact in self.facts():
            tell_fact()
        return question or self.question()

    def drawn(self, shape: Shape) -> list[Goods]:
        """Draws prices and numbers of what is bought."""
        alone = len(shape.several) == 1
        goods = []
        for thing, several in zip(self.things, shape.several, strict=False):
            price = self.t.draw(2, 500 if alone and not several else 99)
            count = 1 if not several else self.t.small(60) if alone else self.rng.randint(2, 12)
            goods.append(Goods(thing, price, count))
        return goods

    def manner(self, shape: Shape) -> Manner:
        """Draws how the story is put."""
        rng, left = self.rng, shape.left
        having = left and rng.random() < HAVING
        sold = not left and rng.random() < SOLD
        apart = not sold and rng.random() < APART
        named = not having and (apart or left) and rng.random() < NAMED
        implied = apart and not named and shape.several == (False,) and rng.random() < IMPLIED
        return Manner(left, having, sold, apart, named, implied)

    def form(self) -> str:
        """Draws how facts and question are put together."""
        rng, hero = self.rng, self.t.hero
        first = rng.random() < ASKED_FIRST and hero.first == hero.later and (self.how.named or not self.how.left)
        return "ask first" if first else "if" if rng.random() < IF else "plain"

    # What there is to think

    def think_in_turn(self) -> None:
        """Takes from the money what each sort costs."""
        t, now = self.t, given(self.t.values["d"])
        t.think(f"{t.subjects[0]} started with {now.value}.")
        for sort in self.goods:
            price, paid, written = given(sort.price), given(sort.price), str(sort.price)
            if sort.count > 1:
                paid, written = t.compute("*", given(sort.count), price)
            t.think(f"{t.subjects[1]} {'paid' if sort.count > 1 else 'spent'} {written}.")
            now, written = t.compute("-", now, paid)
            t.think(f"That leaves {written}.")

    def think_of_sum(self) -> None:
        """Adds up what it costs, and takes that from what is paid."""
        t = self.t
        costs: list[Quantity] = []
        for sort in self.goods:
            cost, written = given(sort.price), str(sort.price)
            if sort.count > 1:
                cost, written = t.compute("*", given(sort.count), cost)
            t.think(f"{sort.count if sort.count > 1 else 'One'} cost {written}.")
            costs.append(cost)
        total = costs[0]
        if len(costs) > 1:
            total, written = t.compute("+", *costs)
            t.think(f"Together that makes {written}.")
        if self.how.left:
            t.think(f"{t.subjects[0]} paid {t.values['d']}.")
            _, written = t.compute("-", given(t.values["d"]), total)
            t.think(f"That leaves {written}.")

    # How it is told

    def facts(self) -> list[Callable[[], None]]:
        """Returns what tells the facts, in the order in which they are told."""
        rng, how = self.rng, self.how
        facts: list[Callable[[], None]] = [partial(self.price, sort) for sort in self.goods] if how.apart else []
        if not how.named and not how.implied:
            facts = [self.buy, *facts] if how.apart and rng.random() < 0.4 else [*facts, self.buy]
        if how.having:
            facts.insert(0 if rng.random() < 0.7 or not how.apart else 1, partial(self.say, wordings.MONEY, "start"))
        elif how.left and not how.named:
            facts.append(partial(self.say, wordings.PAID, "lose"))
        return facts

    def say(self, table: Wordings, role: str) -> None:
        """Tells a clause of a table."""
        self.t.say(self.t.pick(table), role)

    def price(self, sort: Goods) -> None:
        """Tells what one costs."""
        self.about(sort)
        self.say(wordings.PRICE, "price")

    def buy(self) -> None:
        """Tells what is bought or sold."""
        self.t.slots["basket"] = self.basket()
        self.say(wordings.SELL if self.how.sold else wordings.BUY, "lose" if self.how.having else "price")

    def about(self, sort: Goods) -> None:
        """Lets `sort` stand for a sort of goods, `p` for its price and `k` for the number bought."""
        self.t.nouns["sorts"] = sort.thing
        self.t.put(p=sort.price, k=sort.count)

    def basket(self) -> str:
        """Returns all that is bought, each sort with its price if that is not told apart."""
        t, parts = self.t, []
        for sort in self.goods:
            self.about(sort)
            if self.how.apart:
                parts.append(t.render("{k_sorts}" if sort.count > 1 else "{asort}"))
            else:
                t.tags = ("several" if sort.count > 1 else "single",)
                parts.append(t.render(t.pick(wordings.PRICED).text))
        t.tags = ("any",)
        return " and ".join(parts)

    def question(self) -> str:
        """Returns what is asked."""
        t, how = self.t, self.how
        if how.named:
            t.slots["basket"] = self.basket()
            return t.render(t.pick(wordings.ASK_CHANGE_FROM if how.left else wordings.ASK_COST_OF).text)
        if how.having:
            t.tags = ("money",)
            return t.ask(t.pick(wordings.ASK_LEFT_AFTER if how.implied else wordings.ASK_LEFT).text)
        return t.render(t.pick(self.asked()).text)

    def asked(self) -> Wordings:
        """Returns the questions that name nothing."""
        if self.how.sold:
            return wordings.ASK_EARNED
        return wordings.ASK_CHANGE if self.how.left else wordings.ASK_COST
