"""Worked equations against Python's integers and an independent reader of their steps."""

import random
import re

import pytest

from tests.tasks.traces import check_equation
from tinyreason.tasks import arithmetic


def numbers(draws: random.Random) -> int:
    """Returns an integer of random sign and length, often with zeros and nines."""
    digits = draws.choice([1, 1, 2, 2, 3, 4, 5, 8, 12, 20])
    alphabet = draws.choice(["0123456789", "0123456789", "09", "019"])
    return int("".join(draws.choice(alphabet) for _ in range(digits))) * draws.choice([1, -1])


OPERATIONS = {
    "add": (arithmetic.add, lambda a, b: a + b),
    "subtract": (arithmetic.subtract, lambda a, b: a - b),
    "multiply": (arithmetic.multiply, lambda a, b: a * b),
    "floor_divide": (arithmetic.floor_divide, lambda a, b: a // b),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_step_follows_and_the_value_is_pythons(name):
    write, reference = OPERATIONS[name]
    draws = random.Random(name)
    for _ in range(3000):
        a, b = numbers(draws), numbers(draws)
        if name == "floor_divide" and b == 0:
            continue
        text = write(a, b)
        assert check_equation(text) == reference(a, b)
        assert re.findall(r"-?\d+", text)[-1] == str(reference(a, b))


def test_small_cases_whole():
    for a in range(-25, 26):
        for b in range(-25, 26):
            assert check_equation(arithmetic.add(a, b)) == a + b
            assert check_equation(arithmetic.subtract(a, b)) == a - b
            assert check_equation(arithmetic.multiply(a, b)) == a * b
            if b:
                assert check_equation(arithmetic.floor_divide(a, b)) == a // b


def test_divide_gives_quotient_and_remainder():
    draws = random.Random(5)
    for _ in range(2000):
        a, b = abs(numbers(draws)), draws.choice([*range(1, 13), 17, 99, 1234])
        text = arithmetic.divide(a, b)
        check_equation(text)
        end = text.rsplit(")", 1)[-1] if ")" in text else text.split("=")[1]
        left = f" remainder {a % b}" if a % b else ""
        assert end == f" {a // b}{left}"


def test_running_sum():
    lines, total = arithmetic.running_sum(5, [("+", 7), ("-", 20), ("-", -3)])
    assert total == -5
    assert lines == ["5 + 7 = 12", "12 - 20 = 1<2 -(20 - 12) = (0-2=8-10 2-1-1=0) -8", "-8 - -3 = 8>3 -(8 - 3) = -5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (arithmetic.add(458, 67), "458 + 67 = (8+7=15 5+6+1=12 4+1=5) 525"),
        (arithmetic.add(9999, 1), "9999 + 1 = (9+1=10 9+1=10 9+1=10 9+1=10) 10000"),
        (arithmetic.subtract(525, 67), "525 - 67 = (5-7=8-10 2-1-6=5-10 5-1=4) 458"),
        (arithmetic.difference(525, 467), "525 - 467 = (5-7=8-10 2-1-6=5-10 5-1-4=0) 58"),
        (arithmetic.subtract(525, 467), "525 - 467 = 5>4 (5-7=8-10 2-1-6=5-10 5-1-4=0) 58"),
        (arithmetic.subtract(458, 467), "458 - 467 = 4=4 5<6 -(467 - 458) = (7-8=9-10 6-1-5=0 4-4=0) -9"),
        (arithmetic.add(-8, 5), "-8 + 5 = 8>5 -(8 - 5) = -3"),
        (arithmetic.add(77, -77), "77 + -77 = 7=7 7=7 77 - 77 = 0"),
        (arithmetic.multiply(458, 7), "458 * 7 = (8*7=56 5*7=35+5=40 4*7=28+4=32) 3206"),
        (
            arithmetic.multiply(458, 37),
            "458 * 37 = (8*7=56 5*7=35+5=40 4*7=28+4=32>320|6 8*3=24 5*3=15+2=17+2=19 4*3=12+3=15+1=16) 16946",
        ),
        (arithmetic.multiply(25, 100), "25 * 100 = 2500"),
        (arithmetic.divide(1344, 6), "1344 / 6 = (13:2*6=12+1 14:2*6=12+2 24:4*6=24+0) 224"),
        (
            arithmetic.divide(574, 41),
            "574 / 41 = (1:41 2:82 4:164 8:328 57 2:82 5<8 1:41 5>4 57 - 41 = (7-1=6 5-4=1) 16:1 "
            "164 8:328 1<3 4:164 1=1 6=6 4=4 164 - 164 = 0:4) 14",
        ),
        (
            arithmetic.divide(4141, 41),
            "4141 / 41 = (1:41 2:82 4:164 8:328 41 2:82 4<8 1:41 4=4 1=1 41 - 41 = 0:1 4:0 "
            "41 2:82 4<8 1:41 4=4 1=1 41 - 41 = 0:1) 101",
        ),
        (arithmetic.floor_divide(-7, 2), "-7 / 2 = -3 remainder -1, rounded down -4"),
    ],
)
def test_the_forms_that_the_documentation_shows(text, expected):
    assert text == expected


def test_no_step_needs_more_than_two_digits():
    draws = random.Random(7)
    for _ in range(500):
        text = arithmetic.multiply(numbers(draws), numbers(draws))
        for step in re.findall(r"\d+\*\d+=[\d+=]+", text):
            assert all(int(term) <= 9 for term in re.findall(r"\d+(?=\*)|(?<=[*+])\d+", step)), step
            assert all(int(sum_so_far) <= 99 for sum_so_far in re.findall(r"(?<==)\d+", step)), step


def test_the_reader_refuses_a_wrong_step():
    for wrong in [
        "458 + 67 = (8+7=15 5+6+1=11 4+1=5) 515",
        "458 + 67 = (8+7=15 5+6=11 4+1=5) 515",
        "458 + 67 = 525",
        "525 - 67 = (5-7=8-10 2-6=6-10 5-1=4) 468",
        "525 - 67 = (5-7=8 2-1-6=5-10 5-1=4) 458",
        "458 * 7 = (8*7=56 5*7=35+5=40 4*7=28+3=31) 3106",
        "458 * 37 = (8*7=56 5*7=35+5=40 4*7=28+4=32>321|6 8*3=24 5*3=15+2=17+2=19 4*3=12+3=15+1=16) 16946",
        "-8 + 5 = (8 - 5) = -3",
        "-8 + 5 = 8<5 -(8 - 5) = -3",
        "-8 + 5 = -(8 - 5) = -3",
        "458 - 467 = 4=4 -(467 - 458) = (7-8=9-10 6-1-5=0 4-4=0) -9",
        "458 - 467 = 5<6 -(467 - 458) = (7-8=9-10 6-1-5=0 4-4=0) -9",
        "574 / 41 = (1:41 2:82 4:164 8:328 57 2:82 5<8 1:41 5>4 57 - 41 = (7-1=6 5-4=1) 16:1 164 4:164 1=1 6=6 4=4 "
        "164 - 164 = 0:4) 14",
        "574 / 41 = (1:41 2:82 4:164 8:328 57 2:82 5<8 1:41 5>4 57 - 41 = (7-1=6 5-4=1) 16:1 164 8:328 1<3 "
        "164 - 82 = (4-2=2 6-8=8-10 1-1=0) 82 82 - 82 = 0:4) 14",
        "-7 / 2 = -3 remainder -1",
        "1344 / 6 = (13:2*6=12+1 14:2*6=12+2 24:4*6=24+0) 225",
        "1344 / 6 = (13:2*6=12+1 14:2*6=13+1 24:4*6=24+0) 224",
    ]:
        with pytest.raises(AssertionError):
            check_equation(wrong)
