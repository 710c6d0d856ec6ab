"""Says things in other words: in a story with a fixed plan phrases are exchanged, sentences joined or told in another
order, the question put first; in other stories' clauses phrases are exchanged too, the order changes, where or when is
added, and somebody goes somewhere to do it.

Only stories for training are reworded, and never into a pattern that is held out: so the model sees how sentences vary,
and is still asked about patterns that it has not met.
"""

import random
import re
from functools import cache, lru_cache

from tinyreason.tasks.families.word_problems import wordings
from tinyreason.tasks.families.word_problems.plans import PLANS
from tinyreason.tasks.families.word_problems.telling import Wording, compiled, with_verb_slots

# How often a story is told as its line stands, a phrase is exchanged, sentences change places, and are put together.
AS_IT_STANDS, EXCHANGED, SWAPPED, JOINED = 0.3, 0.5, 0.4, 0.4

# Phrases of one line here mean the same wherever they stand. `#` is the letter of any number.
SAME = """
     together? /  in total? /  in all? /  altogether? /  combined?
     for {#_money} each /  at {#_money} each /  for {#_money} apiece /  at {#_money} apiece
    How much money [do] {s} have left? / How much [do] {s} have left? / How much money [is] left? / How much [is] left?
    How much [do] {s} pay? / How much [do] {s} spend in all? / How much money [do] {s} pay? / How much money [is] that?
    How much does one {good} cost? / What is the price of one {good}? / What does one {good} cost? / How much is one {good}?
    How much does each {good} cost? / What is the price of each {good}? / What does each {good} cost?
    How much money [do] {s} make? / How much money [do] {s} get? / How much [do] {s} earn? / How much money [is] that?
    How many {things} [does] {B} have? / How many [does] {B} have? / What number of {things} [does] {B} have?
    How many {things} [does] {C} have? / How many [does] {C} have? / What number of {things} [does] {C} have?
    How old is {C}? / What is the age of {C}? / How many years old is {C}?
    How old will {B} be in {#} years? / What will be the age of {B} in {#} years? / In {#} years, how old will {B} be?
    How old was {B} {#} years ago? / What was the age of {B} {#} years ago? / {#} years ago, how old was {B}?
    How many {things} [do] {s} have left? / How many {things} [are] left? / How many [are] left? / How many {things} [do] {s} still have?
    How many {things} [does] each {pal} get? / How many [does] each {pal} get? / How many {things} [does] each of them get? / What number of {things} [does] each {pal} get?
    How many {things} [are] in each {box}? / How many {things} [does] each {box} hold? / How many [are] in each {box}?
    How many {things} [are] there in total? / How many {things} [are] there in all? / What [is] the total number of {things}?
    How many more {things} [do] {s} have than {B}? / How many {things} more than {B} [do] {s} have? / How many {things} [do] {s} have more than {B}?
    How many more {things} [do] {s} need? / How many {things} more [do] {s} need? / How many {things} [do] {s} still need? / How many {things} [are] missing?
    {C} is {#} years older than {B}. / {C} is older than {B} by {#} years. / {C} is {#} years older than {B} is.
    {C} is {#} years younger than {B}. / {C} is younger than {B} by {#} years. / {C} is {#} years younger than {B} is.
    {B} is {#} years old. / {B} is {#}. / {B} is now {#} years old. / The age of {B} is {#}.
    equally among {d_friends} / equally between {d_friends}
    The rest [are] {blue}. / The others [are] {blue}. / The remaining ones [are] {blue}.
    {A} [have] {#_money}. / {A} [start] with {#_money}. / {A} [have] {#_money} to spend. / {A} [have] {#_money} in {his} pocket.
    {A} [have] {#_money} and  / {A} [bring] {#_money} and  / {A} [start] with {#_money} and 
    {k_boxes} with {m_things} in each {box} / {k_boxes} with {m_things} in each / {k_boxes} with {m_things} each / {k_boxes} of {m_things} each / {k_boxes} that each [hold~2] {m_things}
    {n_boxes} with {b} in each / {n_boxes} with {b} each / {n_boxes} of {b} each / {n_boxes} that each [hold~2] {b}
    {m_things} a {day} for {k_days} / {m_things} every {day} for {k_days} / {m_things} each {day} for {k_days} / {m_things} per {day} for {k_days}
    {m_money} a {day} for {k_days} / {m_money} every {day} for {k_days} / {m_money} each {day} for {k_days} / {m_money} per {day} for {k_days}
    {m_things} to each of {k_friends} / {m_things} each to {k_friends}
    {m_things} from each of {k_friends} / {m_things} each from {k_friends}
    {B} [has] {b} more than {whom}. / {B} [has] {b} more {things~b} than {whom}. / {B} [has] {b} {things~b} more than {whom}.
    {B} [has] {b} fewer than {whom}. / {B} [has] {b} fewer {things~b} than {whom}. / {B} [has] {b} {things~b} less than {whom}.
    {C} [has] {b} more than {B}. / {C} [has] {b} more {things~b} than {B}. / {C} [has] {b} {things~b} more than {B}.
    {B} [has] {times} as many {things} as {whom}. / {B} [has] {times} as many as {whom}. / {B} [has] {times} the number of {things} that {A} [have].
    {C} [has] {times} as many {things} as {B}. / {C} [has] {times} as many as {B}.
""".strip("\n")  # noqa: E501, W291

