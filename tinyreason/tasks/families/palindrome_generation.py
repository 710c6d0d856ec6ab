"""reasoning-gym's palindrome_generation: 3 to 10 letters that can be put so that they read alike from both sides.

Which letters are alike is counted, not looked for: behind each letter stands how often it was there so far, and where
that is even, the letter at the next place of the half. Then each letter of the alphabet has its last count behind it:
one that is odd goes to the middle. The places are counted back behind the middle. Other palindromes are right too.

    Q: … j, j, w, w, w, k, k, w, e
    A: j1 j2 0j w1 w2 1w w3 k1 k2 2k w4 3w e1
    a b c d e1 middle e f g h i j2 k2 l m n o p q r s t u v w4 x y z
    last 3, middle e
    0j1w2k3w e 3w2k1w0j
    Answer: jwkwewkwj.
"""

from string import ascii_lowercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import behind_places, counted


def _half_and_middle(item: Item) -> tuple[list[str], str]:
    """Returns a letter of each pair, in the order in which they are found, and the letter without another, if any."""
    counts = counted(item["metadata"]["letters"])
    middle = [letter for letter, count in dict(counts).items() if count % 2]
    return [letter for letter, count in counts if count % 2 == 0], "".join(middle)


def thoughts(item: Item) -> str:
    """Returns the letters counted, with the places of the pairs, the alphabet with the counts, and the two halves."""
    counts = counted(item["metadata"]["letters"])
    half, middle = _half_and_middle(item)
    placed = behind_places(half)
    following = iter(placed)
    letters = [f"{letter}{count}{'' if count % 2 else f' {next(following)}'}" for letter, count in counts]
    last = dict(counts)
    alphabet = [f"{x}{last.get(x, '')}{f' middle {x}' if x == middle else ''}" for x in ascii_lowercase]
    ends = f"last {len(half) - 1}, middle {middle or 'none'}"
    parts = ["".join(placed), *middle, "".join(reversed(placed))]
    return "\n".join([" ".join(letters), " ".join(alphabet), ends, " ".join(parts)])


def answer(item: Item) -> str:
    """Returns the palindrome that the pairs make."""
    half, middle = _half_and_middle(item)
    return "".join([*half, middle, *reversed(half)])


def label(item: Item) -> str:
    """Returns the number of letters."""
    return f"{item['metadata']['length']} letters"


TASK = GymTask("palindrome_generation", thoughts, label, answer)
