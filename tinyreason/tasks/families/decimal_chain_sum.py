"""reasoning-gym's decimal_chain_sum: 2 to 6 numbers with 1 to 4 digits before the point and 1 to 4 after it.

Every number gets as many decimals as the longest and loses its point; what then is a sum of integers gets the point
back at the end.

    Q: State the final answer to the following arithmetic problem: 6.7 - 5.38 =
    A: decimals: 1 2, most 2
    670 - 538
    670 - 538 = 6>5 (0-8=2-10 7-1-3=3 6-5=1) 132
    132 with 2 decimals: 1.32
    Answer: 1.32.
"""

from tinyreason.tasks.arithmetic import running_sum
from tinyreason.tasks.decimals import decimals_of, scaled, with_point
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the numbers without points, the running totals and the last with its point."""
    words = item["metadata"]["expression"].split()
    places = [decimals_of(word) for word in words[::2]]
    most = max(places)
    first, *rest = (scaled(word, most) for word in words[::2])
    terms = list(zip(words[1::2], rest, strict=True))
    lines, total = running_sum(first, terms)
    return "\n".join(
        [
            f"decimals: {' '.join(map(str, places))}, most {most}",
            " ".join(map(str, [first, *(word for term in terms for word in term)])),
            *lines,
            f"{total} with {most} decimals: {with_point(total, most)}",
        ]
    )


def label(item: Item) -> str:
    """Returns the number of terms and of their digits before the point."""
    return f"{item['metadata']['num_terms']} terms of {item['metadata']['num_digits']} digits"


TASK = GymTask("decimal_chain_sum", thoughts, label)
