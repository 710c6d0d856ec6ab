"""Names, things and the grammar that stories need: plurals, verb forms, number words."""

import random
import re
from dataclasses import dataclass

# Names by pronoun. A held-out name never occurs in an item of the training distribution.
GIRLS = """
Mary Anna Sara Sarah Emma Lisa Jane Alice Lucy Kate Julia Laura Maria Sophie Sofia Olivia Mia Amy Emily Grace Lily Zoe
Ella Eva Nina Rosa Clara Helen Diana Irene Karen Linda Nancy Susan Betty Carol Donna Ruth Sharon Amanda Melissa Rachel
Megan Hannah Abby Chloe Ava Isla Ivy Ruby Molly Daisy Holly Hazel Violet Stella Leah Naomi Maya Layla Aisha Fatima
Amina Zara Leila Noor Priya Anjali Meera Lakshmi Divya Mei Ling Yuki Hana Sakura Aiko Keiko Linh Ines Lucia Elena
Carmen Ana Camila Valeria Gabriela Isabella Beatriz Marta Olga Irina Natasha Katya Vera Tanya Ingrid Astrid Freya Greta
Heidi Ursula Amara Zola Nia Ayana Imani Jenny Wendy Tina Gina Penny Peggy Cindy Mandy Sally Polly Rita Paula Abigail
Adriana Agnes Agnieszka Aileen Akosua Alejandra Alessandra Alexandra Alicia Alina Alma Amelia Ananya Angela Angelina
Anita Annika Antonia Ariana Asha Ashley Asma Audrey Aurora Ayesha Aylin Barbara Belen Bianca Bonnie Brenda Bridget
Caitlin Carla Caroline Catalina Catherine Cecilia Celeste Charlotte Cheryl Chiara Christina Claire Claudia Colette
Cynthia Dalia Daniela Danielle Deborah Deepa Delia Delphine Denise Dolores Dorothy Edith Eileen Elaine Eleanor Elif
Elise Eliza Elizabeth Ellen Elsa Emilia Esther Eunice Evelyn Farah Fatou Florence Frida Giulia Gloria Gwen Habiba
Halima Ida Ilse Indira Isabel Jacqueline Jamila Janet Jasmine Jessica Jill Jo Joanna Jocelyn Josephine Joyce Judith
Juliana Kaia Kamala Kathleen Kim Kimberly Kirsten Kumiko Lana Latisha Lauren Lena Leticia Lien Liv Lola Lorraine Louise
Lupe Lydia Madeleine Magdalena Malika Manon Margaret Mariam Marina Martha Matilda Maureen Michelle Mila Mira Miriam
Monica Nadia Natalia Ngozi Nisha Oksana Olena Pamela Patricia Petra Phoebe Pia Pooja Rania Rebecca Renata Roxanne
Sabrina Samantha Sandra Selma Shanti Sigrid Simone Siti Sonia Stephanie Sunita Sylvia Tabitha Tamara Teresa Thu Tove
Uma Vanessa Veronica Victoria Vivian Wanjiru Xenia Yara Yoko Yolanda Yvonne Zainab Zuri
""".split()
HELD_OUT_GIRLS = """
Bella Nora Fiona Tessa Yasmin Kavya Akari Paloma Svetlana Signe Thandi Dora Joy Adele Cora Harriet Mabel Rosalind
Shreya Xiu Odette Wilhelmina Bronwyn Cordelia Esperanza Fleur Gudrun Hyacinth Imogen Jovana Kalinda Lavinia Minerva
Nkechi Ottilie Rukmini Saoirse Tatiana Ulla Vashti Winifred Xochitl Yesenia Zenobia Blanca Cleo Dimitra Funmi Gita
Hilde Inaya Kerstin Ludmila Marisol Nell Oriana Philippa Rowena Soledad Umeko Ximena Zelda
""".split()
BOYS = """
Tom John Ben Jack Bob Mike Peter Paul David Sam Max Leo Noah Liam James Henry Oliver Ethan Lucas Mason Logan Jacob
Daniel Adam Alex Andrew Mark Luke Matt Nick Oscar Ryan Sean Simon Steve Tim Tony Victor Will Zack George Harry Frank
Fred Eric Dan Charlie Chris Carl Bill Billy Joe Jim Jimmy Johnny Kevin Larry Gary Greg Ken Ted Ron Roger Ralph Phil
Owen Neil Omar Ahmed Ali Hassan Yusuf Karim Tariq Ravi Arjun Rahul Sanjay Vikram Amit Wei Chen Jun Kenji Hiro Takashi
Minh Carlos Diego Juan Pedro Pablo Luis Miguel Javier Mateo Marco Luca Antonio Ivan Boris Dmitri Sergei Oleg Lars Sven
Erik Nils Hans Otto Felix Kofi Kwame Jabari Tunde Aaron Alan Arthur Brian Dylan Edward Isaac Jason Jerry Keith Abdul
Abraham Ade Adrian Akira Albert Alejandro Alfred Alistair Alvaro Amadou Amir Anders Andre Angelo Angus Arturo Asher
Ashok Austin Axel Babatunde Bashir Benjamin Bernard Bjorn Bo Bogdan Brandon Bruce Bruno Byron Caleb Calvin Cameron
Cedric Cesar Chester Christopher Claude Colin Connor Curtis Cyrus Damian Darius Dante Deepak Dennis Dev Dieter Dominic
Donald Douglas Duncan Eamon Eduardo Edgar Edwin Eli Elijah Elliot Emil Enrique Enzo Ernest Esteban Eugene Evan Ezra
Fabian Faisal Farid Federico Feng Fergus Fernando Finn Floyd Francisco Franz Gabriel Gavin Geoffrey Gerald Giovanni
Glenn Graham Guillermo Gustav Hamza Harold Hector Heinrich Henrik Herbert Hiroshi Hussein Ian Ibrahim Igor Ismail Jamal
Jared Jeffrey Jeremy Jesse Joaquin Joel Jonas Jonathan Jorge Joseph Joshua Julian Julio Kareem Karl Kasper Kazuo
Kenneth Khalid Klaus Kurt Kyle Lamar Leon Leonard Lewis Lionel Lorenzo Louis Luther Mahmoud Malcolm Manuel Marcus Mario
Martin Marvin Mehmet Milan Mitchell Mohamed Moses Musa Mustafa Nathan Ned Nelson Nigel Nolan Obi Olaf Orlando Osman
Patrick Percy Philip Pierre Prakash Quincy Rajesh Ramon Randy Raymond Ricardo Richard Robert Rohan Roland Ross Rufus
Russell Salim Samuel Santiago Sebastian Seth Stanley Stefan Stuart Suresh Taro Thabo Thomas Tobias Todd Travis Tyler
Ulrich Umar Vijay Vincent Vladimir Walter Warren Wesley Wolfgang Xavier Yannick Yao Yosef Yuri Zachary Zane
""".split()
HELD_OUT_BOYS = """
Hugo Jasper Theo Silas Wyatt Rashid Nikhil Haruto Rafael Anton Magnus Chidi Barry Clive Derek Gordon Howard Trevor Bao
Emeka Bartholomew Casimir Desmond Ezekiel Ferdinand Gideon Horatio Ignatius Jethro Leopold Mortimer Nehemiah Octavio
Phineas Quinton Raoul Sheldon Thaddeus Ulysses Vaughn Wendell Xander Yevgeny Zoltan Cormac Dashiell Eoin Fyodor Gunnar
Hamish Ichiro Kwabena Lachlan Nasser Osvaldo Pavel Radek Soren Tyrone Umberto Wilbur Zubair
""".split()

