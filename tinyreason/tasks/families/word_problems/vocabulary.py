"""Names, things and the grammar that stories need: plurals, verb forms, number words."""

import random
import re
from dataclasses import dataclass

# Names by pronoun. A held-out name never occurs in an item of the training distribution.
GIRLS = """
Mary Anna Sara Sarah Emma Lisa Jane Alice Lucy Kate Julia Laura Maria Sophie Sofia Olivia Mia Amy Emily Grace Lily
Zoe Ella Eva Nina Rosa Clara Helen Diana Irene Karen Linda Nancy Susan Betty Carol Donna Ruth Sharon Amanda Melissa
Rachel Megan Hannah Abby Chloe Ava Isla Ivy Ruby Molly Daisy Holly Hazel Violet Stella Leah Naomi Maya Layla Aisha
Fatima Amina Zara Leila Noor Priya Anjali Meera Lakshmi Divya Mei Ling Yuki Hana Sakura Aiko Keiko Linh Ines Lucia
Elena Carmen Ana Camila Valeria Gabriela Isabella Beatriz Marta Olga Irina Natasha Katya Vera Tanya Ingrid Astrid
Freya Greta Heidi Ursula Amara Zola Nia Ayana Imani Jenny Wendy Tina Gina Penny Peggy Cindy Mandy Sally Polly Rita
Paula
""".split()
HELD_OUT_GIRLS = """
Bella Nora Fiona Tessa Yasmin Kavya Akari Paloma Svetlana Signe Thandi Dora Joy Adele Cora Harriet Mabel Rosalind
Shreya Xiu
""".split()
BOYS = """
Tom John Ben Jack Bob Mike Peter Paul David Sam Max Leo Noah Liam James Henry Oliver Ethan Lucas Mason Logan Jacob
Daniel Adam Alex Andrew Mark Luke Matt Nick Oscar Ryan Sean Simon Steve Tim Tony Victor Will Zack George Harry Frank
Fred Eric Dan Charlie Chris Carl Bill Billy Joe Jim Jimmy Johnny Kevin Larry Gary Greg Ken Ted Ron Roger Ralph Phil
Owen Neil Omar Ahmed Ali Hassan Yusuf Karim Tariq Ravi Arjun Rahul Sanjay Vikram Amit Wei Chen Jun Kenji Hiro
Takashi Minh Carlos Diego Juan Pedro Pablo Luis Miguel Javier Mateo Marco Luca Antonio Ivan Boris Dmitri Sergei Oleg
Lars Sven Erik Nils Hans Otto Felix Kofi Kwame Jabari Tunde Aaron Alan Arthur Brian Dylan Edward Isaac Jason Jerry
Keith
""".split()
HELD_OUT_BOYS = """
Hugo Jasper Theo Silas Wyatt Rashid Nikhil Haruto Rafael Anton Magnus Chidi Barry Clive Derek Gordon Howard Trevor
Bao Emeka
""".split()

# Syllables of made-up names.
ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh st t th tr v w x y z".split() + [""] * 4
VOWELS = "a e i o u a e i o u ai au ea ee ei ia ie io oa oo ou ua y".split()
CODAS = "b ck d f ff h k l ld ll m n nd nn p ph r rd rt s sh ss t th tt x z".split() + [""] * 18

# People without a name, as "a farmer": first with "a", later with "the".
ROLES = """
farmer:he baker:he teacher:she gardener:she boy:he girl:she fisherman:he florist:she shopkeeper:he cook:he
artist:she grocer:he woman:she man:he student:she collector:he chef:she coach:he nurse:she tailor:he carpenter:he
librarian:she
""".split()
HELD_OUT_ROLES = "painter:she waiter:he driver:he".split()

# The speaker's people: thoughts call them "your sister".
MY_PEOPLE = "sister:she mom:she friend:she daughter:she brother:he dad:he neighbor:he son:he".split()

RELATIVES = {
    "she": ("mom", "mother", "sister", "aunt", "grandmother", "grandma", "daughter"),
    "he": ("dad", "father", "brother", "uncle", "grandfather", "grandpa", "son"),
    "they": ("friend", "neighbor", "cousin", "classmate", "best friend", "teammate"),
}

