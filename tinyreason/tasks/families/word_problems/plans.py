"""Stories with a fixed plan, told as a whole: amounts together, ages, comparisons, groups, rates.

Add a wording to a list, or a `Plan` with its lists. `numbers` draws letters from left to right: `a:2-99`
from a range (in the story's size of numbers where it can), `a=b*c` or `a=b+c` from others. `steps` are the
operations, `r0` the first's result. `thoughts` write a step as `{r0}`, with its equation; `{A1}` is the hero. A line that
could as well begin a story told event by event has thoughts of its own after `|`, which begin as that story's do.
The wordings' slots are those of `wordings`; besides, `{s}` is the hero in a question, `{pair}` and `{theyall}`
are both of them or all, `{good}` and `{good2}` have prices, `{red}` and `{blue}` tell two sorts apart.
"""

# One story is one line, however long.
# ruff: noqa: E501

from dataclasses import dataclass

from tinyreason.tasks.families.word_problems.wordings import Wordings


@dataclass(frozen=True)
class Plan:
    """A kind of story with its numbers, operations, thoughts and wordings."""

    numbers: str
    steps: str
    thoughts: str
    lines: str
    weight: float = 1.0

    @property
    def wordings(self) -> Wordings:
        """The stories as wordings."""
        return Wordings(self.lines)