# Questions of one line here ask the same after any clause that one of them goes with.
SAME_QUESTION = """
    how many {boxes} [do] {s} need / how many {boxes} [do] {s} fill / how many {boxes} [is] that
    how much money [do] {s} get / how much money [do] {s} make / how much money [do] {s} earn / how much money [is] that
    how many {things} [does] each {pal} get / how many [does] each {pal} get / how many {things} [does] each {pal} receive
    how many {things} [are] in each {box} / how many {things} [does] each {box} hold / how many {things} go in each {box}
    how many more {things} [do] {s} need / how many {things} [do] {s} still need / how many {things} [are] missing
    how many {things} [does] {B} have / how many [does] {B} have / what number of {things} [does] {B} have
""".strip("\n")  # noqa: E501

# Who has how much, or how many more than whom: sentences that are understood in any order. The first kind is an amount.
_AMOUNT = r"\{[ABC]\} (?:\{have~3?\}|is) \{[abk](?:_things)?\}(?: years old)?\."
_TOLD_WHOLE = re.compile(rf"{_AMOUNT}|\{{[ABC]\}} [^.]*\b(?:than|as) \{{(?:whom|[ABC])\}}\.")

# What a question that stands first may not speak of yet.
_NEEDS_STORY = re.compile(
    r"\b(they|it|them|that|this|the other|the rest|left|more|now|then|both|missing|keep|total of)\b"
    r"|\{(theyall|he|him|his)\}"
)
_SENTENCES = re.compile(r"(?<=[.?]) ")
_CAPITAL_SLOT = re.compile(r"\{[A-Z][a-z]+\d?\}")


@cache
def _same(lines: str) -> tuple[tuple[str, ...], ...]:
    """Returns the groups of phrases, a line each, compiled, each for every letter of a number."""
    groups = []
    for line in lines.splitlines():
        phrases = line.removeprefix("    ").split(" / ")
        for letter in "abdkp" if "#" in line else "a":
            groups.append(tuple(with_verb_slots(phrase.replace("#", letter)) for phrase in phrases))
    return tuple(groups)


@cache
def _held_out() -> frozenset[str]:
    tables = [*(plan.wordings for plan in PLANS), *vars(wordings).values()]
    return frozenset(
        compiled(line).text for table in tables if isinstance(table, wordings.Wordings) for _, line in table.held_out
    )


def reworded(template: str, rng: random.Random) -> str:
    """Returns the template of a story in other words that mean the same, or as it is."""
    if rng.random() < AS_IT_STANDS:
        return template
    other = _exchanged(template, rng)
    if rng.random() < SWAPPED:
        other = _swapped(other, rng)
    if rng.random() < JOINED:
        other = _joined(other, rng)
    return template if other in _held_out() else other


def _exchanged(template: str, rng: random.Random) -> str:
    for group in _same(SAME):
        for phrase in group:
            if phrase in template:
                if rng.random() < EXCHANGED:
                    template = template.replace(phrase, rng.choice(group), 1)
                break
    return template