# Things by their tags. A wording made for a tag goes with every thing that carries it.
# Plurals are regular unless written after a slash.
THINGS = {
    "any object food fruit": """apple, banana, orange, pear, peach, plum, cherry, strawberry, mango/mangoes, lemon,
        grape, kiwi, melon, watermelon, pineapple, coconut, fig, apricot, blueberry, raspberry, tomato/tomatoes,
        potato/potatoes, carrot, onion, cucumber, pumpkin, mushroom, cabbage, olive, avocado, walnut, peanut, nut, bean,
        berry, lime, grapefruit, tangerine, radish, pepper""",
    "any object food baked": """cookie, muffin, cupcake, cake, pie, doughnut, donut, pancake, sandwich, waffle,
        brownie, biscuit, bagel, roll, loaf of bread/loaves of bread, tart, pretzel, bun, pizza, burger, taco, dumpling,
        croissant, scone""",
    "any object food sweet": """candy, lollipop, chocolate, chocolate bar, cracker, gumdrop, jelly bean, mint,
        caramel, candy bar, piece of candy/pieces of candy, snack, treat, marshmallow, toffee""",
    "any object food fragile egg": "egg",
    "any object fragile": """plate, cup, glass, vase, mug, bowl, bottle, jar, dish/dishes, light bulb, mirror,
        teapot, lamp, saucer, ornament""",
    "any object toy": """marble, sticker, stamp, coin, shell, seashell, toy car, doll, ball, card, baseball card,
        puzzle, game, kite, block, toy, button, bead, rock, stone, pebble, gem, medal, badge, magnet, postcard, key,
        ticket, token, robot, teddy bear, action figure, crystal, feather, trading card, model train, tennis ball,
        dice/dice, stuffed animal, trophy, bracelet""",
    "any object balloon": "balloon",
    "any object paper": """pencil, pen, crayon, marker, eraser, notebook, ruler, paintbrush, paper clip, envelope,
        folder, sheet of paper/sheets of paper, glue stick, colored pencil, piece of paper/pieces of paper""",
    "any object book": "book, comic book, magazine, novel, comic, storybook, story book, textbook",
    "any object flower": "flower, rose, tulip, daisy, lily, sunflower, daffodil, orchid, violet, poppy, carnation",
    "any object clothes": """shirt, hat, scarf/scarves, sock, glove, dress, tie, sweater, coat, belt, jacket, cap,
        skirt, T-shirt, bag, backpack, umbrella, ring, necklace, blanket, towel, pillow, ribbon""",
    "any object house": """knife/knives, fork, spoon, chair, table, candle, brick, nail, screw, battery, brush,
        basket, bucket, leaf/leaves, tile, shelf/shelves, box, wheel, tire, stick, log, board, tool, phone, computer,
        bike, napkin, straw, match, toothbrush, bar of soap/bars of soap""",
    "any object made": "photo, paper plane, sandcastle",
    "any object made art": "picture, drawing, painting, poster, card",
    "any object made text": "letter, poem, song, story",
    "any animal": """cow, sheep/sheep, goat, pig, horse, chicken, hen, duck, goose/geese, rabbit, puppy, kitten,
        cat, dog, fish/fish, goldfish/goldfish, hamster, mouse/mice, turkey, pony, lamb, turtle, parrot, calf/calves,
        pet, animal, frog, snail""",
}

# Things that are counted at a place, and where: tags, things, places.
PLACES = (
    ("place moving living bird", "bird, sparrow, crow, pigeon, dove, robin, parrot",
     "in a tree, on a fence, on a wire, on a roof, on a branch"),
    ("place moving living water", "duck, swan, goose/geese, fish/fish, frog, turtle, goldfish/goldfish",
     "in a pond, in a lake, in a river"),
    ("place moving living people ride",
     "passenger, person/people, child/children, tourist, woman/women, man/men, student",
     "on a bus, on a train, on a boat, on a tram, on a school bus, on a ferry"),
    ("place moving living people",
     """student, child/children, person/people, boy, girl, guest, player, worker, visitor, customer, kid, adult,
     man/men, woman/women, pupil, dancer""",
     "in a room, in a park, at a party, in a hall, on a field, at a museum, in a store, in a garden, in a library"),
    ("place moving living people class", "student, boy, girl, child/children, pupil, kid",
     "in a class, in a classroom, on a playground, in a club, in a school yard"),
    ("place moving parked", "car, truck, van, taxi, bike, motorcycle",
     "in a parking lot, in a garage, on a street"),
    ("place moving parked", "boat, ship",
     "in a harbor, at a dock"),
    ("place moving living field", "cow, sheep/sheep, horse, goat, deer/deer, rabbit",
     "in a field, on a farm, in a barn"),
    ("place moving living insect", "butterfly, bee, ant, ladybug",
     "on a flower, in a garden, on a leaf"),
    ("place kept", "book, magazine, box, jar, bottle, cup, vase, photo",
     "on a shelf, on a table, in a cupboard"),
    ("place kept", "marble, ball, coin, toy, button, block, key, card, bead, stone",
     "in a box, in a bag, in a drawer"),
    ("place kept", "pencil, pen, marker, crayon, paper clip",
     "in a drawer, in a cup, on a desk, in a box"),
    ("place kept snacks",
     "cookie, candy, cake, apple, cherry, strawberry, muffin, nut, chocolate, grape, banana, orange",
     "in a jar, on a plate, in a bowl, in a basket, on a table, on a tray"),
    ("place kept", "egg, apple, lemon, tomato/tomatoes, potato/potatoes, onion, carrot, bottle",
     "in a fridge, in a basket, in a crate, in a kitchen"),
    ("place kept", "chair, table, lamp, computer, desk",
     "in a room, in a classroom, in an office, in a hall"),
)  # fmt: skip