# Syllables of made-up names.
ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh st t th tr v w x y z".split() + [""] * 4
VOWELS = "a e i o u a e i o u ai au ea ee ei ia ie io oa oo ou ua y".split()
CODAS = "b ck d f ff h k l ld ll m n nd nn p ph r rd rt s sh ss t th tt x z".split() + [""] * 18

# People without a name, as "a farmer": first with "a", later with "the".
ROLES = """
farmer:he baker:he teacher:she gardener:she boy:he girl:she fisherman:he florist:she shopkeeper:he cook:he artist:she
grocer:he woman:she man:he student:she collector:he chef:she coach:he nurse:she tailor:he carpenter:he librarian:she
painter:she waiter:he driver:he accountant:she acrobat:he actor:he actress:she ambassador:he announcer:she
apprentice:he architect:she assistant:she athlete:he author:she babysitter:she banker:he barber:he bartender:he
beekeeper:she biologist:she bishop:he blacksmith:he blogger:she boxer:he bride:she bricklayer:he builder:he butler:he
camper:she captain:he caretaker:he cashier:she caterer:she champion:she chauffeur:he chemist:she cleaner:she clerk:he
climber:she cobbler:he comedian:he composer:she conductor:he courier:he cowboy:he cowgirl:she critic:she curator:she
customer:she dancer:she decorator:she dentist:she designer:she diplomat:he director:she diver:she doctor:she doorman:he
dressmaker:she duchess:she duke:he editor:she electrician:he elf:he emperor:he empress:she explorer:she fairy:she
fiddler:he firefighter:she geologist:she giant:he glassblower:he goldsmith:he golfer:he governor:she guard:he guest:she
guide:she guitarist:he hairdresser:she harpist:she hatter:he hiker:she historian:she hostess:she hunter:he
illustrator:she inspector:he instructor:she intern:she jester:he jeweler:she jockey:he journalist:she judge:she
juggler:he king:he knitter:she landlord:he lifeguard:she locksmith:he lumberjack:he mailman:he manager:she mason:he
mechanic:he merchant:he mermaid:she messenger:he milkman:he miller:he millionaire:he miner:he monk:he musician:she
nanny:she navigator:she neighbor:she ninja:he novelist:she nun:she officer:he organist:she owner:she passenger:she
pharmacist:she philosopher:he photographer:she pianist:she pilot:she pirate:he player:he plumber:he poet:she
policeman:he porter:he president:she priest:he prince:he princess:she professor:she programmer:he pupil:she
puppeteer:he quilter:she rancher:he ranger:she receptionist:she referee:he reporter:she rider:she robber:he roofer:he
runner:she sailor:he scientist:she scout:he sculptor:she secretary:she senator:he shepherd:he shoemaker:he singer:she
skater:she skier:he soldier:he spy:he stranger:he sultan:he swimmer:she teenager:he therapist:she tourist:she
toymaker:he traveler:she trucker:he typist:she usher:he vendor:he villager:he violinist:she visitor:she volunteer:she
waitress:she watchmaker:he welder:he winner:she wizard:he woodcutter:he writer:she youngster:he zookeeper:she
""".split()
HELD_OUT_ROLES = """
astronaut:he butcher:he clown:he cyclist:she detective:he drummer:he engineer:she flutist:she gymnast:she hermit:he
inventor:she janitor:he knight:he lawyer:she magician:he mayor:she optician:she potter:she queen:she sheriff:he
surgeon:she tutor:he umpire:he weaver:she
""".split()

