"""Stories about one quantity that changes from event to event: who has how much, and what is left."""

import random
import re

from tinyreason.tasks.families.word_problems import telling, vocabulary, wordings
from tinyreason.tasks.families.word_problems.rewording import recast, rephrased
from tinyreason.tasks.families.word_problems.telling import (
    DIVISORS,
    LARGEST,
    LARGEST_IN_QUESTION,
    Quantity,
    Teller,
    Unsuitable,
    Wording,
    given,
)
from tinyreason.tasks.families.word_problems.wordings import Wordings

DISTRACTED = {1: 0.06, 2: 0.12, 3: 0.2, 4: 0.28}
# How often a story for training tells of two events in the same words, as people do.
REPEATED = 0.12
# What a question says of what it asks for; one without is not clear where other things are counted too.
ASKS_FOR = r"\{things\}|money|\{stuff\}"


class Chain:
    """Tells such a story to a teller."""

    def __init__(self, teller: Teller) -> None:
        self.t = teller
        self.rng: random.Random = teller.rng
        self.now = given(0)
        self.choose_world()
        self.people = "place" not in teller.tags
        self.objects = "object" in teller.tags
        self.countable = "any" in teller.tags
        self.money = "money" in teller.tags
        self.latest: dict[Wordings, Wording] = {}

    def choose_world(self) -> None:
        """Draws what the story counts: things, money, a measure, or what is at a place."""
        t, roll = self.t, self.rng.random()
        if roll < 0.6:
            thing = self.rng.choice(telling.THINGS)
            t.tags = thing.tags
        elif roll < 0.78:
            thing, t.tags = t.nouns["money"], ("money",)
        elif roll < 0.84:
            thing, t.tags = self.rng.choice(telling.MEASURES), ("measure",)
        else:
            tags, things, places = self.rng.choice(telling.PLACES)
            thing, t.tags, t.place = self.rng.choice(things), tuple(tags), self.rng.choice(places)
        t.nouns["things"] = thing
        t.nouns["others"] = self.rng.choice([other for other in telling.OTHERS if other.many != thing.many])
        while t.nouns["boxes"].one == thing.one:
            t.nouns["boxes"] = self.rng.choice(telling.CONTAINERS)
        while t.nouns["goods"].one == thing.one:
            t.nouns["goods"] = self.rng.choice(telling.GOODS)

    def tell(self, steps: int) -> str:
        """Tells a story of so many steps and returns its question."""
        t, rng = self.t, self.rng
        last = 0
        if self.people and rng.random() < (0.4 if steps > 1 else 0.25):
            last = 2 if self.countable and steps > 2 and rng.random() < 0.4 else 1
        elif not self.people and steps > 1 and rng.random() < 0.15:
            last = 1
        multiple = rng.choice(DIVISORS) if last == 1 and rng.random() < 0.7 else 1
        distracted = t.form == "plain" and rng.random() < DISTRACTED.get(steps, 0.3)
        late = distracted and last == 0 and rng.random() < 0.6
        if distracted and not late:
            self.fact(wordings.DISTRACTORS)
        taken = self.start(steps - last, multiple if steps == last else 1)
        while taken < steps - last:
            left = steps - last - taken
            taken += self.event(left, multiple if left == 1 else 1)
        if late:
            self.fact(wordings.DISTRACTORS if rng.random() < 0.3 else wordings.OTHER_THINGS)
        return self.end(last)

    def fact(self, table: Wordings) -> None:
        """Tells something that has nothing to do with the question."""
        t = self.t
        t.put(x=self.rng.randint(2, 12), y=self.rng.randint(6, 60), z=t.draw(2, LARGEST_IN_QUESTION))
        t.say(t.pick(table), "fact")
        t.crowded = True

    # Beginnings

    def start(self, steps: int, multiple: int) -> int:
        """Tells how it begins in at most so many steps; returns how many it took."""
        t = self.t
        if steps and self.people and self.rng.random() < 0.3 and (self.objects or self.money):
            taken = self.start_by_arithmetic()
            t.last = "gain"  # "them" could be the groups or one of the parts
            return taken
        n = t.draw(1 if self.rng.random() < 0.1 else 2, LARGEST_IN_QUESTION)
        n += -n % multiple
        if n > LARGEST_IN_QUESTION:
            raise Unsuitable
        t.put(n=n)
        self.now = given(n)
        t.say(self.picked(wordings.START), "start")
        t.think(f"{t.subjects[0]} started with {n}." if self.people else f"There {'was' if n == 1 else 'were'} {n}.")
        return 0

    def start_by_arithmetic(self) -> int:
        """Tells of groups of the same size, of so many a day, or of two parts."""
        t, roll = self.t, self.rng.random()
        if roll < 0.35:
            a, b = t.draw(2, LARGEST_IN_QUESTION), t.draw(2, LARGEST_IN_QUESTION)
            t.put(a=a, b=b)
            t.slots["red"], t.slots["blue"] = self.rng.sample(vocabulary.COLORS, 2)
            t.say(t.pick(wordings.START_PARTS), "start")
            t.think(f"{t.subjects[0]} started with {a} and {b}.")
            self.to("+", given(a), given(b), "makes")
            return 1
        k, m = self.factors()
        t.put(k=k, m=m)
        t.say(self.phrased(wordings.START_GROUPS if self.objects and roll < 0.75 else wordings.START_DAYS), "start")
        self.now, written = t.compute("*", given(k), given(m))
        t.think(f"{t.subjects[0]} started with {written}.")
        return 1

    def factors(self, largest: int = LARGEST) -> tuple[int, int]:
        """Draws how many groups and of what size, with a product that is not too large."""
        k = self.t.small(largest // 2)
        return k, self.t.draw(1 if self.rng.random() < 0.1 else 2, min(LARGEST_IN_QUESTION, largest // k))

    def to(self, op: str, left: Quantity, right: Quantity, makes: str) -> None:
        """Takes a step of arithmetic to the quantity that the story goes on with."""
        self.now, written = self.t.compute(op, left, right)
        self.t.think(f"That {makes} {written}.")

    def picked(self, table: Wordings) -> Wording:
        """Draws a clause; one for training may be told in another order, with a place or a time, or as the last was."""
        if self.t.held_out:
            return self.t.pick(table)
        if table not in self.latest or self.rng.random() >= REPEATED:
            self.latest[table] = recast(self.t.pick(table), self.rng, begins=table is wordings.START)
        return self.latest[table]

    def phrased(self, table: Wordings) -> Wording:
        """Draws a clause of groups, days or shares, or an end; one for training may be put in other words."""
        wording = self.t.pick(table)
        return wording if self.t.held_out else rephrased(wording, self.rng)

    # Events

    def event(self, steps: int, multiple: int) -> int:
        """Tells an event that takes at most so many steps; returns how many it took."""
        v, roll = self.now.value, self.rng.random()
        if steps >= 2 and multiple == 1 and roll < 0.25 and self.people:
            if self.rng.random() < 0.3:
                return self.fraction()
            if self.objects or not self.countable:
                return self.groups()
        if roll < 0.04 and self.people and v <= 999:
            return self.factor(wordings.TRIPLE, "*", 3)
        if roll < 0.12 and v <= 999:
            return self.factor(wordings.DOUBLE, "*", 2)
        if roll < 0.2 and v % 2 == 0 and v >= 4:
            return self.factor(wordings.HALVE, "/", 2)
        if v >= 2 and (roll < 0.65 or v > 5000):
            rest = v - (v if self.rng.random() < 0.02 else self.t.draw(1, min(v - 1, LARGEST_IN_QUESTION)))
            return self.change(wordings.LOSE, "-", v - rest // multiple * multiple, "leaves")
        n = self.t.draw(1, LARGEST_IN_QUESTION)
        return self.change(wordings.GAIN, "+", n + -(v + n) % multiple, "makes")

    def change(self, table: Wordings, op: str, n: int, makes: str) -> int:
        """Some come or go."""
        t = self.t
        if not 1 <= n <= LARGEST_IN_QUESTION:
            raise Unsuitable
        t.put(n=n)
        wording = self.picked(table)
        t.say(wording, "lose" if op == "-" else "gain")
        t.think_of(wording, str(n))
        self.to(op, self.now, given(n), makes)
        return 1

    def factor(self, table: Wordings, op: str, by: int) -> int:
        """Twice or three times as many, or half."""
        wording = self.t.pick(table)
        self.t.say(wording, "lose" if op == "/" else "gain")
        self.t.think_of(wording, "")
        self.to(op, self.now, given(by), "leaves" if op == "/" else "makes")
        return 1

    def fraction(self) -> int:
        """A third, a quarter or a fifth goes."""
        t = self.t
        d = self.rng.choice(tuple(vocabulary.PARTS))
        t.slots["part"] = vocabulary.PARTS[d]
        wording = t.pick(wordings.FRACTION)
        t.say(wording, "lose")
        before = self.now
        part, written = t.compute("/", before, given(d))
        t.think_of(wording, written)
        self.to("-", before, part, "leaves")
        return 2

    def groups(self) -> int:
        """Some come or go in groups of the same size."""
        t, v = self.t, self.now.value
        loses = self.rng.random() < 0.5 or v > LARGEST // 2 or "measure" in t.tags
        if loses and v < 8:
            raise Unsuitable
        k, m = self.factors(v if loses else LARGEST // 2)
        t.put(k=k, m=m)
        table = wordings.GAIN_GROUPS if self.rng.random() < 0.6 else wordings.GAIN_DAYS
        wording = self.phrased(wordings.LOSE_EACH if loses else table)
        t.say(wording, "lose" if loses else "gain")
        before = self.now
        product, written = t.compute("*", given(k), given(m))
        t.think_of(wording, written)
        self.to("-" if loses else "+", before, product, "leaves" if loses else "makes")
        return 2

    # Ends

    def end(self, steps: int) -> str:
        """Tells the last clause and returns the question; takes exactly so many steps."""
        if steps == 0:
            return self.ask()
        roll = self.rng.random()
        if steps == 2 or self.countable and roll < 0.25:
            return self.compare(steps)
        if roll < 0.75 or not self.people:
            return self.divide()
        return self.sale() if self.objects and roll < 0.88 else self.need()

    def ask(self) -> str:
        """Asks how many there are in the end."""
        t = self.t
        table = {"lose": wordings.ASK_LEFT, "gain": wordings.ASK_TOTAL}.get(t.last, wordings.ASK_TOTAL)
        wording = t.pick(wordings.ASK_NOW if self.rng.random() < 0.35 else table)
        if t.crowded and not re.search(ASKS_FOR, wording.text):
            wording = t.pick(wordings.ASK_NOW)
            if not re.search(ASKS_FOR, wording.text):
                raise Unsuitable
        return t.ask(wording.text)

    def divide(self) -> str:
        """Divides into a number of parts, or into parts of a size."""
        t, v = self.t, self.now.value
        divisors = [d for d in DIVISORS if v % d == 0 and v > d]
        if not divisors:
            raise Unsuitable
        d = self.rng.choice(divisors)
        t.put(d=d)
        packs = self.people and self.rng.random() < 0.4
        wording = self.phrased(wordings.PACK if packs else wordings.SHARE)
        t.say(wording, "end")
        self.now, written = t.compute("/", self.now, given(d))
        t.think(f"In parts of {d} that makes {written}." if packs else f"Each of {d} gets {written}.")
        return t.ask(wording.question)

    def need(self) -> str:
        """Asks how many more are needed."""
        t, v = self.t, self.now.value
        n = v + t.draw(1, LARGEST_IN_QUESTION - v)
        t.put(n=n)
        wording = self.phrased(wordings.NEED)
        t.say(wording, "end")
        t.think(f"{t.subjects[1]} needed {n}.")
        self.to("-", given(n), self.now, "leaves")
        return t.ask(wording.question)

    def sale(self) -> str:
        """Asks what all of them bring at a price."""
        t, v = self.t, self.now.value
        largest = LARGEST // max(1, v)
        p = t.small(largest) if v > 60 else t.draw(2, min(LARGEST_IN_QUESTION, largest))
        t.put(p=p)
        wording = self.phrased(wordings.SALE)
        t.say(wording, "end")
        t.think(f"Each brought {p}.")
        self.to("*", self.now, given(p), "makes")
        return t.ask(wording.question)

    def compare(self, steps: int) -> str:
        """Somebody has more, fewer or times as many; asks for theirs or, with two steps, for all together."""
        t, v, roll, mine = self.t, self.now.value, self.rng.random(), self.now
        other = t.slots["B"] = t.named(t.other_gender()).first
        op, table, word, low, high = "*", wordings.TIMES, "times as many", 2, 5
        if roll < 0.4 or v < 3:
            op, table, word, low, high = "+", wordings.MORE, "more", 1, LARGEST_IN_QUESTION
        elif roll < 0.7:
            op, table, word, low, high = "-", wordings.FEWER, "fewer", 1, min(v - 1, LARGEST_IN_QUESTION)
        n = t.draw(low, high)
        t.put(n=n)
        t.slots["times"] = vocabulary.times(n, self.rng)
        wording = self.phrased(table)
        t.say(wording, "end")
        t.think(telling.restated(f"{other} had {n} {word}.", wording.text))
        self.to(op, mine, given(n), "leaves" if op == "-" else "makes")
        if steps == 1:
            return t.ask(wording.question)
        _, written = t.compute("+", mine, self.now)
        t.think(f"Together that makes {written}.")
        return t.ask(t.pick(wordings.ASK_TOGETHER).text)