MEASURES = """liter of water, liter of milk, liter of juice, liter of paint, gallon of water, gallon of
    paint, gallon of gas, meter of rope, meter of ribbon, meter of wire, foot of rope/feet of rope, yard of cloth,
    yard of fabric, pound of flour, pound of rice, pound of sugar, kilogram of rice, kilogram of flour, kilogram of
    apples, kilogram of sand, cup of flour, cup of sugar, cup of milk, gram of gold, bottle of water, ton of coal,
    pint of cream, inch of tape/inches of tape"""

CONTAINERS = """box, bag, basket, jar, pack, packet, crate, bowl, pile, bundle, package, carton, bucket, tin, case,
    sack, container"""
FRIENDS = """friend, child/children, student, cousin, neighbor, classmate, boy, girl, kid, person/people, sister,
    brother, teammate, family member, grandchild/grandchildren"""
DAYS = "day, day, day, week, month"
GOODS = """toy, book, pen, notebook, shirt, hat, ticket, cake, pizza, sandwich, ball, game, apple, cookie, bag, cup,
    plant, movie ticket, burger, coffee, drink, ice cream, comic, plate, chair, bottle of juice/bottles of juice,
    puzzle, sticker, pencil, candle, T-shirt, CD"""
COLORS = "red blue green yellow white black orange purple pink brown big small old new large".split()
CURRENCIES = "dollar, dollar, dollar, dollar, dollar, dollar, euro, cent, pound"

IRREGULAR_PAST = {
    "be": "was", "become": "became", "begin": "began", "break": "broke", "bring": "brought", "buy": "bought",
    "catch": "caught", "come": "came", "cost": "cost", "cut": "cut", "do": "did", "draw": "drew",
    "drink": "drank", "drive": "drove", "eat": "ate", "fall": "fell", "feed": "fed", "find": "found",
    "fly": "flew", "get": "got", "give": "gave", "go": "went", "grow": "grew", "have": "had", "hide": "hid",
    "hold": "held", "keep": "kept", "leave": "left", "lend": "lent", "lose": "lost", "make": "made",
    "pay": "paid", "put": "put", "read": "read", "ride": "rode", "run": "ran", "see": "saw", "sell": "sold",
    "send": "sent", "sew": "sewed", "set": "set", "spend": "spent", "split": "split", "steal": "stole",
    "swim": "swam", "take": "took", "throw": "threw", "win": "won", "write": "wrote", "burst": "burst",
    "hatch": "hatched", "melt": "melted", "lay": "laid", "drop": "dropped", "plan": "planned",
    "swap": "swapped", "chop": "chopped", "pop": "popped", "knit": "knitted", "wrap": "wrapped",
    "hand": "handed", "cook": "cooked", "cancel": "canceled", "know": "knew", "shut": "shut", "sink": "sank",
    "sit": "sat", "hop": "hopped", "jog": "jogged", "grab": "grabbed", "think": "thought", "bake": "baked",
    "rip": "ripped", "hit": "hit", "die": "died", "tie": "tied", "build": "built", "teach": "taught",
    "stop": "stopped", "fill": "filled", "drag": "dragged", "snap": "snapped", "sleep": "slept", "let": "let",
    "need": "needed",
}  # fmt: skip
IRREGULAR_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}