# The speaker's people: thoughts call them "your sister".
MY_PEOPLE = """
sister:she mom:she friend:she daughter:she brother:he dad:he neighbor:he son:he aunt:she uncle:he niece:she nephew:he
grandmother:she grandfather:he teacher:she boss:she coach:he coworker:she roommate:he stepsister:she
""".split()

RELATIVES = {
    "she": (
        "mom, mother, sister, aunt, grandmother, grandma, daughter, "
        "stepsister, stepmother, niece, granddaughter, godmother, boss, nanny"
    ).split(", "),
    "he": (
        "dad, father, brother, uncle, grandfather, grandpa, "
        "son, stepbrother, stepfather, nephew, grandson, godfather, boss"
    ).split(", "),
    "they": (
        "friend, neighbor, cousin, classmate, best friend, teammate, coworker, roommate, "
        "teacher, coach, colleague, schoolmate, pen pal, playmate, school friend, family friend"
    ).split(", "),
}

# Who is counted in a fact that has nothing to do with the question.
KIN = (
    "cousins, brothers, sisters, uncles, aunts, classmates, neighbors, friends, good friends, teachers, nieces, "
    "nephews, children, pets, roommates, brothers and sisters"
).split(", ")
STORES = "the store, the store, the market, the market, a shop, a fair, the mall, a market, the supermarket".split(", ")
DISTANCES = "miles, miles, blocks, kilometers, minutes".split(", ")
SITES = "school, school, the park, the store, the lake, the station, the library, town".split(", ")

