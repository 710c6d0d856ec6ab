"""Puts stories together from the wordings: which events, with which numbers, in which order."""

import random

from tinyreason.tasks.families.word_problems import telling, vocabulary, wordings
from tinyreason.tasks.families.word_problems.telling import (
    DIVISORS,
    LARGEST,
    LARGEST_IN_QUESTION,
    Quantity,
    Story,
    Teller,
    Unsuitable,
    given,
)
from tinyreason.tasks.families.word_problems.wordings import Wordings


class Chain:
    """A story about one quantity that changes from step to step."""

    def __init__(self, teller: Teller, steps: int) -> None:
        self.t = teller
        self.rng = teller.rng
        self.steps = steps
        self.now = given(0)
        self.last = ""
        self.choose_world()

    def choose_world(self) -> None:
        """Draws what the story counts: things, money, a measure, or what is at a place."""
        t, roll = self.t, self.rng.random()
        if roll < 0.62:
            thing = self.rng.choice(telling.THINGS)
            t.tags = thing.tags
        elif roll < 0.78:
            thing, t.tags = t.nouns["money"], ("money",)
        elif roll < 0.83:
            thing, t.tags = self.rng.choice(telling.MEASURES), ("measure",)
        else:
            tags, things, places = self.rng.choice(telling.PLACES)
            thing, t.tags, t.place = self.rng.choice(things), tuple(tags), self.rng.choice(places)
        t.nouns["things"] = thing
        t.nouns["others"] = self.rng.choice([other for other in telling.OTHERS if other.many != thing.many])
        self.people = "place" not in t.tags
        self.objects = "object" in t.tags
        self.countable = "any" in t.tags
        if self.objects and t.nouns["boxes"].one in (thing.one, "drawer") or thing.one == "box":
            t.nouns["boxes"] = telling.CONTAINERS[1]

    # Beginnings

    def start(self, steps: int, multiple: int) -> int:
        """Tells how it begins in at most so many steps; returns how many it took."""
        t = self.t
        if steps and self.rng.random() < 0.3:
            if self.objects and self.rng.random() < 0.4:
                return self.start_groups(wordings.START_GROUPS, " with {k} {boxes} of {m}")
            if (self.objects or "money" in t.tags) and self.rng.random() < 0.5:
                return self.start_groups(wordings.START_DAYS, " with {m} for {k} {days}")
            if self.objects or "money" in t.tags:
                a, b = t.draw(1, LARGEST_IN_QUESTION), t.draw(2, LARGEST_IN_QUESTION)
                t.put(a=a, b=b)
                t.slots["red"], t.slots["blue"] = self.rng.sample(vocabulary.COLORS, 2)
                t.say(t.pick(wordings.START_PARTS))
                t.think(f"{t.subjects[0]} started with {a} and {b}.")
                self.to("+", given(a), given(b), "makes")
                return 1
        n = t.draw(2, LARGEST_IN_QUESTION)
        n += -n % multiple
        t.put(n=min(n, 996))
        n = t.values["n"]
        self.now = given(n)
        t.say(t.pick(wordings.START))
        t.think(f"{t.subjects[0]} started with {n}." if self.people else f"There {'was' if n == 1 else 'were'} {n}.")
        return 0

    def start_groups(self, table: Wordings, thought: str) -> int:
        """Begins with groups of the same size."""
        t = self.t
        k, m = self.factors()
        t.put(k=k, m=m)
        t.say(t.pick(table))
        t.think(f"{t.subjects[0]} started{t.render(thought)}.".replace(t.slots["k"], str(k)).replace(t.slots["m"], str(m)))
        self.to("*", given(k), given(m), "makes")
        return 1

    def factors(self, largest: int = LARGEST) -> tuple[int, int]:
        """Draws how many groups and of what size, with a product that is not too large."""
        k = self.t.small(min(60, max(2, largest // 2)))
        return k, self.t.draw(2, min(LARGEST_IN_QUESTION, max(2, largest // k)))

    def to(self, op: str, left: Quantity, right: Quantity, makes: str) -> None:
        """Takes a step of arithmetic to the quantity that the story goes on with."""
        self.now, written = self.t.compute(op, left, right)
        self.t.think(f"That {makes} {written}.")

    # Events

    def event(self, steps: int, multiple: int) -> int:
        """Tells an event that takes at most so many steps; returns how many it took."""
        v, roll = self.now.value, self.rng.random()
        if steps >= 2 and roll < 0.25 and self.event_in_groups():
            return 2
        if roll < 0.32 and 2 <= v <= 2000 and self.people:
            self.last = "gain"
            return self.factor(wordings.DOUBLE, "*", "makes")
        if roll < 0.40 and v % 2 == 0 and v >= 4:
            self.last = "lose"
            return self.factor(wordings.HALVE, "/", "leaves")
        if v >= 2 and (roll < 0.75 or v > 8000):
            n = self.t.draw(1, min(v - 1, LARGEST_IN_QUESTION))
            if (v - n) % multiple and v > multiple:
                n = v - multiple * self.rng.randint(max(1, -((LARGEST_IN_QUESTION - v) // multiple)), v // multiple)
            n = min(max(1, n), v, LARGEST_IN_QUESTION)
            return self.change(wordings.LOSE, "-", n, "leaves")
        n = self.t.draw(1, LARGEST_IN_QUESTION)
        n += -(v + n) % multiple
        return self.change(wordings.GAIN, "+", min(n, LARGEST_IN_QUESTION), "makes")

    def change(self, table: Wordings, op: str, n: int, makes: str) -> int:
        """Some come or go."""
        t = self.t
        t.put(n=n)
        wording = t.pick(table)
        t.say(wording, loses=op == "-")
        t.think_of(wording)
        self.to(op, self.now, given(n), makes)
        self.last = "lose" if op == "-" else "gain"
        return 1

    def factor(self, table: Wordings, op: str, makes: str) -> int:
        """Twice as many, or half."""
        wording = self.t.pick(table)
        self.t.say(wording, loses=op == "/")
        self.t.think_of(wording)
        self.to(op, self.now, given(2), makes)
        return 1

    def event_in_groups(self) -> bool:
        """Some come or go in groups of the same size; returns whether such an event fits here."""
        t, v = self.t, self.now.value
        if not self.people or not (self.objects or {"money", "measure"} & set(t.tags)):
            return False
        loses = self.rng.random() < 0.5 or v > LARGEST // 2 or "measure" in t.tags
        if loses and v < 8:
            return False
        k, m = self.factors(v if loses else LARGEST // 2)
        if loses and k * m > v:
            return False
        t.put(k=k, m=m, n=m)
        if loses:
            table = wordings.LOSE_EACH
        else:
            table = wordings.GAIN_GROUPS if self.objects and self.rng.random() < 0.6 else wordings.GAIN_DAYS
        wording = t.pick(table)
        t.say(wording, loses=loses)
        t.think_of(wording, f" {m} times {k}")
        t.thoughts[-1] = t.thoughts[-1].replace(f" {m} times {k}.", f" {k} times {m}.")
        product, written = t.compute("*", given(k), given(m))
        t.thoughts[-1] = t.thoughts[-1][:-1].replace(f" {k} times {m}", "") + f" {written}."
        self.to("-" if loses else "+", self.now, product, "leaves" if loses else "makes")
        self.last = "lose" if loses else "gain"
        return True

    # Ends

    def end(self, steps: int) -> str:
        """Tells the last clause and returns the question; takes exactly so many steps."""
        t, v = self.t, self.now.value
        if steps == 0:
            table = {"lose": wordings.ASK_LEFT, "gain": wordings.ASK_TOTAL}.get(self.last, wordings.ASK_NOW)
            return t.pick(wordings.ASK_NOW if self.rng.random() < 0.35 else table).text
        if steps == 2 or self.countable and self.rng.random() < 0.25:
            return self.compare(steps)
        divisors = [d for d in DIVISORS if v % d == 0 and v > d]
        if divisors and self.rng.random() < 0.75:
            d = self.rng.choice(divisors)
            t.put(d=d)
            packs = self.people and ("any" in t.tags or "money" in t.tags or "measure" in t.tags) and self.rng.random() < 0.4
            wording = t.pick(wordings.PACK if packs else wordings.SHARE)
            t.say(wording)
            self.now, written = t.compute("/", self.now, given(d))
            t.think(f"In parts of {d} that makes {written}." if packs else f"Each of {d} gets {written}.")
            return wording.question
        if self.people and v < 900 and (not self.objects or self.rng.random() < 0.5):
            t.put(n=v + t.draw(1, LARGEST_IN_QUESTION - v))
            wording = t.pick(wordings.NEED)
            t.say(wording)
            t.think(f"{t.subjects[1]} needed {t.values['n']}.")
            self.to("-", given(t.values["n"]), self.now, "leaves")
            return wording.question
        if self.objects and v <= LARGEST // 2:
            t.put(p=t.small(LARGEST // v) if v > 60 else t.draw(2, min(LARGEST_IN_QUESTION, LARGEST // max(1, v))))
            wording = t.pick(wordings.SALE)
            t.say(wording)
            t.think(f"Each brought {t.values['p']}.")
            self.to("*", self.now, given(t.values["p"]), "makes")
            return wording.question
        raise Unsuitable

    def compare(self, steps: int) -> str:
        """Somebody has more, fewer or times as many; asks for theirs or, with two steps, for all together."""
        t, v = self.t, self.now.value
        other = t.named(t.other_gender()).first
        t.slots["B"] = other
        roll = self.rng.random()
        mine = self.now
        if roll < 0.4 or v < 3:
            n = t.draw(1, LARGEST_IN_QUESTION)
            op, table, word = "+", wordings.MORE, "more"
        elif roll < 0.7:
            n = t.draw(1, min(v - 1, LARGEST_IN_QUESTION))
            op, table, word = "-", wordings.FEWER, "fewer"
        else:
            n = self.rng.randint(2, max(2, min(5, LARGEST // (2 * v))))
            op, table, word = "*", wordings.TIMES, "times as many"
        t.put(n=n, k=n)
        wording = t.pick(table)
        t.say(wording)
        t.think(f"{other} had {n} {word}.")
        self.to(op, mine, given(n), "leaves" if op == "-" else "makes")
        if steps == 1:
            return wording.question
        self.now, written = t.compute("+", mine, self.now)
        t.think(f"Together that makes {written}.")
        return t.pick(wordings.ASK_TOGETHER).text


def _chain(teller: Teller, steps: int) -> str:
    """Tells a chain of so many steps and returns the question's template."""
    chain = Chain(teller, steps)
    last = 0
    if chain.people and teller.rng.random() < (0.45 if steps > 1 else 0.3):
        last = 2 if chain.countable and steps > 2 and teller.rng.random() < 0.4 else 1
    elif not chain.people and steps > 1 and teller.rng.random() < 0.15:
        last = 1
    multiple = teller.rng.choice(DIVISORS) if last == 1 and teller.rng.random() < 0.7 else 1
    taken = chain.start(steps - last, multiple if steps == last else 1)
    while taken < steps - last:
        taken += chain.event(steps - last - taken, multiple if steps - last - taken == 1 else 1)
    question = chain.end(last)
    return question


def _join(teller: Teller, question: str) -> str:
    """Returns the clauses and the question as one text."""
    rng, hero, clauses = teller.rng, teller.hero, teller.clauses
    connectives = wordings.CONNECTIVES.held_out if teller.held_out else wordings.CONNECTIVES.training
    sentences, current, joins = [], "", 0
    for number, clause in enumerate(clauses):
        subject = ""
        if clause.subject:
            subject = hero.first if number == 0 and teller.form != "ask first" else hero.he if rng.random() < 0.75 else hero.later
            subject += " "
        if number == 0:
            current = subject + clause.text
        elif teller.form != "plain" or joins < 1 and rng.random() < 0.35:
            words = [" and ", " and ", " and then ", ", and ", " but "] if clause.loses else [" and ", " and ", " and then "]
            if teller.form != "plain":
                words = [" and "] if number == len(clauses) - 1 else [", "]
            current += rng.choice(words) + (clause.text if clause.subject and rng.random() < 0.8 else subject + clause.text)
            joins += 1
        else:
            sentences.append(current)
            joins = 0
            connective = rng.choice(connectives.split("\n")[1:-1]).strip() + " " if rng.random() < 0.3 else ""
            current = connective + subject + clause.text
    if teller.form == "if":
        return _capital(f"if {current}, {question}?")
    if teller.form == "ask first":
        return _capital(f"{question} if {current}?")
    sentences.append(current)
    return " ".join(map(_capital, [sentence + "." for sentence in sentences] + [question + "?"]))


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _tell(teller: Teller, steps: int) -> Story:
    """Tells one story; raises Unsuitable where the draw led nowhere."""
    if steps <= 2 and teller.rng.random() < 0.15:
        teller.form = teller.rng.choice(("if", "if", "ask first"))
        teller.past = teller.past and teller.form == "ask first"
    question = _chain(teller, steps)
    if len(teller.plan) != steps:
        raise Unsuitable
    if teller.form == "ask first":
        teller.mentioned = False
    question = _join(teller, teller.render(question))
    return Story(question, " ".join(teller.thoughts), str(teller.now.value), tuple(teller.plan))


def draw_story(rng: random.Random, steps: int, held_out: bool) -> Story:
    """Draws a story of so many steps; the held-out one has wordings and names that the other never has."""
    while True:
        try:
            return _tell(Teller(rng, held_out), steps)
        except Unsuitable:
            continue
