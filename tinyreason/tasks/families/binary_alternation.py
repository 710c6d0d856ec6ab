"""reasoning-gym's binary_alternation: the fewest swaps that make 10 to 30 bits alternate, or -1.

A start with 0 needs as many swaps as there are ones at even places, counted from 0, and is possible if as many zeros
stand at odd ones; a start with 1 needs as many as there are zeros at even places. So the bits are copied once, in
tens that have letters for names, and behind each ten stand both counts so far: of the ones at even places and of the
zeros at odd places. 500 bits fit the context so. Below stands how many even and odd places there are: five of each in
the tens before the last, and those of the last. Where there is one even place more, only one start is possible.

    Q: … 0110001101010
    A: A0110001101 2 2 B010 2 2
    even 5 + 2 = 7, odd 5 + 1 = 6
    2 = 2: 2
    Answer: 2.
"""

from string import ascii_lowercase, ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import name_of

_NAMES = ascii_uppercase + ascii_lowercase
_TEN = 10


def thoughts(item: Item) -> str:
    """Returns the bits in tens with the counts, the numbers of places, and the starts that are possible."""
    bits = item["metadata"]["string"]
    words, ones, zeros = [], 0, 0
    for start in range(0, len(bits), _TEN):
        ten = bits[start : start + _TEN]
        ones += ten[::2].count("1")
        zeros += ten[1::2].count("0")
        words.append(f"{name_of(start // _TEN, _NAMES)}{ten} {ones} {zeros}")
    before, last = (len(bits) - 1) // _TEN * _TEN // 2, (len(bits) - 1) % _TEN + 1
    even, odd = before + (last + 1) // 2, before + last // 2
    places = f"even {before} + {(last + 1) // 2} = {even}, odd {before} + {last // 2} = {odd}"
    other = f"{even} - {ones} = {even - ones}"
    if ones == zeros:
        verdict = f"{ones} = {zeros}: {ones}" + (f" or {other}" if even == odd else "")
    elif ones == zeros + 1 and even > odd:
        verdict = f"{ones} = {zeros} + 1: {other}"
    else:
        verdict = f"{ones}, {zeros}: impossible"
    return "\n".join([" ".join(words), places, verdict])


def label(item: Item) -> str:
    """Returns the number of bits."""
    return f"{item['metadata']['n']} bits"


TASK = GymTask("binary_alternation", thoughts, label)
