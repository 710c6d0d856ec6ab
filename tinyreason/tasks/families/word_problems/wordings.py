"""The sentence patterns: one line each. Add a line to a list, and stories are told with it.

`[verb]` takes the tense of the story and agrees with the subject; written `[gives]`, `[is]` or `[are]`
it agrees with another person, or with many. A line that begins with a verb wants a subject, the one
whose story it is; any other line is a whole clause. What follows `|` is how the thoughts put it (by
default the verb and the number), what follows `=>` is the question that goes with it. A line that
begins with a tag and a colon goes with things, places or money of that tag, any other with "any".

`{A}` is whose story it is ({he}, {him}, {his}), `{B}` and `{C}` are others, `{giver}` and `{friend}` are
people in passing. `{n_things}` is a number with its noun, as "1 egg" or "12 eggs"; `{q}` is the same in
one of several forms, such as "5 of them" or "5 more eggs"; `{them}` is "them" or "the eggs".
"""

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cache

# Of each list of patterns one in so many is held out, at least one, where its words are known: chosen by a checksum,
# so that nobody's taste decides which. Once a model's failures on held-out patterns were read, the salt changes: what
# is held out has never been looked at.
HELD_OUT_SHARE = 6
SALT = 80
# In how many lines of its list that are shown each word of a held-out line stands.
KNOWN = 1


@dataclass(frozen=True)
class Wordings:
    """Patterns, of which some are kept for the variant 'patterns'."""

    lines: str

    @property
    def training(self) -> tuple[tuple[str, str], ...]:
        """The pairs of tag and line that training may show."""
        return _split(self.lines)[0]

    @property
    def held_out(self) -> tuple[tuple[str, str], ...]:
        """The pairs of tag and line that it never shows."""
        return _split(self.lines)[1]

    def pool(self, held_out: bool) -> tuple[tuple[str, str], ...]:
        """Returns the pairs of one of the two."""
        return self.held_out if held_out else self.training


