"""reasoning-gym's prime_factorization: a number up to 1000.

It is divided by each prime from 2 on, as often as the division comes out, until the prime's square is larger than what
is left. The multiples of primes and their squares are known by heart.

    Q: Find the prime factorization of 94. …
    A: 94 / 2 = (9:4*2=8+1 14:7*2=14+0) 47 remainder 0
    47 / 2 = (4:2*2=4+0 7:3*2=6+1) 23 remainder 1
    47 / 3 = (4:1*3=3+1 17:5*3=15+2) 15 remainder 2
    47 / 5 = 9 remainder 2
    7 * 7 = 49, more than 47
    Answer: 2 × 47.
"""

from tinyreason.tasks.bases import divide_by_heart
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the divisions, until no prime is left to try."""
    number, prime, lines = item["metadata"]["number"], 2, []
    while prime * prime <= number:
        lines.append(divide_by_heart(number, prime))
        if number % prime:
            prime = next_prime(prime)
        else:
            number //= prime
    lines.append(f"{prime} * {prime} = {prime * prime}, more than {number}")
    return "\n".join(lines)


def next_prime(prime: int) -> int:
    """Returns the smallest prime above a number of at least 2."""
    number = prime + 1
    while any(number % divisor == 0 for divisor in range(2, number)):
        number += 1
    return number


def label(item: Item) -> str:
    """Returns the number of factors."""
    return f"{len(item['metadata']['factors'])} factors"


TASK = GymTask("prime_factorization", thoughts, label)