# Things by their tags. A wording made for a tag goes with every thing that carries it.
# Plurals are regular unless written after a slash.
THINGS = {
    "any object food fruit": """apple, banana, orange, pear, peach, plum, cherry, strawberry, mango/mangoes, lemon,
        grape, kiwi, melon, watermelon, pineapple, coconut, fig, apricot, blueberry, raspberry, tomato/tomatoes,
        potato/potatoes, carrot, onion, cucumber, pumpkin, mushroom, cabbage, olive, avocado, walnut, peanut, nut,
        bean, berry, lime, grapefruit, tangerine, radish, pepper, papaya, guava, nectarine, cranberry, turnip,
        zucchini, hazelnut, almond, chestnut, beet""",
    "any object food baked": """cookie, muffin, cupcake, cake, pie, doughnut, donut, pancake, sandwich, waffle,
        brownie, biscuit, bagel, roll, loaf of bread/loaves of bread, tart, pretzel, bun, pizza, burger, taco,
        dumpling, croissant, scone, quiche, cinnamon roll, cheesecake, burrito, pastry, meringue""",
    "any object food sweet": """candy, lollipop, chocolate, chocolate bar, cracker, gumdrop, jelly bean, mint, caramel,
        candy bar, piece of candy/pieces of candy, snack, treat, marshmallow, toffee, gummy bear, candy cane, truffle,
        sugar cube""",
    "any object food fragile egg": "egg",
    "any object fragile": """plate, cup, glass, vase, mug, bowl, bottle, jar, dish/dishes, light bulb, mirror, teapot,
        lamp, saucer, ornament, teacup, goblet, flowerpot, snow globe, wine glass, jug, pot""",
    "any object toy": """marble, sticker, stamp, coin, shell, seashell, toy car, doll, ball, card, baseball card,
        puzzle, game, kite, block, toy, button, bead, rock, stone, pebble, gem, medal, badge, magnet, postcard, key,
        ticket, token, robot, teddy bear, action figure, crystal, feather, trading card, model train, tennis ball,
        dice/dice, stuffed animal, trophy, bracelet, yo-yo, whistle, domino/dominoes, toy soldier, jump rope, rubber
        band, bottle cap, rubber duck, playing card, golf ball, basketball, pine cone, acorn, fossil, pearl, diamond,
        pin, charm, toy boat, water gun""",
    "any object balloon": "balloon",
    "any object paper": """pencil, pen, crayon, marker, eraser, notebook, ruler, paintbrush, paper clip, envelope,
        folder, sheet of paper/sheets of paper, glue stick, colored pencil, piece of paper/pieces of paper,
        highlighter, notepad, index card, thumbtack, pencil sharpener, piece of chalk/pieces of chalk""",
    "any object book": """book, comic book, magazine, novel, comic, storybook, story book, textbook, cookbook,
        dictionary, picture book, atlas, diary, journal""",
    "any object flower": """flower, rose, tulip, daisy, lily, sunflower, daffodil, orchid, violet, poppy, carnation,
        marigold, iris, peony, pansy, buttercup""",
    "any object clothes": """shirt, hat, scarf/scarves, sock, glove, dress, tie, sweater, coat, belt, jacket, cap,
        skirt, T-shirt, bag, backpack, umbrella, ring, necklace, blanket, towel, pillow, ribbon, mitten, vest, apron,
        shawl, quilt, bow tie, costume, pair of socks/pairs of socks, pair of shoes/pairs of shoes, sandal, robe""",
    "any object house": """knife/knives, fork, spoon, chair, table, candle, brick, nail, screw, battery, brush, basket,
        bucket, leaf/leaves, tile, shelf/shelves, box, wheel, tire, stick, log, board, tool, phone, computer, bike,
        napkin, straw, match, toothbrush, bar of soap/bars of soap, hammer, screwdriver, wrench, broom, sponge, plank,
        padlock, clothespin, rug, clock, flashlight, hook""",
    "any object made": "photo, paper plane, sandcastle, mask, paper crane, paper star",
    "any object made art": "picture, drawing, painting, poster, card, portrait, sketch, cartoon",
    "any object made text": "letter, poem, song, story, essay, riddle, note",
    "any animal": """cow, sheep/sheep, goat, pig, horse, chicken, hen, duck, goose/geese, rabbit, puppy, kitten, cat,
        dog, fish/fish, goldfish/goldfish, hamster, mouse/mice, turkey, pony, lamb, turtle, parrot, calf/calves, pet,
        animal, frog, snail, donkey, llama, alpaca, piglet, bunny, guinea pig, canary, lizard, rooster, ox/oxen,
        tortoise, duckling""",
}

