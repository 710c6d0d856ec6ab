"""Words as their letters, so that no token spans two of them.

`s u n` where the order is enough, `0s1u2n` where a letter is looked up by its place, `e1g1g2` where alike ones are told
apart by their counts.
"""

from collections import Counter
from collections.abc import Iterable


def name_of(number: int, alphabet: str) -> str:
    """Returns a name for each number from 0 on: the letters of the alphabet, then pairs of them."""
    more, last = divmod(number, len(alphabet))
    return (alphabet[more - 1] if more else "") + alphabet[last]


def spelled(word: Iterable[str]) -> str:
    """Returns the letters with spaces between them."""
    return " ".join(word)


def behind_places(word: Iterable[str]) -> list[str]:
    """Returns each letter behind its place."""
    return [f"{place}{letter}" for place, letter in enumerate(word)]


def numbered(word: Iterable[str]) -> str:
    """Returns the letters, each behind its place, as one word."""
    return "".join(behind_places(word))


def counted(word: Iterable[str]) -> list[tuple[str, int]]:
    """Returns each letter with how often it was there so far."""
    counts: Counter[str] = Counter()
    pairs = []
    for letter in word:
        counts[letter] += 1
        pairs.append((letter, counts[letter]))
    return pairs
