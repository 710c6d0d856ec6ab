"""reasoning-gym's count_bits: how many bits of a number below 2 ** 31 are 1?

The number is halved, rounded down, until 1 is left. A digit of the half depends on one digit and whether the digit
before it is odd. After each odd number stands how many there have been.

    Q: How many 1 bits are there in the binary representation of the number 77?
    A: 77:1 38 19:2 9:3 4 2 1:4
    Answer: 4.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the halves and the count."""
    number, count, words = item["metadata"]["number"], 0, []
    while number:
        count += number % 2
        words.append(f"{number}:{count}" if number % 2 else str(number))
        number //= 2
    return " ".join(words)


def label(item: Item) -> str:
    """Returns the number of digits."""
    return f"{len(str(item['metadata']['number']))} digits"


TASK = GymTask("count_bits", thoughts, label)