def _swapped(template: str, rng: random.Random) -> str:
    """Tells in another order who has how much and how many more than whom."""
    *statements, question = _SENTENCES.split(template)
    amounts = sum(re.fullmatch(_AMOUNT, statement) is not None for statement in statements)
    if amounts > 2 or not all(map(_TOLD_WHOLE.fullmatch, statements)):
        return template
    return " ".join([*rng.sample(statements, len(statements)), question])


def _joined(template: str, rng: random.Random) -> str:
    """Joins statements by `and`, makes them a condition, or asks first."""
    *statements, question = _SENTENCES.split(template)
    if not question.endswith("?") or not statements or any(not s.endswith(".") for s in statements):
        return template
    if template.startswith("If ") or re.search(r"\b[Ii]f ", question) or len(statements) > 2:
        return template
    roll = rng.random()
    if len(statements) == 2 and (roll < 0.4 or " and " not in template):
        statements = [f"{statements[0][:-1]} and {_lowered(statements[1])}"]
    if roll < 0.35 and len(statements) == 1:
        return f"If {_lowered(statements[0][:-1])}, {_lowered(question)}"
    if roll > 0.8 and not _NEEDS_STORY.search(question):
        if len(statements) == 1 and rng.random() < 0.6:
            return f"{question[:-1]} if {_lowered(statements[0][:-1])}?"
        return " ".join([question, *statements])
    return " ".join([*statements, question])


# How often a clause changes its order, gets a place or a time or is told as a gift, and is put into another.
TURNED, PLACED, FRAMED = 0.4, 0.2, 0.2

# Orders of a clause that mean the same, each pair to be read in both directions.
ORDERS = (
    (r"\{(give|bring|send|hand|lend|pay)~3\} \{him\} \{q\}", r"{\1~3} {q} to {him}"),
    (r"\{(give|bring|send|hand|lend|pay)~3\} \{q\} to \{him\}", r"{\1~3} {him} {q}"),
    (r"\{buy~3\} \{him\} \{q\}", "{buy~3} {q} for {him}"),
    (r"\{(give|send|hand|lend|pay|sell)~\} \{q\} to \{friend\}", r"{\1~} {friend} {q}"),
    (r"\{(give|send|hand|lend|pay|sell)~\} \{friend\} \{q\}", r"{\1~} {q} to {friend}"),
    (r"\{(\w+)~\} (away|up|out) \{q\}", r"{\1~} {q} \2"),
    (r"\{(\w+)~\} \{q\} (away|up|out)", r"{\1~} \2 {q}"),
    (r"\{have~\} \{n_things\} (in|on) \{his\} (.+)", r"there {be~n} {n_things} \1 {A's} \2"),
    (r"there \{be~n\} \{n_things\} (in|on) \{A's\} (.+)", r"{have~} {n_things} \1 {his} \2"),
    (r"\{(receive|get|borrow|take)~\} \{q\} from \{friend\}", r"from {friend} {he} {\1~} {q}"),
)
KEPT = (" at school", " at home", " at work", " in the park", " in {his} bag", " in {his} room", " in the kitchen",
        " in the car", " on the table", " on {his} desk")  # fmt: skip
PLACES = (" at school", " at home", " at {store}", " in the park", " on the way home", " at work", " in town",
          " at a party")  # fmt: skip
TIMES = (" in the morning", " in the afternoon", " in the evening", " after lunch", " before noon", " at night",
         " on Friday", " later", " after that", " the same day")  # fmt: skip
GIFTS = (" as a gift", " as a present", " for free")

# What somebody does before they do what a clause tells, and with whom they do it.
GOING = ("{go~} to {store} and ", "{go~} to {site} and ", "{go~} out and ", "{go~} home and ")
VISITING = ("{go~} to {friend} and ", "{visit~} {friend} and ")
COMING = ("{come~3} by and ", "{come~3} over and ", "{stop~3} by and ", "{visit~3} {him} and ")
TOGETHER = ("{he} and {friend} ", "{friend} and {he} ")
# What somebody does with what they have just got, which changes nothing.
AFTER = (" and {take~} {them~n} home", " and {bring~} {them~n} home", " and {carry~} {them~n} home",
         " and {keep~} {them~n}", " and {put~} {them~n} in {his} bag")  # fmt: skip
