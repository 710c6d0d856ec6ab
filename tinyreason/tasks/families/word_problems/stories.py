"""Draws a story: chooses its kind, has it told, and puts clauses and question together to one text."""

import random
import re

from tinyreason.tasks.families.word_problems import wordings
from tinyreason.tasks.families.word_problems.chains import Chain
from tinyreason.tasks.families.word_problems.purchases import Purchase
from tinyreason.tasks.families.word_problems.telling import SHE, Clause, Story, Teller, Unsuitable
from tinyreason.tasks.families.word_problems.whole import tell_whole

# How often a story is one whose plan is fixed, by its number of steps: the longer, the fewer ways there are to tell it.
FIXED_PLAN = {1: 0.58, 2: 0.37, 3: 0.18, 4: 0.08}
# How often one is about buying or selling, told fact by fact.
BOUGHT = {1: 0.12, 2: 0.13, 3: 0.12, 4: 0.14}


def _groups(teller: Teller) -> list[list[Clause]]:
    """Returns the clauses in the groups that make up sentences."""
    groups: list[list[Clause]] = []
    for clause in teller.clauses:
        roll = teller.rng.random()
        together = groups and "fact" not in (clause.role, groups[-1][-1].role)
        if together and (teller.form != "plain" or roll < (0.38, 0.15, 0)[min(2, len(groups[-1]) - 1)]):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _sentence(teller: Teller, group: list[Clause], connective: str) -> str:
    """Returns the clauses of a group joined, without the period."""
    rng, hero, text = teller.rng, teller.hero, ""
    for number, clause in enumerate(group):
        subject = clause.subject
        if subject == "?" or subject and teller.form == "ask first":
            subject = hero.later if teller.name_next or rng.random() < 0.25 else hero.he
        teller.name_next = clause.role == "fact"
        if number == 0:
            text = connective
        else:
            if number < len(group) - 1:
                text += ", "
            else:
                text += rng.choice(_joins(clause, group[number - 1], len(group)))
            if group[number - 1].subject and clause.subject and rng.random() < 0.8:
                subject = ""
        text += f"{subject} {clause.text}" if subject else clause.text
    return text


def _joins(clause: Clause, before: Clause, clauses: int) -> tuple[str, ...]:
    if clause.role == "price":
        return (" and ", ", and ")
    if clauses > 2:
        return (" and ", ", and ", " and then ")
    if clause.role == "lose" != before.role:
        return (" and ", " and ", ", and ", " and then ", " but ", ", but ", ", then ")
    if clause.role in ("gain", "lose"):
        return (" and ", " and ", " and ", ", and ", " and then ")
    return (" and ", ", and ")


def joined(teller: Teller, question: str) -> str:
    """Returns the clauses and the question as one text."""
    rng = teller.rng
    if teller.form == "ask first":
        teller.name_next = teller.hero.later not in question
    connectives = [line for _, line in wordings.CONNECTIVES.pool(teller.held_out)]
    if not teller.clauses:
        return f"{question}?"
    sentences: list[str] = []
    for group in _groups(teller):
        first, connective = group[0], ""
        event = first.role in ("gain", "lose") and not first.text.startswith(("at ", "soon "))
        if event and sentences and rng.random() < 0.28:
            connective = rng.choice(connectives) + " "
        sentences.append(_sentence(teller, group, connective))
    if teller.form == "if":
        return f"if {sentences[0]}, {question}?"
    if teller.form == "ask first":
        return f"{question} if {sentences[0]}?"
    end = ", " if len(sentences) < 4 and rng.random() < 0.03 else ". "
    return end.join([*sentences, question]) + "?"


def _finished(teller: Teller, text: str) -> str:
    """Returns a text with capital letters; a few as people type in a hurry."""
    roll = teller.rng.random()
    capital = re.sub(r"(?:^|[.?!] )[a-z]", lambda match: match[0].upper(), text)
    text = text.lower() if roll < 0.02 else capital
    return text.removesuffix("?") if 0.01 < roll < 0.03 else text


def _tell(teller: Teller, steps: int) -> Story:
    """Tells one story; raises Unsuitable where the draw led nowhere."""
    kind = teller.rng.random()
    if kind < FIXED_PLAN.get(steps, 0):
        text = tell_whole(teller, steps)
    elif kind > 1 - BOUGHT.get(steps, 0):
        text = joined(teller, Purchase(teller).tell(steps))
    else:
        roll = teller.rng.random()
        if steps <= 2 and roll < 0.26:
            teller.form = "if" if roll < 0.19 or teller.hero.first != teller.hero.later else "ask first"
            teller.past = teller.past and teller.form == "ask first"
        text = joined(teller, Chain(teller).tell(steps))
    if len(teller.plan) != steps:
        raise Unsuitable
    question = _finished(teller, text)
    return Story(question, _settled(teller, question), str(teller.result), tuple(teller.plan))


def _settled(teller: Teller, question: str) -> str:
    """Returns the thoughts, speaking of people as the finished question does."""
    thoughts = " ".join(teller.thoughts).replace(SHE, teller.hero.pronoun_in(question))
    if question == question.lower():
        for name in teller.used_names:
            thoughts = thoughts.replace(name, name.lower())
    return thoughts


def draw_story(rng: random.Random, steps: int, held_out: bool) -> Story:
    """Draws a story of so many steps; the held-out one has wordings and names that the other never has."""
    while True:
        try:
            return _tell(Teller(rng, held_out), steps)
        except Unsuitable:
            continue
