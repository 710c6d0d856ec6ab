"""A story while it is told: people, slots of the wordings, clauses, thoughts and plan."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tinyreason.tasks import arithmetic
from tinyreason.tasks.families.word_problems import vocabulary as words
from tinyreason.tasks.families.word_problems.wordings import Wordings

LARGEST = 9999
LARGEST_IN_QUESTION = 999
DIVISORS = range(2, 13)
MADE_UP_NAMES = 0.33  # the share among names in training
PLAIN = 10  # sums and differences of numbers up to this are stated without an equation

WRITE = {"+": arithmetic.add, "-": arithmetic.difference, "*": arithmetic.multiply, "/": arithmetic.divide}


class Unsuitable(Exception):
    """The story that was being drawn cannot go on so; another has to be drawn."""


class Quantity(NamedTuple):
    """A number and where it comes from: the question, or `r2`, the result of step 2 (from 0)."""

    value: int
    source: int | str


Step = tuple[str, int | str, int | str]


@dataclass(frozen=True)
class Story:
    """What is told, thought and answered, and the plan: operations on numbers of the question and earlier results."""

    question: str
    thoughts: str
    answer: str
    plan: tuple[Step, ...]


@dataclass(frozen=True)
class Person:
    """Somebody in a story, and how sentences and thoughts refer to them."""

    first: str
    later: str
    he: str
    him: str
    his: str
    agreement: str = "3"

    @property
    def thought_of_as(self) -> tuple[str, str]:
        """Returns the first and the later subject of a thought, the later one open until the question is told."""
        if self.agreement != "3":
            return "You", "You"
        return _capital(self.later.replace("my ", "your ")), SHE

    def pronoun_in(self, question: str) -> str:
        """Returns what SHE stands for: the pronoun of a relative, or the question's, for a name alone does not tell."""
        pronoun = rf"\b({self.he}|{self.him}|{self.his})\b"
        told = self.first.startswith("my ") or re.search(pronoun, question, re.IGNORECASE)
        return _capital(self.he) if told else "They"


SHE = "<she>"  # in thoughts, where the hero is spoken of again
PRONOUNS = {"she": ("she", "her", "her"), "he": ("he", "him", "his")}
ME, YOU = Person("I", "I", "I", "me", "my", "1"), Person("you", "you", "you", "you", "your", "2")
US = Person("we", "we", "we", "us", "our", "2")


class Wording(NamedTuple):
    """A compiled line: text with slots, what the thoughts say, the question that goes with it."""

    text: str
    thought: str
    question: str
    has_subject: bool


OPPOSITES = {"more": "fewer", "fewer": "more", "less": "more", "older": "younger", "younger": "older"}
_LARGER, _SMALLER = {"more", "older"}, {"fewer", "less", "younger"}
_COMPARISON = re.compile(r"(?:[\w{}]+|The other) (?:had|was) (\{?\w+\}?) (more|fewer|less|older|younger)\.")


def restated(thoughts: str, template: str) -> str:
    """Returns the thoughts, where the template says a comparison the other way round, with that said first.

    Where Ann has 3 more than Bob, "Bob had 3 fewer." becomes "That is 3 more. Bob had 3 fewer."
    """
    told = set(re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}", " ", template)))

    def turned(match: re.Match[str]) -> str:
        number, word = match.groups()
        same, other = (_LARGER, _SMALLER) if word in _LARGER else (_SMALLER, _LARGER)
        if told & same or not told & other:
            return match[0]
        return f"That is {number} {OPPOSITES[word]}. {match[0]}"

    return _COMPARISON.sub(turned, thoughts)


def _base(third: str) -> str:
    """Returns the verb of a form such as `gives`."""
    irregular = {form: verb for verb, form in words.IRREGULAR_THIRD.items()}
    if third in irregular:
        return irregular[third]
    if third.endswith("ies"):
        return third[:-3] + "y"
    return third[:-2] if re.search(r"(ss|x|z|ch|sh)es$", third) else third[:-1]