STATES = frozenset("have own start begin keep raise look carry go come return visit let".split())
HANDED = frozenset("give sell lend borrow".split())
GOT = frozenset("buy get find order receive collect win pick gather".split())
SHARED = frozenset("eat find pick bake make use collect gather harvest catch plant draw paint".split())


def recast(wording: Wording, rng: random.Random, begins: bool) -> Wording:
    """Returns a clause put in another way, or as it is; its thought stays the same.

    `begins` says that it is the story's first, so that nobody can be spoken of by a pronoun.
    """
    text = _turned(wording.text) if rng.random() < TURNED else wording.text
    if text in _held_out():
        return wording
    if rng.random() < PLACED:
        text = _placed(text, rng)
    if rng.random() < FRAMED:
        text = _framed(text, rng, begins)
    if text == wording.text or _gives_away(text, wording.text, _held_out()):
        return wording
    starts_with_verb = re.match(r"\{\w+~\}", text) is not None
    return wording._replace(text=text, has_subject=not starts_with_verb)


def rephrased(wording: Wording, rng: random.Random) -> Wording:
    """Returns a clause of groups, days or shares with phrases of it and its question exchanged, or as it is."""
    text, question = _exchanged(wording.text, rng), wording.question
    for group in _same(SAME_QUESTION):
        if question in group:
            question = rng.choice(group)
    return wording if _gives_away(text, wording.text, _held_out()) else wording._replace(text=text, question=question)


@lru_cache(1 << 14)
def _gives_away(text: str, wording: str, held_out: frozenset[str]) -> bool:
    """Returns whether a clause is held out, or has something in it that is, which the wording it is made of has not."""
    return text in held_out or any(line in text and line not in wording for line in held_out)


def _turned(clause: str) -> str:
    for pattern, other in ORDERS:
        if re.fullmatch(pattern, clause.removeprefix("{giver} ")):
            return re.sub(pattern, other, clause)
    return clause


def _placed(clause: str, rng: random.Random) -> str:
    if re.search(r"\{(give|bring|send|buy|hand|get|receive)~3?\}.* (\{q\}|\{him\}|\{friend\})$", clause):
        return clause + rng.choice(GIFTS + TIMES)
    if re.fullmatch(r"\{\w+~\} \{q\}", clause):
        return clause + rng.choice(PLACES + TIMES)
    if re.fullmatch(r"\{(have|own|keep)~\} \{n_things\}", clause):
        return clause + rng.choice(KEPT)
    return clause + rng.choice(TIMES) if clause.endswith("{q}") else clause


def _framed(clause: str, rng: random.Random, begins: bool) -> str:
    """Puts a clause with another: somebody goes or comes to do it, takes home what they got, or has company."""
    if " and " in clause:
        return clause
    if match := re.match(r"\{giver\} (?=\{(?!send~)\w+~3\})", clause):
        return match[0] + rng.choice(COMING) + clause[match.end() :]
    match = re.match(r"\{(\w+)~\} ", clause)
    if not match or match[1] in STATES:
        return clause
    if match[1] in SHARED and not begins and "{friend}" not in clause and rng.random() < 0.4:
        return rng.choice(TOGETHER) + f"{{{match[1]}~2}} " + clause[match.end() :]
    if match[1] in GOT and clause[match.end() :] == "{q}" and rng.random() < 0.4:
        return clause + rng.choice(AFTER)
    if match[1] in HANDED and "{friend}" not in clause and rng.random() < 0.5:
        return rng.choice(VISITING) + clause
    return rng.choice(GOING) + clause


def _lowered(sentence: str) -> str:
    """Returns a sentence as it stands within another; names and `I` come with their own capitals."""
    if _CAPITAL_SLOT.match(sentence) or not (sentence[0] == "{" or sentence.startswith("I ")):
        at = 1 if sentence[0] == "{" else 0
        return sentence[:at] + sentence[at].lower() + sentence[at + 1 :]
    return sentence