# Things that are counted at a place, and where: tags, things, places.
PLACES = (
    ("place moving living bird", "bird, sparrow, crow, pigeon, dove, robin, parrot, owl, swallow, finch, seagull",
     "in a tree, on a fence, on a wire, on a roof, on a branch"),
    ("place moving living water",
     "duck, swan, goose/geese, fish/fish, frog, turtle, goldfish/goldfish, otter, beaver, pelican",
     "in a pond, in a lake, in a river"),
    ("place moving living people ride",
     "passenger, person/people, child/children, tourist, woman/women, man/men, student, traveler, commuter, teenager",
     "on a bus, on a train, on a boat, on a tram, on a school bus, on a ferry"),
    ("place moving living people",
     """student, child/children, person/people, boy, girl, guest, player, worker, visitor, customer, kid, adult,
     man/men, woman/women, pupil, dancer, actor, singer, runner, musician, teenager, hiker""",
     "in a room, in a park, at a party, in a hall, on a field, at a museum, in a store, in a garden, in a library"),
    ("place moving living people class", "student, boy, girl, child/children, pupil, kid",
     "in a class, in a classroom, on a playground, in a club, in a school yard"),
    ("place moving parked", "car, truck, van, taxi, bike, motorcycle, scooter, jeep, bus",
     "in a parking lot, in a garage, on a street"),
    ("place moving parked", "boat, ship, sailboat, canoe, ferry",
     "in a harbor, at a dock"),
    ("place moving living field", "cow, sheep/sheep, horse, goat, deer/deer, rabbit, donkey, pony, lamb, llama",
     "in a field, on a farm, in a barn"),
    ("place moving living insect", "butterfly, bee, ant, ladybug, beetle, dragonfly, moth, spider",
     "on a flower, in a garden, on a leaf"),
    ("place kept", "book, magazine, box, jar, bottle, cup, vase, photo, candle, trophy, plate",
     "on a shelf, on a table, in a cupboard"),
    ("place kept", "marble, ball, coin, toy, button, block, key, card, bead, stone",
     "in a box, in a bag, in a drawer"),
    ("place kept", "pencil, pen, marker, crayon, paper clip, eraser, ruler",
     "in a drawer, in a cup, on a desk, in a box"),
    ("place kept snacks",
     "cookie, candy, cake, apple, cherry, strawberry, muffin, nut, chocolate, grape, banana, orange",
     "in a jar, on a plate, in a bowl, in a basket, on a table, on a tray"),
    ("place kept", "egg, apple, lemon, tomato/tomatoes, potato/potatoes, onion, carrot, bottle",
     "in a fridge, in a basket, in a crate, in a kitchen"),
    ("place kept", "chair, table, lamp, computer, desk, clock, rug",
     "in a room, in a classroom, in an office, in a hall"),
)  # fmt: skip