def _verb_slot(match: re.Match[str]) -> str:
    verb, who = match[1], match[2] or ""
    if verb == "are":
        return "{be~2}"
    if not who and verb.endswith("s") and not verb.endswith("ss"):
        return f"{{{_base(verb)}~3}}"
    return f"{{{verb}~{who}}}"


def with_verb_slots(text: str) -> str:
    """Returns a text with its verbs in brackets as slots."""
    return re.sub(r"\[(\w+)(?:~(\w))?\]", _verb_slot, text)


@cache
def compiled(line: str) -> Wording:
    """Returns the wording of a line without its tag."""
    line, _, question = line.partition("=>")
    line, _, thought = line.partition("|")
    has_subject = not line.startswith("[")
    if not thought and not has_subject:
        thought = re.match(r"\[[^]]*\]", line)[0] + " {n}"  # type: ignore[index]
    return Wording(with_verb_slots(line.strip()), with_verb_slots(thought.strip()),
                   with_verb_slots(question.strip()), has_subject)  # fmt: skip


@cache
def _choices(
    pairs: tuple[tuple[str, str], ...], tags: tuple[str, ...]
) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """Returns the wordings for any of the tags, and those for the tags that are not the broadest."""
    return (tuple(compiled(line) for tag, line in pairs if tag in tags),
            tuple(compiled(line) for tag, line in pairs if tag in tags and tag not in ("any", "object")))  # fmt: skip


THINGS = words.parse_things(words.THINGS)
OBJECTS = [thing for thing in THINGS if "object" in thing.tags]
OTHERS = [thing for thing in THINGS if {"food", "paper", "toy", "clothes"} & set(thing.tags)]
PLACES = [(tags.split(), words.parse_list(things), places.split(", ")) for tags, things, places in words.PLACES]
MEASURES = words.parse_list(words.MEASURES)
CONTAINERS = words.parse_list(words.CONTAINERS)
FRIENDS = words.parse_list(words.FRIENDS)
DAYS = words.parse_list(words.DAYS)
GOODS = words.parse_list(words.GOODS)
CURRENCIES = words.parse_list(words.CURRENCIES)
GROUPS = words.parse_thing("group")
SINGULARS = {
    "good2": "goods2",
    "dollar": "dollars",
    "thing": "things",
    "box": "boxes",
    "pal": "friends",
    "day": "days",
    "good": "goods",
    "group": "groups",
    "sort": "sorts",
}


@cache
def verb_form(verb: str, agreement: str, past: bool) -> str:
    """Returns the form of a verb for `1` (I), `2` (you, they) or `3` (she)."""
    if verb == "be":
        return {"1": ("am", "was"), "2": ("are", "were"), "3": ("is", "was")}[agreement][past]
    if past:
        return words.past_form(verb)
    return words.third_person(verb) if agreement == "3" else verb


class Slots(dict[str, str]):
    """The fillings of a story's templates: fixed ones as items, the others made when asked for."""

    def __init__(self, teller: "Teller") -> None:
        super().__init__()
        self.teller = teller

    def __missing__(self, key: str) -> str:
        return self.teller.fill(key)


class Clause(NamedTuple):
    """One part of a story: its text, the subject to be put in front, if any, and what it does in the story.

    The subject `?` is the hero once they have been mentioned. `role` is start, gain, lose, end, fact or price.
    """

    text: str
    subject: str
    role: str


