"""Says things in other words: in a story with a fixed plan phrases are exchanged, sentences joined, the question put
first; in the clauses of other stories the order changes, and where or when is added.

Only stories for training are reworded, and never into a pattern that is held out: so the model sees how sentences vary,
and is still asked about patterns that it has not met.
"""

import random
import re
from functools import cache

from tinyreason.tasks.families.word_problems import wordings
from tinyreason.tasks.families.word_problems.plans import PLANS
from tinyreason.tasks.families.word_problems.telling import Wording, compiled, with_verb_slots

# How often a story is told as its line stands, a phrase is exchanged, and sentences are put together.
AS_IT_STANDS, EXCHANGED, JOINED = 0.3, 0.5, 0.4

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
    The rest [are] {blue}. / The others [are] {blue}. / The remaining ones [are] {blue}.
    {A} [have] {#_money}. / {A} [start] with {#_money}. / {A} [have] {#_money} to spend. / {A} [have] {#_money} in {his} pocket.
    {A} [have] {#_money} and  / {A} [bring] {#_money} and  / {A} [start] with {#_money} and 
""".strip("\n")  # noqa: E501, W291

# What a question that stands first may not speak of yet.
_NEEDS_STORY = re.compile(
    r"\b(they|it|them|that|this|the other|the rest|left|more|now|then|both|missing|keep|total of)\b"
    r"|\{(theyall|he|him|his)\}"
)
_SENTENCES = re.compile(r"(?<=[.?]) ")
_CAPITAL_SLOT = re.compile(r"\{[A-Z][a-z]+\d?\}")


@cache
def _same() -> tuple[tuple[str, ...], ...]:
    """Returns the groups of phrases, compiled, each for every letter of a number."""
    groups = []
    for line in SAME.splitlines():
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
    if rng.random() < JOINED:
        other = _joined(other, rng)
    return template if other in _held_out() else other


def _exchanged(template: str, rng: random.Random) -> str:
    for group in _same():
        for phrase in group:
            if phrase in template:
                if rng.random() < EXCHANGED:
                    template = template.replace(phrase, rng.choice(group), 1)
                break
    return template


def _joined(template: str, rng: random.Random) -> str:
    """Joins statements by `and`, makes them a condition, or asks first."""
    *statements, question = _SENTENCES.split(template)
    if not question.endswith("?") or not statements or any(not s.endswith(".") for s in statements):
        return template
    if template.startswith("If ") or len(statements) > 2:
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


# How often a clause changes its order, and is told with a place or a time.
TURNED, PLACED = 0.4, 0.15

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
PLACES = (" at school", " at home", " at the market", " at a fair", " in the park", " on the way home", " at work",
          " in town", " at the store", " at a party")  # fmt: skip
TIMES = (" in the morning", " in the afternoon", " in the evening", " after lunch", " before noon", " at night",
         " on Friday", " later", " after that", " the same day")  # fmt: skip


def recast(wording: Wording, rng: random.Random) -> Wording:
    """Returns a clause in another order, or with a place or a time, or as it is; its thought stays the same."""
    text = _turned(wording.text) if rng.random() < TURNED else wording.text
    if text in _held_out():
        return wording
    if text.endswith("{q}") and rng.random() < PLACED:
        text += rng.choice(PLACES + TIMES if re.fullmatch(r"\{\w+~\} \{q\}", text) else TIMES)
    if text == wording.text or text in _held_out():
        return wording
    starts_with_verb = re.match(r"\{\w+~\}", text) is not None
    return wording._replace(text=text, has_subject=not starts_with_verb)


def _turned(clause: str) -> str:
    for pattern, other in ORDERS:
        if re.fullmatch(pattern, clause.removeprefix("{giver} ")):
            return re.sub(pattern, other, clause)
    return clause


def _lowered(sentence: str) -> str:
    """Returns a sentence as it stands within another; names and `I` come with their own capitals."""
    if _CAPITAL_SLOT.match(sentence) or not (sentence[0] == "{" or sentence.startswith("I ")):
        at = 1 if sentence[0] == "{" else 0
        return sentence[:at] + sentence[at].lower() + sentence[at + 1 :]
    return sentence
