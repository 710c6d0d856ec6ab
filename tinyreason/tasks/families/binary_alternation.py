"""reasoning-gym's binary_alternation: the fewest swaps that make 10 to 30 bits alternate, or -1.

Behind each bit stands how many like it there have been. If the bits alternate, those that are more come first. Beside
each bit then stands what it should be, and how many pairs have been alike or different so far. Two different ones are
one swap. Where zeros and ones are as many, either may come first: what is different for one is alike for the other.

    Q: … 01100
    A: 0:1 1:1 1:2 0:2 0:3
    3 zeros, 2 ones: 0 first
    00 same 1, 11 same 2, 10 other 1, 01 other 2, 00 same 3
    2 / 2 = 1
    Answer: 1.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the count of bits, the comparison and the halves."""
    bits = item["metadata"]["string"]
    counts, words = {"0": 0, "1": 0}, []
    for bit in bits:
        counts[bit] += 1
        words.append(f"{bit}:{counts[bit]}")
    zeros, ones = counts["0"], counts["1"]
    lines = [" ".join(words), f"{zeros} zeros, {ones} ones: "]
    if abs(zeros - ones) > 1:
        lines[1] += "impossible"
        return "\n".join(lines)
    first = int(ones > zeros)
    lines[1] += f"{'either' if ones == zeros else first} first"
    found, words = {"same": 0, "other": 0}, []
    for place, bit in enumerate(bits):
        wanted = str((first + place) % 2)
        kind = "same" if bit == wanted else "other"
        found[kind] += 1
        words.append(f"{bit}{wanted} {kind} {found[kind]}")
    lines.append(", ".join(words))
    halves = [f"{found[kind]} / 2 = {found[kind] // 2}" for kind in ("other", "same")[: 1 + (ones == zeros)]]
    return "\n".join([*lines, ", ".join(halves)])


def label(item: Item) -> str:
    """Returns the number of bits."""
    return f"{item['metadata']['n']} bits"


TASK = GymTask("binary_alternation", thoughts, label)