# fmt: off
PLANS = (
    # Two amounts together.
    Plan("a:1-999 b:1-999", "a + b", "{A1} had {a}. {B} had {b}. Together that makes {r0}.", """
        {A} [have] {a_things} and {B} [has] {b_things}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {b_things}. How many {things} [do~2] {theyall} have in total?
        {A} [have] {a_things}. {B} [has] {b_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [have] {a_things}. {B} [has] {b}. How many {things} [do~2] {theyall} have in all?
        {A} [have] {a_things} and {B} [has] {b}. How many [do~2] {theyall} have together?
        {A} [find] {a_things} and {B} [finds] {b_things}. How many {things} [do~2] {theyall} find in all?
        {A} [buy] {a_things} and {B} [buys] {b_things}. How many {things} [do~2] {theyall} buy together?
        {A} [collect] {a_things} and {B} [collects] {b}. How many {things} [do~2] {theyall} collect altogether?
        If {A} [have] {a_things} and {B} [has] {b_things}, how many {things} [do~2] {theyall} have together?
        How many {things} [do~2] {pair} have together if {A} [have] {a} and {B} [has] {b}?
        Together, how many {things} [do~2] {pair} have? {A} [have] {a} and {B} [has] {b}.
        In total, how many {things} [do~2] {pair} have? {A} [have] {a_things} and {B} [has] {b}.
        How many {things} [do~2] {pair} have together? {A} [have] {a}. {B} [has] {b}.
        Altogether, how many [do~2] {theyall} have? {A} [have] {a_things} and {B} [has] {b_things}.
        What [is] the total if {A} [have] {a_things} and {B} [has] {b}?
        """, 2),
    Plan("a:2-999 b:2-999", "a + b", "There were {a} and {b}. Together that makes {r0}.", """
        There [be~a] {a} {red} {things~a} and {b} {blue} {things~b} in {abox}. How many {things} [are] there in total?
        There [be~a] {a} {red} and {b} {blue} {things} in {abox}. How many {things} [are] in the {box}?
        {Abox} [has] {a} {red} {things~a} and {b} {blue} {things~b}. How many {things} [are] in the {box}?
        There [are] {a} boys and {b} girls in a class. How many students [are] in the class?
        There [are] {a} boys and {b} girls in a class. How many children [are] there in all?
        A class [has] {a} boys and {b} girls. How many students [are] there in total?
        There [are] {a} men and {b} women on a bus. How many people [are] on the bus?
        {a} boys and {b} girls [are] playing in the park. How many children [are] playing?
        {A} [have] {a} cats and {b} dogs. How many pets [do] {s} have in total?
        A farmer [has] {a} cows and {b} sheep. How many animals [does] the farmer have?
        {A} [pick] {a} roses and {b} tulips. How many flowers [do] {s} pick in all?
        {A} [eat] {a} apples and {b} bananas. How many pieces of fruit [do] {s} eat?
        {A} [buy] {a} apples and {b} oranges. How many fruits [do] {s} buy altogether?
        {A} [read] {a} pages on Monday and {b} pages on Tuesday. How many pages [do] {s} read in total?
        {A} [read] {a} pages yesterday and {b} pages today. How many pages [do] {s} read in all?
        {A} [find] {a} shells at the beach yesterday and {b} shells today. How many shells [do] {s} find?
        {A} [sell] {a} tickets in the morning and {b} in the afternoon. How many tickets [do] {s} sell in all?
        A box weighs {a} kilograms and a bag weighs {b} kilograms. How much do they weigh together?
        {A} [read] {a} pages in the morning and {b} pages in the evening. How many pages [do] {s} read?
        {A} [drive] {a} miles in the morning and {b} miles in the afternoon. How many miles [do] {s} drive?
        {A} [walk] {a} meters to school and then {b} meters to the park. How far [do] {s} walk in total?
        {A} [run] {a} minutes on Monday and {b} minutes on Friday. How many minutes [do] {s} run in all?
        A team [scores] {a} points in the first half and {b} points in the second half. What [is] the total score?
        {A} [score] {a} points in one game and {b} points in the next. How many points [do] {s} score in both games?
        {A} [sell] {a} tickets on Saturday and {b} on Sunday. How many tickets [do] {s} sell?
        In {abox} [are] {a} {red} {things~a} and {b} {blue} {things~b}. How many {things} [are] that together?
        In a class [are] {a} boys and {b} girls. How many students [is] that in total?
        {A} [walk] {a} miles and then {b} miles. How many miles [is] that?
        {A} [drive] {a} miles and then {b} miles. How far [is] that?
        {A} [run] {a} meters and then {b} meters. How many meters [is] that in all?
        {A} [swim] {a} meters in the morning and then {b} meters in the afternoon. How far [is] that in total?
        """, 2),
    # The shortest stories.
    Plan("b:1-500 c:0-499 a=b+c", "a - b", "{A1} started with {a}. {A2} gave away {b}. That leaves {r0}.", """
        If {A} [have] {a_things} and [give] away {b}, how many [are] left?
        If {A} [have] {a_things} and [give] away {b}, how many {things} [are] left?
        If {A} [have] {a_things} and [give] away {b}, how many [do] {s} have left?
        If {A} [have] {a_things} and [give] {b} away, how many {things} [do] {s} have left?
        {A} [have] {a_things} and [give] away {b}. How many [are] left?
        {A} [have] {a_things} and [give] away {b}. How many {things} [do] {s} have left?
        How many {things} [are] left if {A} [have] {a_things} and [give] away {b}?
        If {A} [give] away {b} of {a_things}, how many [are] left?
        {A} [give] {b} away. If {he} [have] {a_things} before, how many {things} [do] {s} have after that?
        """, 0.6),
    # A part and the rest.
    Plan("b:2-998 c:1-998 a=b+c", "a - b", "There were {a}. {b} of them were others. That leaves {r0}.", """
        There [are] {a} {things} in {abox}. {b} of them [be~b] {red} and the rest [are] {blue}. How many {things} [are] {blue}?
        {A} [have] {a} {things}. {b} of them [be~b] {red}. The others [are] {blue}. How many {blue} {things} [do] {s} have?
        {A} [have] {a} {things}, {b} of which [be~b] {red}. The rest [are] {blue}. How many {blue} {things} [do] {s} have?
        There [are] {a} {things} in {abox} and {b} of them [be~b] {red}. How many [are] not {red}?
        There [are] {a} students in a class. {b} of them [be~b] boys. How many girls [are] there?
        There [are] {a} students in a class and {b} [be~b] girls. How many boys [are] in the class?
        A class [has] {a} students. {b} of them [be~b] girls. How many boys [are] there?
        {a} people [are] at a party. {b} of them [be~b] men. How many women [are] there?
        There [are] {a_things} in {abox}. {b} of them [be~b] broken. How many {things} [are] not broken?
        There [are] {a} apples in {abox}. {b} of them [be~b] rotten. How many good apples [are] there?
        {A} [have] {a} eggs and {b} of them [be~b] broken. How many good eggs [do] {s} have?
        A farmer [has] {a} animals. {b} [be~b] cows and the rest [are] sheep. How many sheep [does] the farmer have?
        {A} and {B} [have~2] {a} {things} together. {B} [has] {b}. How many {things} [do] {s} have?
        {A} and {B} together [have~2] {a} {things}. {b} of them [belong~b] to {B}. How many belong to {A}?
        Of {a} {things} in {abox}, {b} [be~b] {red} and the others [are] {blue}. How many of the {things} [are] {blue}?
        Of the {a} students in a class {b} [be~b] boys. How many of them [are] girls?
        """, 1.5),
    # Prices.
    Plan("k:2-12 q:1-99 a=k*q", "a / k", "{k} cost {a}. For one that makes {r0}.", """
        {k_goods} cost {a_money}. How much does one {good} cost?
        {k_goods} cost {a_money}. How much does each {good} cost?
        {k_goods} cost {a_money} in total. What is the price of one {good}?
        If {k_goods} cost {a_money}, how much does one {good} cost?
        {A} [pay] {a_money} for {k_goods}. How much [does] each {good} cost?
        {A} [buy] {k_goods} for {a_money} in total. How much [does] one {good} cost?
        {A} [spend] {a_money} on {k_goods}. All of them [cost~2] the same. How much [does] each {good} cost?
        How much is one {good} if {k_goods} cost {a_money}?
        {A} [pay] {a_money} in total and [get] {k_goods}. What [is] the price of each {good}?
        For {k_goods} {A} [pay] {a_money}. What [is] the price of each?
        What [do] {s} pay for one {good} if {k} of them cost {a_money}?
        """),
    Plan("p:2-12 q:1-99 a=p*q", "a / p", "One costs {p}. In parts of {p} that makes {r0}.", """
        {Agood} costs {p_money}. How many {goods} can {s} buy with {a_money}?
        {Goods} cost {p_money} each. How many {goods} can you buy for {a_money}?
        {A} [have] {a_money}. {Agood} [costs] {p_money}. How many {goods} can {s} buy?
        {A} [have] {a_money}. {Goods} [cost~2] {p_money} each. How many {goods} can {s} buy?
        {A} [spend] {a_money} on {goods} that [cost~2] {p_money} each. How many {goods} [do] {s} buy?
        {A} [want] to buy {goods} for {p_money} each and [have] {a_money}. How many can {s} buy?
        How many {goods} can you buy with {a_money} if each costs {p_money}?
        {A} [earn] {p_money} an hour. How many hours [do] {s} have to work to earn {a_money}?
        {A} [save] {p_money} each week. How many weeks [do] {s} need to save {a_money}?
        {A} [save] {p_money} a week for {agood} that [costs] {a_money}. How many weeks [does] it take?
        With {a_money} {A} [go] to buy {goods} that [cost~2] {p_money} each. How many [do] {s} get?
        For {a_money}, how many {goods} can {s} get at {p_money} each?
        """),
    # Change.
    # Ages.
    Plan("b:2-80 a:2-40", "b + a", "{B} was {b}. {C} was {a} older. That makes {r0}.", """
        {C} is {a} years older than {B}. {B} is {b}. How old is {C}?
        {C} is {a} years older than {B}. {B} is {b} years old. How old is {C}?
        {C} is {a} years older than {B}. If {B} is {b}, how old is {C}?
        {B} is {b} years old. {C} is {a} years older. How old is {C}?
        {B} is {b}. {C} is {a} years older than {B}. What is the age of {C}?
        {B} is {b} years old and {C} is {a} years older than {B}. How old is {C}?
        {B} is {a} years younger than {C}. {B} is {b}. How old is {C}?
        {B} is {a} years younger than {C}. If {B} is {b} years old, how old is {C}?
        {B} is {a} years younger than {C}. How old is {C} if {B} is {b}?
        {B} is {b} years old and {a} years younger than {C}. How old is {C}?
        {B} is {b}. That is {a} years younger than {C}. What is the age of {C}?
        If {B} is {b} and {a} years younger than {C}, how old is {C}?
        If {B} is {a} years younger than {C} and {B} is {b} years old, what is the age of {C}?
        If {B} is {a} years younger than {C} and {B} is {b}, how old is {C}?
        {B} is {a} years younger than {C} and {B} is {b} years old. What is the age of {C}?
        How old is {C} if {B} is {b} years old and {C} is {a} years older?
        What is the age of {C} if {B} is {b} years old and {a} years younger than {C}?
        If {B} is {b} and {C} is {a} years older, what is the age of {C}?
        {b} is the age of {B}. {C} is older by {a} years. How old is {C}?
        """),
    Plan("a:2-40 c:1-60 b=a+c", "b - a", "{B} was {b}. {C} was {a} younger. That leaves {r0}.", """
        {C} is {a} years younger than {B}. {B} is {b}. How old is {C}?
        {C} is {a} years younger than {B}. {B} is {b} years old. How old is {C}?
        {B} is {b} years old. {C} is {a} years younger. How old is {C}?
        {B} is {b} years old and {C} is {a} years younger than {B}. How old is {C}?
        {B} is {a} years older than {C}. {B} is {b}. How old is {C}?
        {B} is {a} years older than {C}. If {B} is {b} years old, how old is {C}?
        {B} is {a} years older than {C}. How old is {C} if {B} is {b}?
        {B} is {b} years old and {a} years older than {C}. How old is {C}?
        {B} is {b}. That is {a} years older than {C}. What is the age of {C}?
        If {B} is {b} and {a} years older than {C}, how old is {C}?
        If {B} is {a} years older than {C} and {B} is {b} years old, what is the age of {C}?
        If {B} is {a} years older than {C} and {B} is {b}, how old is {C}?
        {B} is {a} years older than {C} and {B} is {b} years old. What is the age of {C}?
        How old is {C} if {B} is {b} years old and {C} is {a} years younger?
        What is the age of {C} if {B} is {b} years old and {a} years older than {C}?
        If {B} is {b} and {C} is {a} years younger, what is the age of {C}?
        {b} is the age of {B}. {C} is younger by {a} years. How old is {C}?
        """),
    Plan("a:2-80 b:2-40", "a + b", "{B} was {a}. {b} years passed. That makes {r0}.", """
        {B} is {a} years old. How old will {B} be in {b} years?
        {B} is {a} now. How old will {B} be in {b} years?
        How old will {B} be in {b} years if {B} is {a} years old now?
        {B} is {a} years old now. How old will {B} be in {b} years?
        {B} is {a}. How old will {B} be {b} years from now?
        In {b} years, how old will {B} be if {B} is {a} now?
        {B} is now {a}. What will be the age of {B} in {b} years?
        {b} years ago {B} was {a} years old. How old is {B} now?
        {B} was {a} years old {b} years ago. What is the age of {B} today?
        """, 0.6),
    Plan("b:2-40 c:1-60 a=b+c", "a - b", "{B} was {a}. Take away {b} years. That leaves {r0}.", """
        {B} is {a} years old. How old was {B} {b} years ago?
        {B} is {a} now. How old was {B} {b} years ago?
        {B} will be {a} in {b} years. How old is {B} now?
        In {b} years {B} will be {a} years old. How old is {B} now?
        In {b} years {B} will be {a}. What is the age of {B} now?
        How old is {B} today if {B} will be {a} in {b} years?
        {b} years ago, how old was {B}, who is {a} now?
        How old was {B} {b} years ago if {B} is {a} now?
        How old is {B} now if {B} will be {a} in {b} years?
        How old is {B} if {B} will be {a} years old in {b} years?
        What is the age of {B} now if {B} will be {a} in {b} years?
        {b} years from now {B} will be {a}. How old is {B} now?
        If {B} will be {a} in {b} years, how old is {B} now?
        What was the age of {B} {b} years ago? {B} is {a} years old today.
        """, 0.7),
    Plan("b:2-40 c:1-60 a=b+c", "a - b", "{B} was {a}. {C} was {b}. That leaves {r0}.", """
        {B} is {a} years old. {C} is {b} years old. How many years older is {B} than {C}?
        {B} is {a} and {C} is {b}. How many years younger is {C} than {B}?
        {C} is {b} years old and {B} is {a}. How many years older is {B}?
        {C} is {b}. {B} is {a}. By how many years is {C} younger than {B}?
        {B} is {a}. {C} is {b}. By how many years is {B} older than {C}?
        {C} is {b} years old and {B} is {a}. By how many years is {C} younger?
        How many years younger than {B} is {C}, if {B} is {a} and {C} is {b}?
        By how many years is {B} older than {C}, if {B} is {a} and {C} is {b}?
        How many years older than {C} is {B}, if {B} is {a} and {C} is {b}?
        {B} is {a} years old and {C} is {b}. By how many years is {B} older than {C}?
        """, 0.4),
    Plan("b:2-40 k:2-5", "b * k", "{B} was {b}. {C} was {k} times as old. That makes {r0}.", """
        {C} is {times} as old as {B}. {B} is {b}. How old is {C}?
        {C} is {times} as old as {B}. If {B} is {b} years old, how old is {C}?
        {B} is {b} years old. {C} is {times} as old. How old is {C}?
        How old is {C} if {B} is {b} and {C} is {times} as old?
        If {B} is {b} and {C} {times} as old, how old is {C}?
        {B} is {b}. The age of {C} is {times} that of {B}. What is it?
        Take the age of {B} {times}: that is how old {C} is. {B} is {b}. How old is {C}?
        How old is {C} if {C} is {times} the age of {B} and {B} is {b} years old?
        The age of {B} is {b} years. That of {C} is {times} as much. How old is {C}?
        """, 0.6),
    Plan("b:2-60 a:2-30", "b + a; b + r0", "{B} was {b}. {C} was {a} older. That makes {r0}. Together that makes {r1}.", """
        {C} is {a} years older than {B}. {B} is {b}. How old are they together?
        {B} is {b} years old. {C} is {a} years older than {B}. What is the sum of their ages?
        {B} is {b} and {C} is {a} years older. What is their total age?
        What is the sum of the ages of {B} and {C} if {B} is {b} and {C} is {a} years older?
        How old are {B} and {C} together if {C} is {a} years older than {B} and {B} is {b}?
        The age of {B} is {b}. {C} is {a} years older. How many years is that for both?
        If {B} is {b} and {C} is {a} years older, how old are they together?
        {C} is {a} years older than {B}, who is {b}. What is the sum of their ages?
        What is the total age of {B} and {C} if {B} is {b} and {C} is {a} years older?
        {B} is {b} years old and {C} is {a} years older than {B}. How old are they together?
        """, 0.7),
    Plan("b:2-40 k:2-4 a:2-20", "b * k; r0 + a", "{B} was {b}. {C} was {k} times as old. That makes {r0}. {a} years passed. That makes {r1}.", """
        {C} is {times} as old as {B}. {B} is {b}. How old will {C} be in {a} years?
        {B} is {b}. {C} is {times} as old. How old will {C} be in {a} years?
        {C} is {times} as old as {B}, who is {b}. How old will {C} be in {a} years?
        {C} is {times} as old as {B}. If {B} is {b}, how old will {C} be in {a} years?
        {B} is {b} years old. {C} is {times} as old as {B}. How old will {C} be in {a} years?
        {B} is {b} and {C} is {times} as old. In {a} years, how old will {C} be?
        How old will {C} be in {a} years if {C} is {times} as old as {B} and {B} is {b} now?
        If {B} is {b} and {C} is {times} as old, how old will {C} be {a} years from now?
        Today {B} is {b} and {C} is {times} as old. What is the age of {C} after {a} more years?
        {B} was {b} and {C} {times} as old. That was {a} years ago. How old is {C} now?
        In {a} years, what age will {C} have? {B} is {b} now and {C} is {times} as old.
        The age of {B} is {b} and that of {C} is {times} as much. How old is {C} after {a} years?
        """, 0.6),
    Plan("b:2-60 a:2-30", "b + a", "One was {b}. The other was {a} older. That makes {r0}.", """
        My dog is {b} years old and my cat is {a} years older. How old is my cat?
        My brother is {b} years old. My sister is {a} years older than him. How old is my sister?
        I am {b} years old. My cousin is {a} years older than me. How old is my cousin?
        {A} [be] {b} years old. {A's} sister [is] {a} years older. How old [is] {A's} sister?
        I am {b}. How old is my friend if he is {a} years older than me?
        """, 0.6),
    Plan("b:2-60 k:2-6", "b * k", "One was {b}. The other was {k} times as old. That makes {r0}.", """
        {A} [be] {b} years old. {A's} father [is] {times} as old. How old [is] {A's} father?
        My brother is {b} years old. My mother is {times} as old as him. How old is my mother?
        My cat is {b} years old and my dog is {times} as old. How old is my dog?
        I am {b}. How old is my uncle if he is {times} as old as me?
        """, 0.6),
    # Comparisons.
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "{A1} had {a}. {B} had {b}. That leaves {r0}.", """
        {A} [have] {a_things} and {B} [has] {b_things}. How many more {things} [do] {s} have than {B}?
        {A} [have] {a_things}. {B} [has] {b_things}. How many more {things} [do] {s} have than {B}?
        {A} [have] {a_things} and {B} [has] {b}. How many fewer {things} [does] {B} have than {whom}?
        {A} [have] {a_things}. {B} [has] {b}. How many fewer {things} [does] {B} have?
        {A} [have] {a_things} and {B} [has] {b_things}. What [is] the difference?
        {B} [has] {b_things} and {A} [have] {a}. How many more [do] {s} have?
        {B} [has] {b_things}. {A} [have] {a_things}. How many {things} more than {B} [do] {s} have?
        {A} [read] {a} pages and {B} [reads] {b} pages. How many more pages [do] {s} read than {B}?
        {A} [score] {a} points and {B} [scores] {b}. By how many points [do] {s} win?
        {A} [find] {a_things} and {B} [finds] {b_things}. How many more {things} [do] {s} find than {B}?
        How many more {things} [do] {s} have than {B} if {A} [have] {a} and {B} [has] {b}?
        {B} [has] {b_things} but {A} [have] {a_things}. By how many [do] {s} have more?
        {B} [has] {b_things}. {A} [have] {a}. How many more {things} [do] {s} have than {B}?
        {B} [has] {b} and {A} [have] {a_things}. How many fewer {things} [does] {B} have?
        {B} [finds] {b_things} and {A} [find] {a}. How many {things} more [do] {s} find?
        How many fewer {things} [does] {B} have than {whom} if {B} [has] {b} and {A} [have] {a}?
        How many fewer {things} [does] {B} have if {A} [have] {a} and {B} [has] {b}?
        How many {things} less [does] {B} have than {whom} if {A} [have] {a} and {B} [has] {b}?
        If {B} [has] {b_things} and {A} [have] {a}, how many fewer [does] {B} have?
        If {A} [have] {a_things} and {B} [has] {b}, how many more [do] {s} have?
        By how many {things} [do] {s} have more than {B} if {A} [have] {a} and {B} [has] {b}?
        """, 1.5),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "One was {a}. The other was {b}. That leaves {r0}.", """
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much more does the {good} cost than the {good2}?
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much cheaper is the {good2}?
        There [be~a] {a} {red} {things~a} and {b} {blue} {things~b}. How many more {red} {things} than {blue} {things} [are] there?
        {A} [have] {a} {red} {things~a} and {b} {blue} {things~b}. How many more {red} than {blue} {things} [do] {s} have?
        How much more is {agood} than {agood2} if they cost {a_money} and {b_money}?
        On Monday {A} [read] {a} pages, on Tuesday {b}. How many pages less [is] that on Tuesday?
        A class [has] {a} girls and {b} boys. By how many [are] there more girls?
        If there are {a} girls and {b} boys in a class, how many fewer boys than girls are there?
        """, 0.8),
    Plan("a:2-500 b:2-499", "a + b", "{A1} had {a}. {B} had {b} more. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} more {things~b} than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} more. How many [does] {B} have?
        {B} [has] {b} more {things~b} than {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {B} [has] {b} more {things~b} than {whom}. If {A} [have] {a_things}, how many [does] {B} have?
        {B} [has] {b} more than {whom}. If {A} [have] {a_things}, how many {things} [does] {B} have?
        {A} [have] {b} fewer {things~b} than {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {b} more?
        {A} [run] {a} miles. {B} [runs] {b} miles more than {whom}. How many miles [does] {B} run?
        {A} [read] {a} pages. {B} [reads] {b} pages more. How many pages [does] {B} read?
        {B} [has] as many {things} as {whom} and {b} more. {A} [have] {a_things}. How many [does] {B} have?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {b} more.
        {A} [find] {a_things} and {B} [finds] {b} more than that. How many [does] {B} find?
        """, 1.3),
    Plan("a:2-500 b:2-499", "a + b", "One was {a}. The other was {b} more. That makes {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {b_money} more. How much does {agood2} cost?
        A class [has] {b} more girls than boys. There [are] {a} boys. How many girls [are] there?
        On Monday {A} [read] {a} pages and on Tuesday {b} pages more. How many pages [do] {s} read on Tuesday?
        What does {agood2} cost if {agood} costs {a_money} and {agood2} is {b_money} more?
        How many girls are in a class with {a} boys and {b} more girls than boys?
        """, 0.6),
    Plan("b:2-300 c:1-300 a=b+c", "a - b", "{A1} had {a}. {B} had {b} fewer. That leaves {r0}.", """
        {A} [have] {a_things}. {B} [has] {b} fewer than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} fewer {things~b} than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} less. How many [does] {B} have?
        {B} [has] {b} fewer {things~b} than {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {B} [has] {b} fewer {things~b} than {whom}. If {A} [have] {a_things}, how many [does] {B} have?
        {A} [have] {b} more {things~b} than {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {b} fewer?
        {A} [score] {a} points. {B} [scores] {b} points less than {whom}. How many points [does] {B} score?
        {B} [has] as many {things} as {whom} less {b}. {A} [have] {a_things}. How many [does] {B} have?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {b} fewer.
        {A} [have] {a_things}. That [is] {b} more than {B} [has]. How many {things} [does] {B} have?
        {A} [collect] {a_things} and [get] {b} more than {B}. How many {things} [does] {B} collect?
        {A} [find] {a_things} and {B} [finds] {b} fewer than that. How many [does] {B} find?
        """),
    Plan("b:2-300 c:1-300 a=b+c", "a - b", "One was {a}. The other was {b} less. That leaves {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {b_money} less. How much does {agood2} cost?
        A class [has] {b} fewer boys than girls. There [are] {a} girls. How many boys [are] there?
        On Monday {A} [read] {a} pages and on Tuesday {b} pages less. How many pages [do] {s} read on Tuesday?
        What does {agood2} cost if {agood} costs {a_money} and {agood2} is {b_money} less?
        The {good} [is] {a_money}. That [is] {b_money} more than the {good2}. What [is] the price of the {good2}?
        How many boys are in a class with {a} girls and {b} fewer boys than girls?
        """, 0.6),
    Plan("b:2-300 c:1-300 a=b+c", "a - b",
         "{B} had {a}. {A1} had {b} fewer. That leaves {r0}.", """
        {B} [has] {b} more {things~b} than {whom}. {B} [has] {a}. How many {things} [do] {s} have?
        {B} [has] {a_things}. That [is] {b} more than {A} [have]. How many {things} [do] {s} have?
        {B} [has] {a_things}. {A} [have] {b} fewer. How many {things} [do] {s} have?
        How many {things} [do] {A} have if {B} [has] {a} and {B} [has] {b} more than {whom}?
        How many {things} [do] {A} have if {B} [has] {a_things}, {b} more than {whom}?
        If {B} [has] {a_things} and {b} more than {A} [have], how many [do] {s} have?
        If {B} [has] {a_things}, {b} more than {A} [have], how many {things} [do] {s} have?
        {A} [have] {b} fewer {things~b} than {B}. How many [do] {s} have if {B} [has] {a}?
        What [is] the number of {A's} {things} if {B} [has] {a} and {A} [have] {b} less?
        """),
    Plan("a:2-500 b:2-499", "a + b",
         "{B} had {a}. {A1} had {b} more. That makes {r0}.", """
        {B} [has] {b} fewer {things~b} than {whom}. {B} [has] {a}. How many {things} [do] {s} have?
        {B} [has] {a_things}. That [is] {b} fewer than {A} [have]. How many {things} [do] {s} have?
        {B} [has] {a_things}. {A} [have] {b} more. How many {things} [do] {s} have?
        How many {things} [do] {A} have if {B} [has] {a} and {B} [has] {b} fewer than {whom}?
        How many {things} [do] {A} have if {B} [has] {a_things}, {b} fewer than {whom}?
        If {B} [has] {a_things} and {b} fewer than {A} [have], how many [do] {s} have?
        If {B} [has] {a_things}, {b} fewer than {A} [have], how many {things} [do] {s} have?
        {A} [have] {b} more {things~b} than {B}. How many [do] {s} have if {B} [has] {a}?
        What [is] the number of {A's} {things} if {B} [has] {a} and {A} [have] {b} more?
        """),
    Plan("a:2-300 k:2-6", "a * k", "{A1} had {a}. {B} had {k} times as many. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] {times} as many. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {times} as many {things} as {whom}. How many {things} [does] {B} have?
        {B} [has] {times} as many {things} as {whom}. {A} [have] {a_things}. How many [does] {B} have?
        {B} [has] {times} as many {things} as {whom}. If {A} [have] {a_things}, how many {things} [does] {B} have?
        {A} [collect] {a_things} and {B} [collects] {times} as many. How many {things} [does] {B} collect?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {times} as many?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {times} as many.
        {B} [scores] {times} as many points as {whom}. How many points [does] {B} score if {A} [score] {a}?
        For every one of the {a} {things~a} that {A} [have], {B} [has] {k}. How many {things} [does] {B} have?
        """, 1.2),
    Plan("a:2-300 k:2-6", "a * k", "One was {a}. The other was {k} times as much. That makes {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {times} as much. How much does {agood2} cost?
        A class [has] {a} boys and {times} as many girls. How many girls [are] there?
        On Monday {A} [read] {a} pages, on Tuesday {times} as many. How many pages [do] {s} read on Tuesday?
        What [is] the price of {agood2} if it [is] {times} as much as the {a_money} for {agood}?
        How many girls are in a class with {a} boys and {times} as many girls?
        If {agood} is {a_money} and {agood2} is {times} the price, what does {agood2} cost?
        If {agood} costs {a_money} and {agood2} {times} as much, how much does {agood2} cost?
        {Agood} is {a_money} and {agood2} is {times} the price. What does {agood2} cost?
        """, 0.6),
    Plan("k:2-6 q:1-99 a=k*q", "a / k", "{A1} had {a}. {B} had one of {k} parts. That makes {r0}.", """
        {A} [have] {a_things}, {times} as many as {B}. How many {things} [does] {B} have?
        {A} [have] {times} as many {things} as {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {A} [have] {a_things}. That [is] {times} as many as {B} [has]. How many [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things}, {times} as many as {B}?
        If {A} [have] {a_things} and that [is] {times} as many as {B} [has], how many [does] {B} have?
        With {a_things}, {A} [have] {times} as many as {B}. How many [does] {B} have?
        {A} [find] {times} as many {things} as {B}. {A} [find] {a}. How many {things} [does] {B} find?
        {A} [be] {a} years old and {times} as old as {B}. How old [is] {B}?
        {B} [has] fewer {things} than {whom}: {A} [have] {a}, {times} as many as {B}. How many [does] {B} have?
        {A} [score] {a} points, {times} as many as {B}. How many points [does] {B} score?
        {A} [earn] {times} as much money as {B}. What [does] {B} earn if {A} [earn] {a_money}?
        There [be~a] {a} of {A's} {things}, and that [is] {times} the number of {B}. How many [does] {B} have?
        """, 0.6),
    Plan("q:1-300 k:2-2 a=k*q", "a / 2", "{A1} had {a}. {B} had half. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] half as many. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] half as many {things} as {whom}. How many [does] {B} have?
        {B} [has] half as many {things} as {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] half as many?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] half that number.
        {A} [give] half of {a_things} to {B}. How many {things} [does] {B} get?
        {A} [score] {a} points and {B} half of that. How many points [does] {B} score?
        {A} [have] {a_things}. What does {B} have with half that number?
        {A} [find] {a_things}. {B} [finds] half as many. How many {things} [does] {B} find?
        {A} [sell] {a_things} and {B} [sells] half that number. How many [does] {B} sell?
        How much money [does] {B} have if {A} [have] {a_money} and {B} [has] half of it?
        """, 0.6),
    Plan("a:2-400 b:2-400", "a + b; a + r0", "{A1} had {a}. {B} had {b} more. That makes {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {b} more. How many [do~2] {theyall} have in total?
        {B} [has] {b} more {things~b} than {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [find] {a_things} and {B} [finds] {b} more than {whom}. How many {things} [do~2] {theyall} find in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {b} more?
        If {A} [have] {a_things} and {B} [has] {b} more, how many [is] that for both?
        {A} [have] {b} fewer {things~b} than {B}. {A} [have] {a}. What [is] the total of both?
        {A} [have] {a_things}. {B} [has] {b} more. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {b} more?
        {A} [have] {a_things} and {B} [has] {b} more than {whom}. How many {things} [is] that together?
        How many {things} [do~2] {theyall} have together? {A} [have] {a}, and {B} [has] {b} more.
        """),
    Plan("b:2-300 c:1-300 a=b+c", "a - b; a + r0", "{A1} had {a}. {B} had {b} fewer. That leaves {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} fewer than {whom}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {b} less. How many {things} [do~2] {theyall} have in total?
        {B} [has] {b} fewer {things~b} than {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [have] {a_things}. {A} [have] {b} more than {B}. How many {things} [do~2] {theyall} have in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {b} fewer?
        If {A} [have] {a_things} and {B} [has] {b} fewer, how many [is] that for both?
        {A} [have] {a_things}. {B} [has] {b} fewer. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {b} fewer?
        {A} [have] {a_things} and {B} [has] {b} fewer than {whom}. How many {things} [is] that together?
        How many {things} [do~2] {theyall} have together? {A} [have] {a}, and {B} [has] {b} fewer.
        """),
    Plan("a:2-200 k:2-6", "a * k; a + r0", "{A1} had {a}. {B} had {k} times as many. That makes {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {times} as many. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {times} as many as {whom}. How many [do~2] {theyall} have in total?
        {B} [has] {times} as many {things} as {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [find] {a_things}. {B} [finds] {times} as many. How many {things} [do~2] {theyall} find in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {times} as many?
        If {A} [have] {a_things} and {B} [has] {times} as many, how many [is] that for both?
        {A} [have] {a_things}. {B} [has] {times} that number. What [is] the total of both?
        {A} [have] {a_things}. {B} [has] {times} as many. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {times} as many?
        How many {things} [do~2] {theyall} have together? {A} [have] {a}, and {B} [has] {times} as many.
        """, 1.2),
    Plan("a:2-200 b:2-200 k:2-4", "a + b; r0 * k", "{A1} had {a}. {B} had {b} more. That makes {r0}. {C} had {k} times as many. That makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. {C} [has] {times} as many as {B}. How many {things} [does] {C} have?
        {C} [has] {times} as many {things} as {B}. {B} [has] {b} more than {whom}. {A} [have] {a_things}. How many {things} [does] {C} have?
        How many {things} [does] {C} have if {A} [have] {a_things}, {B} [has] {b} more and {C} [has] {times} as many as {B}?
        {A} [have] {a_things} and {B} [has] {b} more. {C} [has] {times} as many as {B}. How many [does] {C} have?
        If {B} [has] {b} more {things~b} than {whom} and {C} {times} as many as {B}, how many [does] {C} have? {A} [have] {a}.
        {A} [have] {b} fewer {things~b} than {B}. {C} [has] {times} as many as {B}. If {A} [have] {a}, what number [does] {C} have?
        {A} [find] {a_things}. {B} [finds] {b} more than that and {C} {times} as many as {B}. How many {things} [does] {C} find?
        {C} [has] {times} as many {things} as {whom} and {B} together. {A} [have] {a} and {B} [has] {b}. How many [does] {C} have?
        {A} [score] {a} points, {B} [scores] {b} more than {whom} and {C} {times} as many as {B}. How many points [does] {C} score?
        What [does] {C} have if {A} [have] {a_things}, {B} [has] {b} more than that and {C} [has] {times} as many as {B}?
        How many {things} [does] {C} have if {A} [have] {a}, {B} [has] {b} more than that and {C} [has] {times} as many as {B}?
        If {A} [have] {a_things}, {B} [has] {b} more and {C} [has] {times} as many as {B}, what [does] {C} have?
        The number of {things} that {C} [has] [is] {times} that of {B}. {B} [has] {b} more than {whom}, and {A} [have] {a}. How many [does] {C} have?
        {A} [sell] {a_things}. That [is] {b} fewer than {B} [sells]. {C} [sells] {times} as many as {B}. How many [does] {C} sell?
        {C} [has] {times} as many as {B}, and {B} [has] {b} more than {whom}. {A} [have] {a_things}. How many {things} [does] {C} have?
        {B} [has] {b} more {things~b} than {whom}. {C} [has] {times} as many as {B}. {A} [have] {a}. How many {things} [does] {C} have?
        """, 0.7),
    Plan("a:2-200 k:2-4 b:2-99", "a * k; r0 + b; a + r0; r2 + r1",
         "{A1} had {a}. {B} had {k} times as many. That makes {r0}. {C} had {b} more. That makes {r1}. {A1} and {B} had {r2}. Together that makes {r3}.", """
        {A} [have] {a_things}. {B} [has] {times} as many as {whom}. {C} [has] {b} more than {B}. How many {things} [do~2] {theyall} have together?
        {B} [has] {times} as many {things} as {whom}, and {C} [has] {b} more {things~b} than {B}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have in total?
        How many {things} [do~2] {theyall} have together if {A} [have] {a_things}, {B} [has] {times} as many and {C} [has] {b} more than {B}?
        If {A} [have] {a_things}, {B} {times} as many and {C} {b} more than {B}, what [is] the total?
        What is the total of {things} if {A} [have] {a}, {B} [has] {times} that number and {C} [has] {b} more than {B}?
        {A} [collect] {a_things}, {B} {times} as many, and {C} {b} more than {B}. All the {things} [are] put together. How many [is] that?
        How many {things} [are] there in all if {C} [has] {b} more than {B}, {B} {times} as many as {A} [have], and {A} [have] {a}?
        {A} [have] {a_things}, {B} [has] {times} as many as {whom} and {C} [has] {b} more than {B}. How many {things} [do~2] {theyall} have altogether?
        {C} [has] {b} more {things~b} than {B}, and {B} [has] {times} as many as {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have together?
        {B} [has] {times} as many {things} as {whom}. {C} [has] {b} more than {B}. If {A} [have] {a_things}, how many [is] that in total?
        {C} [has] {b} more {things~b} than {B}. {B} [has] {times} as many as {whom}. {A} [have] {a}. What [is] the total?
        {C} [has] {b} more {things~b} than {B}. {B} [has] {times} as many as {whom}. {A} [have] {a}. How many [do~2] {theyall} have in all?
        {A} [find] {a_things}, {B} [finds] {times} as many and {C} [finds] {b} more than {B}. How many {things} [do~2] {theyall} find in all?
        {A} [have] {a_things} and {B} [has] {times} as many. {C} [has] {b} more than {B}. How many {things} [is] that altogether?
        How many {things} [do~2] {theyall} have in total? {A} [have] {a}, {B} [has] {times} as many and {C} [has] {b} more than {B}.
        What [is] the total if {B} [has] {times} as many {things} as {whom}, {C} [has] {b} more than {B} and {A} [have] {a}?
        {A} [have] {a_things}. {B} [has] {times} that number, and {C} [has] {b} more than {B}. How many {things} [do~2] {theyall} have in all?
        {A} [score] {a} points, {B} [scores] {times} as many as {whom} and {C} [scores] {b} more than {B}. How many points [do~2] {theyall} score together?
        {C} [has] {b} more than {B}. {B} [has] {times} as many {things} as {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have in all?
        {B} [has] {times} as many as {whom}. {A} [have] {a_things}. {C} [has] {b} more than {B}. How many {things} [do~2] {theyall} have in total?
        {C} [has] {b} more {things~b} than {B} and {B} [has] {times} as many as {whom}. {A} [have] {a}. How many {things} [is] that together?
        """, 1.5),
    Plan("a:2-300 b:2-300 k:2-200", "a + b; r0 + k", "{A1} had {a}. {B} had {b}. {C} had {k}. {A1} and {B} had {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things}. {B} [has] {b_things}. {C} [has] {k_things}. How many {things} [do~2] {theyall} have in total?
        {A} [find] {a_things}, {B} [finds] {b_things} and {C} [finds] {k_things}. How many {things} [do~2] {theyall} find in all?
        Together, how many {things} [do~2] {theyall} have? {A} [have] {a}, {B} [has] {b} and {C} [has] {k}.
        What [is] the sum if {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}?
        {A} [earn] {a_money}, {B} {b_money} and {C} {k_money}. How much money [is] that altogether?
        {A} [have] {a_things}, {B} [has] {b_things} and {C} [has] {k_things}. How many {things} [is] that altogether?
        If {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}, how many {things} [do~2] {theyall} have together?
        How many {things} [do~2] {theyall} have in all if {A} [have] {a}, {B} [has] {b} and {C} [has] {k}?
        How many {things} [do~2] {theyall} have together if {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}?
        What [is] the total if {A} [have] {a}, {B} [has] {b} and {C} [has] {k}?
        """),
    Plan("a:2-300 b:2-300 k:2-200", "a + b; r0 + k", "First {a} and {b}. That makes {r0}. Then {k}. That makes {r1}.", """
        {A} [get] {a_things} on Monday, {b} on Tuesday and {k} on Wednesday. How many {things} [do] {s} get in all?
        {A} [read] {a} pages on Friday, {b} pages on Saturday and {k} pages on Sunday. How many pages [do] {s} read in total?
        {A} [find] {a_things} on Monday, {b} on Tuesday and {k} on Wednesday. How many {things} [is] that in total?
        {A} [earn] {a_money} in January, {b_money} in February and {k_money} in March. How much money [do] {s} earn in all?
        If {A} [read] {a} pages on Friday, {b} on Saturday and {k} on Sunday, how many pages [is] that in total?
        How many {things} [do] {s} get in all with {a} on Monday, {b} on Tuesday and {k} on Wednesday?
        """, 0.6),
    Plan("a:2-99 b:2-99 k:2-99 c:1-99", "a + b; r0 + k; r1 + c", "First {a} and {b}. That makes {r0}. Then {k}. That makes {r1}. Then {c}. That makes {r2}.", """
        {A} [get] {a_things} on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many {things} [do] {s} get in all?
        {A} [read] {a} pages on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many pages [do] {s} read in total?
        {A} [earn] {a_money} in January, {b_money} in February, {k_money} in March and {c_money} in April. How much money [do] {s} earn in total?
        {A} [walk] {a} miles on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many miles [is] that in total?
        {A} [get] {a_things} on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many {things} [is] that in all?
        How many {things} [do] {s} get in total with {a} on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday?
        {A} [earn] {a_money} in January, {b_money} in February, {k_money} in March and {c_money} in April. How much money [is] that in all?
        If {A} [read] {a} pages on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday, how many pages [is] that in total?
        {A} [get] {a_things} in January, {b} in February, {k} in March and {c} in April. How many {things} [do] {s} get in total?
        """),
    # What was there before, and what came or went.
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "In the end there were {a}. Take away {b}. That leaves {r0}.", """
        {A} had some {things}. {A} got {b} more and now {hasnow} {a_things}. How many {things} did {A} have at first?
        {A} had some {things}. {A} bought {b} more. Now {A} {hasnow} {a_things}. How many {things} did {A} have at the start?
        After buying {b_things}, {A} {hasnow} {a_things}. How many {things} did {A} have before?
        {A} had {b_things}. {A} found some more. Now {A} {hasnow} {a_things}. How many {things} did {A} find?
        {A} had {b_things} and bought some more. Now {A} {hasnow} {a}. How many {things} did {A} buy?
        {A} had {b_things}. {B} gave {him} some more. Now {A} {hasnow} {a_things}. How many {things} did {B} give {him}?
        {A} [have] {b_things}. How many more {things} [do] {s} need to have {a}? | {A1} started with {b}. {A2} needed {a}. That leaves {r0}.
        {A} [need] {a_things} and [have] {b}. How many more [do] {s} need? | {A1} needed {a} and had {b}. That leaves {r0}.
        {A} had some {things}, then {B} gave {him} {b} more. Now {A} {hasnow} {a}. How many [is] that without the {b} from {B}?
        How many {things} did {A} get if {he} had {b} and now {hasnow} {a}?
        If {A} [need] {a_things} and [have] {b}, how many more [do] {s} need? | {A1} needed {a} and had {b}. That leaves {r0}.
        How many more {things} [do] {s} need to have {a} if {A} [have] {b}? | {A1} needed {a} and had {b}. That leaves {r0}.
        {A} [need] {a_things} but [have] only {b}. How many {things} more [do] {s} need? | {A1} needed {a} and had {b}. That leaves {r0}.
        """, 1.2),
    Plan("b:2-500 c:1-499", "b + c", "In the end there were {c}. {b} went. That makes {r0}.", """
        {A} had some {things}. {A} gave away {b} and {hasnow} {c} left. How many {things} did {A} have at first?
        {A} had some {things}. {A} lost {b} of them. Now {A} {hasnow} {c_things} left. How many {things} did {A} have at the start?
        After giving away {b_things}, {A} {hasnow} {c} left. How many {things} did {A} have before?
        {A} gave {b_things} to {B} and {hasnow} {c} left. How many {things} did {A} have at first?
        {A} sold {b_things} and {hasnow} {c} left. How many {things} did {A} have in the beginning?
        {A} had some {things}. After {A} sold {b}, {c} are left. How many {things} did {A} have before that?
        How many {things} did {A} have at first if {he} gave away {b} and {hasnow} {c} left?
        """),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "{A1} had {a} and then {b}. That leaves {r0}.", """
        {A} had {a_things}. {A} gave some to {B} and now {hasnow} {b} left. How many {things} did {A} give to {B}?
        {A} had {a_things}. {A} lost some of them and {hasnow} {b} left. How many {things} did {A} lose?
        {A} had {a_things}. Now {A} {hasnow} {b}. How many {things} did {A} lose?
        {A} had {a_money}. {A} bought {agood} and {hasnow} {b_money} left. How much did the {good} cost?
        {A} had {a_money} and now {hasnow} {b_money} left. How much money did {A} spend?
        Of {a_things}, {A} {hasnow} only {b} left. How many {things} did {A} lose?
        How many {things} did {A} give away if {he} had {a} and {hasnow} {b} left?
        Yesterday {A} had {a_things}, today {he} {hasnow} {b}. How many did {A} lose?
        How much did {agood} cost if {A} had {a_money} before and {b_money} after buying it?
        """),
    # Groups.
    Plan("k:2-60 m:2-150", "k * m", "There were {k} of {m} each. That makes {r0}.", """
        {A} [have] {k_boxes} with {m_things} in each {box}. How many {things} [do] {s} have in total? | {A1} started with {r0}.
        {A} [have] {k_boxes} of {things}. There [are] {m} {things} in each {box}. How many {things} [do] {s} have? | {A1} started with {r0}.
        There [are] {k_boxes} with {m_things} in each. How many {things} [are] there?
        There [are] {k_boxes}. Each {box} [has] {m_things}. How many {things} [are] there in all?
        Each {box} [has] {m_things}. How many {things} [are] in {k_boxes}?
        One {box} [holds] {m_things}. How many {things} [do~2] {k_boxes} hold?
        If there are {m_things} in each {box}, how many {things} are in {k_boxes}?
        How many {things} are there in {k_boxes} of {m}?
        There [are] {k_friends}. Each {pal} [has] {m_things}. How many {things} [do~2] {theyall} have in all?
        {k_friends} [have~2] {m_things} each. How many {things} [do~2] {theyall} have together?
        {A} [give] {m_things} to each of {k_friends}. How many {things} [do] {s} give away?
        {A} [want] to give {m_things} to each of {k_friends}. How many {things} [do] {s} need?
        {A} [plant] {k} rows of {m} trees. How many trees [do] {s} plant?
        There [are] {k} rows of chairs with {m} chairs in each row. How many chairs [are] there?
        A hall [has] {k} rows with {m} seats in each row. How many seats [are] there in total?
        A train [has] {k} cars with {m} seats each. How many seats [does] the train have?
        There [are] {k} cars. Each car [has] {m} wheels. How many wheels [are] there?
        A car has {m} wheels. How many wheels do {k} cars have?
        A spider has {m} legs. How many legs do {k} spiders have?
        A pizza has {m} slices. How many slices do {k} pizzas have?
        {A} [cut] {k} pizzas into {m} slices each. How many slices [are] there?
        A box weighs {m} kilograms. How much do {k} boxes weigh?
        A farmer [has] {k} rows of corn with {m} plants in each row. How many plants [are] there?
        There [are] {k} classes with {m} students in each. How many students [are] there in the school?
        There [are] {k} teams with {m} players on each team. How many players [are] there?
        A book [has] {k} chapters with {m} pages each. How many pages [does] the book have?
        A garden [has] {k} rows of flowers. Each row [has] {m} flowers. How many flowers [are] there?
        In each of {k_boxes} [are] {m_things}. How many {things} [is] that in total?
        {A} [have] {k} shelves and {m} books on each. How many books [is] that in all? | {A1} started with {r0}.
        How many {things} [are] in {k_boxes} with {m} each?
        How many {things} are there in {k_boxes} with {m} in each?
        What is the number of {things} in {k_boxes} of {m}?
        """, 2),
    Plan("k:2-60 m:2-150", "k * m", "It was {m} for each of {k}. That makes {r0}.", """
        {A} [read] {m} pages a day. How many pages [do] {s} read in {k} days?
        {A} [read] {m} pages every day for {k} days. How many pages [do] {s} read in total?
        {A} [run] {m} miles every day. How many miles [do] {s} run in {k} days?
        {A} [run] {m} miles a day for {k} days. How far [do] {s} run?
        {A} [walk] {m} miles a day for {k} days. How far [is] that?
        {A} [earn] {m_money} an hour and [work] {k} hours. How much money [do] {s} earn? | {A1} started with {r0}.
        {A} [earn] {m_money} per hour. How much [do] {s} earn in {k} hours?
        {A} [earn] {m_money} a {day}. How much money [do] {s} earn in {k_days}?
        {A} [save] {m_money} every {day}. How much money [do] {s} save in {k_days}?
        {A} [save] {m_money} a {day} for {k_days}. How much [do] {s} save in total? | {A1} started with {r0}.
        If {A} [save] {m_money} a {day}, how much [do] {s} have after {k_days}?
        A car [drives] {m} miles per hour. How far [does] it go in {k} hours?
        A car [travels] {m} miles in one hour. How many miles [does] it travel in {k} hours?
        A train [travels] at {m} kilometers per hour for {k} hours. How far [does] it travel?
        A machine [makes] {m} toys an hour. How many toys [does] it make in {k} hours?
        {A} [collect] {m_things} a day. How many {things} [do] {s} collect in {k} days?
        {A} [sell] {m_things} a day. How many {things} [do] {s} sell in {k} days?
        {A} [find] {m_things} every day. How many {things} [do] {s} find in {k} days?
        {A} [eat] {m} apples every day. How many apples [do] {s} eat in {k} days?
        {A} [drink] {m} cups of water a day. How many cups [do] {s} drink in {k} days?
        {A} [practice] {m} minutes every day. How many minutes [do] {s} practice in {k} days?
        For {k} days {A} [read] {m} pages a day. How many pages [is] that in total?
        A train [goes] {m} miles in one hour. How far [is] that in {k} hours?
        """, 2),
    Plan("d:2-12 q:1-99 a=d*q", "a / d", "Each of {d} gets {r0}.", """
        There [are] {a} students in {d} equal groups. How many students [are] in each group?
        There [are] {a_things} in {d} equal groups. How many {things} [are] in each group?
        {a} students [are] in {d} groups of the same size. How many students [are] in each group?
        A class of {a} students [is] split into {d} equal teams. How many students [are] on each team?
        {A} [have] {a_things} and [share] them equally with {d_friends}. How many {things} [does] each {pal} get?
        {A} [have] {a_things} in {d_boxes}, the same number in each. How many {things} [are] in each {box}?
        {A} [share] {a_things} equally among {d_friends}. How many {things} [does] each {pal} get?
        {A} [share] {a_things} equally between {d_friends}. How many [does] each get?
        {A} [divide] {a_things} equally among {d_friends}. How many {things} [does] each {pal} receive?
        {A} [split] {a_things} equally among {d_friends}. How many [does] each {pal} get?
        {A} [put] {a_things} equally into {d_boxes}. How many {things} [are] in each {box}?
        {A} [pack] {a_things} into {d_boxes} equally. How many {things} [does] each {box} hold?
        {d_friends} [share~2] {a_things} equally. How many {things} [does] each {pal} get?
        {d_friends} [share~2] {a_money} equally. How much money [does] each {pal} get?
        {a_things} [are] shared equally among {d_friends}. How many {things} [does] each {pal} get?
        {a_things} [are] divided equally into {d_boxes}. How many {things} [are] in each {box}?
        If {a_things} are shared equally among {d_friends}, how many does each {pal} get?
        If {A} [share] {a_things} equally among {d_friends}, how many [does] each {pal} get?
        If {d_friends} share {a_things} equally, how many does each get?
        How many {things} does each {pal} get if {a_things} are shared equally among {d_friends}?
        {A} [cut] a rope of {a} meters into {d} equal pieces. How long [is] each piece?
        A ribbon of {a} meters [is] cut into {d} equal parts. How long [is] each part?
        {A} [read] a book of {a} pages in {d} days, the same number each day. How many pages [do] {s} read a day?
        {A} [earn] {a_money} in {d} hours. How much [do] {s} earn per hour?
        A car [drives] {a} miles in {d} hours. How many miles per hour [is] that?
        {A} [want] {d_friends} to have the same number of {things}. There [are] {a_things}. How many [does] each get?
        {a} students [are] in {d} equal rows. How many [are] in each row?
        """, 2.5),
    Plan("d:2-12 q:1-99 a=d*q", "a / d", "In parts of {d} that makes {r0}.", """
        {A} [have] {a_things}. Each {box} [holds] {d}. How many {boxes} [do] {s} need?
        {A} [have] {a_things} and [put] {d} in each {box}. How many {boxes} [do] {s} need?
        {A} [put] {a_things} into {boxes} of {d}. How many {boxes} [are] there?
        {A} [pack] {a_things} in {boxes} with {d} in each. How many {boxes} [do] {s} fill?
        {a_things} [are] packed in {boxes} of {d}. How many {boxes} [are] there?
        How many {boxes} of {d} can {A} fill with {a_things}?
        {A} [give] {d_things} to each {pal}. How many {friends} get {things} if {A} [have] {a_things}?
        There [are] {a} students. They [form~2] teams of {d}. How many teams [are] there?
        {a} students [are] put in groups of {d}. How many groups [are] there?
        A book [has] {a} pages. {A} [read] {d} pages a day. How many days [does] it take to read the book?
        {A} [read] {d} pages a day. How many days [does] it take to read {a} pages?
        {A} [walk] {d} miles a day. How many days [does] it take to walk {a} miles?
        {A} [have] {a} apples and [eat] {d} a day. How many days [do~2] the apples last?
        A table [seats] {d} people. How many tables [are] needed for {a} people?
        With {d_things} in each {box}, how many {boxes} [are] there for {a_things}?
        For how many days [does] a book of {a} pages last if {A} [read] {d} pages a day?
        With {d} in each {box}, how many {boxes} [do] {s} need for {a_things}?
        There are {a_things}, {d} in each {box}. How many {boxes} are there?
        There are {a_things} in {boxes}, {d} in each. How many {boxes} are there?
        There are {d} {things} in each {box}, {a} in all. How many {boxes} are there?
        There are {d} {things} in each {box} and {a} in all. How many {boxes} is that?
        With {d} {things} in each {box} and {a} in all, how many {boxes} are there?
        {A} [have] {a_things}, {d} in each {box}. How many {boxes} [do] {s} have?
        {A} [have] {a_things} in all, {d} in each {box}. How many {boxes} [is] that?
        There are {a_things} in all and {d} in each {box}. How many {boxes} is that?
        How many {boxes} are there if {a_things} are put in {boxes} of {d}?
        """, 1.5),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "It was {a}. {b} was done. That leaves {r0}.", """
        A book [has] {a} pages. {A} [read] {b} pages. How many pages [are] left to read?
        A book [has] {a} pages. {A} [have] read {b} pages. How many pages [are] left?
        {A} [have] a book with {a} pages and [read] {b} of them. How many pages [are] left?
        {A} [have] {a} books and [have] read {b} of them. How many books [are] left to read?
        {A} [have] to drive {a} miles and [have] driven {b} miles. How many miles [are] left?
        {A} [want] to walk {a} miles and [have] walked {b}. How many miles [do] {s} still have to walk?
        A trip [is] {a} miles long. {A} [drive] {b} miles. How many miles [are] left?
        {A} [have] {a} questions for homework and [finish] {b} of them. How many questions [are] left?
        A bus [has] {a} seats. {b} people [are] on it. How many seats [are] free?
        A hall [has] {a} seats and {b} [are] taken. How many seats [are] empty?
        A rope [is] {a} meters long. {A} [cut] off {b} meters. How long [is] the rope now?
        A tank [holds] {a} liters. {b} liters [are] used. How many liters [are] left?
        Of a book with {a} pages, {A} [read] {b}. How many pages [are] there still to read?
        """, 1.2),
    # Two and more steps.
    Plan("b:2-300 c:2-300 e:1-300 f=b+c a=f+e", "a - b; r0 - c", "There were {a}. {b} went. That leaves {r0}. {c} went. That leaves {r1}.", """
        {A} [have] {a_things}. {A} [sell] {b} in the morning and {c} in the afternoon. How many {things} [are] left? | {A1} started with {a}. {A2} sold {b}. That leaves {r0}. {A2} sold {c}. That leaves {r1}.
        {A} [have] {a_things}. {A} [sell] {b} on Monday and {c} on Tuesday. How many {things} [do] {s} have left? | {A1} started with {a}. {A2} sold {b}. That leaves {r0}. {A2} sold {c}. That leaves {r1}.
        {A} [have] {a_things}. {A} [give] away {b} on Monday and {c} on Tuesday. How many {things} [do] {s} have left? | {A1} started with {a}. {A2} gave away {b}. That leaves {r0}. {A2} gave away {c}. That leaves {r1}.
        {A} [have] {a_things}. {A} [lose] {b} on Saturday and {c} on Sunday. How many {things} [are] left? | {A1} started with {a}. {A2} lost {b}. That leaves {r0}. {A2} lost {c}. That leaves {r1}.
        {A} [have] {a_things}. {A} [give] {b} to {B} and {c} to {C}. How many {things} [do] {s} have left? | {A1} started with {a}. {A2} gave {b}. That leaves {r0}. {A2} gave {c}. That leaves {r1}.
        {A} [have] {a_things} and [give] {b} to {B} and {c} to {C}. How many [are] left? | {A1} started with {a}. {A2} gave {b}. That leaves {r0}. {A2} gave {c}. That leaves {r1}.
        {A} [bake] {a} cookies. {B} [eats] {b} and {C} [eats] {c}. How many cookies [are] left?
        A shop [has] {a_things}. It [sells] {b} on Monday and {c} on Tuesday. How many {things} [are] left?
        A baker [makes] {a} cupcakes. {b} [are] sold in the morning and {c} in the afternoon. How many cupcakes [are] left?
        A book [has] {a} pages. {A} [read] {b} pages yesterday and {c} pages today. How many pages [are] left?
        {A} [have] {a_money}. {A} [spend] {b_money} on {agood} and {c_money} on {agood2}. How much money [is] left? | {A1} started with {a}. {A2} spent {b}. That leaves {r0}. {A2} spent {c}. That leaves {r1}.
        Of {a_things}, {A} [give] {b} to {B} and {c} to {C}. How many of the {things} [are] left? | {A1} started with {a}. {A2} gave {b}. That leaves {r0}. {A2} gave {c}. That leaves {r1}.
        How many {things} [are] left if {A} [have] {a} and [give] {b} to {B} and {c} to {C}? | {A1} started with {a}. {A2} gave {b}. That leaves {r0}. {A2} gave {c}. That leaves {r1}.
        """),
    Plan("a:2-500 b:2-300 c:2-300", "a + b; r0 - c", "There were {a}. {b} came. That makes {r0}. {c} went. That leaves {r1}.", """
        A library [has] {a} books. It [buys] {b} new books and [gives] away {c} old ones. How many books [does] it have now?
        A shop [has] {a_things}. It [gets] {b} more and [sells] {c}. How many {things} [does] the shop have now?
        A store [has] {a_things}. The store [buys] {b} and then [sells] {c} of them. How many {things} [are] left in the store?
        There [are] {a} people on a bus. At the next stop {b} people [get~2] on and {c} people [get~2] off. How many people [are] on the bus now?
        A school [has] {a} students. {b} students [come~2] and {c} students [leave~2]. How many students [does] the school have now?
        In a shop [are] {a_things}. {b} more [come~2] in and {c} [are] sold. How many {things} [does] the shop have now?
        A shop [has] {a_things}. {b} more [come~2] in and then {c} [are] sold. How many {things} [are] left in the shop?
        If there [are] {a} people on a bus, {b} [get~2] on and {c} [get~2] off, how many people [are] on the bus now?
        A library [has] {a} books. {b} new books [come~2] and {c} books [leave~2]. How many books [are] there now?
        How many {things} [does] a shop have now if it [has] {a}, [gets] {b} more and [sells] {c}?
        How many books [does] a library have now if it [has] {a}, [buys] {b} more and [gives] away {c}?
        If a shop [has] {a_things}, [gets] {b} more and [sells] {c}, how many {things} [does] it have now?
        """),
    Plan("k:2-12 m:2-12 c:1-40 v=k*m a=v+c", "k * m; a - r0", "{k} took {m} each. That makes {r0}. There were {a}. That leaves {r1}.", """
        If a pizza [has] {a} slices and {k} people eat {m} slices each, how many slices [are] left?
        {A} [have] {a_things} and [give] {m} to each of {k_friends}. How many {things} [do] {s} have left? | {A1} started with {a}. {A2} gave {r0}. That leaves {r1}.
        {A} [have] {a_things}. {A} [give] {m_things} to each of {his} {k_friends}. How many {things} [do] {s} have left? | {A1} started with {a}. {A2} gave {r0}. That leaves {r1}.
        There [are] {a} cookies. {k_friends} [eat~2] {m} cookies each. How many cookies [are] left?
        {k_friends} [take~2] {m} of {a} cookies each. How many of the cookies [are] left?
        {k_friends} [eat~2] {m} of {a} cookies each. How many of the cookies [are] left?
        Each of {k_friends} [takes] {m} of {a} cookies. How many cookies [are] left?
        {k_friends} each [take~2] {m} of {a} cookies. How many of them [are] left?
        Of {a} cookies {k_friends} [take~2] {m} each. How many of the cookies [are] left?
        Of {a} cookies {k_friends} [eat~2] {m} each. How many cookies [are] left?
        Of {a} cookies each of {k_friends} [takes] {m}. How many of them [are] left?
        If {A} [have] {a_things} and [give] {m} to each of {k_friends}, how many {things} [do] {s} have left? | {A1} started with {a}. {A2} gave {r0}. That leaves {r1}.
        Of {a_things}, {A} [give] {m} to each of {k_friends}. How many of the {things} [are] left? | {A1} started with {a}. {A2} gave {r0}. That leaves {r1}.
        How many {things} [are] left if {A} [have] {a} and [give] {m} to each of {k_friends}? | {A1} started with {a}. {A2} gave {r0}. That leaves {r1}.
        A pizza [has] {a} slices. {k} people [eat~2] {m} slices each. How many slices [are] left?
        If {k_friends} [take~2] {m} of {a} cookies each, how many cookies [are] left?
        """),
    Plan("k:2-12 m:2-99 b:2-99", "k * m; r0 + b", "There were {k} of {m} each. That makes {r0}. Then {b} more. That makes {r1}.", """
        {A} [have] {k_boxes} with {m_things} in each and {b} more {things~b}. How many {things} [do] {s} have in total? | {A1} started with {r0}. {A2} had {b}. That makes {r1}.
        {A} [have] {k_boxes} of {m_things} and {b} extra {things~b}. How many {things} [do] {s} have? | {A1} started with {r0}. {A2} had {b}. That makes {r1}.
        There [are] {k} rows of {m} chairs and {b} more chairs. How many chairs [are] there in all?
        {A} [save] {m_money} a {day} for {k_days} and then {b_money} more. How much [do] {s} save in total? | {A1} started with {r0}. {A2} saved {b}. That makes {r1}.
        {A} [read] {m} pages a day for {k} days and then {b} more pages. How many pages [do] {s} read?
        In each of {k_boxes} [are] {m_things}, and {b} more [be~b] on the table. How many {things} [is] that in total?
        A bus [has] {k} rows of {m} seats and {b} seats in the back. How many seats [does] the bus have?
        {A} [buy] {k_goods} at {m_money} each and {agood2} for {b_money}. How much [do] {s} pay?
        What [is] the cost of {k_goods} for {m_money} each and {agood2} for {b_money}?
        There [are] {k_boxes} of {m_things} and {b} more {things~b}. How many {things} [are] there in all?
        How many {things} [are] there in {k_boxes} of {m_things} and {b} more?
        """),
    Plan("k:2-12 m:2-99 b:2-99", "k * m; r0 - b", "There were {k} of {m} each. That makes {r0}. {b} went. That leaves {r1}.", """
        There [are] {k_boxes} with {m_things} in each. {b} {things~b} [be~b] taken away. How many {things} [are] left?
        {A} [have] {k_boxes} with {m_things} in each {box}. {A} [give] away {b_things}. How many {things} [do] {s} have left? | {A1} started with {r0}. {A2} gave away {b}. That leaves {r1}.
        {A} [earn] {m_money} an hour for {k} hours and [spend] {b_money}. How much money [do] {s} have left? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}.
        A train [has] {k} cars with {m} seats each. {b} seats [are] taken. How many seats [are] free?
        There [are] {k_boxes}. Each {box} [holds] {m} oranges. {b} oranges [are] rotten. How many good oranges [are] there?
        {A} [buy] {k_boxes} of apples. Each {box} [has] {m} apples. {A} [give] {b} apples to {B}. How many apples [do] {s} have? | {A1} started with {r0}. {A2} gave {b}. That leaves {r1}.
        {A} [cut] {k} pizzas into {m} slices each. {b} slices [are] eaten. How many slices [are] left?
        {A} [save] {m_money} a {day} for {k_days} and then [spend] {b_money}. How much money [is] left? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}.
        Of {k_boxes} with {m_things} each, {b_things} [be~b] lost. How many of the {things} [are] left?
        If there [are] {k_boxes} with {m_things} in each and {b} [are] taken away, how many {things} [are] left?
        How many {things} [are] left of {k_boxes} with {m_things} each after {b} [are] taken away?
        """),
    Plan("d:2-12 q:1-60 b:2-99 c=d*q t=c-b a=t", "a + b; r0 / d", "There were {a} and {b}. That makes {r0}. Each of {d} gets {r1}.", """
        {A} [have] {a_things} and {B} [has] {b_things}. They [share~2] all of them equally among {d_friends}. How many {things} [does] each {pal} get?
        {A} [have] {a} {red} and {b} {blue} {things} and [put] them equally into {d_boxes}. How many {things} [are] in each {box}? | {A1} started with {a} and {b}. That makes {r0}. Each of {d} gets {r1}.
        There [are] {a} boys and {b} girls in a class. They [form~2] {d} equal teams. How many children [are] on each team?
        {A} [bake] {a} cookies and {B} [bakes] {b}. They [put~2] them equally on {d} plates. How many cookies [are] on each plate?
        {d_friends} [get~2] {a} {red} and {b} {blue} {things} in equal parts. How many {things} [does] each {pal} get?
        If {A} [have] {a_things}, {B} [has] {b} and all [are] shared equally among {d_friends}, how many [does] each {pal} get?
        {A} [find] {a_things} on Monday and {b} on Tuesday and [put] them all equally into {d_boxes}. How many {things} go in each {box}? | {A1} started with {a} and {b}. That makes {r0}. Each of {d} gets {r1}.
        {A} [earn] {a_money} and {b_money} more, and [share] the money equally among {d_friends}. What [does] each {pal} get? | {A1} started with {a} and {b}. That makes {r0}. Each of {d} gets {r1}.
        What [does] each of {d_friends} get if {a} {red} and {b} {blue} {things} are shared equally?
        {a} {red} and {b} {blue} {things} [are] shared equally among {d_friends}. How many [does] each {pal} get?
        How many [does] each of {d_friends} get if {a} {red} and {b} {blue} {things} are divided equally?
        What [does] each {pal} get if {d_friends} [share~2] {a} {red} and {b} {blue} {things} equally?
        If {a} {red} and {b} {blue} {things} are shared equally among {d_friends}, what [does] each {pal} get?
        How many [does] each {pal} get of {a} {red} and {b} {blue} {things} if {d_friends} [share~2] them equally?
        """),
    Plan("k:2-12 m:2-60 n:2-12 b:2-60", "k * m; n * b; r0 + r1", "There were {k} of {m} each. That makes {r0}. Then {n} of {b} each. That makes {r1}. Together that makes {r2}.", """
        {A} [have] {k_boxes} with {m} {red} {things~m} each and {n_boxes} with {b} {blue} {things~b} each. How many {things} [do] {s} have in total? | {A1} started with {r0}. {A2} had {r1}. That makes {r2}.
        There [are] {k} tables with {m} chairs each and {n} tables with {b} chairs each. How many chairs [are] there?
        {A} [read] {m} pages a day for {k} days and {b} pages a day for {n} days. How many pages [do] {s} read in total?
        {A} [work] {k} hours for {m_money} an hour and {n} hours for {b_money} an hour. How much [do] {s} earn?
        {A} [get] {k_boxes} of {m_things} and {n_boxes} of {b}. How many {things} [is] that in total? | {A1} started with {r0}. {A2} got {r1}. That makes {r2}.
        How many {things} [are] there in {k_boxes} of {m} and {n_boxes} of {b}?
        If {A} [earn] {m_money} an hour for {k} hours and {b_money} an hour for {n} hours, how much money [do] {s} make? | {A1} started with {r0}. {A2} earned {r1}. That makes {r2}.
        {A} [run] {m} miles a day for {k} days and then {b} miles a day for {n} days. How far [do] {s} run altogether?
        {A} [give] {m_things} to each of {k} boys and {b_things} to each of {n} girls. How many {things} [do] {s} give away?
        {A} [save] {m_money} a week for {k} weeks and {b_money} a week for {n} weeks. How much money [do] {s} save in all? | {A1} started with {r0}. {A2} saved {r1}. That makes {r2}.
        There [are] {k_boxes} of {m_things} and {n_boxes} of {b}. How many {things} [are] there in total?
        How many {things} [is] that in total if {A} [get] {k_boxes} of {m} and {n_boxes} of {b}? | {A1} started with {r0}. {A2} got {r1}. That makes {r2}.
        {A} [have] {k_boxes} of {m_things} and {B} [has] {n_boxes} of {b}. How many {things} [do~2] {theyall} have in total?
        How many chairs [are] there at {k} tables with {m} chairs each and {n} tables with {b} chairs each?
        What [is] the number of {things} in {k_boxes} of {m} and {n_boxes} of {b}?
        If there [are] {k_boxes} with {m_things} each and {n_boxes} with {b} each, how many {things} [are] there in total?
        There [are] {k_boxes} with {m_things} each and {n_boxes} with {b} each. How many {things} [are] there in all?
        {k_boxes} [hold~2] {m_things} each and {n_boxes} [hold~2] {b} each. How many {things} [is] that in total?
        If {k_boxes} hold {m_things} each and {n_boxes} hold {b} each, how many {things} are there in all?
        If there [are] {k} tables with {m} chairs each and {n} tables with {b}, how many chairs [is] that?
        If {A} [have] {k_boxes} with {m_things} each and {n_boxes} with {b} each, how many {things} [do] {s} have? | {A1} started with {r0}. {A2} had {r1}. That makes {r2}.
        {A} [get] {k_boxes} with {m_things} in each and {n_boxes} with {b} in each. How many {things} [do] {s} get in all? | {A1} started with {r0}. {A2} got {r1}. That makes {r2}.
        How far [do] {s} run in total with {m} miles a day for {k} days and {b} miles a day for {n} days?
        """, 1.5),
    Plan("k:2-12 m:2-60 b:2-99 d:2-9", "k * m; r0 - b; r1 / d", "There were {k} of {m} each. That makes {r0}. {b} went. That leaves {r1}. Each of {d} gets {r2}.", """
        {A} [have] {k_boxes} with {m_things} in each. {A} [give] away {b_things} and [share] the rest equally among {d_friends}. How many {things} [does] each {pal} get? | {A1} started with {r0}. {A2} gave away {b}. That leaves {r1}. Each of {d} gets {r2}.
        {A} [save] {m_money} a {day} for {k_days}, [spend] {b_money} and [share] the rest equally among {d_friends}. How much money [does] each {pal} get? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}. Each of {d} gets {r2}.
        Of {k_boxes} with {m_things} each, {A} [lose] {b}. {d_friends} [get~2] the rest in equal parts. How many {things} [does] each {pal} get?
        If {A} [have] {k_boxes} with {m_things} in each, [lose] {b} and [share] the rest equally among {d_friends}, how many [does] each {pal} get? | {A1} started with {r0}. {A2} lost {b}. That leaves {r1}. Each of {d} gets {r2}.
        After {A} [give] away {b} of the {things} in {k_boxes} of {m}, {d_friends} [get~2] the rest in equal parts. How many [does] each {pal} get?
        {A} [earn] {m_money} a {day} for {k_days} and [spend] {b_money}. With the rest {he} [buy] {d_goods} at one price. How much [does] each {good} cost? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}. Each of {d} gets {r2}.
        There [are] {k_boxes} with {m_things} in each. {b} [are] lost, and {d_friends} [get~2] the rest in equal parts. How many {things} [does] each {pal} get?
        {A} [have] {k_boxes} of {m_things}, [give] away {b} and [share] the rest equally among {d_friends}. How many [does] each {pal} get? | {A1} started with {r0}. {A2} gave away {b}. That leaves {r1}. Each of {d} gets {r2}.
        {A} [earn] {m_money} a {day} for {k_days}, [spend] {b_money} and [share] the rest equally among {d_friends}. What [does] each {pal} get? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}. Each of {d} gets {r2}.
        How many {things} [does] each of {d_friends} get if {A} [have] {k_boxes} of {m}, [lose] {b} and [share] the rest equally? | {A1} started with {r0}. {A2} lost {b}. That leaves {r1}. Each of {d} gets {r2}.
        {A} [save] {m_money} a {day} for {k_days} and [spend] {b_money}. {d_friends} [get~2] the rest in equal parts. How much money [does] each {pal} get? | {A1} started with {r0}. {A2} spent {b}. That leaves {r1}. Each of {d} gets {r2}.
        """, 1.5),
    Plan("p:2-12 q:1-60 b:2-99 t=p*q a=t+b", "a - b; r0 / p", "{A1} needed {a} and had {b}. That leaves {r0}. In parts of {p} that makes {r1}.", """
        {A} [want] to buy {agood} for {a_money} and [have] {b_money}. {A} [save] {p_money} a week. How many weeks [does] it take?
        {A} [need] {a_money} for {agood}. {A} [have] {b_money} and [save] {p_money} every week. For how many weeks [do] {s} have to save?
        A book [has] {a} pages. {A} [have] read {b} pages and now [read] {p} pages a day. How many days [does] it take to finish the book?
        {Agood} [costs] {a_money}. {A} [have] {b_money} and [get] {p_money} a week. How many weeks [does] it take to have the rest?
        How many weeks [do] {A} need for {agood} of {a_money} if {he} [have] {b_money} and [save] {p_money} a week?
        How long [does] it take {whom} to save for {agood} of {a_money} with {b_money} now and {p_money} more every week?
        {A} [have] {a_money}, [spend] {b_money} on {agood} and all the rest on {goods2} for {p_money} each. How many {goods2} [do] {s} buy? | {A1} started with {a}. {A2} spent {b}. That leaves {r0}. In parts of {p} that makes {r1}.
        {A} [have] {a_things}. {A} [give] away {b} and [put] the rest into {boxes} of {p}. How many {boxes} [do] {s} need? | {A1} started with {a}. {A2} gave away {b}. That leaves {r0}. In parts of {p} that makes {r1}.
        If {A} [need] {a_money} for {agood}, [have] {b_money} and [save] {p_money} a week, how many weeks [does] it take?
        {A} [need] {a_money} for {agood}. With {b_money} now and {p_money} more every week, how many weeks [does] it take?
        {Agood} [costs] {a_money}. {A} [have] {b_money} and [save] {p_money} a week. For how many weeks [do] {s} have to save?
        """),
    Plan("k:2-20 p:2-60 b:2-300", "k * p; r0 - b", "{k} cost {r0}. Take away {b}. That leaves {r1}.", """
        {A} [buy] {things} for {b_money} and [sell] {k} of them for {p_money} each. How much profit [do] {s} make?
        {A} [sell] {k_things} for {p_money} each. Making them [costs] {b_money}. How much profit [do] {s} make?
        {A} [spend] {b_money} on {things} and [sell] {k} at {p_money} each. How much money [do] {s} make in the end?
        {A} [make] {k_things} for {b_money} in total. People [pay~2] {p_money} for each. How much [do] {s} earn after the cost?
        {A} [sell] {k_things} at {p_money} each. Making them [costs] {b_money} in total. How much money [do] {s} make after the cost?
        How much profit [do] {s} make if {he} [buy] {things} for {b_money} and [sell] {k} for {p_money} each?
        {A} [spend] {b_money} on {things} and [sell] {k} of them for {p_money} each. How much profit [do] {s} make?
        """, 0.7),
    # Bare numbers.
    Plan("a:2-999 b:2-999", "a + b", "{a} and {b} are added. That makes {r0}.", """
        What is {a} plus {b}?
        How much is {a} plus {b}?
        What is the sum of {a} and {b}?
        What is {a} + {b}?
        Add {b} to {a}. What is the result?
        How much is the sum of {a} and {b}?
        What do {a} and {b} make together?
        What is the total of {a} and {b}?
        {a} + {b} = ?
        Find the sum of {a} and {b}.
        What is {a} and {b}?
        How much is {a} + {b}?
        {a} plus {b} = ?
        Calculate {a} + {b}.
        """),
    Plan("b:2-500 c:0-499 a=b+c", "a - b", "{b} is taken from {a}. That leaves {r0}.", """
        What is {a} minus {b}?
        How much is {a} minus {b}?
        What is the difference of {a} and {b}?
        What is {a} - {b}?
        Take {b} away from {a}. What is left?
        How much is left of {a} minus {b}?
        {a} minus {b} is how much?
        {a} - {b} = ?
        How far is it from {b} to {a}?
        How much is {a} - {b}?
        {a} minus {b} = ?
        Calculate {a} - {b}.
        """),
    Plan("a:2-150 b:2-60", "a * b", "{a} is taken {b} times. That makes {r0}.", """
        What is {a} times {b}?
        How much is {a} times {b}?
        What is {a} * {b}?
        What is {a} x {b}?
        How much is {a} * {b}?
        {a} * {b} = ?
        How much is {a} x {b}?
        {a} times {b} = ?
        {a} times {b} is how much?
        {a} x {b} = ?
        Calculate {a} * {b}.
        """),
    Plan("d:2-12 q:1-99 a=d*q", "a / d", "Each of {d} gets {r0}.", """
        What is {a} divided by {d}?
        How much is {a} divided by {d}?
        What is {a} / {d}?
        How much is {a} / {d}?
        {a} divided by {d} is how much?
        {a} / {d} = ?
        {a} divided by {d} = ?
        Calculate {a} / {d}.
        What do you get if {a} is divided by {d}?
        """),
)
# fmt: on