@cache
def _split(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Returns the pairs for training and those held out, told apart by a checksum of the line without its tag.

    A held-out line is a sentence that was never seen, of words that were: one with a word that hardly any other line of
    the list has is shown. So is one that stands several times, since it is too common to be believed unseen.
    """
    pairs = tagged_lines(text)
    times = Counter(line for _, line in pairs)
    shown = Counter(word for line in times for word in _words(line))
    held_out: set[str] = set()
    for line in sorted((line for line in times if times[line] == 1), key=_checksum):
        if len(held_out) == max(1, len(times) // HELD_OUT_SHARE):
            break
        if all(shown[word] > KNOWN for word in _words(line)):
            held_out.add(line)
            shown.subtract(_words(line))
    return tuple(p for p in pairs if p[1] not in held_out), tuple(p for p in pairs if p[1] in held_out)


def _words(line: str) -> set[str]:
    """Returns the words of a story's line, verbs among them, without its slots and thoughts."""
    return set(re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}|~\w|\|[^=]*", " ", line.lower())))


def _checksum(line: str) -> int:
    return zlib.crc32(f"{SALT} {line}".encode())


def tagged_lines(text: str) -> list[tuple[str, str]]:
    """Returns the pairs of tag and line of a list of wordings."""
    pairs = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = re.match(r"(\w+): (.*)", line)
        pairs.append((match[1], match[2]) if match else ("any", line))
    return pairs


# How a story begins.
START = Wordings("""
    [have] {n_things}
    [have] {n_things}
    [have] {n_things}
    [have] {n_things}
    [have] {n_things}
    [start] with {n_things}
    [start] the day with {n_things}
    [begin] with {n_things}
    [own] {n_things}
    [get] {n_things}
    [get] {n_things} from {friend}
    [receive] {n_things}
    [buy] {n_things}
    object: [find] {n_things}
    object: [have] {n_things} in {his} bag
    object: [have] a box with {n_things}
    object: [have] a bag of {n_things}
    object: [have] {n_things} at home
    object: [have] {n_things} on the table
    object: [carry] {n_things}
    object: [order] {n_things}
    object: there [be~n] {n_things} in {A's} bag
    object: there [be~n] {n_things} on {A's} desk
    toy: [collect] {n_things}
    toy: [have] a collection of {n_things}
    toy: [win] {n_things}
    balloon: [have] {n_things} for a party
    balloon: [blow] up {n_things}
    fruit: [pick] {n_things}
    fruit: [pick] {n_things} in the garden
    fruit: [harvest] {n_things}
    flower: [pick] {n_things}
    flower: [pick] {n_things} in the garden
    flower: [cut] {n_things}
    flower: [plant] {n_things}
    baked: [bake] {n_things}
    baked: [make] {n_things}
    baked: [bake] {n_things} for a party
    sweet: [get] {n_things} at a party
    sweet: [have] {n_things} in a jar
    egg: [collect] {n_things}
    egg: [have] {n_things} in the fridge
    book: [have] {n_things} on the shelf
    book: [borrow] {n_things} from the library
    made: [make] {n_things}
    animal: [have] {n_things} on {his} farm
    animal: [keep] {n_things}
    animal: [raise] {n_things}
    animal: [look] after {n_things}
    paper: [have] {n_things} in {his} pencil case
    paper: [bring] {n_things} to school
    clothes: [have] {n_things} in the closet
    money: [have] {n_things}
    money: [have] {n_things}
    money: [have] {n_things} in {his} wallet
    money: [have] {n_things} in {his} piggy bank
    money: [have] {n_things} in the bank
    money: [earn] {n_things}
    money: [save] {n_things}
    money: [get] {n_things} from {friend}
    money: [get] {n_things} for {his} birthday
    money: [bring] {n_things} to {store}
    money: [go] to {store} with {n_things}
    money: [start] with {n_things}
    measure: [have] {n_things}
    measure: [have] {n_things}
    measure: [buy] {n_things}
    measure: [start] with {n_things}
    place: there [be~n] {n_things} {place}
    place: there [be~n] {n_things} {place}
    place: there [be~n] {n_things} {place}
    place: {place} there [be~n] {n_things}
    place: {n_things} [be~n] {place}
    bird: {n_things} [sit~n] {place}
    bird: {n_things} [rest~n] {place}
    people: {n_things} [wait~n] {place}
    bird: {n_things} [be~n] sitting {place}
    people: {n_things} [be~n] standing {place}
    people: {n_things} [be~n] {place}
    toy: [find] {n_things} at the beach
    art: [paint] {n_things}
    art: [draw] {n_things}
    text: [write] {n_things}
    at first {A} [have] {n_things}
    [have] exactly {n_things}
    object: there [be~n] {n_things} in a box that [belongs] to {A}
    object: {A's} box [holds] {n_things}
    fruit: [bring] home {n_things} from the garden
    fruit: [bring] {n_things} home from the garden
    fruit: [gather] {n_things}
    object: [bring] home {n_things}
    object: [come] home with {n_things}
    baked: [make] a tray of {n_things}
    money: {A's} wallet [holds] {n_things}
    money: [have] exactly {n_things} with {him}
    measure: [have] a total of {n_things}
    measure: at first {A} [have] {n_things}
    animal: {A's} farm [has] {n_things}
    animal: at first {A} [own] {n_things}
    place: at first there [be~n] {n_things} {place}
    place: the number of {things} {place} [is] {n}
    object: [have] {abox} with {n_things}
    object: [have] {abox} of {n_things}
    object: [buy] {abox} with {n_things}
    object: [get] {abox} with {n_things}
    object: [get] {abox} of {n_things}
    object: [find] {abox} with {n_things}
    object: [carry] {abox} of {n_things}
    object: [own] {abox} with {n_things}
    object: there [be~n] {n_things} in {A's} room
    object: [keep] {n_things} in {abox}
    object: [keep] {n_things} at home
    object: [own] {n_things}
    object: [find] {n_things} in {abox}
    object: at home {A} [have] {n_things}
    object: at school {A} [have] {n_things}
    object: in {his} room {A} [have] {n_things}
    money: [have] {n_things} in {his} pocket
    money: there [be~n] {n_things} in {A's} wallet
    money: in {his} wallet {A} [have] {n_things}
    money: [carry] {n_things} in {his} wallet
    money: [own] {n_things}
    place: at the start there [be~n] {n_things} {place}
    place: in the morning there [be~n] {n_things} {place}
    place: first there [be~n] {n_things} {place}
""")

GAIN = Wordings("""
    [buy] {q}
    [buy] {q}
    [buy] {q}
    [get] {q}
    [get] {q} from {friend}
    [receive] {q}
    [receive] {q} from {friend}
    {giver} [gives] {him} {q} | got {n}
    {giver} [gives] {him} {q} | got {n}
    {giver} [gives] {q} to {him} | got {n}
    {giver} [gives] {q} to {him} | got {n}
    {giver} [brings] {him} {q} | got {n}
    {giver} [buys] {him} {q} | got {n}
    object: [buy] {q} at {store}
    object: [buy] {q} from {friend}
    object: [find] {q}
    object: [find] {q}
    object: [find] {q} at home
    object: [find] {q} under the bed
    object: [find] {q} in the park
    object: [win] {q}
    object: [win] {q} at the fair
    book: [borrow] {q} from {friend}
    clothes: [borrow] {q} from {friend}
    house: [borrow] {q} from {friend}
    paper: [borrow] {q} from {friend}
    object: [pick] up {q} | picked up {n}
    object: [order] {q}
    object: [take] {q} from {friend}
    object: [take] {q} out of a box
    object: [take] {q} from a drawer
    object: [take] {q} from a shelf
    object: [take] {q} from the table
    object: [take] {q} from a box
    object: [take] {q} home from school | took home {n}
    object: [take] {q} home with {him} | took home {n}
    object: [take] home {q} | took home {n}
    object: [carry] {q} home with {him} | carried home {n}
    object: [bring] home {q} | brought home {n}
    object: [bring] {q} home | brought home {n}
    object: [get] {q} out of a drawer
    object: {giver} [sends] {him} {q} | got {n}
    book: {giver} [lends] {him} {q} | got {n}
    clothes: {giver} [lends] {him} {q} | got {n}
    house: {giver} [lends] {him} {q} | got {n}
    object: {giver} [hands] {him} {q} | got {n}
    toy: [collect] {q}
    toy: [add] {q} to {his} collection
    toy: [earn] {q}
    toy: [trade] a book for {q} | got {n}
    balloon: [blow] up {q} | blew up {n}
    fruit: [pick] {q}
    fruit: [pick] {q} from a tree
    fruit: [harvest] {q}
    fruit: [gather] {q}
    fruit: [gather] {q} from the ground
    flower: [pick] {q}
    flower: [pick] {q} in the garden
    flower: [cut] {q}
    flower: [grow] {q}
    flower: [plant] {q}
    baked: [bake] {q}
    baked: [make] {q}
    baked: [bake] {q} for {friend}
    egg: [collect] {q}
    egg: {A's} hens [lay~2] {q} | got {n}
    egg: {A's} hen [lays] {q} | got {n}
    book: [borrow] {q} from the library
    made: [make] {q}
    animal: [adopt] {q}
    animal: {q} [be~n] born | got {n}
    animal: [catch] {q}
    animal: [take] in {q} | took in {n}
    animal: [take] in {q} from {friend} | took in {n}
    animal: [take] {q} in | took in {n}
    clothes: [sew] {q}
    clothes: [knit] {q}
    paper: {giver} [lends] {him} {q} | got {n}
    money: [earn] {q}
    money: [earn] {q}
    money: [get] {q}
    money: [get] {q} from {friend}
    money: [get] {q} for {his} birthday
    money: [find] {q}
    money: [find] {q} on the street
    money: [save] {q}
    money: [win] {q}
    money: [make] {q}
    money: [earn] {q} by washing cars
    money: [earn] {q} for helping {friend}
    money: [receive] {q} from {friend}
    money: [sell] a toy for {q} | got {n}
    money: [sell] an old bike for {q} | got {n}
    money: {giver} [gives] {him} {q} | got {n}
    money: {giver} [gives] {him} {q} | got {n}
    money: {giver} [pays] {him} {q} | got {n}
    money: [collect] {q} from {friend}
    measure: [buy] {q}
    measure: [get] {q}
    measure: [add] {q}
    measure: [find] {q}
    measure: {giver} [brings] {him} {q} | got {n}
    measure: {giver} [gives] {him} {q} | got {n}
    moving: {q} [come~n] | {n} came
    moving: {q} [arrive~n] | {n} came
    living: {q} [join~n] them | {n} came
    moving: {q} [come~n] later | {n} came
    moving: {q} [come~n] too | {n} came
    moving: {q} [come~n] back | {n} came
    bird: {q} [fly~n] in | {n} came
    bird: {q} [land~n] there | {n} came
    bird: {q} [fly~n] over to join them | {n} came
    water: {q} [swim~n] up | {n} came
    people: {q} [walk~n] in | {n} came
    people: {q} [come~n] in | {n} came
    people: {q} [enter~n] | {n} came
    ride: {q} [get~n] on | {n} got on
    ride: at the next stop {q} [get~n] on | {n} got on
    ride: {q} [get~n] in | {n} got on
    ride: at the next stop {q} [get~n] in | {n} got on
    parked: {q} [drive~n] in | {n} came
    parked: {q} [park~n] there | {n} came
    kept: {q} [be~n] added | {n} [be~n] added
    kept: someone [adds] {q} | {n} [be~n] added
    kept: {giver} [adds] {q} | {n} [be~n] added
    kept: {giver} [brings] {q} | {n} [be~n] added
    kept: {giver} [puts] {q} there | {n} [be~n] added
    kept: {giver} [brings] {q} later | {n} [be~n] added
    kept: {q} [be~n] put there | {n} [be~n] added
    art: [paint] {q}
    art: [draw] {q}
    text: [write] {q}
    toy: [find] {q} at the beach
    object: [buy] {n} new {things~n}
    clothes: [buy] {n} new {things~n}
    {giver} [gives] {q} to {him} as a gift | got {n}
    {giver} [gives] {him} {q} as a present | got {n}
    {giver} [brings] {him} {q} as a gift | got {n}
    {giver} [has] {q} for {him} | got {n}
    [get] {q} as a gift
    [receive] {q} as a present from {friend}
    [go] out and [buy] {q} | bought {n}
    [go] to {store} and [buy] {q} | bought {n}
    {giver} [comes] by and [gives] {him} {q} | got {n}
    {giver} [comes] by and [brings] {q} for {him} | got {n}
    {giver} [stops] by and [leaves] {him} {q} | got {n}
    object: [go] to {store} and [get] {q} | got {n}
    object: [find] {q} in a drawer
    fruit: [go] to the garden and [pick] {q} | picked {n}
    fruit: [go] out and [gather] {q} | gathered {n}
    baked: [bake] {q} in the morning
    money: [find] {q} in a drawer
    money: [get] {q} by helping {friend}
    money: {giver} [comes] by and [gives] {him} {q} | got {n}
    measure: [go] out and [buy] {q} | bought {n}
    measure: {friend} [gives] {him} another {n_things} | got {n}
    moving: {q} [come~n] to join the others | {n} came
    kept: we [add~2] {q} | {n} [be~n] added
    object: [bring] {q} home from {store} | brought home {n}
    object: [bring] home {q} from {site} | brought home {n}
    object: [bring] back {q} | brought back {n}
    object: [bring] {q} back from {site} | brought back {n}
    object: [carry] {q} home | carried home {n}
    object: [carry] home {q} | carried home {n}
    object: [come] home with {q} | brought home {n}
    object: [return] home with {q} | brought home {n}
    object: [come] back with {q} | brought back {n}
    object: [return] with {q} | brought back {n}
    {giver} [comes] over and [brings] {him} {q} | got {n}
    {giver} [brings] {q} for {him} | got {n}
    {giver} [brings] {q} to {him} | got {n}
    {giver} [sends] {q} to {him} | got {n}
    {giver} [hands] {q} to {him} | got {n}
    {giver} [hands] over {q} to {him} | got {n}
    money: [get] {q} for helping {friend}
    money: [collect] {q} by helping {friend}
    money: [make] {q} by washing cars
    money: [receive] {q} for helping {friend}
""")

LOSE = Wordings("""
    [give] {q} to {friend}
    [give] {q} to {friend}
    [give] {friend} {q}
    [give] away {q} | gave away {n}
    [give] away {q} | gave away {n}
    [give] away {q} | gave away {n}
    [give] away {q} | gave away {n}
    [give] away {q} | gave away {n}
    [give] {q} away | gave away {n}
    [sell] {q}
    [sell] {q}
    [sell] {q} to {friend}
    [sell] {q} at {store}
    {giver} [takes] {q} | lost {n}
    {giver} [takes] {q} | lost {n}
    object: [lose] {q}
    object: [lose] {q}
    object: [lose] {q} on the way home
    object: [donate] {q}
    object: [donate] {q} to the school
    object: [throw] away {q} | threw away {n}
    object: [throw] {q} away | threw away {n}
    book: [lend] {q} to {friend}
    clothes: [lend] {q} to {friend}
    house: [lend] {q} to {friend}
    paper: [lend] {q} to {friend}
    toy: [lend] {q} to {friend}
    object: [send] {q} to {friend}
    object: [hand] {q} to {friend} | gave {n}
    object: [use] {q}
    book: {giver} [borrows] {q} | lent {n}
    clothes: {giver} [borrows] {q} | lent {n}
    house: {giver} [borrows] {q} | lent {n}
    paper: {giver} [borrows] {q} | lent {n}
    object: {giver} [steals] {q} | lost {n}
    object: [trade] {q} for a toy
    book: [return] {q}
    clothes: [return] {q}
    house: [return] {q}
    food: [eat] {q}
    food: [eat] {q}
    food: [eat] {q}
    food: [eat] {q} for lunch
    food: [eat] {q} for breakfast
    food: [share] {q} with {friend}
    food: [share] {q} with {friend} for lunch
    food: [serve] {q} to guests
    food: [feed] {q} to the animals
    food: {giver} [eats] {q} | lost {n}
    food: the dog [eats] {q} | lost {n}
    food: {q} [go~n] bad | lost {n}
    fruit: [cook] {q}
    fruit: [use] {q} for a pie
    baked: [burn] {q}
    fragile: [break] {q}
    fragile: [break] {q}
    fragile: [drop] and [break] {q} | broke {n}
    fragile: {q} [break~n] | broke {n}
    fragile: {q} [crack~n] | broke {n}
    egg: [use] {q} to bake a cake
    egg: [fry] {q}
    balloon: {q} [pop~n] | lost {n}
    balloon: {q} [burst~n] | lost {n}
    balloon: {q} [fly~n] away | lost {n}
    balloon: [let] go of {q} | lost {n}
    toy: [trade] away {q} | traded away {n}
    toy: [trade] {q} away | traded away {n}
    object: [trade] away {q} for a toy | traded away {n}
    object: [trade] {q} away for a book | traded away {n}
    toy: [lose] {q} in a game
    book: [return] {q} to the library
    flower: {q} [wilt~n] | lost {n}
    clothes: [give] {q} to charity
    paper: [break] {q}
    paper: [use] up {q} | used up {n}
    made: [rip] {q}
    animal: {q} [run~n] away | lost {n}
    animal: {q} [run~n] off | lost {n}
    animal: {q} [get~n] away | lost {n}
    animal: {q} [die~n] | lost {n}
    animal: {q} [escape~n] | lost {n}
    money: [spend] {q}
    money: [spend] {q}
    money: [spend] {q}
    money: [spend] {q} on {item}
    money: [spend] {q} on {item}
    money: [spend] {q} at {store}
    money: [pay] {q} for {item}
    money: [buy] {item} for {q} | spent {n}
    money: [buy] {item} for {q} | spent {n}
    money: [buy] {item} that [costs] {q} | spent {n}
    money: [use] {q} to buy {item}
    money: [give] {q} to {friend}
    money: [lose] {q}
    money: [lend] {q} to {friend}
    money: [lend] {friend} {q}
    money: [donate] {q}
    money: [donate] {q} to charity
    money: [pay] {friend} {q}
    money: {giver} [borrows] {q} | lent {n}
    measure: [use] {q}
    measure: [use] {q}
    measure: [use] up {q} | used up {n}
    measure: [give] {q} to {friend}
    measure: [sell] {q}
    measure: [lose] {q}
    moving: {q} [leave~n] | {n} left
    moving: {q} [leave~n] | {n} left
    moving: {q} [go~n] away | {n} left
    living: {q} [run~n] away | {n} left
    moving: {q} [leave~n] again | {n} left
    bird: {q} [fly~n] away | {n} left
    bird: {q} [fly~n] off | {n} left
    bird: a cat [scares] away {q} | {n} left
    water: {q} [swim~n] away | {n} left
    water: {q} [be~n] caught | {n} [be~n] caught
    people: {q} [go~n] home | {n} left
    people: {q} [walk~n] out | {n} left
    ride: {q} [get~n] off | {n} got off
    ride: at the next stop {q} [get~n] off | {n} got off
    ride: {q} [get~n] out | {n} got off
    ride: at the next stop {q} [get~n] out | {n} got off
    ride: {q} [get~n] out again | {n} got off
    parked: {q} [drive~n] away | {n} left
    parked: {q} [drive~n] off | {n} left
    kept: {q} [be~n] taken away | {n} [be~n] taken
    kept: {giver} [takes] {q} | {n} [be~n] taken
    kept: {q} [be~n] removed | {n} [be~n] removed
    kept: {q} [be~n] sold | {n} [be~n] sold
    snacks: {q} [be~n] eaten | {n} [be~n] eaten
    snacks: {giver} [eats] {q} | {n} [be~n] eaten
    object: [throw] away {n} old {things~n} | threw away {n}
    toy: [swap] {q} for a book
    object: {q} [be~n] broken, so {he} [throw] {them~n} away | threw away {n}
    food: {q} [be~n] rotten | lost {n}
    [go] to {friend} and [give] away {q} | gave away {n}
    [go] to school and [give] away {q} | gave away {n}
    [go] out and [sell] {q} | sold {n}
    [visit] {friend} and [leave] {q} there | gave away {n}
    {giver} [comes] by and [takes] {q} | lost {n}
    {giver} [comes] by and [gets] {q} from {him} | gave away {n}
    {giver} [stops] by and [buys] {q} from {him} | sold {n}
    {giver} [gets] {q} from {him} | gave away {n}
    {giver} [gets] {q} from {him} | gave away {n}
    {giver} [receives] {q} from {him} | gave away {n}
    {giver} [takes] {q} from {him} | lost {n}
    {giver} [takes] {q} from {him} | lost {n}
    {giver} [wants] {q} and [takes] {them~n} | lost {n}
    {giver} [needs] {q} and [takes] {them~n} from {him} | lost {n}
    {giver} [gets] {q} as a gift from {him} | gave away {n}
    {giver} [takes] {q} away from {him} | lost {n}
    {giver} [takes] away {q} | lost {n}
    {giver} [takes] {q} home | lost {n}
    {giver} [takes] {n} of {his} {things} | lost {n}
    {giver} [buys] {q} from {him} | sold {n}
    {giver} [buys] {q} from {him} | sold {n}
    [go] to {friend} and [give] {q} away | gave away {n}
    [go] to {store} and [sell] {q} | sold {n}
    [give] {q} to {friend} as a gift
    [give] {friend} {q} as a present
    [bring] {q} to {friend} as a gift
    object: [lose] {q} at school
    object: [throw] out {q} | threw out {n}
    object: {q} [be~n] lost | lost {n}
    food: [eat] {q} in the morning
    food: {he} and {friend} [eat~2] {q} | ate {n}
    food: {friend} and {he} [eat~2] {q} | ate {n}
    food: [eat] {q} together with {friend} | ate {n}
    fragile: {giver} [breaks] {q} | broke {n}
    money: {item} [costs] {him} {q} | spent {n}
    money: the bus [costs] {him} {q} | spent {n}
    money: {item} [costs] {q}, and {he} [buy] it | spent {n}
    money: for {item} {he} [pay] {q} | paid {n}
    money: [go] to {store} and [spend] {q} | spent {n}
    money: [go] out and [spend] {q} | spent {n}
    money: [go] to {store} and [buy] {item} for {q} | spent {n}
    measure: {giver} [uses] {q} | lost {n}
    measure: {giver} [gets] {q} from {him} | gave away {n}
    moving: {q} [leave~n] the others | {n} left
    kept: we [take~2] {q} away | {n} [be~n] taken
    {friend} and {he} [give~2] away {q} | gave away {n}
    {he} and {friend} [give~2] {q} away | gave away {n}
    {he} and {friend} [sell~2] {q} | sold {n}
    {friend} and {he} [sell~2] {q} | sold {n}
    object: {he} and {friend} [use~2] {q} | used {n}
    object: {friend} and {he} [lose~2] {q} | lost {n}
    food: together with {friend}, {he} [eat] {q} | ate {n}
    food: {he} and {friend} [eat~2] {q} for lunch | ate {n}
    food: {friend} and {he} [share~2] {q} for lunch | shared {n}
    food: {he} and {friend} [share~2] {q} | shared {n}
    food: {friend} and {he} [share~2] {q} for breakfast | shared {n}
    {giver} [takes] {n} {things~n} from {him} | lost {n}
    {giver} [gets] {n} of {his} {things} | gave away {n}
    {giver} [buys] {n} of {his} {things} | sold {n}
    {giver} [receives] {n} of {his} {things} | gave away {n}
    {giver} [receives] {q} as a gift from {him} | gave away {n}
    {giver} [receives] {q} as a present from {him} | gave away {n}
    {giver} [accepts] {q} from {him} | gave away {n}
    {giver} [accepts] {n} of {his} {things} | gave away {n}
    {giver} [receives] {n} {things~n} from {him} | gave away {n}
    [go] to {friend} and [leave] {q} there | gave away {n}
    [go] to {site} and [leave] {q} there | lost {n}
    object: [leave] {q} with {friend} | gave away {n}
    object: [go] to school and [leave] {q} there | lost {n}
    [visit] {friend} and [give] {q} away | gave away {n}
    [visit] {friend} and [give] away {q} | gave away {n}
    money: [pay] {friend} {q} for {item}
    money: [pay] {q} to {friend}
    money: [use] {q} for {item}
    money: [give] {friend} {q} for {item}
""")

DOUBLE = Wordings("""
    [double] the number of {things} | doubled them
    [double] {his} {things} | doubled them
    toy: [double] {his} collection | doubled it
    money: [double] {his} money | doubled it
    money: {giver} [doubles] {A's} money | doubled it
    measure: [double] the amount | doubled it
    moving: the number of {things} [doubles] | It doubled
    kept: the number of {things} [doubles] | It doubled
    {giver} [gives] {him} as many {things} as {he} already [have] | doubled them
    object: [find] as many {things} as {he} already [have] | doubled them
    toy: [win] as many {things} as {he} already [have] | doubled them
    money: [earn] as much money as {he} already [have] | doubled it
    money: {giver} [gives] {him} as much money as {he} already [have] | doubled it
    moving: as many {things} [come~2] as [be~2] already there | It doubled
    {giver} [doubles] the number of {things} for {him} | doubled them
    money: {A's} money [doubles] | doubled it
    measure: {giver} [doubles] the amount | doubled it
    moving: soon the number of {things} [is] doubled | It doubled
    kept: soon the number of {things} [is] doubled | It doubled
""")

HALVE = Wordings("""
    [give] half of {them} to {friend} | gave away half
    [give] away half of {them} | gave away half
    [give] {friend} half of {them} | gave away half
    [sell] half of {them} | sold half
    [sell] half of {his} {things} | sold half
    object: [lose] half of {them} | lost half
    object: [use] half of {them} | used half
    object: [throw] away half of {them} | threw away half
    object: [donate] half of {them} | donated half
    food: [eat] half of {them} | ate half
    food: [eat] half of {his} {things} | ate half
    food: {giver} [eats] half of {them} | lost half
    fragile: [break] half of {them} | broke half
    animal: half of {them} [run~2] away | lost half
    money: [spend] half of {his} money | spent half
    money: [spend] half of {it} | spent half
    money: [give] half of {his} money to {friend} | gave away half
    money: [give] half of {it} to {friend} | gave away half
    measure: [use] half of {his} {stuff} | used half
    measure: [use] half of {it} | used half
    measure: [give] half of {it} to {friend} | gave away half
    moving: half of {them} [leave~2] | Half left
    moving: half of {them} [go~2] away | Half left
    people: half of {them} [go~2] home | Half left
    kept: half of {them} [be~2] taken away | Half were taken
    kept: {giver} [takes] half of {them} | Half were taken
    {giver} [gets] half of {them} from {him} | gave away half
    money: {giver} [gets] half of {his} money | gave away half
    measure: {giver} [uses] half of {it} | lost half
    moving: half of {them} [leave~2] together | Half left
    kept: we [take~2] away half of {them} | Half were taken
""")

# Questions for what there is in the end.
ASK_NOW = Wordings("""
    how many {things} [do] {s} have
    how many {things} [do] {s} have
    how many {things} [do] {s} have now
    how many {things} [do] {s} have now
    how many [do] {s} have now
    how many {things} [do] {s} now have
    how many [do] {s} now have
    money: how much money [do] {s} now have
    how many {things} [do] {s} have in the end
    what is the number of {things} {s} [have] now
    money: how much money [do] {s} have
    money: how much money [do] {s} have now
    money: how much money [do] {s} have now
    money: how much [do] {s} have now
    money: how many {things} [do] {s} have
    money: how many {things} [do] {s} have now
    money: how much money [do] {s} have in the end
    measure: how many {things} [do] {s} have now
    measure: how many {things} [do] {s} have
    place: how many {things} [are] there now
    place: how many {things} [are] {there}
    place: how many {things} [are] {there} now
    place: how many {things} [are] there in the end
    place: how many are there now
    how many {things} [do] {s} have at the end
    money: how much [do] {s} have
    measure: how many {things} [are] there now
    {s} now [have] how many {things}
    at the end, how many {things} [do] {s} have
    money: at the end, how much money [do] {s} have
    measure: at the end, how many {things} [do] {s} have
    place: at the end, how many {things} [are] there
""")

ASK_TOTAL = Wordings("""
    how many {things} [do] {s} have in total
    how many {things} [do] {s} have in all
    how many {things} [do] {s} have altogether
    how many {things} [are] there in total
    what is the total number of {things}
    money: how much money [do] {s} have in total
    money: how much money [do] {s} have altogether
    measure: how many {things} [do] {s} have in total
    measure: how many {things} [do] {s} have altogether
    place: how many {things} [are] there in total
    place: how many {things} [are] there altogether
    place: altogether, how many {things} [are] there
    place: how many {things} [are] {there} in all
    how many {things} in total
    how many {things} altogether
    how many in all
    how many {things} [do] {s} have now in total
    how many [do] {s} have in all
    what [is] the total
    what [is] the total now
    what [is] the total number now
    in total, how many {things} [do] {s} have
    money: in total, how much money [do] {s} have
    measure: in total, how many {things} [do] {s} have
    place: in total, how many {things} [are] there
""")

ASK_LEFT = Wordings("""
    how many {things} [do] {s} have left
    how many {things} [do] {s} have left
    how many {things} [do] {s} have left
    how many {things} [are] left
    how many {things} [are] left
    how many [are] left
    how many [are] left
    how many [do] {s} have left
    how many {things} [do] {s} still have
    how many {things} remain
    how many [do] {s} still have
    what [do] {s} have left
    object: how many {things} [are] still there
    money: how much money [do] {s} have left
    money: how much money [do] {s} have left
    money: how much money [do] {s} have left
    money: how much [do] {s} have left
    money: how much money [is] left
    money: how much [is] left
    money: how many {things} [do] {s} have left
    money: how much money [do] {s} still have
    money: what [do] {s} have left
    measure: how many {things} [are] left
    measure: how many {things} [do] {s} have left
    measure: how many {things} [do] {s} still have
    measure: how much {stuff} [is] left, in {units}
    place: how many {things} [are] left
    place: how many {things} [are] left
    place: how many [are] left
    place: how many {things} remain
    place: how many {things} [are] still there
    place: how many {things} [are] still {there}
    place: how many {things} [are] left {there}
    how many {things} [do] {s} have remaining
    how many [are] left over
    how many {things} are left over
    how many left
    how many {things} [do] {s} have left now
    what number of {things} [is] left
    {s} [have] how many {things} left
    how many [be~2] left now
    money: how much [do] {s} have left over
    place: how many [be~2] still there
    {s} [have] what number of {things} left
    how many of the {things} [are] left
    money: how much of the money [is] left
    measure: what number of {things} [do] {s} have left
    place: how many of the {things} [are] left
""")

# Beginnings that take a step: {k} groups of {m}, {m} for {k} days, {a} of one sort and {b} of another.
START_GROUPS = Wordings("""
    [have] {k_boxes} of {m_things} each
    [have] {k_boxes} with {m_things} in each {box}
    [have] {k_boxes} with {m_things} in each
    [have] {k_boxes} with {m_things} each
    [have] {k_boxes} of {things} with {m} in each {box}
    [have] {k_boxes}, each with {m_things}
    [have] {k_boxes} and each {box} [has] {m_things}
    [buy] {k_boxes} of {things} with {m} {things~m} in each {box}
    [buy] {k_boxes} with {m_things} in each
    [get] {k_boxes} with {m_things} in each {box}
    [put] {m_things} in each of {k_boxes}
    [fill] {k_boxes} with {m_things} each
    there [be~k] {k_boxes} on {A's} table with {m_things} in each {box}
    [have] {k_boxes} that each [have~3] {m_things}
    [have] {m_things} in each of {his} {k_boxes}
    [keep] {m_things} in each of {k_boxes}
    [find] {m_things} in each of {his} {k_boxes}
    in each of {his} {k_boxes} {A} [have] {m_things}
    each of {A's} {k_boxes} [has] {m_things}
    each of {A's} {k_boxes} [holds] {m_things}
    each one of {A's} {k_boxes} [has] {m_things} in it
    {A} [have] {k_boxes}, and each of them [has] {m_things}
""")

START_DAYS = Wordings("""
    [get] {m_things} a {day} for {k_days}
    [get] {m_things} every {day} for {k_days}
    [buy] {m_things} each {day} for {k_days}
    object: [find] {m_things} a {day} for {k_days}
    object: [find] {m_things} every {day} for {k_days}
    toy: [collect] {m_things} every {day} for {k_days}
    toy: [collect] {m_things} per {day} for {k_days}
    fruit: [pick] {m_things} a {day} for {k_days}
    fruit: [pick] {m_things} each {day} for {k_days}
    flower: [pick] {m_things} every {day} for {k_days}
    baked: [bake] {m_things} a {day} for {k_days}
    baked: [bake] {m_things} every {day} for {k_days}
    egg: [collect] {m_things} a {day} for {k_days}
    made: [make] {m_things} a {day} for {k_days}
    money: [earn] {m_things} a {day} for {k_days}
    money: [earn] {m_things} every {day} for {k_days}
    money: [save] {m_things} a {day} for {k_days}
    money: [save] {m_things} each {day} for {k_days}
    money: [make] {m_things} per {day} and [work] {k_days}
    money: [earn] {m_things} per {day} and [work] for {k_days}
    for {k_days}, {A} [get] {m_things} a {day} | got
    money: for {k_days}, {A} [earn] {m_things} a {day} | earned
    object: for {k_days}, {A} [find] {m_things} every {day} | found
    fruit: every {day} for {k_days}, {A} [pick] {m_things} | picked
    money: every {day} for {k_days}, {A} [save] {m_things} | saved
    money: [get] {m_things} per {day} and [work] {k_days}
    money: [get] {m_things} a {day} and [work] for {k_days}
    money: [make] {m_things} a {day} and [work] for {k_days}
    money: [earn] {m_things} each {day} and [work] {k_days}
    money: [work] {k_days} for {m_things} a {day} | earned
    money: [work] for {k_days} and [earn] {m_things} a {day} | earned
    money: [work] {k_days} and [get] {m_things} each {day} | got
    money: [work] {k_days} and [make] {m_things} per {day} | made
""")

START_PARTS = Wordings("""
    [have] {a} {red} {things~a} and {b} {blue} {things~b}
    [have] {a} {red} and {b} {blue} {things~b}
    [buy] {a} {red} {things~a} and {b} {blue} {things~b}
    [have] {a_things} at home and {b} at school
    [get] {a_things} from {giver} and {b} from {friend}
    [have] {a_things} in one box and {b} in another
    money: [earn] {a_things} on Monday and {b_things} on Tuesday
    money: [have] {a_things} in {his} wallet and {b_things} in the bank
    money: [get] {a_things} from {giver} and {b_things} from {friend}
    of {his} {things}, {A} [have] {a} at home and {b} in a bag
    money: [have] {a_things} in one box and {b_things} in another
    [own] {a} {red} and {b} {blue} {things~b}
    [get] {a} {red} and {b} {blue} {things~b}
    [get] {a} {red} {things~a} and also {b} {blue} {things~b}
    [find] {a} {red} {things~a} and {b} {blue} {things~b}
    there [be~a] {a} {red} and {b} {blue} {things~b} in {A's} room
    [have] {a} {red} {things~a} and also {b} {blue} {things~b}
""")

# Middles that take two steps.
GAIN_GROUPS = Wordings("""
    [buy] {k_boxes} of {m_things} each
    [buy] {k_boxes} with {m_things} in each
    [buy] {k_boxes} with {m_things} in each {box}
    [get] {k_boxes} with {m_things} each
    {giver} [gives] {him} {k_boxes} with {m_things} in each | got
    {giver} [brings] {him} {k_boxes} of {m_things} each | got
    {k_friends} [give~2] {him} {m_things} each | got
    [get] {m_things} from each of {k_friends}
    [receive] {k_boxes} with {m_things} in each {box}
    [find] {k_boxes}, each with {m_things}
    fruit: [pick] {m_things} from each of {k} trees
    money: {k_friends} [give~2] {him} {m_things} each | got
    [get] {k_boxes} as a gift, each with {m_things}
    {giver} [sends] {him} {k_boxes}, each with {m_things} | got
    [receive] {m_things} from each of {k_friends}
    [buy] {m_things} from each of {k_friends}
    [collect] {m_things} from each of {k_friends}
    {k_friends} [bring~2] {him} {m_things} each | got
    each of {k_friends} [gives] {him} {m_things} | got
    each of {k_friends} [brings] {him} {m_things} | got
    from each of {k_friends} {he} [get] {m_things} | got
    {k_friends} each [give~2] {him} {m_things} | got
""")
GAIN_DAYS = Wordings(START_DAYS.lines)

LOSE_EACH = Wordings("""
    [give] {m_things} to each of {k_friends}
    [give] {m} to each of {k_friends}
    [give] {k_friends} {m_things} each
    [sell] {m_things} to each of {k_friends}
    [sell] {k_boxes} of {m_things} each
    [sell] {k_boxes} with {m_things} in each
    [sell] {k_boxes}, each with {m_things}
    [give] away {k_boxes} with {m_things} each | gave away
    [give] {friend} {k_boxes} of {m_things} each
    object: [use] {m_things} a {day} for {k_days}
    object: [lose] {m_things} every {day} for {k_days}
    food: [eat] {m_things} a {day} for {k_days}
    food: [eat] {m_things} every {day} for {k_days}
    food: [eat] {m} each {day} for {k_days}
    money: [spend] {m_things} a {day} for {k_days}
    money: [spend] {m_things} every {day} for {k_days}
    money: [give] {m_things} to each of {k_friends}
    money: [buy] {k_goods} for {m_things} each | paid
    money: [buy] {k_goods} for {m_things} each | paid
    money: [buy] {k_goods} at {m_things} each | paid
    money: [buy] {k_goods} that [cost~2] {m_things} each | paid
    measure: [use] {m_things} a {day} for {k_days}
    measure: [use] {m_things} every {day} for {k_days}
    object: [hand] out {m_things} to each of {k_friends} | handed out
    food: [feed] {m_things} to each of {k} dogs
    money: [pay] each of {k_friends} {m_things}
    {k_friends} [get~k] {m_things} each from {him} | gave
    money: [spend] {m_things} on each of {k_goods}
    measure: for {k_days}, {he} [use] {m_things} a {day} | used
    object: for {k_days}, {he} [lose] {m_things} a {day} | lost
    food: for {k_days}, {he} [eat] {m_things} every {day} | ate
    money: for {k_days}, {he} [spend] {m_things} a {day} | spent
    each of {k_friends} [gets] {m_things} from {him} | gave
    {k_friends} [buy~2] {m_things} each from {him} | sold
    {k_friends} [buy~2] {m} of {his} {things} each | sold
    {k_friends} each [buy~2] {m_things} from {him} | sold
    each of {k_friends} [buys] {m_things} from {him} | sold
    {k_friends} each [get~2] {m_things} from {him} | gave
    {k_friends} [receive~2] {m_things} each from {him} | gave
    each of {k_friends} [receives] {m_things} from {him} | gave
    each of {k_friends} [takes] {m_things} from {him} | gave
    {k_friends} [take~2] {m_things} each from {him} | gave
""")

# Ends that take a step: a last clause and its question. {d} divides what there is.
SHARE = Wordings("""
    [share] {them} equally among {d_friends} => how many {things} [does] each {pal} get
    [share] {them} equally among {d_friends} => how many {things} [does] each {pal} get
    [divide] {them} equally among {d_friends} => how many [does] each {pal} get
    [split] {them} equally between {d_friends} => how many {things} [does] each {pal} get
    [give] {them} to {d_friends}, the same number to each => how many {things} [does] each {pal} get
    [give] {them} all to {d_friends} in equal parts => how many {things} [does] each of them get
    [hand] {them} out equally to {d_friends} => how many {things} [does] each {pal} receive
    object: [put] {them} equally into {d_boxes} => how many {things} [are] in each {box}
    object: [put] {them} into {d_boxes}, the same number in each => how many {things} [are] in each {box}
    object: [divide] {them} equally into {d_boxes} => how many {things} [are] in each {box}
    object: [pack] {them} equally into {d_boxes} => how many {things} [does] each {box} hold
    food: [eat] the same number every day, and {they} [last~2] {d} days => how many {things} [do] {s} eat each day
    money: [share] {it} equally among {d_friends} => how much money [does] each {pal} get
    money: [split] the money equally among {d_friends} => how much [does] each {pal} get
    money: [divide] {his} money equally among {d_friends} => how many {things} [does] each {pal} get
    money: [spend] all {his} money on {d_goods} that all [cost~2] the same => how much [does] one {good} cost
    measure: [divide] {it} equally among {d_friends} => how many {things} [does] each {pal} get
    moving: they [split~2] into {d_groups} of the same size => how many {things} [are] in each group
    people: they [form~2] {d_groups} of the same size => how many {things} [are] in each group
    kept: {giver} [divides] {them} equally among {d_friends} => how many {things} [does] each {pal} get
    [share] {them} with {d_friends} so that each {pal} [gets] the same => how many {things} [does] each {pal} get
    [want] to share {them} equally among {d_friends} => how many {things} [does] each {pal} get
    object: [place] {them} equally in {d_boxes} => how many {things} go in each {box}
    object: [arrange] {them} in {d} equal rows => how many {things} [are] in each row
    object: [sort] {them} into {d} equal piles => how many {things} [are] in each pile
    food: [share] {them} equally among {d} plates => how many {things} [are] on each plate
    book: [put] {them} on {d} shelves, the same number on each => how many {things} [are] on each shelf
    flower: [put] {them} equally into {d} vases => how many {things} [are] in each vase
    animal: [put] {them} into {d} pens, the same number in each => how many {things} [are] in each pen
    people: they [split~2] equally into {d} teams => how many {things} [are] on each team
    people: they [sit~2] in {d} equal rows => how many {things} [are] in each row
    [give] {d_friends} equal parts of {his} {things} => how many {things} [does] each {pal} get
    object: [have] {d_boxes} and [put] the same number of {things} in each => how many {things} [does] each {box} have
    money: [give] {d_friends} equal parts of {his} money => how much money [does] each {pal} get
    measure: [give] {d_friends} equal parts of {it} => how many {things} [does] each {pal} get
    moving: they [go~2] away in {d_groups} of the same size => how many {things} [are] in each group
""")

PACK = Wordings("""
    object: [put] {them} into {boxes} of {d} => how many {boxes} [do] {s} need
    object: [put] {them} in {boxes} with {d} in each => how many {boxes} [are] there
    object: [pack] {them} in {boxes} of {d} => how many {boxes} [do] {s} fill
    object: [pack] {d} of {them} in each {box} => how many {boxes} [do] {s} need
    object: [sell] {them} in {boxes} of {d} => how many {boxes} [do] {s} sell
    [give] {d} to each {pal} until none [are] left => how many {friends} get {things}
    food: [eat] {d} a day => how many days do {they} last
    money: [spend] {d_things} a day => for how many days [does] the money last
    money: [buy] as many {goods} as possible for {d_things} each => how many {goods} [do] {s} buy
    measure: [use] {d_things} a day => how many days [does] it last
    object: [put] {d} in each {box} => how many {boxes} [do] {s} need
    object: [place] {them} in rows of {d} => how many rows [are] there
    object: [use] {d} every day => for how many days [do] {s} have enough
    book: [put] {them} on shelves with {d} on each => how many shelves [do] {s} need
    flower: [make] bunches of {d} with {them} => how many bunches [do] {s} make
    people: they [form~2] teams of {d} => how many teams [are] there
    moving: they [form~2] groups of {d} => how many groups [are] there
    object: [have] {boxes} that each hold {d} => how many {boxes} [do] {s} fill
    money: {goods} [cost~2] {d_things} each => how many {goods} can {s} buy with the money
    object: [pack] {them} in {boxes} with {d} in each => how many {boxes} [is] that
    object: [place] {them} in {boxes} with {d} in each => how many {boxes} [do] {s} fill
    object: [sort] {them} into {boxes} of {d} => how many {boxes} [are] there
    object: [put] {d} of {them} in each {box} => how many {boxes} [do] {s} fill
    object: [place] {d} of {them} in each {box} => how many {boxes} [are] there
""")

NEED = Wordings("""
    [need] {n_things} => how many more {things} [do] {s} need
    [want] {n_things} => how many more {things} [do] {s} need
    [want] to have {n_things} => how many more {things} [do] {s} need
    [need] {n_things} in total => how many more [do] {s} need
    money: [want] to buy {item} for {n_things} => how much more money [do] {s} need
    money: [want] to buy {item} that [costs] {n_things} => how many more {things} [do] {s} need
    money: [need] {n_things} for {item} => how much more [do] {s} need
    measure: [need] {n_things} => how many more {things} [do] {s} need
    [want] {n_things} in all => how many more [do] {s} need to get
    [hope] to get {n_things} => how many {things} [do] {s} still need
    [plan] to have {n_things} => how many more {things} [do] {s} need
    money: [save] for {item} that [costs] {n_things} => how much more [do] {s} have to save
    [have] room for {n_things} in all => how many more {things} can {s} get
    money: {item} [costs] {n_things} => how much money [is] still needed
    {he} would like to have {n_things} => how many more {things} [do] {s} need
    [try] to get {n_things} => how many more {things} [do] {s} have to get
    [want] to end up with {n_things} => how many {things} [do] {s} still need
    [want] to give {n_things} to {friend} => how many more {things} [do] {s} need
    {giver} [asks] {him} for {n_things} => how many more {things} [do] {s} need
    object: [need] {n_things} for a party => how many more {things} [do] {s} need
    object: [need] {n_things} for {his} class => how many {things} [are] missing
    object: [want] to collect {n_things} => how many more {things} [do] {s} have to find
    money: [need] {n_things} for a trip => how much more money [do] {s} need
    money: [want] to save {n_things} in all => how much more money [do] {s} have to save
    money: {he} would like to buy {item} for {n_things} => how much money [is] missing
    money: [try] to save {n_things} => how much more [do] {s} need
    measure: [need] {n_things} for a project => how many more {things} [do] {s} need
    measure: [want] to have {n_things} in all => how many {things} [are] missing
    object: [try] to find {n_things} in all => how many more {things} [do] {s} have to find
""")

SALE = Wordings("""
    [sell] {them} for {p_money} each => how much money [do] {s} get
    [sell] each {thing} for {p_money} => how much money [do] {s} earn
    [sell] {them} at {p_money} each => how many {dollars} [do] {s} get
    [sell] {them}, each for {p_money} => how much money [do] {s} make
    [sell] all {his} {things} for {p_money} each => how much money [do] {s} make
    [sell] every {thing} for {p_money} => how much money [do] {s} get
    [get] {p_money} for each {thing} => how much money [do] {s} get in total
    [sell] {them} for a price of {p_money} each => how much money [do] {s} earn
    [sell] {them} at the market for {p_money} each => how much money [do] {s} make
    [sell] {them} to a neighbor for {p_money} each => how much money [do] {s} get
    {giver} [pays] {him} {p_money} for each {thing} => how much money [do] {s} get
    {giver} [buys] {them} from {him} for {p_money} each => how much money [do] {s} get
    {athing} [costs] {p_money} and {he} [sell] {them} => how much money [do] {s} get
    [ask] for {p_money} per {thing} and [sell] {them} => how much money [do] {s} earn
    [sell] all of {them}, each for {p_money} => how much money [do] {s} get
    [sell] {them} and [get] {p_money} for each => how much money [do] {s} make
""")

# {B} is compared with {A}.
MORE = Wordings("""
    {B} [has] {n} more {things~n} than {whom} => how many {things} [does] {B} have
    {B} [has] {n} more than {whom} => how many {things} [does] {B} have
    {B} [has] {n} {things~n} more than {whom} => how many {things} [does] {B} have
    now {A} [have] {n} fewer {things~n} than {B} => how many {things} [does] {B} have
    compared with {whom}, {B} [has] {n} more => how many {things} [does] {B} have
    {B} also [has] {things}, {n} more than {whom} => how many {things} [does] {B} have
    {B} [owns] {n} more {things~n} than {whom} => how many {things} [does] {B} own
    {B} [has] as many as {whom} and {n} more => how many {things} [does] {B} have
    {A} [have] {n} fewer than {B} now => how many {things} [does] {B} have
    {A} now [have] {n} fewer than {B} => how many {things} [does] {B} have
    {A} now [own] {n} fewer {things~n} than {B} => how many {things} [does] {B} have
    in the end {A} [have] {n} less than {B} => how many {things} [does] {B} have
    {B} [has] {n} more {things~n} than {A} [have] => how many {things} [does] {B} have
    {B} [has] {n} {things~n} more than {A} [have] => how many [does] {B} have
    {B} [owns] {n} {things~n} more than {whom} => how many {things} [does] {B} own
    compared with {whom}, {B} [has] {n} {things~n} more => how many [does] {B} have
    that [is] {n} fewer than {B} [has] => how many {things} [does] {B} have
    that [is] {n} {things~n} fewer than {B} [has] => how many [does] {B} have
    in the end {A} [have] {n} {things~n} fewer than {B} => how many [does] {B} have
""")
FEWER = Wordings("""
    {B} [has] {n} fewer {things~n} than {whom} => how many {things} [does] {B} have
    {B} [has] {n} less than {whom} => how many {things} [does] {B} have
    {B} [has] {n} fewer than {whom} => how many {things} [does] {B} have
    {B} [has] {n} {things~n} less than {whom} => how many {things} [does] {B} have
    now {A} [have] {n} more {things~n} than {B} => how many {things} [does] {B} have
    compared with {whom}, {B} [has] {n} fewer => how many {things} [does] {B} have
    {B} also [has] {things}, but {n} fewer than {whom} => how many {things} [does] {B} have
    {B} [owns] {n} fewer {things~n} than {whom} => how many {things} [does] {B} own
    {A} [have] {n} more than {B} now => how many {things} [does] {B} have
    {A} now [have] {n} more than {B} => how many {things} [does] {B} have
    {A} now [own] {n} more {things~n} than {B} => how many {things} [does] {B} have
    in the end {A} [have] {n} {things~n} more than {B} => how many {things} [does] {B} have
    {B} [has] {n} fewer {things~n} than {A} [have] => how many {things} [does] {B} have
    {B} [has] {n} {things~n} fewer than {A} [have] => how many [does] {B} have
    {B} [owns] {n} {things~n} fewer than {whom} => how many {things} [does] {B} own
    compared with {whom}, {B} [has] {n} {things~n} less => how many [does] {B} have
    that [is] {n} more than {B} [has] => how many {things} [does] {B} have
    that [is] {n} {things~n} more than {B} [has] => how many [does] {B} have
""")
TIMES = Wordings("""
    {B} [has] {times} as many {things} as {whom} => how many {things} [does] {B} have
    {B} [has] {times} as many as {whom} => how many {things} [does] {B} have
    compared with {whom}, {B} [has] {times} as many => how many {things} [does] {B} have
    {B} also [has] {things}, {times} as many as {whom} => how many {things} [does] {B} have
    {B} [owns] {times} as many {things} as {whom} => how many {things} [does] {B} own
    {B} [has] {times} the number of {things} that {A} [have] => how many {things} [does] {B} have
    {B} [has] {times} as many {things} as {A} [have] => how many [does] {B} have
    {B} [has] {times} as many as {A} [have] => how many {things} [does] {B} have
    {B} [owns] {times} as many as {whom} => how many {things} [does] {B} own
    {B} [has] {times} the number that {A} [have] => how many {things} [does] {B} have
    compared with {whom}, {B} [has] {times} as many {things} => how many [does] {B} have
""")
ASK_TOGETHER = Wordings("""
    how many {things} [do~2] {theyall} have together
    how many {things} [do~2] {theyall} have altogether
    how many {things} [do~2] {theyall} have in total
    how many {things} [do~2] {pair} have together
    how many {things} [do~2] {theyall} have in all
    how many {things} [is] that altogether
    together, how many {things} [do~2] {theyall} have
    together, how many {things} [do~2] {pair} have
    in all, how many {things} [do~2] {theyall} have
    how many {things} [do~2] {theyall} have combined
    how many {things} [do~2] {theyall} own together
    how many {things} [is] that together
    in total, how many {things} [do~2] {pair} have
    in total, how many {things} [do~2] {theyall} have
    in all, how many {things} [do~2] {pair} have
    altogether, how many {things} [do~2] {theyall} have
    what number of {things} [do~2] {theyall} have together
    how many {things} [do~2] {pair} have in all
""")

# Facts about buying and selling: {sort} is what {p_money} are paid for, {basket} all that is bought.
PRICE = Wordings("""
    {asort} [costs] {p_money}
    {asort} [costs] {p_money}
    {asort} [is] {p_money}
    {asort} [is] {p_money} at {store}
    each {sort} [is] {p_money}
    {asort} [sells] for {p_money}
    one {sort} [costs] {p_money}
    one {sort} [is] {p_money}
    one {sort} [sells] for {p_money}
    each {sort} [costs] {p_money}
    each {sort} [sells] for {p_money}
    {sorts} [cost~2] {p_money} each
    {sorts} [cost~2] {p_money} apiece
    {sorts} [are] {p_money} each
    {sorts} [are] {p_money} apiece
    {sorts} [sell~2] for {p_money} each
    the price of {asort} [is] {p_money}
    the price of one {sort} [is] {p_money}
    the price for each {sort} [is] {p_money}
    {p_money} [is] the price of {asort}
    {p_money} [is] the price of one {sort}
    for one {sort} the price [is] {p_money}
    the store [sells] {sorts} for {p_money} each
    the store [sells] {sorts} at {p_money} each
    the store [sells] {sorts} at {p_money} apiece
    at {store} {asort} [costs] {p_money}
    at {store} one {sort} [costs] {p_money}
    at {store} {sorts} [cost~2] {p_money} each
""")
# One sort of what is bought, with its price.
PRICED = Wordings("""
    several: {k_sorts} for {p_money} each
    several: {k_sorts} for {p_money} each
    several: {k_sorts} at {p_money} each
    several: {k_sorts} at {p_money} each
    several: {k_sorts} for {p_money} apiece
    several: {k_sorts} at {p_money} apiece
    several: {k_sorts} that [cost~2] {p_money} each
    several: {k_sorts} at a price of {p_money} each
    several: {k_sorts} for a price of {p_money} each
    several: {k_sorts} of {p_money} each
    several: {k_sorts} of {p_money} apiece
    single: {asort} for {p_money}
    single: {asort} for {p_money}
    single: {asort} at {p_money}
    single: {asort} that [costs] {p_money}
    single: {asort} at a price of {p_money}
    single: {asort} for a price of {p_money}
    single: {asort} of {p_money}
    single: one {sort} for {p_money}
    single: one {sort} of {p_money}
""")
BUY = Wordings("""
    [buy] {basket}
    [buy] {basket}
    [buy] {basket}
    [buy] {basket} at {store}
    [get] {basket}
    [get] {basket} at {store}
    [order] {basket}
    [order] {basket} at {store}
    [choose] {basket}
    [pay] for {basket}
    [have] to pay for {basket}
    [want] to buy {basket}
    [want] to get {basket}
    [want] to pay for {basket}
    [decide] to buy {basket}
    [decide] to get {basket}
    [go] to {store} and [buy] {basket}
    [go] to {store} and [get] {basket}
    [go] to {store} to buy {basket}
    [go] to {store} to get {basket}
    [go] to {store} and [pay] for {basket}
    at {store} {A} [buy] {basket}
    at {store} {A} [get] {basket}
    at {store} {A} [order] {basket}
""")
SELL = Wordings("""
    [sell] {basket}
    [sell] {basket}
    [sell] {basket}
    [sell] {basket} at {store}
    [sell] {basket} to {friend}
    [go] to {store} and [sell] {basket}
    [go] to {store} to sell {basket}
    [want] to sell {basket}
    [decide] to sell {basket}
    at {store} {A} [sell] {basket}
""")
MONEY = Wordings("""
    [have] {d_money}
    [have] {d_money}
    [have] {d_money}
    [have] {d_money} with {him}
    [have] {d_money} in {his} pocket
    [have] {d_money} in {his} wallet
    [have] {d_money} to spend
    [have] {d_money} to spend at {store}
    [start] with {d_money}
    [start] with {d_money} in {his} wallet
    [bring] {d_money}
    [bring] {d_money} to {store}
    [bring] {d_money} in {his} pocket
    [go] to {store} with {d_money}
    [go] to {store} with {d_money} in {his} wallet
    [come] to {store} with {d_money}
    [take] {d_money} to {store}
    at first {A} [have] {d_money}
    {A's} wallet [holds] {d_money}
""")
PAID = Wordings("""
    [pay] with {d_money}
    [pay] with {d_money}
    [pay] with {d_money}
    [pay] with a {d} {bill}
    [give] the cashier {d_money}
    [give] the cashier a {d} {bill}
    [give] {d_money} to the cashier
    [hand] over {d_money}
    [hand] the cashier {d_money}
    [hand] {d_money} to the cashier
    [put] down {d_money}
    [put] {d_money} down
""")
ASK_COST = Wordings("""
    how much [do] {s} pay
    how much [do] {s} pay
    how much [do] {s} pay in total
    how much [do] {s} pay in all
    how much money [do] {s} pay
    how much [do] {s} spend
    how much [do] {s} spend in total
    how much [do] {s} spend altogether
    how much money [do] {s} spend
    how much money [do] {s} need
    what [do] {s} pay in total
    what [do] {s} pay altogether
    what [is] the total cost
    what [is] the total price
    how much [is] that in total
    how much money [is] that altogether
""")
ASK_COST_OF = Wordings("""
    how much do {basket} cost
    how much do {basket} cost
    how much do {basket} cost in total
    how much do {basket} cost together
    how much [do] {s} pay for {basket}
    how much money [do] {s} pay for {basket}
    how much [do] {s} spend on {basket}
    how much money [do] {s} spend on {basket}
    how much money [do] {s} need for {basket}
    how much money [do] {s} need to buy {basket}
    what do {basket} cost
    what do {basket} cost together
    what [do] {s} pay for {basket}
    what is the price of {basket}
    what is the total price of {basket}
    what is the total cost of {basket}
""")
ASK_CHANGE = Wordings("""
    how much change [do] {s} get
    how much change [do] {s} get
    how much change [do] {s} get back
    how much [do] {s} get back
    how much money [do] {s} get back
    what [do] {s} get back
    what [is] the change
    how much [is] the change
    how much change [is] that
    what change [do] {s} get
""")
ASK_CHANGE_FROM = Wordings("""
    how much change [do] {s} get from {d_money} for {basket}
    how much change [do] {s} get from {d_money} after buying {basket}
    how much [do] {s} get back from {d_money} for {basket}
    how much [do] {s} get back from {d_money} after buying {basket}
    what [do] {s} get back from {d_money} for {basket}
    what change [do] {s} get from {d_money} for {basket}
    what change [do] {s} get back from {d_money} after buying {basket}
    how much money [do] {s} get back from {d_money} for {basket}
    how much of {d_money} [is] left after {A} [pay] for {basket}
    how much of {d_money} [is] left after {A} [buy] {basket}
    how much money [do] {s} have left from {d_money} after buying {basket}
""")
ASK_LEFT_AFTER = Wordings("""
    money: how much money [do] {s} have left after buying it
    money: how much money [do] {s} have left after buying that
    money: how much money [do] {s} have left after paying for it
    money: how much money [do] {s} have after buying it
    money: how much money [is] left after buying it
    money: how much [do] {s} have left after buying it
    money: how much [do] {s} have left after paying for that
    money: how much [is] left after buying that
    money: what [do] {s} have left after paying for it
    money: what [do] {s} have after buying that
""")
ASK_EARNED = Wordings("""
    how much money [do] {s} make
    how much money [do] {s} get
    how much money [do] {s} earn
    how much [do] {s} make in total
    how much [do] {s} earn in total
    how much [do] {s} earn in all
    how much money [do] {s} get in all
    what [do] {s} earn
    what [do] {s} get in total
    what [does] that bring in total
    how much money [does] that bring
""")

CONNECTIVES = Wordings("""
    then
    then
    then
    after that,
    later,
    later
    next,
    the next day,
    then,
    in the evening,
    that afternoon,
    on Monday,
    on Sunday
    today
    this morning,
    a little later,
    the day after,
""")

# Facts that have nothing to do with the question.
DISTRACTORS = Wordings("""
    {A} [be] {y} years old
    {A} [be] {y} years old now
    {A} [turn] {y} that day
    {A} [have] {x} {kin}
    {A} [have] {x} {kin}
    {A} [have] {x} {kin} in all
    {A} [meet] {x} {kin} that day
    {A} [live] with {x} {kin}
    {A} [have] a family of {x} people
    {A} [have] {x_others}
    {A} [have] {x_others} at home
    {A} [keep] {x_others} at home
    {A} [have] {x_others} in {his} room
    {A} [have] {x_others} in {his} bag
    {A} [own] {x_others}
    {A} [buy] {x_others}
    {A} [know] {x} of {his} neighbors
    {A} [see] {x_others} in a store
    {A} [be] on page {y} of a book
    {A} [be] number {x} in line
    {A} [be] in line behind {x} people
    {A} [be] in room {y}
    {A} [sit] in row {x}
    {A} [sit] in room {y}
    {A} [live] on floor {x}
    {A} [live] at number {y}
    {A} [live] in house number {y}
    {A} [live] in a house with {x} rooms
    {A} [live] in a house with {x} floors
    {A} [live] {x} {far} from {site}
    {A} [walk] {x} {far} to {site}
    {A} [walk] {x} {far} that day
    {A} [get] up at {x} o'clock
    {A} [go] to bed at {x} o'clock
    {A} [go] to {site} at {x} o'clock
    {A} [wait] {x} minutes for the bus
    {A} [wait] {y} minutes in line
    {A} [watch] TV for {y} minutes
    {A} [walk] for {y} minutes
    {A} [sleep] for {x} hours
    {A} [work] for {x} hours that day
    {A} [work] with {x} other people
    {someone} [has] {x} {kin}
    {someone} [has] {x} {kin}
    {someone} [has] {x_others}
    {someone} [has] {x_others} at home
    {someone} [has] {x_others} in {abox}
    {someone} [buys] {x_others}
    {someone} [lives] with {x} {kin}
    {someone} [is] {y} years old
    {someone} [is] {y} years old
    {someone} [turns] {y} years old
    {someone} [lives] in house number {y}
    {someone} [lives] at number {y}
    {someone} [lives] {x} {far} from {site}
    {someone} [waits] {x} minutes
    {someone} [sleeps] {x} hours a day
    {someone} [works] {x} hours a day
    the bus [leaves] at {x} o'clock
    the bus [is] number {y}
    the bus ride [takes] {y} minutes
    the way home [takes] {y} minutes
    the train [leaves] at {x} o'clock
    the train ride [takes] {y} minutes
    the store [closes] at {x} o'clock
    the store [opens] at {x} o'clock
    the movie [lasts] {y} minutes
    the movie [starts] at {x} o'clock
    school [starts] at {x} o'clock
    it [is] {x} o'clock
    it [is] {x} {far} to {site}
    it [is] {y} degrees outside
    it [is] {y} degrees that day
    it [is] day {y} of the year
    it [takes] {y} minutes to get home
    it [takes] {y} minutes to get to {site}
    the town [is] {y} miles away
    the town [has] {x} schools
    the house [has] {x} windows
    the house [has] {x} rooms
    place: it [is] {x} o'clock
    place: it [is] {y} degrees that day
    place: by the clock it [is] {x} o'clock
    place: {someone} [is] {y} years old
    place: {someone} [turns] {y} years old that day
    place: {someone} [has] {x} {kin}
    place: {someone} [watches] for {y} minutes
    place: {someone} [walks] by at {x} o'clock
    place: {someone} [lives] {x} {far} away
    place: {someone} [lives] at number {y}
    place: {someone} [sleeps] until {x} o'clock
    place: the next town [is] {y} miles away
    place: the next house [is] {x} {far} away
    money: {A} [have] {x} {kin}
    money: {A} [walk] {x} {far} to the store
    money: {A} [wait] {x} minutes in line
    money: {A} [be] in line behind {x} people
    money: {A} [watch] a movie for {y} minutes
    money: the shop [closes] at {x} o'clock
    money: the way to town [takes] {y} minutes
    money: {someone} [turns] {y} years old
    measure: {A} [work] {x} hours that day
    measure: {A} [work] with {x} other people
    measure: {A} [have] {x} {kin}
    measure: the store [is] {y} {far} away
    measure: the shop [closes] in {y} minutes
""")
OTHER_THINGS = Wordings("""
    {A} also [have] {z_others}
    {A} also [have] {z_others}
    {he} also [have] {z_others}
    {A} also [buy] {z_others}
    {A} [have] {z_others} too
    {someone} [has] {z_others}
    {someone} [has] {z_others} at home
    {someone} [buys] {z_others}
    {someone} also [has] {z_others}
    {A} [have] {z_others} at home
    place: there [be~z] also {z_others} there
    place: {z_others} [be~z] there too
    {A} [have] {z_others} as well
    place: there [be~z] {z_others} there as well
""")

TRIPLE = Wordings("""
    [triple] the number of {things} | tripled them
    [triple] {his} {things} | tripled them
    toy: [triple] {his} collection | tripled it
    money: [triple] {his} money | tripled it
    measure: [triple] the amount | tripled it
    moving: the number of {things} [triples] | It tripled
    kept: the number of {things} [triples] | It tripled
    {giver} [triples] the number of {things} for {him} | tripled them
    money: {giver} [triples] {A's} money | tripled it
    measure: {giver} [triples] the amount | tripled it
    moving: soon the number of {things} [is] tripled | It tripled
    kept: soon the number of {things} [is] tripled | It tripled
""")

# A third, a quarter or a fifth goes.
FRACTION = Wordings("""
    [give] {part} of {them} to {friend} | gave away
    [give] {friend} {part} of {them} | gave away
    [give] away {part} of {them} | gave away
    [sell] {part} of {them} | sold
    object: [lose] {part} of {them} | lost
    object: [use] {part} of {them} | used
    food: [eat] {part} of {them} | ate
    food: {giver} [eats] {part} of {them} | lost
    fragile: [break] {part} of {them} | broke
    money: [spend] {part} of {his} money | spent
    money: [give] {part} of {it} to {friend} | gave away
    measure: [use] {part} of {it} | used
    {giver} [gets] {part} of {them} from {him} | gave away
    money: {giver} [gets] {part} of {his} money | gave away
    measure: {giver} [uses] {part} of {it} | lost
""")
