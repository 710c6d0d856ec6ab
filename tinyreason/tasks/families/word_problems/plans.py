"""Stories with a fixed plan, told as a whole: prices and change, ages, comparisons, groups, rates.

Add a wording to a list, or a `Plan` with its lists. `numbers` draws letters from left to right: `a:2-99`
from a range (in the story's size of numbers where it can), `a=b*c` or `a=b+c` from others. `steps` are the
operations, `r0` the first's result. `thoughts` write a step as `{r0}`, with its equation; `{A1}` is the hero.
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
        {pair} [put~2] all the {things} into one {box}, {a} from {whom} and {b} from {B}. How many {things} [are] in the {box} then?
        {B} [has] {b_things}. {A} [have] another {a}. What [is] the number of {things} of both?
        {A} [sell] {a_things} and {B} [sells] {b} others. How many {things} [is] that for the two of them?
        What [is] the total if {A} [have] {a_things} and {B} [has] {b}?
        If {A's} {a_things} and the {b_things} of {B} are added up, how many is that?
        The {things} of {pair} [are] counted: {a} and {b}. How many {things} [is] that?
        {B} [has] {b_things}, and besides {A} [have] {a}. How many {things} [are] there?
        While {A} [get] {a_things}, {B} [gets] {b}. What [is] the sum?
        {A} [bring] {a_things} and {B} [brings] {b} more. With how many {things} [do~2] {theyall} end up?
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
        {A} [have] {a_things} but [give] {b} to a friend. How many [do] {s} keep?
        Out of {a_things}, {A} [give] away {b}. How many {things} [do] {s} keep?
        After {A} [give] away {b} of {his} {a_things}, how many [are] still there?
        How many {things} [do] {A} have left after giving away {b} of {a}?
        How many of {a_things} remain when {A} [give] {b} to {B}?
        There [be~a] {a_things} in {A's} {box}. {he} [give] {b} of them away. How many {things} [are] still in the {box}?
        {B} [gets] {b} of the {a_things} that {A} [have]. How many {things} [are] left?
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
    Plan("a:2-150 k:2-60", "a * k", "One costs {a}. For {k} that makes {r0}.", """
        {Agood} costs {a_money}. How much do {k_goods} cost?
        {Agood} costs {a_money}. How much do {k_goods} cost?
        {Agood} costs {a_money}. How much do {k_goods} cost in total?
        One {good} costs {a_money}. How much do {k_goods} cost?
        One {good} costs {a_money}. What is the price of {k_goods}?
        If {agood} costs {a_money}, how much do {k_goods} cost?
        If one {good} costs {a_money}, how much will {k_goods} cost?
        How much do {k_goods} cost if one {good} costs {a_money}?
        How much do {k_goods} cost if each costs {a_money}?
        Each {good} costs {a_money}. {A} [buy] {k_goods}. How much [do] {s} pay?
        {A} [buy] {k_goods} for {a_money} each. How much [do] {s} pay in total?
        {A} [buy] {k_goods} for {a_money} each. How much [do] {s} spend?
        {A} [buy] {k_goods}. Each {good} [costs] {a_money}. How much money [do] {s} spend?
        {A} [buy] {k_goods} at {a_money} each. What [is] the total cost?
        {A} [want] to buy {k_goods} that cost {a_money} each. How much money [do] {s} need?
        {Goods} cost {a_money} each. How much do {k_goods} cost?
        The price of {agood} is {a_money}. What do {k_goods} cost?
        {A} [sell] {k_goods} for {a_money} each. How much money [do] {s} make?
        {A} [sell] {k_goods} at {a_money} each. How much [do] {s} earn?
        {A} [sell] {k_goods}, each for {a_money}. How much money [do] {s} get?
        {A} [pay] {a_money} for each of {k_goods}. How much [do] {s} pay for all of them?
        At {a_money} for one {good}, what is the price of {k_goods}?
        {k_goods} at {a_money} each: how much is that in total?
        """, 2.5),
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
        A pack of {k_goods} costs {a_money}. What does that make for each {good}?
        The price of {k_goods} is {a_money}. How much would just one {good} cost?
        The bill for {k_goods} [is] {a_money}. What [do] {s} pay for each of them?
        When {A} [sell] {k_goods}, all at the same price, {he} [get] {a_money}. For how much [do] {s} sell each {good}?
        You can get {k_goods} for {a_money}. What is the price of only one?
        How expensive is each {good} when {k} of them are {a_money}?
        Selling {k_goods} at one price [brings] {whom} {a_money}. What [do] {s} charge for each {good}?
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
        One {good} [is] {p_money}. {A} [spend] all of {his} {a_money} on them. How many {goods} [do] {s} take home?
        {A} [pay] {a_money} in all for some {goods}. Each [is] {p_money}. How many {goods} [is] that?
        The price of each {good} is {p_money}. What number of {goods} can be bought with {a_money}?
        {A} [sell] some {goods} at {p_money} each and [get] {a_money}. How many {goods} [do] {s} sell?
        If each {good} costs {p_money} and the bill is {a_money}, how many {goods} are on it?
        Each week {A} [put] {p_money} away. After how many weeks [do] {s} have {a_money}?
        {A} [be] paid {p_money} for an hour of work and [go] home with {a_money}. How many hours [do] {s} work?
        How long [do] {s} have to save for {a_money} if {he} [put] away {p_money} every week?
        """),
    # Change.
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "{A1} paid {a}. It cost {b}. That leaves {r0}.", """
        {A} [buy] {agood} for {b_money} and [pay] with {a_money}. How much change [do] {s} get?
        {A} [buy] {agood} that [costs] {b_money}. {A} [pay] with a {a} {bill}. How much change [do] {s} get?
        {Agood} [costs] {b_money}. {A} [pay] with {a_money}. How much change [do] {s} get back?
        {A} [have] {a_money}. {Agood} [costs] {b_money}. How much money [do] {s} have left after buying it?
        {A} [have] {a_money} and [buy] {agood} for {b_money}. How much money [do] {s} have left?
        {A} [give] the cashier {a_money} for {agood} that [costs] {b_money}. How much [do] {s} get back?
        How much change [do] {s} get from {a_money} after buying {agood} for {b_money}?
        {Agood} [is] {b_money}. {A} [give] {a_money} to the cashier. How much [do] {s} get back?
        Out of {a_money}, {A} [spend] {b_money} on {agood}. What [is] left over?
        What [do] {s} get back from {a_money} if {agood} [costs] {b_money}?
        The bill [is] {b_money}. {A} [hand] over {a_money}. What [is] the change?
        {A} [want] {agood} for {b_money} and [hand] the seller {a_money}. How much money [does] the seller give back?
        If {A} [pay] for {agood} of {b_money} with {a_money}, how much [do] {s} get back?
        After {A} [pay] {b_money} for {agood}, how much of {his} {a_money} [is] still there?
        {A} [have] {a_money} before and [pay] {b_money} at the store. How much [do] {s} have after that?
        {Agood} [is] priced at {b_money}. How much change [do] {A} get from {a_money}?
        {A} [take] {a_money} to the shop and [come] home with {agood} for {b_money}. How much money [do] {s} bring back?
        How much of {a_money} [do] {A} keep after paying {b_money} for {agood}?
        {A} [have] to pay {b_money} and [pay] with a {a} {bill}. How much money [do] {s} get in return?
        """),
    Plan("a:2-99 b:2-500 c:1-499", "a + b", "One cost {a} and one {b}. That makes {r0}.", """
        {A} [buy] {agood} for {a_money} and {agood2} for {b_money}. How much [do] {s} spend in total?
        {A} [buy] {agood} for {a_money} and {agood2} for {b_money}. How much [do] {s} pay?
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much do they cost together?
        {Agood} costs {a_money}. {Agood2} costs {b_money}. How much do both cost?
        {A} [spend] {a_money} on {agood} and {b_money} on {agood2}. How much [do] {s} spend altogether?
        {A} [pay] {a_money} for {agood} and then {b_money} for {agood2}. How much money [is] that in total?
        What is the price of {agood} and {agood2} if they cost {a_money} and {b_money}?
        How much [do] {A} spend if {he} [buy] {agood} for {a_money} and {agood2} for {b_money}?
        If {agood} costs {a_money} and {agood2} {b_money}, how much are the two of them?
        First {A} [spend] {a_money}, then {b_money}. How much money [is] gone in all?
        One bill [is] {a_money}, the other {b_money}. How much [do] {A} have to pay?
        {A} [need] {a_money} for {agood} and another {b_money} for {agood2}. How much money [do] {s} need?
        {A} [sell] {agood} for {a_money} and {agood2} for {b_money}. How much [do] {s} earn from both?
        The {good} [is] {a_money}. The {good2} [is] {b_money}. What [do] {s} pay for the two?
        To buy {agood} and {agood2} for {a_money} and {b_money}, how much money [do] {s} need?
        A lunch costs {a_money} and a dinner costs {b_money}. What do the two meals cost?
        {A} [have] to pay {B} {a_money} and {C} {b_money}. How much money [is] that altogether?
        """),
    Plan("a:2-60 b:2-60 c:1-99 t=a+b d=t+c", "a + b; d - r0", "One cost {a} and one {b}. That makes {r0}. {A1} had {d}. That leaves {r1}.", """
        {A} [have] {d_money} and [buy] {agood} for {a_money} and {agood2} for {b_money}. How much money [do] {s} have left?
        {A} [buy] {agood} for {a_money} and {agood2} for {b_money}. {A} [pay] with {d_money}. How much change [do] {s} get?
        {Agood} [costs] {a_money} and {agood2} [costs] {b_money}. {A} [have] {d_money} and [buy] both. How much money [is] left?
        {A} [go] to the store with {d_money}. There {he} [buy] {agood} for {a_money} and {agood2} for {b_money}. How much [do] {s} have left?
        With {d_money}, {A} [buy] {agood} for {a_money} and {agood2} for {b_money}. How much [is] left of the money?
        {A} [buy] {agood} for {a_money} and {agood2} for {b_money} and [pay] with {d_money}. How much change [do] {s} get?
        {A} [pay] with {d_money} for {agood} that [costs] {a_money} and {agood2} that [costs] {b_money}. How much change [do] {s} get back?
        If {A} [have] {d_money} and [buy] {agood} for {a_money} and {agood2} for {b_money}, how much money [do] {s} have left?
        How much change [do] {s} get from {d_money} after buying {agood} for {a_money} and {agood2} for {b_money}?
        {A} [take] {d_money} to the shop. After paying {a_money} for {agood} and {b_money} for {agood2}, how much [do] {s} still have?
        How much of {d_money} [is] left when {A} [pay] {a_money} for {agood} and {b_money} for {agood2}?
        {Agood} [is] {a_money}, {agood2} [is] {b_money}. {A} [hand] over {d_money} for both. How much [do] {s} get back?
        One thing [costs] {a_money} and another {b_money}. {A} [pay] for both with {d_money}. What [is] the change?
        Out of {his} {d_money}, {A} [spend] {a_money} on {agood} and {b_money} on {agood2}. What [do] {s} have at the end?
        What change [do] {A} get from {d_money} for {agood} of {a_money} and {agood2} of {b_money}?
        {A} [get] {agood} for {a_money} and {agood2} for {b_money} in a store. Before that {he} had {d_money}. How much money [do] {s} have after it?
        """),
    Plan("k:2-12 p:2-60 c:1-99 t=k*p d=t+c", "k * p; d - r0", "{k} cost {r0}. {A1} had {d}. That leaves {r1}.", """
        {A} [have] {d_money} and [buy] {k_goods} for {p_money} each. How much money [do] {s} have left?
        {A} [buy] {k_goods} for {p_money} each and [pay] with {d_money}. How much change [do] {s} get?
        {A} [buy] {k_goods} that [cost~2] {p_money} each. {A} [pay] with a {d} {bill}. How much change [do] {s} get?
        {A} [have] {d_money}. {A} [buy] {k_goods}. Each {good} [costs] {p_money}. How much [do] {s} have left?
        {Agood} [costs] {p_money}. {A} [have] {d_money} and [buy] {k} of them. How much money [is] left?
        If {A} [have] {d_money} and [buy] {k_goods} at {p_money} each, how much money [do] {s} have left?
        With {d_money}, {A} [buy] {k_goods} at {p_money} each. How much [is] left of the money?
        How much change [do] {A} get from {d_money} if {he} [buy] {k_goods} at {p_money} each?
        How much of {d_money} [is] left after {A} [pay] for {k_goods} that [cost~2] {p_money} each?
        {Goods} [are] {p_money} each. {A} [take] {k} of them and [hand] over {d_money}. What [do] {s} get back?
        {A} [order] {k_goods}. One [costs] {p_money}. {A} [pay] with {d_money}. How much [do] {s} get back?
        Out of {d_money}, {A} [pay] {p_money} for each of {k_goods}. How much [do] {s} keep?
        At {p_money} for one {good}, {A} [get] {k}. {A} [start] with {d_money}. How much money [is] left?
        {A} [have] {d_money}. {k_friends} [get~2] {p_money} each from {whom}. How much money [do] {s} keep?
        {A} [go] out with {d_money} and [come] back with {k_goods}, each for {p_money}. How much money [do] {s} bring home?
        """, 1.5),
    Plan("a:2-60 k:2-12 b:2-60 m:2-12", "a * k; b * m; r0 + r1", "{k} cost {r0}. {m} cost {r1}. Together that makes {r2}.", """
        {A} [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much [do] {s} pay in total?
        {A} [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much money [do] {s} spend?
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much do {k_goods} and {m_goods2} cost together?
        {A} [sell] {k_goods} at {a_money} each and {m_goods2} at {b_money} each. How much money [do] {s} make?
        {Goods} [cost~2] {a_money} each and {goods2} [cost~2] {b_money} each. {A} [buy] {k_goods} and {m_goods2}. What [is] the total cost?
        At {a_money} for {agood} and {b_money} for {agood2}, how much do {k_goods} and {m_goods2} cost in total?
        At {a_money} for each {good} and {b_money} for each {good2}, what do {k_goods} and {m_goods2} cost together?
        How much do {k_goods} and {m_goods2} cost at {a_money} for {agood} and {b_money} for {agood2}?
        If {agood} costs {a_money} and {agood2} costs {b_money}, how much do {k_goods} and {m_goods2} cost in total?
        What is the price of {k_goods} and {m_goods2} if {agood} costs {a_money} and {agood2} costs {b_money}?
        {A} [pay] {a_money} for each of {k_goods} and {b_money} for each of {m_goods2}. How much [do] {s} pay altogether?
        {A} [buy] {k_goods} at {a_money} each and {m_goods2} at {b_money} each. How much money [is] that in total?
        {A} [sell] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much [do] {s} earn in all?
        {A} [order] {k_goods} and {m_goods2}. One {good} [is] {a_money}, one {good2} [is] {b_money}. How much [is] the bill?
        How much money [do] {A} need for {k_goods} at {a_money} each and {m_goods2} at {b_money} each?
        The price of {agood} [is] {a_money} and that of {agood2} [is] {b_money}. {A} [take] {k_goods} and {m_goods2}. How much [do] {s} have to pay?
        For each {good} {A} [get] {a_money}, for each {good2} {b_money}. {A} [sell] {k_goods} and {m_goods2}. What [do] {s} make?
        """, 2),
    Plan("a:2-40 k:2-9 b:2-40 m:2-9 c:1-99 v=a*k w=b*m u=v+w d=u+c", "a * k; b * m; r0 + r1; d - r2",
         "{k} cost {r0}. {m} cost {r1}. Together that makes {r2}. {A1} had {d}. That leaves {r3}.", """
        {A} [have] {d_money}. {A} [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much money [do] {s} have left?
        {A} [buy] {k_goods} at {a_money} each and {m_goods2} at {b_money} each and [pay] with {d_money}. How much change [do] {s} get?
        {Agood} [costs] {a_money} and {agood2} [costs] {b_money}. {A} [have] {d_money} and [buy] {k_goods} and {m_goods2}. How much money [is] left?
        With {d_money}, {A} [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much [is] left of the money?
        {A} [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. {A} [pay] with {d_money}. How much change [do] {s} get?
        {A} [have] {d_money} and [buy] {k_goods} at {a_money} each and {m_goods2} at {b_money} each. How much [do] {s} have left?
        {A} [spend] part of {d_money} on {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much money [is] left?
        {A} [go] to the store with {d_money} and [buy] {k_goods} for {a_money} each and {m_goods2} for {b_money} each. How much money [do] {s} have left?
        If {A} [have] {d_money} and [buy] {k_goods} at {a_money} each and {m_goods2} at {b_money} each, how much money [do] {s} have left?
        {Goods} [cost~2] {a_money} each and {goods2} [cost~2] {b_money} each. {A} [pay] with {d_money} for {k_goods} and {m_goods2}. How much change [do] {s} get?
        How much change [do] {s} get from {d_money} after buying {k_goods} for {a_money} each and {m_goods2} for {b_money} each?
        Out of {d_money}, {A} [pay] for {k_goods} at {a_money} each and for {m_goods2} at {b_money} each. What [do] {s} keep?
        {A} [hand] over {d_money} for {k_goods} and {m_goods2}. One {good} [is] {a_money}, one {good2} [is] {b_money}. What [do] {s} get back?
        How much of {d_money} [is] left if {A} [order] {k_goods} at {a_money} each and {m_goods2} at {b_money} each?
        {A} [take] {d_money} to a shop where {agood} [costs] {a_money} and {agood2} [costs] {b_money}. {A} [come] home with {k_goods} and {m_goods2}. How much money [do] {s} bring back?
        What change [do] {A} get from {d_money} for {k_goods} at {a_money} and {m_goods2} at {b_money} each?
        """, 2),
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
        How old is {C} if {B} is {b} years old and {C} is {a} years older?
        How old is {C}, who is {a} years older than {B}, if {B} is {b}?
        {B} is {b} and {C} was born {a} years before {B}. How old is {C}?
        {C} was born {a} years before {B}. What is the age of {C} if {B} is {b} years old?
        If you add {a} years to the age of {B}, you get the age of {C}. {B} is {b}. How old is {C}?
        There are {a} years between {B}, who is {b}, and {C}, who is older. How old is {C}?
        {B}, who is {b}, has a friend {C}, who is {a} years older. What is the age of {C}?
        The age of {B} is {b}. {C} has lived {a} years longer. How old is {C}?
        {B} is {b}, which is {a} years less than the age of {C}. How old is {C}?
        What is the age of {C} if {B} is {b} years old and {a} years younger than {C}?
        When {C} was {a}, {B} was born. {B} is {b} now. How old is {C} now?
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
        How old is {C} if {B} is {b} years old and {C} is {a} years younger?
        How old is {C}, who is {a} years younger than {B}, if {B} is {b}?
        {B} is {b} and {C} was born {a} years after {B}. How old is {C}?
        {C} was born {a} years after {B}. What is the age of {C} if {B} is {b} years old?
        If you take {a} years from the age of {B}, you get the age of {C}. {B} is {b}. How old is {C}?
        There are {a} years between {B}, who is {b}, and {C}, who is younger. How old is {C}?
        {B}, who is {b}, has a friend {C}, who is {a} years younger. What is the age of {C}?
        {B} is {b}, which is {a} years more than the age of {C}. How old is {C}?
        What is the age of {C} if {B} is {b} years old and {a} years older than {C}?
        When {B} was {a}, {C} was born. {B} is {b} now. How old is {C} now?
        If {B} is {b} and {C} is {a} years younger, what is the age of {C}?
        {b} is the age of {B}. {C} is younger by {a} years. How old is {C}?
        """),
    Plan("a:2-80 b:2-40", "a + b", "{B} was {a}. {b} years passed. That makes {r0}.", """
        {B} is {a} years old. How old will {B} be in {b} years?
        {B} is {a} years old now. How old will {B} be in {b} years?
        {B} is {a}. How old will {B} be {b} years from now?
        In {b} years, how old will {B} be if {B} is {a} now?
        {B} is now {a}. What will be the age of {B} in {b} years?
        How old will {B} be after {b} years, being {a} now?
        If {B} is {a} today, what age will {B} have {b} years later?
        {B} is {a} this year. What will the age of {B} be when {b} years have passed?
        {b} years from now, how old will {B} be, who is {a} today?
        {B} was {a} when the family moved. That was {b} years ago. How old is {B} now?
        {b} years ago {B} was {a} years old. How old is {B} now?
        {B} was {a} years old {b} years ago. What is the age of {B} today?
        {B} moved here at the age of {a}, and that was {b} years ago. How old is {B}?
        A tree is {a} years old. How old will the tree be in {b} years?
        How old is {B} now if {B} was {a} exactly {b} years ago?
        Today {B} is {a}. What age comes {b} years later?
        """, 0.6),
    Plan("b:2-40 c:1-60 a=b+c", "a - b", "{B} was {a}. Take away {b} years. That leaves {r0}.", """
        {B} is {a} years old. How old was {B} {b} years ago?
        {B} is {a} now. How old was {B} {b} years ago?
        {B} is {a} years old. {C} is {b} years old. How many years older is {B} than {C}?
        {B} is {a} and {C} is {b}. How many years younger is {C} than {B}?
        {B} will be {a} in {b} years. How old is {B} now?
        In {b} years {B} will be {a} years old. How old is {B} now?
        {b} years ago, how old was {B}, who is {a} now?
        How old was {B} {b} years ago if {B} is {a} now?
        How old is {B} now if {B} will be {a} in {b} years?
        What was the age of {B} {b} years ago? {B} is {a} years old today.
        {B} is {a} years old and has lived here for {b} years. How old was {B} at the start?
        {B} is {a}, {C} is {b}. What is the difference between their ages?
        How many years are there between {B}, who is {a}, and {C}, who is {b}?
        By how many years is {B} older than {C}, if {B} is {a} and {C} is {b}?
        {B} turns {a} in {b} years. What is the age of {B} today?
        A house is {a} years old. How old was it {b} years ago?
        {B} wants to stop working at the age of {a} and is {b} now. How many years does {B} have to wait?
        In how many years will {B} be {a}, being {b} now?
        """, 0.8),
    Plan("b:2-40 k:2-5", "b * k", "{B} was {b}. {C} was {k} times as old. That makes {r0}.", """
        {C} is {times} as old as {B}. {B} is {b}. How old is {C}?
        {C} is {times} as old as {B}. If {B} is {b} years old, how old is {C}?
        {B} is {b} years old. {C} is {times} as old. How old is {C}?
        How old is {C} if {B} is {b} and {C} is {times} as old?
        What is the age of {C}, who is {times} as old as {B}, if {B} is {b}?
        If {B} is {b} and {C} {times} as old, how old is {C}?
        {B} is {b}. The age of {C} is {times} that of {B}. What is it?
        {C} is {times} the age of {B}, who is {b}. How old is {C}?
        Take the age of {B} {times}: that is how old {C} is. {B} is {b}. How old is {C}?
        {b} is the age of {B}. How old is {C}, who is {times} as old?
        How old is {C} if {C} is {times} the age of {B} and {B} is {b} years old?
        {B}, who is {b}, has a cousin {C}, who is {times} as old. How old is {C}?
        {C} has lived {times} as long as {B}. {B} is {b} years old. What is the age of {C}?
        The age of {B} is {b} years. That of {C} is {times} as much. How old is {C}?
        """, 0.6),
    Plan("b:2-60 a:2-30", "b + a; b + r0", "{B} was {b}. {C} was {a} older. That makes {r0}. Together that makes {r1}.", """
        {C} is {a} years older than {B}. {B} is {b}. How old are they together?
        {B} is {b} years old. {C} is {a} years older than {B}. What is the sum of their ages?
        {B} is {b} and {C} is {a} years older. What is their total age?
        What is the sum of the ages of {B} and {C} if {B} is {b} and {C} is {a} years older?
        How old are {B} and {C} together if {C} is {a} years older than {B} and {B} is {b}?
        If {B} is {b} and {C} is {a} years older, how old are the two of them together?
        {C} is {a} years older than {B}, who is {b}. Add their ages. What is the sum?
        {B} is {a} years younger than {C}. {B} is {b}. What do their ages add up to?
        {B} is {b} years old. That is {a} years less than {C}. What is the sum of both ages?
        {C} was born {a} years before {B}. {B} is {b} now. What is their total age?
        Add the age of {B}, who is {b}, to that of {C}, who is {a} years older. What do you get?
        What do the ages of {B} and {C} add up to? {B} is {b} and {C} is older by {a} years.
        The age of {B} is {b}. {C} is {a} years older. How many years is that for both?
        {B}, who is {b}, and {C}, who is {a} years older, add up their ages. What is the total?
        """, 0.7),
    Plan("b:2-40 k:2-4 a:2-20", "b * k; r0 + a", "{B} was {b}. {C} was {k} times as old. That makes {r0}. {a} years passed. That makes {r1}.", """
        {C} is {times} as old as {B}. {B} is {b}. How old will {C} be in {a} years?
        {B} is {b} years old. {C} is {times} as old as {B}. How old will {C} be in {a} years?
        {B} is {b} and {C} is {times} as old. In {a} years, how old will {C} be?
        How old will {C} be in {a} years if {C} is {times} as old as {B} and {B} is {b} now?
        If {B} is {b} and {C} is {times} as old, how old will {C} be {a} years from now?
        {C} is {times} the age of {B}, who is {b}. What will be the age of {C} in {a} years?
        Today {B} is {b} and {C} is {times} as old. What is the age of {C} after {a} more years?
        {a} years from now, how old will {C} be, who is {times} as old as {B}? {B} is {b}.
        {a} years ago {C} was {times} as old as {B}, who was {b} then. How old is {C} now?
        {B} was {b} and {C} {times} as old. That was {a} years ago. How old is {C} now?
        In {a} years, what age will {C} have? {B} is {b} now and {C} is {times} as old.
        {B} is {b} today. {C} is {times} as old today. How old will {C} be when {a} years have passed?
        The age of {B} is {b} and that of {C} is {times} as much. How old is {C} after {a} years?
        When {a} years have passed, how old will {C} be, if {B} is {b} today and {C} is {times} as old?
        """, 0.6),
    Plan("b:2-60 a:2-30", "b + a", "One was {b}. The other was {a} older. That makes {r0}.", """
        My dog is {b} years old and my cat is {a} years older. How old is my cat?
        My brother is {b} years old. My sister is {a} years older than him. How old is my sister?
        I am {b} years old. My cousin is {a} years older than me. How old is my cousin?
        {A} [be] {b} years old. {A's} sister [is] {a} years older. How old [is] {A's} sister?
        I am {b}. How old is my friend if he is {a} years older than me?
        How old is my sister if my brother is {b} and she is {a} years older?
        My uncle was {a} when I was born. I am {b} now. How old is my uncle?
        {A's} brother is {b} years old. {A's} aunt is {a} years older than the brother. What is the age of the aunt?
        A cat is {b} years old. The dog of the same family is {a} years older. What is the age of the dog?
        Our school is {b} years old and the church is {a} years older. How old is the church?
        I am {b} years old, {a} years younger than my sister. How old is my sister?
        My dog, who is {b}, is {a} years younger than my cat. How old is my cat?
        If my cousin is {a} years older than I am and I am {b}, how old is my cousin?
        A tree in the garden is {b} years old. The house is older by {a} years. How old is the house?
        My teacher is {a} years older than my friend, who is {b}. What is the age of my teacher?
        What is the age of my uncle? I am {b} and he is {a} years older than me.
        """, 0.6),
    Plan("b:2-60 k:2-6", "b * k", "One was {b}. The other was {k} times as old. That makes {r0}.", """
        {A} [be] {b} years old. {A's} father [is] {times} as old. How old [is] {A's} father?
        My brother is {b} years old. My mother is {times} as old as him. How old is my mother?
        My cat is {b} years old and my dog is {times} as old. How old is my dog?
        I am {b}. How old is my uncle if he is {times} as old as me?
        How old is my father if I am {b} and he is {times} as old?
        My aunt is {times} the age of my cousin, who is {b}. How old is my aunt?
        A cat is {b} years old. The turtle is {times} as old. What is the age of the turtle?
        I am {b} years old. My father is {times} my age. How old is my father?
        The tree is {times} as old as the house, which is {b} years old. How old is the tree?
        If my sister is {b} and my mother is {times} as old as her, what is my mother's age?
        My son is {b}. I am {times} as old as he is. How old am I?
        My friend is {b} years old and his grandfather is {times} as old. What is the age of his grandfather?
        {A's} daughter is {b}. {A's} mother is {times} as old as the daughter. How old is {A's} mother?
        Our dog is {b} years old, and our parrot has lived {times} as long. How old is the parrot?
        What is the age of my grandmother, who is {times} as old as my brother? He is {b}.
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
        How many fewer {things} [does] {B} have than {whom} if {A} [have] {a} and {B} [has] {b}?
        {A} [find] {a_things}, {B} only {b}. How many more [do] {s} find?
        """, 1.5),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "One was {a}. The other was {b}. That leaves {r0}.", """
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much more does the {good} cost than the {good2}?
        {Agood} costs {a_money} and {agood2} costs {b_money}. How much cheaper is the {good2}?
        There [be~a] {a} {red} {things~a} and {b} {blue} {things~b}. How many more {red} {things} than {blue} {things} [are] there?
        {A} [have] {a} {red} {things~a} and {b} {blue} {things~b}. How many more {red} than {blue} {things} [do] {s} have?
        How much more is {agood} than {agood2} if they cost {a_money} and {b_money}?
        What is the difference in price between {agood} for {a_money} and {agood2} for {b_money}?
        A tower [is] {a} meters tall and a tree {b} meters. How much taller [is] the tower?
        The first {box} [has] {a_things}, the second {b}. How many more [are] in the first?
        On Monday {A} [read] {a} pages, on Tuesday {b}. How many pages less [is] that on Tuesday?
        A class [has] {a} girls and {b} boys. By how many [are] there more girls?
        If there are {a} girls and {b} boys in a class, how many fewer boys than girls are there?
        A train [takes] {a} minutes and a plane {b} minutes. How many minutes [does] the plane save?
        There [are] {a} chairs and {b} people. How many chairs [are] free when all people sit?
        There [are] {a} people but only {b} chairs. How many people [do~2] not get a chair?
        By how much is a bag of {a} kilograms heavier than one of {b} kilograms?
        One rope [is] {a} meters long, another {b} meters. How much longer [is] the first rope?
        """, 0.8),
    Plan("a:2-500 b:2-499", "a + b", "{A1} had {a}. {B} had {b} more. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} more {things~b} than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} more. How many [does] {B} have?
        {B} [has] {b} more {things~b} than {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {B} [has] {b} more {things~b} than {whom}. If {A} [have] {a_things}, how many [does] {B} have?
        {A} [have] {b} fewer {things~b} than {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {b} more?
        {A} [run] {a} miles. {B} [runs] {b} miles more than {whom}. How many miles [does] {B} run?
        {A} [read] {a} pages. {B} [reads] {b} pages more. How many pages [does] {B} read?
        {B} [has] as many {things} as {whom} and {b} more. {A} [have] {a_things}. How many [does] {B} have?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {b} more.
        {A} [own] {a_things}, and {B} [owns] {b} more than that. How many [does] {B} own?
        If {A} [have] {a_things}, which [is] {b} fewer than {B}, how many [does] {B} have?
        {A} [have] {a_things}. That [is] {b} less than {B} [has]. How many {things} [does] {B} have?
        {A} [have] {a_things}. To have as many as {B}, {he} [need] {b} more. How many [does] {B} have?
        {B} [gets] {b} more {things~b} than {whom}. If {A} [get] {a}, what number [does] {B} get?
        Compared to {whom}, {B} [has] {b} {things~b} more. {A} [have] {a}. What number of {things} [does] {B} have?
        With {a_things}, {A} [have] {b} fewer than {B}. What [is] the number of {things} that {B} [has]?
        {A} [collect] {a_things}. {B} [gets] {b} more than that. How many {things} [does] {B} collect?
        {A} [find] {a_things} and {B} [finds] {b} more than that. How many [does] {B} find?
        {A} [score] {a} points, but {B} [wins] by {b} points. How many points [does] {B} score?
        """, 1.3),
    Plan("a:2-500 b:2-499", "a + b", "One was {a}. The other was {b} more. That makes {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {b_money} more. How much does {agood2} cost?
        There [are] {b} more {things~b} in the second {box} than in the first. The first [has] {a}. How many [does] the second have?
        The first {box} [has] {a_things}, {b} fewer than the second. How many {things} [are] in the second {box}?
        A class [has] {b} more girls than boys. There [are] {a} boys. How many girls [are] there?
        On Monday {A} [read] {a} pages and on Tuesday {b} pages more. How many pages [do] {s} read on Tuesday?
        This year {A} [have] {b} more {things~b} than last year, when {he} had {a}. How many {things} [is] that?
        What does {agood2} cost if {agood} costs {a_money} and {agood2} is {b_money} more?
        The {good} [is] {a_money}. That [is] {b_money} cheaper than the {good2}. What [is] the price of the {good2}?
        A tree [is] {a} meters tall. A tower [is] {b} meters taller. How tall [is] the tower?
        {A} [have] {a} {red} {things~a} and {b} more {blue} ones than {red} ones. How many {blue} {things} [do] {s} have?
        How many girls are in a class with {a} boys and {b} more girls than boys?
        A train [takes] {a} minutes. The bus [takes] {b} minutes longer. How many minutes [does] the bus take?
        One rope [is] {a} meters long. The other [is] {b} meters longer. How long [is] it?
        A bag weighs {a} kilograms, and a box weighs {b} kilograms more. How heavy is the box?
        The price of {agood} was {a_money}, and now it is {b_money} higher. What does {agood} cost now?
        If the first {box} [has] {a_things} and the second {b} more, how many [are] in the second?
        """, 0.6),
    Plan("b:2-300 c:1-300 a=b+c", "a - b", "{A1} had {a}. {B} had {b} fewer. That leaves {r0}.", """
        {A} [have] {a_things}. {B} [has] {b} fewer than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} fewer {things~b} than {whom}. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {b} less. How many [does] {B} have?
        {B} [has] {b} fewer {things~b} than {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {A} [have] {b} more {things~b} than {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {b} fewer?
        {A} [score] {a} points. {B} [scores] {b} points less than {whom}. How many points [does] {B} score?
        {B} [has] as many {things} as {whom} less {b}. {A} [have] {a_things}. How many [does] {B} have?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {b} fewer.
        {A} [own] {a_things}, and {B} [owns] {b} fewer than that. How many [does] {B} own?
        If {A} [have] {a_things}, which [is] {b} more than {B} [has], how many [does] {B} have?
        {A} [have] {a_things}. That [is] {b} more than {B} [has]. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [needs] {b} more to have as many as {whom}. How many [does] {B} have?
        {B} [gets] {b} fewer {things~b} than {whom}. If {A} [get] {a}, what number [does] {B} get?
        Compared to {whom}, {B} [has] {b} {things~b} less. {A} [have] {a}. What number of {things} [does] {B} have?
        With {a_things}, {A} [have] {b} more than {B}. What [is] the number of {things} that {B} [has]?
        {A} [collect] {a_things} and [get] {b} more than {B}. How many {things} [does] {B} collect?
        {A} [find] {a_things} and {B} [finds] {b} fewer than that. How many [does] {B} find?
        {A} [score] {a} points and [win] against {B} by {b} points. How many points [does] {B} score?
        """),
    Plan("b:2-300 c:1-300 a=b+c", "a - b", "One was {a}. The other was {b} less. That leaves {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {b_money} less. How much does {agood2} cost?
        There [are] {b} fewer {things~b} in the second {box} than in the first. The first [has] {a}. How many [does] the second have?
        The first {box} [has] {a_things}, {b} more than the second. How many {things} [are] in the second {box}?
        A class [has] {b} fewer boys than girls. There [are] {a} girls. How many boys [are] there?
        On Monday {A} [read] {a} pages and on Tuesday {b} pages less. How many pages [do] {s} read on Tuesday?
        This year {A} [have] {b} fewer {things~b} than last year, when {he} had {a}. How many {things} [is] that?
        What does {agood2} cost if {agood} costs {a_money} and {agood2} is {b_money} less?
        The {good} [is] {a_money}. That [is] {b_money} more than the {good2}. What [is] the price of the {good2}?
        A tower [is] {a} meters tall. A tree [is] {b} meters shorter. How tall [is] the tree?
        {A} [have] {a} {red} {things~a} and {b} fewer {blue} ones than {red} ones. How many {blue} {things} [do] {s} have?
        How many boys are in a class with {a} girls and {b} fewer boys than girls?
        A bus [takes] {a} minutes. The train [takes] {b} minutes less. How many minutes [does] the train take?
        One rope [is] {a} meters long. The other [is] {b} meters shorter. How long [is] it?
        A box weighs {a} kilograms, and a bag weighs {b} kilograms less. How heavy is the bag?
        The price of {agood} was {a_money}, and now it is {b_money} lower. What does {agood} cost now?
        If the first {box} [has] {a_things} and the second {b} fewer, how many [are] in the second?
        """, 0.6),
    Plan("b:2-300 c:1-300 a=b+c", "a - b",
         "{B} had {a}. {A1} had {b} fewer. That leaves {r0}.", """
        {B} [has] {b} more {things~b} than {whom}. {B} [has] {a}. How many {things} [do] {s} have?
        {B} [has] {a_things}. That [is] {b} more than {A} [have]. How many {things} [do] {s} have?
        {B} [has] {a_things}. {A} [have] {b} fewer. How many {things} [do] {s} have?
        How many {things} [do] {A} have if {B} [has] {a} and {B} [has] {b} more than {whom}?
        If {B} [has] {a_things}, {b} more than {A} [have], how many {things} [do] {s} have?
        {A} [have] {b} fewer {things~b} than {B}. How many [do] {s} have if {B} [has] {a}?
        {A} [need] {b} more {things~b} to have as many as {B}, who [has] {a}. How many {things} [do] {s} have?
        {B} [finds] {a_things}, which [is] {b} more than {A} [find]. How many [do] {s} find?
        {B} [collects] {b} more {things~b} than {whom}. If {B} [collects] {a}, how many [do] {s} collect?
        {B} [wins] a game against {whom} by {b} points and [has] {a}. How many points [do] {s} have?
        {B} [reads] {a} pages. That [is] {b} pages more than {A} [read]. How many pages [do] {s} read?
        What [is] the number of {A's} {things} if {B} [has] {a} and {A} [have] {b} less?
        Compared to {B} with {a_things}, {A} [have] {b} less. How many {things} [do] {s} have?
        {A} [run] {b} miles less than {B}. {B} [runs] {a} miles. How many miles [do] {s} run?
        {B} [earns] {a_money}, {b_money} more than {A} [earn]. How much money [do] {s} earn?
        """),
    Plan("a:2-500 b:2-499", "a + b",
         "{B} had {a}. {A1} had {b} more. That makes {r0}.", """
        {B} [has] {b} fewer {things~b} than {whom}. {B} [has] {a}. How many {things} [do] {s} have?
        {B} [has] {a_things}. That [is] {b} fewer than {A} [have]. How many {things} [do] {s} have?
        {B} [has] {a_things}. {A} [have] {b} more. How many {things} [do] {s} have?
        How many {things} [do] {A} have if {B} [has] {a} and {B} [has] {b} fewer than {whom}?
        If {B} [has] {a_things}, {b} fewer than {A} [have], how many {things} [do] {s} have?
        {A} [have] {b} more {things~b} than {B}. How many [do] {s} have if {B} [has] {a}?
        {B} [needs] {b} more {things~b} to have as many as {whom}. {B} [has] {a}. How many {things} [do] {s} have?
        {B} [finds] {a_things}, which [is] {b} fewer than {A} [find]. How many [do] {s} find?
        {B} [collects] {b} fewer {things~b} than {whom}. If {B} [collects] {a}, how many [do] {s} collect?
        {A} [win] a game against {B} by {b} points. {B} [has] {a} points. How many points [do] {s} have?
        {B} [reads] {a} pages. That [is] {b} pages less than {A} [read]. How many pages [do] {s} read?
        What [is] the number of {A's} {things} if {B} [has] {a} and {A} [have] {b} more?
        Compared to {B} with {a_things}, {A} [have] {b} more. How many {things} [do] {s} have?
        {A} [run] {b} miles more than {B}. {B} [runs] {a} miles. How many miles [do] {s} run?
        {B} [earns] {a_money}, {b_money} less than {A} [earn]. How much money [do] {s} earn?
        """),
    Plan("a:2-300 k:2-6", "a * k", "{A1} had {a}. {B} had {k} times as many. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] {times} as many. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] {times} as many {things} as {whom}. How many {things} [does] {B} have?
        {B} [has] {times} as many {things} as {whom}. {A} [have] {a_things}. How many [does] {B} have?
        {B} [has] {times} as many {things} as {whom}. If {A} [have] {a_things}, how many {things} [does] {B} have?
        {A} [collect] {a_things} and {B} [collects] {times} as many. How many {things} [does] {B} collect?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] {times} as many?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] {times} as many.
        If {A} [own] {a_things} and {B} {times} that number, how many [does] {B} own?
        {A} [have] {a_things}. Take that {times}, and you get the number {B} [has]. How many [is] that?
        {A} [get] {a_things}, and {B} [gets] {times} that number. How many [does] {B} get?
        Compared to {whom}, {B} [has] {times} as many. {A} [have] {a_things}. What [is] the number of {things} that {B} [has]?
        {A} [earn] {a_money} and {B} [earns] {times} as much. How much money [does] {B} earn?
        {B} [scores] {times} as many points as {whom}. How many points [does] {B} score if {A} [score] {a}?
        For every one of the {a} {things~a} that {A} [have], {B} [has] {k}. How many {things} [does] {B} have?
        """, 1.2),
    Plan("a:2-300 k:2-6", "a * k", "One was {a}. The other was {k} times as much. That makes {r0}.", """
        {Agood} costs {a_money}. {Agood2} costs {times} as much. How much does {agood2} cost?
        The first {box} [has] {a_things}, the second {times} as many. How many {things} [are] in the second {box}?
        A class [has] {a} boys and {times} as many girls. How many girls [are] there?
        On Monday {A} [read] {a} pages, on Tuesday {times} as many. How many pages [do] {s} read on Tuesday?
        {A} [have] {a} {red} {things~a} and {times} as many {blue} ones. How many {blue} {things} [do] {s} have?
        What [is] the price of {agood2} if it [is] {times} as much as the {a_money} for {agood}?
        A house [is] {a} meters tall. A tower [is] {times} as tall. How tall [is] the tower?
        How many girls are in a class with {a} boys and {times} as many girls?
        A plane [takes] {a} minutes. A train [takes] {times} as long. How many minutes [does] the train take?
        One rope [is] {a} meters long. The other [is] {times} as long. How many meters [is] that?
        A bag weighs {a} kilograms, and a box weighs {times} as much. How heavy is the box?
        If {agood} is {a_money} and {agood2} is {times} the price, what does {agood2} cost?
        If the first {box} [has] {a_things} and the second {times} as many, how many [are] in the second?
        The number of {things} in the first {box} [is] {a}. In the second there [are] {times} as many. How many [is] that?
        """, 0.6),
    Plan("k:2-6 q:1-99 a=k*q", "a / k", "{A1} had {a}. {B} had one of {k} parts. That makes {r0}.", """
        {A} [have] {a_things}, {times} as many as {B}. How many {things} [does] {B} have?
        {A} [have] {times} as many {things} as {B}. {A} [have] {a_things}. How many {things} [does] {B} have?
        {A} [have] {a_things}. That [is] {times} as many as {B} [has]. How many [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things}, {times} as many as {B}?
        If {A} [have] {a_things} and that [is] {times} as many as {B} [has], how many [does] {B} have?
        How many {things} [does] {B} have? {A} [have] {a}, which [is] {times} as many.
        {A} [own] {times} as many {things} as {B}. What [is] the number for {B} if {A} [own] {a}?
        With {a_things}, {A} [have] {times} as many as {B}. How many [does] {B} have?
        {A} [find] {times} as many {things} as {B}. {A} [find] {a}. How many {things} [does] {B} find?
        {A} [earn] {a_money}, which [is] {times} as much as {B} [earns]. How much money [does] {B} earn?
        {A} [be] {a} years old and {times} as old as {B}. How old [is] {B}?
        {B} [has] fewer {things} than {whom}: {A} [have] {a}, {times} as many as {B}. How many [does] {B} have?
        {A} [score] {a} points, {times} as many as {B}. How many points [does] {B} score?
        {A} [earn] {times} as much money as {B}. What [does] {B} earn if {A} [earn] {a_money}?
        There [be~a] {a} of {A's} {things}, and that [is] {times} the number of {B}. How many [does] {B} have?
        """, 0.6),
    Plan("k:2-6 q:1-99 a=k*q", "a / k", "One was {a}. The other was one of {k} parts. That makes {r0}.", """
        The first {box} [has] {a_things}. That [is] {times} as many as in the second. How many [are] in the second {box}?
        A class [has] {times} as many girls as boys. There [are] {a} girls. How many boys [are] there?
        On Monday {A} [read] {a} pages, {times} as many as on Tuesday. How many pages [do] {s} read on Tuesday?
        {A} [have] {times} as many {red} as {blue} {things}. There [are] {a} {red} ones. How many {blue} {things} [do] {s} have?
        {Agood} costs {a_money}. That is {times} as much as {agood2}. What does {agood2} cost?
        A tower [is] {a} meters tall, {times} as tall as a house. How tall [is] the house?
        What does {agood2} cost if {agood} is {a_money} and that is {times} the price of {agood2}?
        How old is {B} if {C} is {a}, {times} as old as {B}?
        How many boys are in a class with {a} girls, {times} as many as boys?
        A train [takes] {a} minutes, {times} as long as the plane. How many minutes [does] the plane take?
        One rope [is] {a} meters long, {times} as long as the other. How long [is] the other?
        A box weighs {a} kilograms. That is {times} as much as a bag weighs. How heavy is the bag?
        If the first {box} [has] {a_things}, {times} as many as the second, how many [are] in the second?
        A tree is {a} years old. That is {times} the age of the house. How old is the house?
        How heavy is a bag if a box of {a} kilograms weighs {times} as much?
        """, 0.6),
    Plan("q:1-300 k:2-2 a=k*q", "a / 2", "{A1} had {a}. {B} had half. That makes {r0}.", """
        {A} [have] {a_things}. {B} [has] half as many. How many {things} [does] {B} have?
        {A} [have] {a_things}. {B} [has] half as many {things} as {whom}. How many [does] {B} have?
        {B} [has] half as many {things} as {whom}. {A} [have] {a_things}. How many {things} [does] {B} have?
        How many {things} [does] {B} have if {A} [have] {a_things} and {B} [has] half as many?
        How many {things} [does] {B} have? {A} [have] {a}, and {B} [has] half that number.
        If {A} [own] {a_things} and {B} half as many, how many [does] {B} own?
        {A} [get] {a_things}, and {B} [gets] half that number. How many [does] {B} get?
        {A} [earn] {a_money} and {B} [earns] half as much. How much money [does] {B} earn?
        {A} [give] half of {a_things} to {B}. How many {things} [does] {B} get?
        {A} [score] {a} points and {B} half of that. How many points [does] {B} score?
        {A} [have] {a_things}. What does {B} have with half that number?
        Compared to {whom}, {B} [has] only half as many {things}. {A} [have] {a}. How many [does] {B} have?
        {A} [find] {a_things}. {B} [finds] half as many. How many {things} [does] {B} find?
        {A} [sell] {a_things} and {B} [sells] half that number. How many [does] {B} sell?
        How much money [does] {B} have if {A} [have] {a_money} and {B} [has] half of it?
        """, 0.6),
    Plan("q:1-300 k:2-2 a=k*q", "a / 2", "One was {a}. The other was half. That makes {r0}.", """
        The first {box} [has] {a_things}, the second half as many. How many {things} [are] in the second {box}?
        A class [has] {a} boys and half as many girls. How many girls [are] there?
        On Monday {A} [read] {a} pages, on Tuesday half as many. How many pages [do] {s} read on Tuesday?
        {A} [have] {a} {red} {things~a} and half as many {blue} ones. How many {blue} {things} [do] {s} have?
        What does {agood2} cost if it is half the price of {agood}, which costs {a_money}?
        A tower [is] {a} meters tall. A house [is] half as tall. How tall [is] the house?
        Half of {a_things} [belong~2] to {B}. How many {things} [is] that?
        {A} [cut] a rope of {a} meters in half. How long [is] one half?
        How many girls are in a class with {a} boys and half as many girls?
        A train [takes] {a} minutes. The plane [takes] half as long. How many minutes [does] the plane take?
        One rope [is] {a} meters long. The other [is] half as long. How many meters [is] that?
        A box weighs {a} kilograms, and a bag weighs half as much. How heavy is the bag?
        What is half of {a_things}?
        Half of {a} students [are] boys. How many boys [is] that?
        A book [has] {a} pages, and half of them [are] read. How many pages [is] that?
        At half price, what does {agood} of {a_money} cost?
        {A} [have] {a_money} and [spend] half of it. How much money [is] that?
        """, 0.6),
    Plan("a:2-400 b:2-400", "a + b; a + r0", "{A1} had {a}. {B} had {b} more. That makes {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {b} more. How many [do~2] {theyall} have in total?
        {B} [has] {b} more {things~b} than {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [find] {a_things} and {B} [finds] {b} more than {whom}. How many {things} [do~2] {theyall} find in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {b} more?
        If {A} [have] {a_things} and {B} [has] {b} more, how many [is] that for both?
        {A} [have] {b} fewer {things~b} than {B}. {A} [have] {a}. What [is] the total of both?
        {A} [have] {a_things}. That [is] {b} less than {B} [has]. How many {things} [are] there for the two of them?
        {A} [score] {a} points and {B} [scores] {b} points more. What [is] the total of their points?
        {B} [collects] {b} more {things~b} than {whom}, and {A} [collect] {a}. How many [do~2] {theyall} collect altogether?
        {A} [have] {a_things}. {B} [has] {b} more. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {b} more?
        {B} [earns] {b_money} more than {whom}. {A} [earn] {a_money}. How much do both earn in sum?
        {A} [run] {a} miles and {B} [runs] {b} miles more than that. How many miles [is] it for both?
        """),
    Plan("a:2-400 b:2-400", "a + b; a + r0", "One was {a}. The other was {b} more. That makes {r0}. Together that makes {r1}.", """
        What do {agood} and {agood2} cost together if {agood} is {a_money} and {agood2} is {b_money} more?
        {Agood} costs {a_money}. {Agood2} costs {b_money} more. How much do you pay for both?
        On Monday {A} [read] {a} pages and on Tuesday {b} more than on Monday. How many pages [do] {s} read on the two days?
        A class [has] {a} boys. There [are] {b} more girls than boys. How many students [are] in the class?
        The first {box} [has] {a_things}, the second {b} more. How many {things} [are] in the two {boxes}?
        {A} [have] {a} {red} {things~a} and {b} more {blue} ones than {red} ones. How many {things} [is] that in all?
        In the morning {A} [sell] {a_things}, in the afternoon {b} more than in the morning. How many {things} [do] {s} sell that day?
        If {agood} costs {a_money} and {agood2} {b_money} more, what is the price of the two?
        A class with {a} boys has {b} more girls than boys. How many students is that?
        One bag weighs {a} kilograms. Another weighs {b} kilograms more. How heavy are both together?
        One rope [is] {a} meters long, the other {b} meters longer. What [is] the length of both?
        A train [has] {a} people in the first car and {b} more than that in the second. How many people [are] in the two cars?
        In May a shop [sells] {a_things}, in June {b} more than in May. How many {things} [does] it sell in the two months?
        A tower [is] {a} meters tall, and a second one [is] {b} meters taller. How tall [are] they, one on top of the other?
        """, 0.6),
    Plan("b:2-300 c:1-300 a=b+c", "a - b; a + r0", "{A1} had {a}. {B} had {b} fewer. That leaves {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} fewer than {whom}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {b} less. How many {things} [do~2] {theyall} have in total?
        {B} [has] {b} fewer {things~b} than {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [have] {a_things}. {A} [have] {b} more than {B}. How many {things} [do~2] {theyall} have in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {b} fewer?
        If {A} [have] {a_things} and {B} [has] {b} fewer, how many [is] that for both?
        {B} [needs] {b} more {things~b} to have as many as {whom}. {A} [have] {a}. What [is] the total of both?
        {A} [have] {a_things}. That [is] {b} more than {B} [has]. How many {things} [are] there for the two of them?
        {A} [score] {a} points and {B} [scores] {b} points less. What [is] the total of their points?
        {B} [collects] {b} fewer {things~b} than {whom}, and {A} [collect] {a}. How many [do~2] {theyall} collect altogether?
        {A} [have] {a_things}. {B} [has] {b} fewer. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {b} fewer?
        {B} [earns] {b_money} less than {whom}. {A} [earn] {a_money}. How much do both earn in sum?
        {A} [run] {a} miles and {B} [runs] {b} miles less than that. How many miles [is] it for both?
        """),
    Plan("b:2-300 c:1-300 a=b+c", "a - b; a + r0", "One was {a}. The other was {b} less. That leaves {r0}. Together that makes {r1}.", """
        What do {agood} and {agood2} cost together if {agood} is {a_money} and {agood2} is {b_money} less?
        {Agood} costs {a_money}. {Agood2} costs {b_money} less. How much do you pay for both?
        On Monday {A} [read] {a} pages and on Tuesday {b} fewer than on Monday. How many pages [do] {s} read on the two days?
        A class [has] {a} girls. There [are] {b} fewer boys than girls. How many students [are] in the class?
        The first {box} [has] {a_things}, the second {b} fewer. How many {things} [are] in the two {boxes}?
        {A} [have] {a} {red} {things~a} and {b} fewer {blue} ones than {red} ones. How many {things} [is] that in all?
        In the morning {A} [sell] {a_things}, in the afternoon {b} fewer than in the morning. How many {things} [do] {s} sell that day?
        If {agood} costs {a_money} and {agood2} {b_money} less, what is the price of the two?
        A class with {a} girls has {b} fewer boys than girls. How many students is that?
        One bag weighs {a} kilograms. Another weighs {b} kilograms less. How heavy are both together?
        One rope [is] {a} meters long, the other {b} meters shorter. What [is] the length of both?
        A train [has] {a} people in the first car and {b} fewer than that in the second. How many people [are] in the two cars?
        In May a shop [sells] {a_things}, in June {b} fewer than in May. How many {things} [does] it sell in the two months?
        A tower [is] {a} meters tall, and a second one [is] {b} meters shorter. How tall [are] they, one on top of the other?
        """, 0.6),
    Plan("a:2-200 k:2-6", "a * k; a + r0", "{A1} had {a}. {B} had {k} times as many. That makes {r0}. Together that makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {times} as many. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things} and {B} [has] {times} as many as {whom}. How many [do~2] {theyall} have in total?
        {B} [has] {times} as many {things} as {whom}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have altogether?
        {A} [find] {a_things}. {B} [finds] {times} as many. How many {things} [do~2] {theyall} find in all?
        How many {things} [do~2] {pair} have together if {A} [have] {a_things} and {B} [has] {times} as many?
        If {A} [have] {a_things} and {B} [has] {times} as many, how many [is] that for both?
        {A} [have] {a_things}. {B} [has] {times} that number. What [is] the total of both?
        {A} [score] {a} points and {B} [scores] {times} as many points. What [is] the total of their points?
        {B} [collects] {times} as many {things} as {whom}, and {A} [collect] {a}. How many [do~2] {theyall} collect altogether?
        {A} [have] {a_things}. {B} [has] {times} as many. {theyall} [put~2] them all into {abox}. How many {things} [are] in it?
        What [is] the total if {A} [have] {a} and {B} [has] {times} as many?
        {B} [earns] {times} as much as {whom}. {A} [earn] {a_money}. How much do both earn in sum?
        {B} [runs] {times} as many miles as {whom}. {A} [run] {a}. How many miles [is] that for both?
        How much [do~2] {theyall} earn together if {A} [earn] {a_money} and {B} [earns] {times} as much?
        """, 1.2),
    Plan("a:2-200 k:2-6", "a * k; a + r0", "One was {a}. The other was {k} times as much. That makes {r0}. Together that makes {r1}.", """
        What do {agood} and {agood2} cost together if {agood} is {a_money} and {agood2} is {times} as much?
        {Agood} costs {a_money}. {Agood2} costs {times} as much. How much do you pay for both?
        On Monday {A} [read] {a} pages and on Tuesday {times} as many. How many pages [do] {s} read on the two days?
        A class [has] {a} boys. There [are] {times} as many girls as boys. How many students [are] in the class?
        The first {box} [has] {a_things}, the second {times} as many. How many {things} [are] in the two {boxes}?
        {A} [have] {a} {red} {things~a} and {times} as many {blue} ones. How many {things} [is] that in all?
        In the morning {A} [sell] {a_things}, in the afternoon {times} as many. How many {things} [do] {s} sell that day?
        {B} is {a} years old and {C} is {times} as old. What is the sum of their ages?
        How old are {B} and {C} together if {B} is {a} and {C} is {times} as old?
        If {agood} costs {a_money} and {agood2} {times} as much, what is the price of the two?
        A class with {a} boys has {times} as many girls. How many students is that?
        One bag weighs {a} kilograms. Another weighs {times} as much. How heavy are both together?
        One rope [is] {a} meters long, the other {times} as long. What [is] the length of both?
        A train [has] {a} people in the first car and {times} as many in the second. How many people [are] in the two cars?
        In May a shop [sells] {a_things}, in June {times} as many as in May. How many {things} [does] it sell in the two months?
        A tower [is] {a} meters tall, and a second one [is] {times} as tall. How tall [are] they, one on top of the other?
        """, 0.6),
    Plan("a:2-200 b:2-200 k:2-4", "a + b; r0 * k", "{A1} had {a}. {B} had {b} more. That makes {r0}. {C} had {k} times as many. That makes {r1}.", """
        {A} [have] {a_things}. {B} [has] {b} more than {whom}. {C} [has] {times} as many as {B}. How many {things} [does] {C} have?
        {C} [has] {times} as many {things} as {B}. {B} [has] {b} more than {whom}. {A} [have] {a_things}. How many {things} [does] {C} have?
        How many {things} [does] {C} have if {A} [have] {a_things}, {B} [has] {b} more and {C} [has] {times} as many as {B}?
        {A} [have] {a_things} and {B} [has] {b} more. {C} [has] {times} as many as {B}. How many [does] {C} have?
        If {B} [has] {b} more {things~b} than {whom} and {C} {times} as many as {B}, how many [does] {C} have? {A} [have] {a}.
        {A} [have] {b} fewer {things~b} than {B}. {C} [has] {times} as many as {B}. If {A} [have] {a}, what number [does] {C} have?
        {A} [find] {a_things}. {B} [finds] {b} more than that and {C} {times} as many as {B}. How many {things} [does] {C} find?
        {C} [has] {times} as many {things} as {whom} and {B} together. {A} [have] {a} and {B} [has] {b}. How many [does] {C} have?
        If {A} [have] {a_things} and {B} [has] {b}, how many [does] {C} have with {times} as many as the two of them?
        {A} [score] {a} points, {B} [scores] {b} more than {whom} and {C} {times} as many as {B}. How many points [does] {C} score?
        What [does] {C} have if {A} [have] {a_things}, {B} [has] {b} more than that and {C} [has] {times} as many as {B}?
        {A} [earn] {a_money}. {B} [earns] {b_money} more and {C} {times} as much as {B}. How much money [does] {C} earn?
        The number of {things} that {C} [has] [is] {times} that of {B}. {B} [has] {b} more than {whom}, and {A} [have] {a}. How many [does] {C} have?
        {B} [collects] {b} more {things~b} than {whom}. {A} [collect] {a}. {C} [collects] {times} as many as {B}. How many [does] {C} collect?
        {A} [sell] {a_things}. That [is] {b} fewer than {B} [sells]. {C} [sells] {times} as many as {B}. How many [does] {C} sell?
        How much [does] {C} earn if {A} [earn] {a_money}, {B} [earns] {b_money} more and {C} {times} as much as {B}?
        """, 0.7),
    Plan("a:2-200 b:2-200 k:2-4", "a + b; r0 * k", "The first was {a}. The second was {b} more. That makes {r0}. The third was {k} times as much. That makes {r1}.", """
        On Monday {A} [read] {a} pages, on Tuesday {b} more than on Monday and on Wednesday {times} as many as on Tuesday. How many pages [do] {s} read on Wednesday?
        The first {box} [has] {a_things}, the second {b} more, and the third {times} as many as the second. How many {things} [are] in the third {box}?
        A class [has] {a} boys and {b} more girls than boys. The school [has] {times} as many students as there [are] girls in the class. How many students [does] the school have?
        In May a shop [sells] {a_things}, in June {b} more than in May, and in July {times} as many as in June. How many {things} [does] it sell in July?
        One rope [is] {a} meters long, another {b} meters longer. A third [is] {times} as long as that other one. How many meters long [is] the third?
        {Agood} costs {a_money}, {agood2} costs {b_money} more. What is the price of a bike that costs {times} as much as the {good2}?
        How many {things} [are] in the third {box}, which [has] {times} as many as the second, if the first [has] {a} and the second {b} more?
        If the first film [takes] {a} minutes, the second {b} minutes more and the third {times} as long as the second, how many minutes [does] the third take?
        A cat weighs {a} kilograms. A dog weighs {b} kilograms more, and a calf {times} as much as the dog. How heavy is the calf?
        The first tower [is] {a} meters tall, the second {b} meters taller, the third {times} as tall as the second. How tall [is] the third tower?
        A train [takes] {a} minutes, a bus {b} minutes longer, and a bike {times} as long as the bus. How many minutes [does] the bike take?
        How tall is a tower that is {times} as tall as a house, if the house is {b} meters taller than a tree of {a} meters?
        On the first day {A} [walk] {a} miles, on the second {b} more, and on the third {times} as many as on the second. How far [do] {s} walk on the third day?
        If a toy costs {a_money}, a game {b_money} more and a bike {times} as much as the game, how much does the bike cost?
        """, 0.6),
    Plan("a:2-200 b:2-200 k:2-4", "a + b; r0 * k",
         "{A1} had {a}. {B} had {b}. That makes {r0}. {C} had {k} times as many. That makes {r1}.", """
        {C} [has] {times} as many {things} as {whom} and {B} together. {A} [have] {a} and {B} [has] {b}. How many [does] {C} have?
        {A} [have] {a_things} and {B} [has] {b}. {C} [has] {times} as many as both together. How many {things} [does] {C} have?
        If {A} [have] {a_things} and {B} [has] {b}, how many [does] {C} have with {times} as many as the two of them?
        How many {things} [does] {C} have if {A} [have] {a}, {B} [has] {b} and {C} [has] {times} their total?
        {A} [find] {a_things}, {B} [finds] {b}. {C} [finds] {times} as many as the two. How many {things} [does] {C} find?
        {A} [score] {a} points and {B} [scores] {b}. {C} [scores] {times} their sum. How many points [is] that?
        {pair} [put~2] together {a} and {b} {things}. {C} [has] {times} as many as that. How many {things} [does] {C} have?
        {A} [earn] {a_money} and {B} [earns] {b_money}. {C} [earns] {times} as much as both. How much money [does] {C} earn?
        {A} [read] {a} pages and {B} [reads] {b}. {C} [reads] {times} as many as the other two together. How many pages [does] {C} read?
        What [does] {C} have with {times} as many {things} as the other two, if {A} [have] {a} and {B} [has] {b}?
        {A} [sell] {a_things} and {B} [sells] {b}. Together they [sell~2] fewer than {C}, who [sells] {times} as many as both. How many [does] {C} sell?
        {C} [collects] {times} the number that {pair} [collect~2] together. {A} [collect] {a_things} and {B} [collects] {b}. How many [does] {C} collect?
        The {things} of {C} [are] {times} as many as those of the others. {A} [have] {a} and {B} [has] {b}. How many {things} [does] {C} have?
        Add the {a_things} that {A} [have] to the {b} that {B} [has]. {C} [has] {times} as many. How many {things} [is] that?
        """, 0.7),
    Plan("a:2-200 k:2-4 b:2-99", "a * k; r0 + b; a + r0; r2 + r1",
         "{A1} had {a}. {B} had {k} times as many. That makes {r0}. {C} had {b} more. That makes {r1}. {A1} and {B} had {r2}. Together that makes {r3}.", """
        {A} [have] {a_things}. {B} [has] {times} as many as {whom}. {C} [has] {b} more than {B}. How many {things} [do~2] {theyall} have together?
        {B} [has] {times} as many {things} as {whom}, and {C} [has] {b} more {things~b} than {B}. {A} [have] {a_things}. How many {things} [do~2] {theyall} have in total?
        How many {things} [do~2] {theyall} have together if {A} [have] {a_things}, {B} [has] {times} as many and {C} [has] {b} more than {B}?
        If {A} [have] {a_things}, {B} {times} as many and {C} {b} more than {B}, what [is] the total?
        {A} [find] {a_things}. {B} [finds] {times} as many, and {C} [finds] {b} more than {B}. How many {things} [do~2] the three find in all?
        {C} [has] {b} more {things~b} than {B}. {B} [has] {times} as many as {whom}. {A} [have] {a}. How many {things} [do~2] the three have?
        {A} [score] {a} points. {B} [scores] {times} as many and {C} {b} more than {B}. What [is] the sum of all their points?
        What is the total of {things} if {A} [have] {a}, {B} [has] {times} that number and {C} [has] {b} more than {B}?
        {A} [collect] {a_things}, {B} {times} as many, and {C} {b} more than {B}. All the {things} [are] put together. How many [is] that?
        {A} [earn] {a_money}. {B} [earns] {times} as much and {C} {b_money} more than {B}. How much money [do~2] the three earn altogether?
        {A} [sell] {a_things}. {B} [sells] {times} that number and {C} {b} more than {B}. How many {things} [do~2] the three sell altogether?
        How much money [do~2] the three have if {A} [have] {a_money}, {B} [has] {times} as much and {C} [has] {b_money} more than {B}?
        {A} [run] {a} miles, {B} [runs] {times} as far and {C} {b} miles more than {B}. How many miles [is] that for all three?
        How many {things} [are] there in all if {C} [has] {b} more than {B}, {B} {times} as many as {A} [have], and {A} [have] {a}?
        """, 1.5),
    Plan("a:2-200 k:2-4 b:2-99", "a * k; r0 + b; a + r0; r2 + r1", "The first was {a}. The second was {k} times as much. That makes {r0}. The third was {b} more. That makes {r1}. The first and second make {r2}. Together that makes {r3}.", """
        On Monday {A} [read] {a} pages, on Tuesday {times} as many and on Wednesday {b} more than on Tuesday. How many pages [do] {s} read in the three days?
        The first {box} [has] {a_things}, the second {times} as many, the third {b} more than the second. How many {things} [are] in all three {boxes}?
        In the first game {A} [score] {a} points, in the second {times} as many, in the third {b} more than in the second. How many points [is] that in total?
        What [do] {s} read in three days, if it [is] {a} pages on the first day, {times} as many on the second and {b} more than that on the third?
        In May a shop [sells] {a_things}, in June {times} as many, and in July {b} more than in June. How many {things} [does] it sell in the three months?
        One rope [is] {a} meters long, the second {times} as long and the third {b} meters longer than the second. What [is] the length of all three?
        What do three things cost together if the first is {a_money}, the second {times} as much and the third {b_money} more than the second?
        {Agood} costs {a_money}. {Agood2} costs {times} as much. A bike costs {b_money} more than the {good2}. How much are all three?
        If the first {box} [has] {a_things}, the second {times} as many and the third {b} more than that, how many {things} [are] there in all?
        A farm [has] {a} cows, {times} as many sheep as cows and {b} more hens than sheep. How many animals [is] that?
        A cat weighs {a} kilograms, a dog {times} as much, and a calf {b} kilograms more than the dog. How heavy are the three together?
        On the first day {A} [walk] {a} miles, on the second {times} as many, on the third {b} more than on the second. How far [do] {s} walk?
        A school [has] {a} teachers, {times} as many boys as teachers and {b} more girls than boys. How many people [are] in the school?
        A train [has] {a} people in the first car, {times} as many in the second and {b} more in the third than in the second. How many people [are] on the train?
        """, 1.2),
    Plan("a:2-300 b:2-300 k:2-200", "a + b; r0 + k", "{A1} had {a}. {B} had {b}. That makes {r0}. {C} had {k}. Together that makes {r1}.", """
        {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}. How many {things} [do~2] {theyall} have together?
        {A} [have] {a_things}. {B} [has] {b_things}. {C} [has] {k_things}. How many {things} [do~2] {theyall} have in total?
        {A} [find] {a_things}, {B} [finds] {b_things} and {C} [finds] {k_things}. How many {things} [do~2] {theyall} find in all?
        Together, how many {things} [do~2] {theyall} have? {A} [have] {a}, {B} [has] {b} and {C} [has] {k}.
        What [is] the sum if {A} [have] {a_things}, {B} [has] {b} and {C} [has] {k}?
        {A} [have] {a_things}. {B} [gives] {him} {b} and {C} [gives] {him} {k}. How many {things} [do] {s} have now?
        {A} [put] {a_things} into {abox}, {B} [adds] {b} and {C} {k}. How many {things} [is] that?
        {A} [earn] {a_money}, {B} {b_money} and {C} {k_money}. How much money [is] that altogether?
        If {A} [score] {a} points, {B} [scores] {b} and {C} {k}, what [is] the sum of their points?
        {A} [bake] {a} cookies, {B} [bakes] {b} and {C} [bakes] {k}. How many cookies [are] there?
        How many {things} [are] there if {A} [bring] {a}, {B} [brings] {b} and {C} [brings] {k}?
        {A} [sell] {a_things}. {B} [sells] {b} and {C} [sells] {k}. What number of {things} [do~2] the three sell?
        {B} [gives] {whom} {b_things} and {C} [gives] {him} {k}. {A} [have] {a} already. How many {things} [do] {s} have now?
        What [do~2] three friends pay if {A} [pay] {a_money}, {B} [pays] {b_money} and {C} [pays] {k_money}?
        """),
    Plan("a:2-300 b:2-300 k:2-200", "a + b; r0 + k", "First {a} and {b}. That makes {r0}. Then {k}. That makes {r1}.", """
        {A} [get] {a_things} on Monday, {b} on Tuesday and {k} on Wednesday. How many {things} [do] {s} get in all?
        {A} [read] {a} pages on Friday, {b} pages on Saturday and {k} pages on Sunday. How many pages [do] {s} read in total?
        There [are] {a} {things} in the first {box}, {b} in the second and {k} in the third. How many {things} [are] in all three?
        If {A} [sell] {a_things} in the morning, {b} at noon and {k} in the evening, how many [do] {s} sell that day?
        {A} [score] {a} points in the first game, {b} in the second and {k} in the third. What [is] the total of the three games?
        How many points [do] {A} score in three games with {a}, {b} and {k} points?
        {A} [pay] {a_money} for food, {b_money} for clothes and {k_money} for books. How much money [do] {s} spend?
        A farm [has] {a} cows, {b} sheep and {k} pigs. How many animals [is] that in all?
        The three sides of a park are {a}, {b} and {k} meters long. How many meters is that around?
        {A} [drive] {a} miles, then [drive] {b} miles and at last {k} miles more. How far [do] {s} drive?
        Three boxes weigh {a}, {b} and {k} kilograms. How much do the three weigh together?
        How many {things} [are] there in three {boxes} with {a}, {b} and {k}?
        A train [has] {a} people in the first car, {b} in the second and {k} in the third. How many people [are] on the train?
        What do three things for {a_money}, {b_money} and {k_money} cost together?
        If a farm [has] {a} hens, {b} ducks and {k} geese, how many birds [are] there?
        {A} [bake] {a} cookies, {b} muffins and {k} cakes. How many things [do] {s} bake?
        A school [has] {a} students in one class, {b} in another and {k} in a third. How many students [is] that?
        """, 0.6),
    Plan("a:2-99 b:2-99 k:2-99 c:1-99", "a + b; r0 + k; r1 + c", "First {a} and {b}. That makes {r0}. Then {k}. That makes {r1}. Then {c}. That makes {r2}.", """
        {A} [get] {a_things} on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many {things} [do] {s} get in all?
        {A} [read] {a} pages on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many pages [do] {s} read in total?
        {A} [earn] {a_money} in January, {b_money} in February, {k_money} in March and {c_money} in April. How much money [do] {s} earn in total?
        {A} [walk] {a} miles on Monday, {b} on Tuesday, {k} on Wednesday and {c} on Thursday. How many miles [is] that in total?
        Four boxes weigh {a}, {b}, {k} and {c} kilograms. How much do they weigh together?
        {A} [score] {a}, {b}, {k} and {c} points in four games. How many points [is] that altogether?
        How many points [do] {A} score in four games with {a}, {b}, {k} and {c} points?
        There [are] {a} {things} in the first {box}, {b} in the second, {k} in the third and {c} in the fourth. How many {things} [are] there in all?
        A farm [has] {a} cows, {b} sheep, {k} pigs and {c} horses. How many animals [are] on the farm?
        {A} [have] {a_things}. Then {he} [get] {b} from one friend, {k} from another and {c} from a third. How many {things} [do] {s} have now?
        What [is] the total if {A} [pay] {a_money}, {b_money}, {k_money} and {c_money} for four things?
        The sides of a field are {a}, {b}, {k} and {c} meters long. How many meters is it all around?
        If {A} [sell] {a}, {b}, {k} and {c} tickets on four days, how many tickets [do] {s} sell?
        In a week {A} [drive] {a} miles, then {b}, then {k} and at last {c} miles. How far [do] {s} drive altogether?
        {A} [spend] {a_money} on food, {b_money} on clothes, {k_money} on books and {c_money} on toys. How much [do] {s} spend in all?
        A class of {a}, a class of {b}, a class of {k} and a class of {c} students go on a trip. How many students go?
        """),
    # What was there before, and what came or went.
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "In the end there were {a}. Take away {b}. That leaves {r0}.", """
        {A} had some {things}. {A} got {b} more and now {hasnow} {a_things}. How many {things} did {A} have at first?
        {A} had some {things}. {A} bought {b} more. Now {A} {hasnow} {a_things}. How many {things} did {A} have at the start?
        After buying {b_things}, {A} {hasnow} {a_things}. How many {things} did {A} have before?
        {A} had {b_things}. {A} found some more. Now {A} {hasnow} {a_things}. How many {things} did {A} find?
        {A} had {b_things} and bought some more. Now {A} {hasnow} {a}. How many {things} did {A} buy?
        {A} had {b_things}. {B} gave {him} some more. Now {A} {hasnow} {a_things}. How many {things} did {B} give {him}?
        {A} [have] {b_things}. How many more {things} [do] {s} need to have {a}?
        {A} [need] {a_things} and [have] {b}. How many more [do] {s} need?
        {A} had some {things}, then {B} gave {him} {b} more. Now {A} {hasnow} {a}. How many [is] that without the {b} from {B}?
        {A} {hasnow} {a_things}. {b} of them came from {B}. How many did {A} have without those?
        {A} {hasnow} {a_things}, which is {b} more than yesterday. How many did {A} have yesterday?
        How many {things} did {A} have at first if {he} got {b} and now {hasnow} {a}?
        How many {things} did {A} get if {he} had {b} and now {hasnow} {a}?
        Yesterday {A} had {b_things}, today {A} {hasnow} {a}. How many came in between?
        Some {things} were in {abox}. When {b} more were put in, there were {a}. How many {things} were there at first?
        There were {b} {things} in {abox}. More were put in, and now there are {a}. How many {things} were put in?
        If {A} had {b_things} and {hasnow} {a_things} today, how many {things} are new?
        With the {b} {things~b} from {B}, {A} {hasnow} {a}. How many were there before?
        {A} saved some money and got {b_money} as a gift, and now {hasnow} {a_money}. How much did {A} save?
        {b} people got on a bus, and then there were {a} people on it. How many were on the bus before?
        """, 1.2),
    Plan("b:2-500 c:1-499", "b + c", "In the end there were {c}. {b} went. That makes {r0}.", """
        {A} had some {things}. {A} gave away {b} and {hasnow} {c} left. How many {things} did {A} have at first?
        {A} had some {things}. {A} lost {b} of them. Now {A} {hasnow} {c_things} left. How many {things} did {A} have at the start?
        After giving away {b_things}, {A} {hasnow} {c} left. How many {things} did {A} have before?
        {A} gave {b_things} to {B} and {hasnow} {c} left. How many {things} did {A} have at first?
        {A} sold {b_things} and {hasnow} {c} left. How many {things} did {A} have in the beginning?
        {A} had some {things}. After {A} sold {b}, {c} are left. How many {things} did {A} have before that?
        How many {things} did {A} have at first if {he} gave away {b} and {hasnow} {c} left?
        If {A} lost {b_things} and {hasnow} {c} now, how many were there before?
        {A} {hasnow} {c_things} after giving {b} to {B}. How many {things} were there at first?
        {b} {things~b} were taken out of {abox}, and {c} stayed in it. How many {things} were in the {box} before?
        {A} spent {b_money} and {hasnow} {c_money} left. How much money did {A} have before?
        {A} paid {b_money} for {agood} and still {hasnow} {c_money}. How much money did {A} have at the start?
        {A} read {b} pages of a book and {c} more pages remain. How many pages are in the book?
        Some people were on a bus. {b} got off and {c} stayed. How many people were on it before?
        What was the number of {things} that {A} had if {b} are lost and {c} remain?
        {B} took {b} of {A's} {things}, and {c} remained. How many did {A} have before?
        {A} {hasnow} only {c_things}, because {he} sold {b}. How many {things} did {A} have at the beginning?
        {A} cut {b} meters off a rope, and now the rope is {c} meters long. How long was it before?
        """),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "{A1} had {a} and then {b}. That leaves {r0}.", """
        {A} had {a_things}. {A} gave some to {B} and now {hasnow} {b} left. How many {things} did {A} give to {B}?
        {A} had {a_things}. {A} lost some of them and {hasnow} {b} left. How many {things} did {A} lose?
        {A} had {a_things}. Now {A} {hasnow} {b}. How many {things} did {A} lose?
        {A} had {a_money}. {A} bought {agood} and {hasnow} {b_money} left. How much did the {good} cost?
        {A} had {a_money} and now {hasnow} {b_money} left. How much money did {A} spend?
        Of {a_things}, {A} {hasnow} only {b} left. How many {things} did {A} lose?
        How many {things} did {A} give away if {he} had {a} and {hasnow} {b} left?
        If {A} had {a_things} and {hasnow} {b} now, how many are gone?
        Yesterday {A} had {a_things}, today {he} {hasnow} {b}. How many did {A} lose?
        {A} went to the store with {a_money} and came home with {b_money}. How much money did {A} spend?
        {A} sold some of {a_things} and kept {b}. How many did {A} sell?
        {A} kept only {b} of {a_things} and gave the others to {B}. How many {things} did {B} get?
        How much did {agood} cost if {A} had {a_money} before and {b_money} after buying it?
        A rope was {a} meters long. {A} cut off a piece, and {b} meters are left. How long is the piece?
        {A} baked {a} cookies. Some were eaten, and {b} remain. How many were eaten?
        From {a_money}, {A} {hasnow} {b_money} left after shopping. How much was spent?
        """),
    Plan("b:2-500 c:1-499 a=b+c", "a - b", "First it was {a}, then {b}. That leaves {r0}.", """
        There were {a_things} in {abox}, but now there are only {b}. How many {things} were taken out?
        There were {a} people on a bus. Some got off, and {b} stayed. How many people got off?
        A tank held {a} liters of water. Now there are {b} liters in it. How much water was used?
        A book has {a} pages, and {b} of them are still to be read. How many pages are read already?
        There were {a} birds in a tree. Some flew away, and {b} are still there. How many flew away?
        How many people got off a bus if there were {a} on it before and {b} after the stop?
        A shop had {a_things} in the morning and {b} in the evening. How many {things} did it sell?
        If a farmer had {a} sheep and {b} are left, how many were sold?
        A train with {a} seats has {b} free seats. How many seats are taken?
        Of {a} students in a class {b} are here today. How many are not here?
        There were {a} eggs, but only {b} of them are not broken. How many eggs are broken?
        A candle was {a} millimeters long. Now it is {b} millimeters long. How many millimeters are gone?
        {a} people were invited, and {b} have come. How many are missing?
        At first there were {a} cars in a parking lot, at the end {b}. How many cars left?
        """, 0.6),
    # Groups.
    Plan("k:2-60 m:2-150", "k * m", "There were {k} of {m} each. That makes {r0}.", """
        {A} [have] {k_boxes} with {m_things} in each {box}. How many {things} [do] {s} have in total?
        {A} [have] {k_boxes} of {things}. There [are] {m} {things} in each {box}. How many {things} [do] {s} have?
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
        {A} [have] {k} shelves and {m} books on each. How many books [is] that in all?
        """, 2),
    Plan("k:2-60 m:2-150", "k * m", "It was {m} for each of {k}. That makes {r0}.", """
        {A} [read] {m} pages a day. How many pages [do] {s} read in {k} days?
        {A} [read] {m} pages every day for {k} days. How many pages [do] {s} read in total?
        {A} [run] {m} miles every day. How many miles [do] {s} run in {k} days?
        {A} [run] {m} miles a day for {k} days. How far [do] {s} run?
        {A} [earn] {m_money} an hour and [work] {k} hours. How much money [do] {s} earn?
        {A} [earn] {m_money} per hour. How much [do] {s} earn in {k} hours?
        {A} [earn] {m_money} a {day}. How much money [do] {s} earn in {k_days}?
        {A} [save] {m_money} every {day}. How much money [do] {s} save in {k_days}?
        {A} [save] {m_money} a {day} for {k_days}. How much [do] {s} save in total?
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
        {A} [write] {b} of {a} letters. How many letters [do] {s} still have to write?
        How many pages of a book of {a} remain after {A} [read] {b}?
        """, 1.2),
    # Two and more steps.
    Plan("b:2-300 c:2-300 e:1-300 f=b+c a=f+e", "a - b; r0 - c", "There were {a}. {b} went. That leaves {r0}. {c} went. That leaves {r1}.", """
        {A} [have] {a_things}. {A} [sell] {b} in the morning and {c} in the afternoon. How many {things} [are] left?
        {A} [have] {a_things}. {A} [sell] {b} on Monday and {c} on Tuesday. How many {things} [do] {s} have left?
        {A} [have] {a_things}. {A} [give] {b} to {B} and {c} to {C}. How many {things} [do] {s} have left?
        {A} [have] {a_things} and [give] {b} to {B} and {c} to {C}. How many [are] left?
        {A} [bake] {a} cookies. {B} [eats] {b} and {C} [eats] {c}. How many cookies [are] left?
        A shop [has] {a_things}. It [sells] {b} on Monday and {c} on Tuesday. How many {things} [are] left?
        A baker [makes] {a} cupcakes. {b} [are] sold in the morning and {c} in the afternoon. How many cupcakes [are] left?
        A book [has] {a} pages. {A} [read] {b} pages yesterday and {c} pages today. How many pages [are] left?
        {A} [have] {a_money}. {A} [spend] {b_money} on {agood} and {c_money} on {agood2}. How much money [is] left?
        Of {a_things}, {A} [give] {b} to {B} and {c} to {C}. How many of the {things} [are] left?
        How many {things} [are] left if {A} [have] {a} and [give] {b} to {B} and {c} to {C}?
        Out of {a_things}, {A} [lose] {b} and [sell] {c}. How many [do] {s} keep?
        There [are] {a} people on a bus. {b} [get~2] off at the first stop and {c} at the second. How many people [are] still on it?
        A rope [is] {a} meters long. {A} [cut] off {b} meters and then {c} meters. How long [is] the rope now?
        {B} [takes] {b} and {C} [takes] {c} of {a_things}. How many [are] still there?
        After {A} [pay] {b_money} for {agood} and {c_money} for {agood2}, how much of {a_money} remains?
        If {A} [have] to drive {a} miles and [drive] {b} miles before lunch and {c} miles after lunch, how many miles remain?
        A tank [holds] {a} liters. {b} liters [are] used on the first day and {c} liters on the second. How many liters remain?
        """),
    Plan("a:2-500 b:2-300 c:2-300", "a + b; r0 - c", "There were {a}. {b} came. That makes {r0}. {c} went. That leaves {r1}.", """
        A library [has] {a} books. It [buys] {b} new books and [gives] away {c} old ones. How many books [does] it have now?
        A shop [has] {a_things}. It [gets] {b} more and [sells] {c}. How many {things} [does] the shop have now?
        A store [has] {a_things}. The store [buys] {b} and then [sells] {c} of them. How many {things} [are] left in the store?
        There [are] {a} people on a bus. At the next stop {b} people [get~2] on and {c} people [get~2] off. How many people [are] on the bus now?
        A school [has] {a} students. {b} students [come~2] and {c} students [leave~2]. How many students [does] the school have now?
        In a shop [are] {a_things}. {b} more [come~2] in and {c} [are] sold. How many {things} [does] the shop have now?
        How many {things} [do] {A} have in the end if {he} [start] with {a}, [buy] {b} more and [sell] {c}?
        {A} [have] {a_things}. {B} [gives] {him} {b} more, and {he} [lose] {c}. How many {things} [are] left?
        If {A} [have] {a_money}, [earn] {b_money} and [spend] {c_money}, how much [do] {s} have in the end?
        A bus [has] {a} people on it. {b} [get~2] on, and later {c} [get~2] off. How many people [are] still there?
        To {his} {a_things} {A} [add] {b}, then {he} [give] away {c}. How many [do] {s} have after that?
        A tank [has] {a} liters of water. {b} liters [are] added and {c} liters [are] used. How much water [is] in it after that?
        First {A} [find] {a_things}, then {b} more, but {c} [are] lost again. How many {things} [do] {s} keep?
        {A} [bake] {a} cookies in the morning and {b} in the afternoon. {c} of them [are] eaten. How many cookies [are] left?
        After buying {b_things} and giving away {c}, how many [do] {A} have if {he} [start] with {a}?
        """),
    Plan("k:2-12 m:2-12 c:1-40 v=k*m a=v+c", "k * m; a - r0", "{k} took {m} each. That makes {r0}. There were {a}. That leaves {r1}.", """
        If a pizza [has] {a} slices and {k} people eat {m} slices each, how many slices [are] left?
        {A} [have] {a_things} and [give] {m} to each of {k_friends}. How many {things} [do] {s} have left?
        {A} [have] {a_things}. {A} [give] {m_things} to each of {his} {k_friends}. How many {things} [do] {s} have left?
        There [are] {a} cookies. {k_friends} [eat~2] {m} cookies each. How many cookies [are] left?
        {k_friends} [take~2] {m} of {a} cookies each. How many of the cookies [are] left?
        How many {things} [do] {A} keep out of {a} after giving {m} to each of {k_friends}?
        {k_friends} [come~2], and each [takes] {m} of the {a_things} on the table. How many {things} [are] still there?
        If {k_friends} take {m} of {a_things} each, how many stay?
        A cake [is] cut into {a} pieces. {k} people [eat~2] {m} pieces each. How many pieces [are] left over?
        There [are] {a} chairs. {m} chairs [are] put at each of {k} tables. How many chairs [are] not used?
        {A} [fill] {k_boxes} with {m_things} each. {A} [have] {a} in all. How many {things} [do~2] not fit in?
        Out of {a_things}, {A} [put] {m} into each of {k_boxes}. How many {things} remain?
        Each of {k_friends} [gets] {m} from {A's} {a_things}. What [is] left over?
        With {a_money}, {A} [give] {m_money} to each of {k_friends}. How much money [is] left over?
        """),
    Plan("k:2-12 m:2-99 b:2-99", "k * m; r0 + b", "There were {k} of {m} each. That makes {r0}. Then {b} more. That makes {r1}.", """
        {A} [have] {k_boxes} with {m_things} in each and {b} more {things~b}. How many {things} [do] {s} have in total?
        {A} [have] {k_boxes} of {m_things} and {b} extra {things~b}. How many {things} [do] {s} have?
        There [are] {k} rows of {m} chairs and {b} more chairs. How many chairs [are] there in all?
        {A} [save] {m_money} a {day} for {k_days} and then {b_money} more. How much [do] {s} save in total?
        {A} [read] {m} pages a day for {k} days and then {b} more pages. How many pages [do] {s} read?
        In each of {k_boxes} [are] {m_things}, and {b} more [be~b] on the table. How many {things} [is] that in total?
        How many {things} [are] there in {k_boxes} of {m} and {b} more beside them?
        {A} [buy] {k_boxes} with {m_things} each and [have] {b} at home already. How many {things} [are] that in all?
        If {A} [earn] {m_money} an hour for {k} hours and [get] {b_money} more as a gift, how much money [is] that?
        A bus [has] {k} rows of {m} seats and {b} seats in the back. How many seats [does] the bus have?
        {A} [run] {m} miles on each of {k} days and {b} miles on the last day. How far [do] {s} run altogether?
        {A} [pack] {m_things} into each of {k_boxes}, and {b} [be~b] left over. How many {things} [are] there?
        {A} [put] {m_things} into each of {k_boxes} and still [have] {b} over. How many {things} [do] {s} have at first?
        {A} [buy] {k_goods} at {m_money} each and {agood2} for {b_money}. How much [do] {s} pay?
        What [is] the cost of {k_goods} for {m_money} each and {agood2} for {b_money}?
        """),
    Plan("k:2-12 m:2-99 b:2-99", "k * m; r0 - b", "There were {k} of {m} each. That makes {r0}. {b} went. That leaves {r1}.", """
        There [are] {k_boxes} with {m_things} in each. {b} {things~b} [be~b] taken away. How many {things} [are] left?
        {A} [have] {k_boxes} with {m_things} in each {box}. {A} [give] away {b_things}. How many {things} [do] {s} have left?
        {A} [earn] {m_money} an hour for {k} hours and [spend] {b_money}. How much money [do] {s} have left?
        A train [has] {k} cars with {m} seats each. {b} seats [are] taken. How many seats [are] free?
        There [are] {k_boxes}. Each {box} [holds] {m} oranges. {b} oranges [are] rotten. How many good oranges [are] there?
        {A} [buy] {k_boxes} of apples. Each {box} [has] {m} apples. {A} [give] {b} apples to {B}. How many apples [do] {s} have?
        {A} [cut] {k} pizzas into {m} slices each. {b} slices [are] eaten. How many slices [are] left?
        {A} [save] {m_money} a {day} for {k_days} and then [spend] {b_money}. How much money [is] left?
        Of {k_boxes} with {m_things} each, {b_things} [be~b] lost. How many of the {things} [are] left?
        How many {things} remain if {A} [have] {k_boxes} with {m} in each and [give] away {b}?
        There [are] {k} rows of {m} chairs. People [sit~2] on {b} of them. How many chairs [are] empty?
        If {A} [earn] {m_money} an hour, [work] {k} hours and then [pay] {b_money} for {agood}, how much money [do] {s} keep?
        {A} [have] {k_boxes} of {m_things} and [sell] {b_things}. What number of {things} [is] still there?
        After {A} [lose] {b} of the {things} in {k_boxes} of {m}, how many [are] still there?
        {A} [buy] {k_goods} at {m_money} each, but the shop [takes] {b_money} off the price. How much [do] {s} pay?
        """),
    Plan("d:2-12 q:1-60 b:2-99 c=d*q t=c-b a=t", "a + b; r0 / d", "There were {a} and {b}. That makes {r0}. Each of {d} gets {r1}.", """
        {A} [have] {a_things} and {B} [has] {b_things}. They [share~2] all of them equally among {d_friends}. How many {things} [does] each {pal} get?
        {A} [have] {a} {red} and {b} {blue} {things} and [put] them equally into {d_boxes}. How many {things} [are] in each {box}?
        There [are] {a} boys and {b} girls in a class. They [form~2] {d} equal teams. How many children [are] on each team?
        {A} [bake] {a} cookies and {B} [bakes] {b}. They [put~2] them equally on {d} plates. How many cookies [are] on each plate?
        {d_friends} [get~2] {a} {red} and {b} {blue} {things} in equal parts. How many {things} [does] each {pal} get?
        If {A} [have] {a_things}, {B} [has] {b} and all [are] shared equally among {d_friends}, how many [does] each {pal} get?
        How many {things} [does] each of {d_friends} get if {A} [give] them {a} and {B} [gives] them {b} to share equally?
        {A} [find] {a_things} on Monday and {b} on Tuesday and [put] them all equally into {d_boxes}. How many {things} go in each {box}?
        {a} men and {b} women [sit~2] at {d} tables, the same number at each. How many people [are] at each table?
        {A} [earn] {a_money} and {b_money} more, and [share] the money equally among {d_friends}. What [does] each {pal} get?
        {d_friends} [pay~2] {a_money} for food and {b_money} for drinks in equal parts. How much [does] each {pal} pay?
        The bill of {d_friends} [is] {a_money} for pizza and {b_money} for drinks. They [pay~2] the same. What [does] each {pal} pay?
        What [does] each of {d_friends} get if {a} {red} and {b} {blue} {things} are shared equally?
        The {a_things} of one {box} and the {b} of another [are] put equally into {d} new {boxes}. How many {things} [does] each of these get?
        """),
    Plan("k:2-12 m:2-60 n:2-12 b:2-60", "k * m; n * b; r0 + r1", "First {r0}. Then {r1}. Together that makes {r2}.", """
        {A} [have] {k_boxes} with {m} {red} {things~m} each and {n_boxes} with {b} {blue} {things~b} each. How many {things} [do] {s} have in total?
        There [are] {k} tables with {m} chairs each and {n} tables with {b} chairs each. How many chairs [are] there?
        {A} [read] {m} pages a day for {k} days and {b} pages a day for {n} days. How many pages [do] {s} read in total?
        {A} [work] {k} hours for {m_money} an hour and {n} hours for {b_money} an hour. How much [do] {s} earn?
        {A} [get] {k_boxes} of {m_things} and {n_boxes} of {b}. How many {things} [is] that in total?
        How many {things} [are] there in {k_boxes} of {m} and {n_boxes} of {b}?
        If {A} [earn] {m_money} an hour for {k} hours and {b_money} an hour for {n} hours, how much money [do] {s} make?
        {A} [run] {m} miles a day for {k} days and then {b} miles a day for {n} days. How far [do] {s} run altogether?
        A hall [has] {k} rows of {m} seats and {n} rows of {b} seats. How many seats [does] it have?
        {k} children [get~2] {m_things} each, and {n} others [get~2] {b} each. How many {things} [are] given out?
        {A} [give] {m_things} to each of {k} boys and {b_things} to each of {n} girls. How many {things} [do] {s} give away?
        In {k_boxes} [are] {m_things} each, in {n} others {b} each. What [is] the number of {things} in all of them?
        A car [drives] {k} hours at {m} miles per hour and {n} hours at {b} miles per hour. How many miles [does] it go?
        {A} [save] {m_money} a week for {k} weeks and {b_money} a week for {n} weeks. How much money [do] {s} save in all?
        There [are] {k} small cars with {m} seats each and {n} large cars with {b} seats each. How many people can sit in them?
        {A} [fill] {k_boxes} with {m_things} and {n_boxes} with {b}. How many {things} [do] {s} need?
        """, 1.5),
    Plan("k:2-12 m:2-60 b:2-99 d:2-9", "k * m; r0 - b; r1 / d", "There were {k} of {m} each. That makes {r0}. {b} went. That leaves {r1}. Each of {d} gets {r2}.", """
        {A} [have] {k_boxes} with {m_things} in each. {A} [give] away {b_things} and [share] the rest equally among {d_friends}. How many {things} [does] each {pal} get?
        {A} [save] {m_money} a {day} for {k_days}, [spend] {b_money} and [share] the rest equally among {d_friends}. How much money [does] each {pal} get?
        Of {k_boxes} with {m_things} each, {A} [lose] {b}. {d_friends} [get~2] the rest in equal parts. How many {things} [does] each {pal} get?
        If {A} [have] {k_boxes} with {m_things} in each, [lose] {b} and [share] the rest equally among {d_friends}, how many [does] each {pal} get?
        How many {things} [does] each of {d_friends} get if {A} [share] what [is] left of {k_boxes} of {m} after losing {b}?
        {k_boxes} [hold~2] {m_things} each. {b} of the {things} [be~b] broken. {d_friends} [share~2] the good ones equally. How many [does] each {pal} get?
        {A} [buy] {k_boxes} of {m_things}. {b} of the {things} [be~b] bad, and the others [are] put equally into {d} bags. How many {things} [are] in each bag?
        {A} [work] {k} hours for {m_money} an hour, [pay] {b_money} for food and [divide] the rest equally among {d_friends}. What [does] each {pal} get?
        There [are] {k} rows of {m} plants. {b} plants [be~b] taken out and the rest [are] sold equally to {d_friends}. How many plants [does] each {pal} buy?
        {A} [pick] {m} apples from each of {k} trees and [eat] {b}. The rest [are] put equally into {d_boxes}. How many apples [are] in each {box}?
        {A} [bake] {k} trays of {m} cookies. {b} cookies [be~b] burned. The others [are] divided equally among {d_friends}. How many cookies [does] each {pal} get?
        After {A} [give] away {b} of the {things} in {k_boxes} of {m}, {d_friends} [get~2] the rest in equal parts. How many [does] each {pal} get?
        A book [has] {k} chapters of {m} pages. {A} [have] read {b} pages and [want] to finish in {d} days. How many pages a day [is] that?
        {A} [earn] {m_money} a {day} for {k_days} and [spend] {b_money}. With the rest {he} [buy] {d_goods} at one price. How much [does] each {good} cost?
        """, 1.5),
    Plan("p:2-12 q:1-60 b:2-99 t=p*q a=t+b", "a - b; r0 / p", "{A1} needed {a} and had {b}. That leaves {r0}. In parts of {p} that makes {r1}.", """
        {A} [want] to buy {agood} for {a_money} and [have] {b_money}. {A} [save] {p_money} a week. How many weeks [does] it take?
        {A} [need] {a_money} for {agood}. {A} [have] {b_money} and [save] {p_money} every week. For how many weeks [do] {s} have to save?
        A book [has] {a} pages. {A} [have] read {b} pages and now [read] {p} pages a day. How many days [does] it take to finish the book?
        {Agood} [costs] {a_money}. {A} [have] {b_money} and [get] {p_money} a week. How many weeks [does] it take to have the rest?
        How many weeks [do] {A} need for {agood} of {a_money} if {he} [have] {b_money} and [save] {p_money} a week?
        How long [does] it take {whom} to save for {agood} of {a_money} with {b_money} now and {p_money} more every week?
        {A} [have] {b_money} of the {a_money} that {agood} [costs]. By saving {p_money} a week, in how many weeks can {s} buy it?
        {A} [have] {a_money}, [spend] {b_money} on {agood} and all the rest on {goods2} for {p_money} each. How many {goods2} [do] {s} buy?
        {A} [have] {a_things}. {A} [give] away {b} and [put] the rest into {boxes} of {p}. How many {boxes} [do] {s} need?
        Out of {a} eggs, {b} [be~b] broken. The good ones [are] packed in {boxes} of {p}. How many {boxes} [are] there?
        {A} [want] to walk {a} miles and [have] walked {b}. If {he} [walk] {p} miles a day, how many days remain?
        If a book [has] {a} pages, {A} [have] read {b} and [read] {p} more every day, how many days [does] it still take?
        There [are] {a} students in a school. {b} [be~b] ill. The others [form~2] teams of {p}. How many teams [are] there?
        {A} [need] {a_things} and [have] {b}. They come in {boxes} of {p}. How many {boxes} [do] {s} have to buy?
        A trip [is] {a} miles long. After {b} miles, {A} [drive] {p} miles an hour. How many hours [does] the rest take?
        With {a_money}, {A} [pay] {b_money} for food. For how many {goods} of {p_money} each [does] the rest last?
        """),
    Plan("k:2-20 p:2-60 b:2-300", "k * p; r0 - b", "Sales brought {r0}. It cost {b}. That leaves {r1}.", """
        {A} [buy] {things} for {b_money} and [sell] {k} of them for {p_money} each. How much profit [do] {s} make?
        {A} [sell] {k_things} for {p_money} each. Making them [costs] {b_money}. How much profit [do] {s} make?
        {A} [spend] {b_money} on {things} and [sell] {k} at {p_money} each. How much money [do] {s} make in the end?
        How much profit [do] {A} make by selling {k_things} at {p_money} each that cost {b_money} in all?
        If {A} [pay] {b_money} for {k_things} and [sell] each for {p_money}, what [is] the profit?
        {A} [make] {k_things} for {b_money} in total. People [pay~2] {p_money} for each. How much [do] {s} earn after the cost?
        Each of {k_things} [is] sold for {p_money}. {A} paid {b_money} for all of them before. How much money [do] {s} gain?
        At a market {A} [sell] {k_things} at {p_money} each. The place at the market [costs] {b_money}. How much money [do] {s} take home?
        {A} [work] on {k} cars for {p_money} each and [pay] {b_money} for soap. How much money [do] {s} have in the end?
        {A} [sell] {k} cups of juice for {p_money} each. The juice [costs] {b_money}. What [is] {A's} profit?
        The cost of {k_things} [is] {b_money}. {A} [sell] all of them, each for {p_money}. What [do] {s} gain?
        {A} [spend] {b_money} on flour and [sell] {k} cakes at {p_money} each. How much profit [is] that?
        What [is] the profit if {A} [get] {p_money} for each of {k_things} and [pay] {b_money} for all of them?
        After paying {b_money} for {things}, {A} [sell] {k} of them for {p_money} each. How much more money [do] {s} have than before?
        """, 0.7),
    Plan("k:2-12 m:2-60 c:1-99 v=k*m a=v+c", "k * m; a - r0",
         "It was {m} for each of {k}. That makes {r0}. The whole was {a}. That leaves {r1}.", """
        A book [has] {a} pages. {A} [read] {m} pages a day for {k} days. How many pages [are] left?
        {A} [read] {m} pages of a book every day. The book [has] {a} pages. How many [do] {s} still have to read after {k} days?
        How many pages of a book with {a} pages remain if {A} [read] {m} pages a day for {k} days?
        If a book [has] {a} pages and {A} [read] {m} a day, how many pages [are] left after {k} days?
        For {k} days {A} [read] {m} pages a day of a book with {a} pages. How many pages [do] {s} have left to read?
        A trip [is] {a} miles long. {A} [drive] {k} hours at {m} miles per hour. How many miles remain?
        {A} [want] to drive {a} miles and [go] {m} miles an hour. How many miles [are] left after {k} hours?
        A tank [holds] {a} liters of water. Each day {m} liters [are] used. How much water [is] left after {k} days?
        Out of a tank of {a} liters, {A} [take] {m} liters a day for {k} days. How many liters remain?
        {A} [have] {a} letters to write and [write] {m} every day. How many [are] not written after {k} days?
        A farmer [has] {a} kilograms of corn. The animals [eat~2] {m} kilograms a day. How much corn [is] left after {k} days?
        {A} [want] to save {a_money} and [save] {m_money} a week for {k} weeks. How much money [is] still missing?
        How much more [do] {A} need for {agood} of {a_money} after saving {m_money} a week for {k} weeks?
        {A} [need] {a_money} and [work] {k} hours for {m_money} an hour. How much money [do] {s} still need?
        A rope [is] {a} meters long. {A} [cut] off {k} pieces of {m} meters. How many meters [are] left?
        A machine must make {a} toys. It [makes] {m} toys an hour. How many toys [are] still to be made after {k} hours?
        """),
    Plan("k:2-12 m:2-40 b:2-99 e:1-99 v=k*m u=v+b c=u-e", "k * m; r0 + b; r1 - c",
         "{k} times {m} came in. That makes {r0}. There were {b} more. That makes {r1}. {c} went. That leaves {r2}.", """
        {A} [have] {b_money} and [work] {k} hours for {m_money} an hour. Then {he} [buy] {agood} for {c_money}. How much money [do] {s} have left?
        {A} [earn] {m_money} an hour and [work] {k} hours. With the {b_money} {he} [have] at home, {A} [pay] for {agood} of {c_money}. How much [is] left?
        How much money [do] {A} have left if {he} [start] with {b_money}, [earn] {m_money} an hour for {k} hours and [spend] {c_money}?
        If {A} [save] {m_money} a week for {k} weeks, [get] {b_money} as a gift and [spend] {c_money}, how much [is] left?
        {A} [save] {m_money} every week. After {k} weeks {he} [get] {b_money} from {B} and [buy] {agood} for {c_money}. How much money [do] {s} have now?
        {A} [have] {k_boxes} of {m_things} and {b} more. {A} [give] {c} to {B}. How many {things} [do] {s} keep?
        {A} [buy] {k_boxes} with {m_things} each. With {b} others at home and after giving away {c}, how many {things} [do] {s} have?
        {B} [gives] {A's} shop {k_boxes} of {m_things}. The shop [has] {b} already and [sells] {c}. How many {things} [are] left?
        A shop [has] {b_things}. It [gets] {k_boxes} of {m} more and [sells] {c}. How many {things} [does] the shop have now?
        {A} [sell] {k_goods} for {m_money} each and one {good2} for {b_money}. Making all of it [costs] {c_money}. How much profit [do] {s} make?
        {k_friends} [give~2] {A's} brother {m_money} each, and {A} [give] him {b_money}. He [spends] {c_money}. How much money [does] he have left?
        A library [has] {k} shelves of {m} books and {b} books on a table. {c} books [are] taken home. How many books remain?
        {A} [read] {m} pages a day for {k} days and then {b} pages more. {B} [reads] {c} pages. How many more pages [do] {s} read than {B}?
        There [are] {k} rows of {m} chairs and {b} more chairs by the wall. People [sit~2] on {c} of them. How many chairs [are] free?
        {A} [pick] {m} apples from each of {k} trees and {b} from the ground. {c} of the apples [are] eaten. How many apples [are] there now?
        """, 1.5),
    Plan("k:2-9 m:2-12 b:2-60 p:2-20", "k * m; r0 - b; r1 * p",
         "There were {k} of {m} each. That makes {r0}. {b} went. That leaves {r1}. For {p} each that makes {r2}.", """
        {A} [have] {k_boxes} with {m_things} in each. {b} [are] broken, and the rest [are] sold for {p_money} each. How much money [do] {s} get?
        {A} [sell] the {things} of {k_boxes} with {m} in each for {p_money} apiece, but {b} of them [are] lost before. How much money [do] {s} make?
        How much money [do] {A} make if {he} [have] {k_boxes} of {m_things}, [lose] {b} and [sell] the rest for {p_money} each?
        If {A} [buy] {k_boxes} of {m_things}, [lose] {b} and [sell] the others at {p_money} each, how much money [do] {s} get?
        Out of {k_boxes} with {m_things} each, {A} [give] away {b}. The rest [are] sold at {p_money} each. How much [do] {s} earn?
        A baker [makes] {k} trays of {m} cakes. {b} cakes [are] burned. Each of the good ones [costs] {p_money}. How much money [do~2] they bring?
        {A} [pick] {m} apples from each of {k} trees, [eat] {b} and [sell] the rest for {p_money} each. How much money [do] {s} get?
        A train [has] {k} cars with {m} seats. {b} seats [are] empty. Everybody on the train [pays] {p_money}. How much money [is] that in all?
        There [are] {k} rows of {m} seats in a hall, and {b} [are] empty. Each person [pays] {p_money}. How much do all of them pay?
        {k} classes of {m} students plan a trip, but {b} students stay at home. The trip costs {p_money} for each. How much do the others pay together?
        A farmer [gets] {m} eggs from each of {k} hens. {b} eggs [are] broken. What [does] the farmer get for the rest at {p_money} an egg?
        Each of {k_boxes} [holds] {m_things}. {A} [sell] all but {b} of the {things}. One [brings] {p_money}. How much money [is] that?
        At {p_money} each, what [do] {A} get for {k_boxes} of {m_things}, less {b} that [are] broken?
        {A} [work] {m} hours a day for {k} days, but {b} of the hours [are] not paid. At {p_money} an hour, how much money [do] {s} get?
        """, 1.2),
    Plan("a:2-60 b:2-60 k:2-20", "a + b; r0 * k",
         "There it was {a}, back it was {b}. That makes {r0}. It was done {k} times. That makes {r1}.", """
        {A} [walk] {a} minutes to school and {b} minutes back every day. How many minutes [do] {s} walk in {k} days?
        The way to work [is] {a} miles and the way home [is] {b} miles. How many miles [do] {A} drive in {k} days?
        How many miles [do] {A} go in {k} days if the way there [is] {a} miles and the way back {b} miles?
        If it is {a} miles to the city by one road and {b} miles back by another, how far do {k} trips there and back take you?
        A bus [goes] {a} miles to a town and {b} miles back. It [makes] the trip {k} times. How many miles [does] it go altogether?
        Each day {A} [drive] {a} miles in the morning and {b} miles in the evening. How many miles [is] that in {k} days?
        On each of {k} days {A} [run] {a} miles before lunch and {b} miles after lunch. How far [do] {s} run in total?
        A ship [takes] {a} hours to an island and {b} hours back. How many hours [does] it need for {k} such trips?
        For {k} days {A} [drive] {a} miles to the lake and {b} miles home again. How many miles [is] that?
        It [takes] {A's} father {a} minutes to get to work and {b} minutes to get home. How many minutes [is] that in {k} days?
        A train [drives] {a} miles north and then {b} miles back, and so {k} times. How many miles [is] that altogether?
        There and back, {A's} way [is] {a} and {b} miles long. After {k} times, how many miles [is] that?
        {A} [go] to the park {k} times. Going there [takes] {a} minutes, coming back {b}. How many minutes [does] all of it take?
        With {a} miles there and {b} miles back, how many miles [do] {A} drive on {k} trips?
        What is the length of {k} trips there and back, if it is {a} miles there and {b} miles back?
        """),
    Plan("k:2-12 m:2-30 b:2-99 c:1-99 v=k*m u=v+b a=u+c", "k * m; r0 + b; a - r1",
         "{A1} saved {r0}. {b} came as a gift. That makes {r1}. {A1} needed {a}. That leaves {r2}.", """
        {A} [save] {m_money} a week for {k} weeks and [get] {b_money} as a gift. {Agood} [costs] {a_money}. How much more money [do] {s} need?
        {A} [want] {agood} for {a_money}. {A} [save] {m_money} every week for {k} weeks, and {B} [gives] {him} {b_money}. How much money [is] still missing?
        How much more [do] {A} need for {agood} of {a_money} after saving {m_money} a week for {k} weeks and getting {b_money} from {B}?
        If {A} [need] {a_money}, [save] {m_money} a week for {k} weeks and [get] {b_money} from {B}, how much [do] {s} still need?
        {Agood} [is] {a_money}. {A} [have] {b_money} from {B} and [save] {m_money} a week. How much [is] missing after {k} weeks?
        For {k} weeks {A} [put] away {m_money} a week. {B} [adds] {b_money}. How far [be] {s} from {a_money}?
        With a gift of {b_money} and {m_money} a week for {k} weeks, how much of {a_money} [do] {A} still have to save?
        {A} [save] {m_money} in each of {k} weeks. On {his} birthday {he} [get] {b_money}. How much [do] {s} need to reach {a_money}?
        A bike [costs] {a_money}. {A} [save] {m_money} a month for {k} months and [receive] {b_money} from {B}. What [do] {s} still have to pay?
        {B} [gives] {b_money} to {whom}. Besides, {A} [save] {m_money} a week for {k} weeks. How much more [do] {s} need to buy {agood} of {a_money}?
        {A} [need] {a_money} for a trip. {A} [save] {k} times {m_money} and [get] {b_money} from {B}. What [is] missing?
        After {k} weeks with {m_money} saved in each and a gift of {b_money}, how much more money [do] {A} need to have {a_money}?
        To buy {agood} for {a_money}, {A} [save] {m_money} a week for {k} weeks. {B} [gives] {him} {b_money}. How much money [do] {s} still need?
        {A} [hope] to have {a_money}. By saving {m_money} a week for {k} weeks and with {b_money} from {B}, how much [do] {s} lack?
        """, 1.5),
    Plan("a:2-30 k:2-9 b:2-20 m:2-9 c:1-99 v=a*k w=b*m u=v+w d=u+c", "a * k; b * m; r0 + r1; d - r2",
         "Adults paid {r0}. Children paid {r1}. Together that makes {r2}. There was {d}. That leaves {r3}.", """
        Tickets [cost~2] {a_money} for adults and {b_money} for children. {A} [buy] {k} for adults and {m} for children and [pay] with {d_money}. How much change [do] {s} get?
        An adult [pays] {a_money} and a child {b_money} for a ticket. {k} adults and {m} children [have~2] {d_money}. How much money [is] left after paying?
        {A} [take] {k} adults and {m} children to the zoo. Tickets [are] {a_money} for an adult and {b_money} for a child. {A} [pay] with {d_money}. What [do] {s} get back?
        How much change [do] {A} get from {d_money} for {k} adult tickets at {a_money} and {m} child tickets at {b_money}?
        If {A} [pay] with {d_money} for {k} adult tickets at {a_money} each and {m} child tickets at {b_money} each, how much change [do] {s} get?
        A group of {k} adults and {m} children [goes] to a museum with {d_money}. Adults [pay~2] {a_money}, children [pay~2] {b_money}. How much money [do~2] they have left?
        With {d_money}, {A} [buy] {k} tickets for adults at {a_money} each and {m} tickets for children at {b_money} each. How much [is] left over?
        {A} [have] {d_money} for a trip with {k} adults and {m} children. Each adult [costs] {a_money}, each child {b_money}. How much money [do] {s} keep?
        At the cinema, a ticket [costs] {a_money} for adults and {b_money} for children. {A} [need] {k} and {m} of them and [have] {d_money}. How much [do] {s} have after buying them?
        Out of {d_money}, {A} [pay] {a_money} for each of {k} adults and {b_money} for each of {m} children. How much money remains?
        For a show, {A} [order] {k} adult tickets for {a_money} each and {m} child tickets for {b_money} each. {A} [hand] over {d_money}. How much [do] {s} get back?
        {k} adults and {m} children [go~2] on a train. The price [is] {a_money} for an adult and {b_money} for a child. How much change [do~2] they get from {d_money}?
        What [is] left of {d_money} if {A} [buy] tickets for {k} adults at {a_money} and for {m} children at {b_money}?
        A family of {k} adults and {m} children [pays] {a_money} for each adult and {b_money} for each child. They [have~2] {d_money}. How much [do~2] they have after that?
        {A} [pay] for {k} adults and {m} children with {d_money}. A child [costs] {b_money} and an adult [costs] {a_money}. How much change [do] {s} get?
        """, 1.5),
    Plan("a:2-200 b:2-200 k:2-200 e:1-150 t=a+b u=t+k c=u-e", "a + b; r0 + k; r1 - c",
         "First {a} and {b}. That makes {r0}. Then {k}. That makes {r1}. The other was {c}. That leaves {r2}.", """
        {A} [score] {a}, {b} and {k} points in three games. {B} [scores] {c} points in all. How many more points [do] {s} score than {B}?
        How many points more than {B} [do] {A} have, if {A} [get] {a}, {b} and {k} points in three games and {B} [gets] {c} in total?
        If {A} [score] {a} points, then {b} and then {k}, and {B} [scores] {c} altogether, by how many points [do] {s} win?
        {B} [has] {c} points after three games. {A} [get] {a}, {b} and {k} points. What [is] the difference?
        In the first game {A} [score] {a} points, in the second {b}, in the third {k}. {B} [has] {c} in the end. By how many points [is] {B} behind?
        {A} [read] {a} pages on Monday, {b} on Tuesday and {k} on Wednesday. {B} [reads] {c} pages in these days. How many more pages [do] {s} read?
        {A} [collect] {a_things} in May, {b} in June and {k} in July. {B} [collects] {c} in all. How many fewer {things} [does] {B} collect?
        {A} [have] {a} {red}, {b} {blue} and {k} other {things}. {B} [has] {c_things}. How many more {things} [do] {s} have than {B}?
        {A} [get] {a_things} from {B}, {b} from {C} and {k} from a friend, and [give] away {c}. How many {things} [do] {s} have then?
        {A} [earn] {a_money}, {b_money} and {k_money} on three days and [spend] {c_money}. How much money [is] left?
        After earning {a_money} on Monday, {b_money} on Tuesday and {k_money} on Friday, {A} [pay] {c_money} for {agood}. How much [do] {s} have left?
        Three {boxes} [hold~2] {a}, {b} and {k} {things}. {A} [take] out {c} of them. How many {things} [are] still in the {boxes}?
        A team [gets] {a}, {b} and {k} points in three games. Another team [gets] {c} points in all. By how many points [is] the first team ahead?
        {A} [run] {a}, {b} and {k} meters, and {B} [runs] {c} meters. How much farther [do] {s} run than {B}?
        {A} [have] {a}, {b} and {k} {things} in three {boxes} and [lose] {c} of all those. How many {things} [do] {s} have left?
        """, 1.2),
    # Bare numbers.
    Plan("a:2-999 b:2-999", "a + b", "{a} and {b} are added. That makes {r0}.", """
        What is {a} plus {b}?
        How much is {a} plus {b}?
        What is the sum of {a} and {b}?
        What is {a} + {b}?
        Add {b} to {a}. What is the result?
        How much is the sum of {a} and {b}?
        {a} plus {b} is how much?
        If you add {a} and {b}, what do you get?
        What do you get when you add {b} to {a}?
        Add {a} and {b}.
        What do {a} and {b} make together?
        What is the total of {a} and {b}?
        Which number is {b} more than {a}?
        What number is {b} larger than {a}?
        {a} + {b} = ?
        Calculate {a} + {b}.
        Find the sum of {a} and {b}.
        What is {a} and {b}?
        """, 0.4),
    Plan("b:2-500 c:0-499 a=b+c", "a - b", "{b} is taken from {a}. That leaves {r0}.", """
        What is {a} minus {b}?
        How much is {a} minus {b}?
        What is the difference of {a} and {b}?
        What is {a} - {b}?
        Take {b} away from {a}. What is left?
        How much is left of {a} minus {b}?
        {a} minus {b} is how much?
        If you subtract {b} from {a}, what do you get?
        What do you get when you take {b} from {a}?
        Subtract {b} from {a}.
        What remains of {a} if you take away {b}?
        Which number is {b} less than {a}?
        What number is {b} smaller than {a}?
        By how much is {a} larger than {b}?
        What do you have to add to {b} to get {a}?
        {a} - {b} = ?
        Calculate {a} - {b}.
        How far is it from {b} to {a}?
        """, 0.4),
    Plan("a:2-150 b:2-60", "a * b", "{a} is taken {b} times. That makes {r0}.", """
        What is {a} times {b}?
        How much is {a} times {b}?
        What is {a} * {b}?
        What is {a} x {b}?
        How much is {a} * {b}?
        {a} times {b} is how much?
        If you multiply {a} by {b}, what do you get?
        What do you get when {a} is taken {b} times?
        Multiply {a} by {b}.
        What is the product of {a} and {b}?
        What is {a} multiplied by {b}?
        {a} * {b} = ?
        Calculate {a} * {b}.
        Find the product of {a} and {b}.
        How much do you get if you add {a} to itself until you have it {b} times?
        How much is {a} x {b}?
        """, 0.4),
    Plan("d:2-12 q:1-99 a=d*q", "a / d", "Each of {d} gets {r0}.", """
        What is {a} divided by {d}?
        How much is {a} divided by {d}?
        What is {a} / {d}?
        How much is {a} / {d}?
        {a} divided by {d} is how much?
        If you divide {a} by {d}, what do you get?
        What do you get when {a} is divided by {d}?
        Divide {a} by {d}.
        What is one part if {a} is split into {d} equal parts?
        How many times does {d} go into {a}?
        Share {a} equally in {d} parts. What is one part?
        {a} / {d} = ?
        Calculate {a} / {d}.
        Which number times {d} is {a}?
        How often can you take {d} from {a} until nothing is left?
        """, 0.4),
)
# fmt: on