class Teller:
    """Collects a story as it is drawn: its clauses, its thoughts and its plan."""

    def __init__(self, rng: random.Random, held_out: bool) -> None:
        self.rng = rng
        self.held_out = held_out
        self.past = rng.random() < 0.5
        self.number_words = rng.random() < 0.12
        self.articles = rng.random() < 0.25
        self.limit = rng.choice((10, 12, 20, 20, 50, 100, 100, 999))
        self.plan: list[Step] = []
        self.thoughts: list[str] = []
        self.clauses: list[Clause] = []
        self.values: dict[str, int] = {}
        self.tags: tuple[str, ...] = ()
        self.place = ""
        self.mentioned = False
        self.loses = False
        self.result = 0
        self.name_next = False  # the next sentence must name the hero
        self.last = ""  # whether some have come or gone last
        self.form = "plain"
        self.crowded = False  # there are other numbers or people, so that the question has to be explicit
        self.used_names: set[str] = set()
        self.hero = self.person()
        self.subjects = self.hero.thought_of_as
        currency = rng.choice(CURRENCIES)
        self.sign = currency.one == "dollar" and rng.random() < 0.35
        self.nouns = {
            "boxes": rng.choice(CONTAINERS), "friends": rng.choice(FRIENDS), "days": rng.choice(DAYS),
            "goods": rng.choice(GOODS), "groups": GROUPS, "dollars": currency, "money": currency,
        }  # fmt: skip
        self.slots = Slots(self)
        hero = self.hero
        self.slots.update(he=hero.he, him=hero.him, his=hero.his)

    # Numbers

    def draw(self, low: int, high: int) -> int:
        """Returns a number in the range, in the size of this story's numbers where that can be."""
        if high < low:
            raise Unsuitable
        high = min(high, max(low, self.limit))
        return low + int((high - low + 1) * self.rng.random() ** 1.2)

    def small(self, largest: int) -> int:
        """Returns a factor: mostly small, sometimes of two digits."""
        roll = self.rng.random()
        return self.rng.randint(2, max(2, min(largest, 9 if roll < 0.75 else 12 if roll < 0.95 else 60)))

    def put(self, **values: int) -> None:
        """Makes numbers known to the templates under their letters."""
        self.values.update(values)
        for letter, value in values.items():
            self.slots[letter] = self.written(value)

    def written(self, value: int) -> str:
        """Returns a number as it stands in a question."""
        return words.NUMBER_WORDS[value] if self.number_words and value <= 12 else str(value)

    # Words

    def person(self) -> Person:
        """Draws whose story it is."""
        roll = self.rng.random()
        if roll < 0.12:
            return YOU
        if roll < 0.24:
            return ME
        if roll < 0.26:
            return US
        if roll < 0.29 and not self.held_out:
            relative, _, he = self.rng.choice(words.MY_PEOPLE).partition(":")
            return Person(f"my {relative}", f"my {relative}", *PRONOUNS[he])
        if roll < 0.37:
            role, _, he = self.rng.choice(words.HELD_OUT_ROLES if self.held_out else words.ROLES).partition(":")
            article = "an" if role[0] in "aeiou" else "a"
            return Person(f"{article} {role}", f"the {role}", *PRONOUNS[he])
        return self.named(self.rng.choice(("she", "he")))

    def named(self, he: str) -> Person:
        """Draws somebody with a name that the story has not used."""
        while True:
            name = self._any_name(he)
            if name not in self.used_names:
                self.used_names.add(name)
                return Person(name, name, *PRONOUNS[he])

    def _any_name(self, he: str) -> str:
        """Draws a name; some for training are made up, since nobody's list holds all names there are."""
        if self.held_out:
            return self.rng.choice(words.HELD_OUT_GIRLS if he == "she" else words.HELD_OUT_BOYS)
        if self.rng.random() < MADE_UP_NAMES:
            return words.made_up_name(self.rng)
        return self.rng.choice(words.GIRLS if he == "she" else words.BOYS)

    def other_gender(self) -> str:
        """Returns the pronoun of somebody who cannot be taken for the hero."""
        return {"she": "he", "he": "she"}.get(self.hero.he) or self.rng.choice(("she", "he"))

    def giver(self) -> str:
        """Returns somebody in passing who does something."""
        he = self.other_gender()
        return self.named(he).first if self.rng.random() < 0.5 else self.relative(he)

    def friend(self) -> str:
        """Returns somebody in passing to whom something is done."""
        roll = self.rng.random()
        he = self.rng.choice(("she", "he"))
        return self.named(he).first if roll < 0.4 else self.relative(he if roll < 0.8 else "they")

    def relative(self, he: str) -> str:
        """Returns somebody such as `her mom` or `a friend`."""
        noun = self.rng.choice(words.RELATIVES[he])
        if he == "they" and self.rng.random() < 0.5:
            return f"a {noun}"
        return MADE["A's"](self) + f" {noun}"

    def owner(self) -> str:
        """Returns the hero as an owner who has not been mentioned."""
        return f"{self.name()}'s"

    def subject(self) -> str:
        """Returns the hero as the subject of the question."""
        hero = self.hero
        if not self.mentioned:
            return self.name()
        return hero.he if self.rng.random() < 0.55 and not self.crowded else hero.later

    def pair(self) -> str:
        """Returns the hero and the other one together."""
        hero, other = self.name(), self.slots["B"]
        return f"{other} and I" if self.hero.agreement == "1" else f"{hero} and {other}"

    def bill(self) -> str:
        """Returns the sort of money that is paid with; raises Unsuitable for coins."""
        one = self.nouns["money"].one
        if one == "cent":
            raise Unsuitable
        return f"{one} bill" if one == "dollar" else f"{one} note"

    def fill(self, key: str) -> str:
        """Returns the filling of a slot that is made when asked for."""
        word, mark, letter = key.partition("~")
        if mark:
            if word in self.nouns:
                return self.nouns[word].of(self.values[letter])
            if word == "them":
                return "it" if self.values[letter] == 1 else "them"
            if letter.isalpha():
                letter = "3" if self.values[letter] == 1 else "2"
            return verb_form(word, letter or self.hero.agreement, self.past)
        letter, mark, noun = key.partition("_")
        if mark:
            value, thing = self.values[letter], self.nouns[noun]
            if self.sign and thing is self.nouns["money"]:
                return f"${value}"
            if self.articles and value == 1 and self.loose(thing):
                return words.with_article(thing.one)
            if self.number_words and value == 12 and self.loose(thing):
                return f"a dozen {thing.many}"
            return f"{self.slots[letter]} {thing.of(value)}"
        if key in self.nouns:
            return self.nouns[key].many
        if key in SINGULARS:
            return self.nouns[SINGULARS[key]].one
        return MADE[key](self)

    def loose(self, thing: words.Thing) -> bool:
        """Returns whether a thing may be counted as `an apple` or `a dozen apples`."""
        return bool({"any", "place"} & set(self.tags)) and thing is self.nouns["things"]

    def name(self) -> str:
        """Returns the hero by name, or as `a farmer` when first mentioned."""
        first, self.mentioned = not self.mentioned, True
        return self.hero.first if first else self.hero.later

    def render(self, template: str) -> str:
        """Returns a template with its slots filled."""
        return template.format_map(self.slots)

    def pick(self, wordings: Wordings) -> Wording:
        """Draws a wording that goes with this story's things."""
        everything, special = _choices(wordings.pool(self.held_out), self.tags)
        if not everything:
            raise Unsuitable
        return self.rng.choice(special if special and self.rng.random() < 0.5 else everything)

    # Telling and thinking

    def say(self, wording: Wording, role: str) -> None:
        """Adds a clause."""
        self.loses = role == "lose"
        subject = "" if wording.has_subject else "?" if self.mentioned else self.hero.first
        self.mentioned |= not wording.has_subject
        self.clauses.append(Clause(self.render(wording.text), subject, role))
        if role in ("gain", "lose"):
            self.last = role

    def quantity(self) -> str:
        """Returns a number of things in one of the forms that fit."""
        kind = self.tags[0] if self.tags[0] in ("money", "measure", "place") else "any"
        forms = words.LOSE_FORMS[kind][self.last] if self.loses else words.GAIN_FORMS[kind]
        return self.render(self.rng.choice(forms))

    def so_far(self, forms: dict[str, tuple[str, ...]]) -> str:
        """Returns what there is so far, as `them` or, after some have gone, `the rest`."""
        form = self.rng.choice(forms[self.last])
        if "place" in self.tags:
            form = form.replace("{his} ", "the ")
        return self.render(with_verb_slots(form))

    def ask(self, template: str) -> str:
        """Returns the question of a template; a story of the past may well ask about the present."""
        if "now" in template or self.past and self.rng.random() < 0.6:
            self.past = False
        if self.form == "ask first":
            self.mentioned = False
        return self.render(template)

    def think(self, text: str) -> None:
        """Adds a sentence to the thoughts."""
        self.thoughts.append(text)

    def think_of(self, wording: Wording, amount: str) -> None:
        """Adds what the thoughts say about a wording: the subject, the verb in the past, how many."""
        past, self.past = self.past, True
        number, self.slots["n"] = self.slots.get("n", ""), amount
        text = self.render(wording.thought if "{n}" in wording.thought else f"{wording.thought} {amount}".strip())
        self.past, self.slots["n"] = past, number
        self.think(f"{text}." if wording.thought[:3] == "{n}" or text[0].isupper() else f"{self.subjects[1]} {text}.")

    def compute(self, op: str, left: Quantity, right: Quantity) -> tuple[Quantity, str]:
        """Adds a step to the plan; returns its result and how the thoughts write it."""
        a, b = left.value, right.value
        value = {"+": a + b, "-": a - b, "*": a * b, "/": a // max(b, 1)}[op]
        if not 0 <= value <= LARGEST or op == "/" and (b == 0 or a % b):
            raise Unsuitable
        self.plan.append((op, left.source, right.source))
        plain = op in "+-" and max(a, b, value) <= PLAIN
        self.result = value
        return Quantity(value, f"r{len(self.plan) - 1}"), str(value) if plain else WRITE[op](a, b)


def given(value: int) -> Quantity:
    """Returns a quantity that stands in the question."""
    return Quantity(value, value)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


MADE: dict[str, Callable[[Teller], str]] = {
    "A": Teller.name,
    "A's": lambda teller: teller.hero.his if teller.mentioned or teller.hero.agreement != "3" else teller.owner(),
    "s": Teller.subject,
    "whom": lambda teller: teller.name() if teller.hero.agreement == "3" else teller.hero.him,
    "giver": Teller.giver,
    "someone": Teller.giver,
    "friend": Teller.friend,
    "q": Teller.quantity,
    "them": lambda teller: teller.so_far(words.THEM_FORMS),
    "it": lambda teller: teller.so_far(words.IT_FORMS),
    "theyall": lambda teller: {"I": "we", "we": "we all", "you": "you all"}.get(teller.hero.he, "they"),
    "pair": lambda teller: teller.pair(),
    "bill": Teller.bill,
    "they": lambda teller: "they",
    "item": lambda teller: words.with_article(teller.rng.choice(GOODS).one),
    "kin": lambda teller: teller.rng.choice(words.KIN),
    "store": lambda teller: teller.rng.choice(words.STORES),
    "far": lambda teller: teller.rng.choice(words.DISTANCES),
    "site": lambda teller: teller.rng.choice(words.SITES),
    "Goods": lambda teller: _capital(teller.fill("goods")),
    "place": lambda teller: teller.place,
    "there": lambda teller: re.sub(r" an? ", " the ", teller.place),
    "stuff": lambda teller: teller.nouns["things"].one.partition(" of ")[2],
    "units": lambda teller: teller.nouns["things"].many.partition(" of ")[0],
}
MADE["hasnow"] = lambda teller: verb_form("have", teller.hero.agreement, past=False)
for _noun in ("good", "good2", "box", "thing", "pal", "day", "sort"):
    MADE[f"A{_noun}"] = lambda teller, noun=_noun: _capital(words.with_article(teller.fill(noun)))  # type: ignore[misc]
    MADE[f"a{_noun}"] = lambda teller, noun=_noun: words.with_article(teller.fill(noun))  # type: ignore[misc]