MEASURES = """liter of water, liter of milk, liter of juice, liter of paint, gallon of water, gallon of paint, gallon
    of gas, meter of rope, meter of ribbon, meter of wire, foot of rope/feet of rope, yard of cloth, yard of fabric,
    pound of flour, pound of rice, pound of sugar, kilogram of rice, kilogram of flour, kilogram of apples, kilogram of
    sand, cup of flour, cup of sugar, cup of milk, gram of gold, bottle of water, ton of coal, pint of cream, inch of
    tape/inches of tape, liter of oil, liter of soup, gallon of milk, meter of string, yard of silk, foot of wire/feet
    of wire, pound of butter, pound of clay, ounce of silver, kilogram of potatoes, cup of rice, teaspoon of salt, ton
    of sand"""

CONTAINERS = """box, bag, basket, jar, pack, packet, crate, bowl, pile, bundle, package, carton, bucket, tin, case,
    sack, container, tray, tub, barrel, chest, bin, pouch, envelope, suitcase, drawer, pot"""
FRIENDS = """friend, child/children, student, cousin, neighbor, classmate, boy, girl, kid, person/people, sister,
    brother, teammate, family member, grandchild/grandchildren, nephew, niece, coworker, roommate, guest, player,
    helper, uncle, aunt, worker, customer, pupil, teacher, daughter, son, grandson, employee, visitor"""
DAYS = "day, day, day, week, month"
GOODS = """toy, book, pen, notebook, shirt, hat, ticket, cake, pizza, sandwich, ball, game, apple, cookie, bag, cup,
    plant, movie ticket, burger, coffee, drink, ice cream, comic, plate, chair, bottle of juice/bottles of juice,
    puzzle, sticker, pencil, candle, T-shirt, CD, bike, lamp, bracelet, scarf/scarves, basket, milkshake, lollipop,
    poster, backpack, kite, doll, mug, necklace, magazine, guitar, umbrella, ring, watch, salad, bagel, postcard,
    towel, blanket, sweater, jacket, bottle of water/bottles of water, pair of shoes/pairs of shoes, pair of
    socks/pairs of socks, bowl of soup/bowls of soup, cup of tea/cups of tea, donut, taco, train ticket, concert
    ticket, bus ticket, flower, teddy bear, video game, board game, soccer ball, skateboard, vase, goldfish/goldfish,
    toothbrush"""
COLORS = """
red blue green yellow white black orange purple pink brown big small old new large gray gold silver shiny striped dark
""".split()
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
    "blow": "blew", "hand": "handed", "cook": "cooked", "cancel": "canceled", "know": "knew", "shut": "shut",
    "sink": "sank", "choose": "chose", "meet": "met",
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


# What syllables could make that is no name.
NO_NAMES = frozenset(
    "All And Any Are But Did Does Due For Get Gets Got Had Half Has Have Her His How Its Less Many Mine More Not Now "
    "One Our Out She Team Than That The Them Then They This Twice Two Was Were What Who Whom With You Your".split()
)


def made_up_name(rng: random.Random) -> str:
    """Returns a name of one to three random syllables, never one that is held out or in which letters go in circles."""
    while True:
        syllables = rng.choices((1, 2, 3), (2, 6, 2))[0]
        name = "".join(rng.choice(part) for _ in range(syllables) for part in (ONSETS, VOWELS, CODAS)).capitalize()
        pairs = [name.lower()[place : place + 2] for place in range(len(name) - 1)]
        in_circles = len(set(pairs)) < len(pairs)
        taken = name in HELD_OUT_GIRLS or name in HELD_OUT_BOYS or name in NO_NAMES
        if 2 < len(name) < 11 and not in_circles and not taken:
            return name