# How a wording's {q} may be put, when things come and when they go.
GAIN_FORMS = {
    "any": ("{n_things}", "{n_things}", "{n_things}", "{n} more {things~n}", "{n} more {things~n}", "{n} more"),
    "money": ("{n_things}", "{n_things}", "{n_things}", "{n_things}", "{n} more {things~n}"),
    "measure": ("{n_things}", "{n} more {things~n}"),
    "place": ("{n_things}", "{n} more {things~n}", "{n} more {things~n}", "{n} more"),
}
# When some have come or gone already, "them" could be taken for those.
_OURS = ("{n_things}", "{n_things}", "{n_things}", "{n}", "{n} of the {things}", "{n} of {his} {things}")
_MORE = ("{n} more {things~n}", "{n} more")
LOSE_FORMS = {
    "any": {
        "": (*_OURS, "{n}", "{n} of them", "{n} of them", "{n} of them"),
        "gain": _OURS,
        "lose": (*_OURS[:4], *_MORE),
    },
    "money": {"": ("{n_things}",), "gain": ("{n_things}",), "lose": ("{n_things}", "{n_things}", _MORE[0])},
    "measure": {"": ("{n_things}",), "gain": ("{n_things}",), "lose": ("{n_things}", "{n_things}", _MORE[0])},
    "place": {
        "": ("{n_things}", "{n} of them", "{n} of them", "{n}", "{n} of the {things}"),
        "gain": ("{n_things}", "{n_things}", "{n}", "{n} of the {things}"),
        "lose": ("{n_things}", "{n}", *_MORE),
    },
}
# How a wording's {them} and {it} may be put at first, after some have come, after some have gone.
THEM_FORMS = {
    "": ("them", "them", "the {things}", "{his} {things}"),
    "gain": ("all {his} {things}", "{his} {things}", "all the {things}"),
    "lose": ("the rest", "the remaining {things}", "the {things} that [are] left", "{his} remaining {things}"),
}
IT_FORMS = {
    "": ("it",),
    "gain": ("all of it", "everything {he} [have]"),
    "lose": ("the rest", "what [is] left", "the rest of it"),
}  # fmt: skip

TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
PARTS = {3: "a third", 4: "a quarter", 5: "a fifth"}
NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Thing:
    """A countable noun."""

    one: str
    many: str
    tags: tuple[str, ...]

    def of(self, number: int) -> str:
        """Returns the form that goes with a number."""
        return self.one if number == 1 else self.many


def times(number: int, rng: random.Random) -> str:
    """Returns `twice`, `3 times` or `three times`."""
    in_words = rng.random() < (0.8 if number == 2 else 0.3)
    return TIMES.get(number, f"{number} times") if in_words else f"{number} times"


def plural(noun: str) -> str:
    """Returns the regular plural."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def third_person(verb: str) -> str:
    """Returns the present form that goes with `she`."""
    return IRREGULAR_THIRD.get(verb) or plural(verb)


def past_form(verb: str) -> str:
    """Returns the past form that goes with `she`."""
    if verb in IRREGULAR_PAST:
        return IRREGULAR_PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def parse_thing(text: str, tags: tuple[str, ...] = ()) -> Thing:
    """Returns the thing written as `apple` or `knife/knives`."""
    one, _, many = text.strip().partition("/")
    head, of, stuff = one.partition(" of ")
    return Thing(one, many or plural(head) + of + stuff, tags)


def parse_list(nouns: str) -> list[Thing]:
    """Returns the things of a list separated by commas."""
    return [parse_thing(" ".join(noun.split())) for noun in nouns.split(",")]


def with_article(noun: str) -> str:
    """Returns `a toy` or `an apple`."""
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def parse_things(lists: dict[str, str]) -> list[Thing]:
    """Returns the things of a table from tags to nouns separated by commas."""
    return [
        parse_thing(" ".join(noun.split()), tuple(tags.split()))
        for tags, nouns in lists.items()
        for noun in nouns.split(",")
    ]


def made_up_name(rng: random.Random) -> str:
    """Returns a name of one to three random syllables, never one that is held out."""
    while True:
        syllables = rng.choices((1, 2, 3), (2, 6, 2))[0]
        name = "".join(rng.choice(part) for _ in range(syllables) for part in (ONSETS, VOWELS, CODAS)).capitalize()
        if 2 < len(name) < 11 and name not in HELD_OUT_GIRLS and name not in HELD_OUT_BOYS:
            return name
