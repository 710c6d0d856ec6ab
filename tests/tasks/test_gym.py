"""reasoning-gym's families: our thoughts lead to its answers, step by step from the question alone."""

import dataclasses
import importlib
import math
import os
import re
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from tests.tasks.traces import check_equation, check_euclid
from tinyreason.config import UserError
from tinyreason.tasks import gym, registry
from tinyreason.tasks.protocol import parse_reply, prompt_text, reply_text

FAMILIES = ("chain_sum", "basic_arithmetic", "leg_counting", "products", "gcd", "spell_backward")
FIRST, COUNT = 1_000_000_000, 1000
# Two seeds for which reasoning-gym 0.1.25 draws a division by zero and raises.
DIVIDING_BY_ZERO = (10_201_689, 10_323_910)


def gym_task(name):
    return importlib.import_module(f"tinyreason.tasks.families.{name}").TASK


@pytest.fixture(scope="module", params=FAMILIES)
def task(request):
    return gym_task(request.param)


@pytest.fixture(scope="module")
def examples(task):
    return [task.draw(number) for number in range(FIRST, FIRST + COUNT)]


def test_items_are_reasoning_gyms_own(task):
    task.draw(0)  # by which reasoning-gym can be imported where pycosat is missing
    import reasoning_gym

    for number in (0, 7, 10**6 + 1, 5 * 10**8 + 3, 10**9 + 11):
        expected = reasoning_gym.create_dataset(task.name, seed=number, size=1)[0]
        assert task.item(number) == expected
        example = task.draw(number)
        assert (example.question, example.answer) == (expected["question"], expected["answer"])
        assert (example.task, example.number, example.variant) == (task.name, number, "items")
        assert example.difficulty


def test_the_answer_read_from_the_reply_gets_the_full_mark(task, examples):
    for example in examples:
        thoughts, answer = parse_reply(reply_text(example.thoughts, example.answer))
        assert thoughts == example.thoughts
        assert answer is not None and task.score(answer, example) == 1.0


def test_another_answer_does_not(task, examples):
    for example in examples[:50]:
        # Not letters at the end: for these the scorer of spell_backward takes next to nothing off.
        wrong = str(int(example.answer) + 1) if example.answer.lstrip("-").isdigit() else "?" + example.answer
        assert task.score(wrong, example) < 0.999


def test_every_step_follows_from_the_question(task, examples):
    check = CHECKS[task.name]
    for example in examples:
        assert str(check(example.question, example.thoughts.split("\n"))) == example.answer, example


def test_lengths_fit_the_context(task, examples):
    """A digit, a word with its space, a line's end and what stands between numbers are a token each."""
    piece = re.compile(r"\d| ?[A-Za-z]+|\n|[^\dA-Za-z\n]+?(?= ?[A-Za-z])|[^\dA-Za-z\n]+")
    lengths = [
        len(piece.findall(prompt_text(example.question) + reply_text(example.thoughts, example.answer)))
        for example in examples
    ]
    for context, share in LENGTHS[task.name].items():
        assert sum(length <= context for length in lengths) / COUNT >= share, (context, sorted(lengths)[-20:])


LENGTHS = {
    "chain_sum": {384: 1},
    "basic_arithmetic": {512: 0.88, 768: 0.95, 1024: 0.98},
    "leg_counting": {384: 0.89, 512: 1},
    "products": {384: 0.85, 512: 1},
    "gcd": {384: 0.94, 512: 1},
    "spell_backward": {96: 1},
}


def _check_chain_sum(question, lines):
    first, *rest = question.split(": ")[1].removesuffix(" =").split()
    total = int(first)
    assert len(lines) == len(rest) // 2
    for line, operator, term in zip(lines, rest[::2], rest[1::2], strict=True):
        assert line.startswith(f"{total} {operator} {term} = ")
        total = check_equation(line)
    return total


def _check_products(question, lines):
    match = re.search(r": (\d+ \* \d+)\.", question)
    assert match and len(lines) == 1 and lines[0].startswith(f"{match[1]} = ")
    return check_equation(lines[0])


def _check_leg_counting(question, lines):
    from reasoning_gym.arithmetic.leg_counting import ANIMALS

    animals = question.split("if you have ")[1].strip().removesuffix("?").split(", ")
    total = None
    for animal, line in zip(animals, lines, strict=True):
        count, name = animal.split(" ", 1)
        legs = ANIMALS[name if name in ANIMALS else name.removesuffix("s")]
        product = f"{count} * {legs} = {int(count) * legs}"
        head, _, rest = line.partition(", ")
        assert head == f"{animal}: {product}"
        if total is None:
            assert not rest
            total = int(count) * legs
        else:
            assert rest.startswith(f"{total} + {int(count) * legs} = ")
            total = check_equation(rest)
    return total


def _check_gcd(question, lines):
    match = re.search(r": (\d+), (\d+)\.", question)
    assert match
    divisor, left = check_euclid(int(match[1]), int(match[2]), lines)
    assert not left and divisor == math.gcd(int(match[1]), int(match[2]))
    return divisor


def _check_spell_backward(question, lines):
    word = question.split(": ")[-1]
    forward, backward = lines[0].split(" ")
    assert len(lines) == 1
    assert re.findall(r"\d+[^\d]", forward) == [f"{place}{letter}" for place, letter in enumerate(word)]
    assert re.findall(r"\d+[^\d]", backward) == re.findall(r"\d+[^\d]", forward)[::-1]
    return "".join(re.findall(r"[^\d]", backward))


def _check_basic_arithmetic(question, lines):
    """Puts each value in the place of its operands, which must stand side by side; the expression's value stays."""
    words = question.removeprefix("Calculate ").removesuffix(".").split()
    value, values, given = _value(words, {}), {}, iter("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    begin = []
    for word in words:
        name = next(given) if re.fullmatch(r"-?\d+", word) else None
        begin.append(f"{name}={word}" if name else word)
        values |= {name: int(word)} if name else {}
    assert lines[0] == f"= {' '.join(begin)}"
    text = " ".join(word.partition("=")[0] for word in begin)
    for line in lines[1:]:
        text = _without_parentheses(text)
        head, work = line.removeprefix("= ").split(": ", 1)
        assert head == text and _value(text, values) == value, line
        negated = re.fullmatch(r"-\( (\w)=(-?\d+) \) = (\w)=(-?\d+)", work)
        if negated:
            name, number, new, found = negated.groups()
            assert values[name] == int(number) == -int(found) and new == next(given), line
            assert text.count(f"-( {name} )") == 1, line
            text, values[new] = text.replace(f"-( {name} )", new), -int(number)
            continue
        x, a, sign, y, b, work = re.fullmatch(r"(\w)=(-?\d+) ([-+*/]) (\w)=(-?\d+) = (.*)", work).groups()
        assert values[x] == int(a) and values[y] == int(b) and text.count(f"{x} {sign} {y}") == 1, line
        work, named, result = re.fullmatch(r"(.*?)(?:([a-zA-Z])=)?(-?\d+)", work).groups()
        result = check_equation(f"{a} {sign} {b} = {work}{result}")
        if not named:
            assert "remainder" in line and f"* {x} / {y}" in text, line
            text = re.sub(rf"((?:\w \* )+{x}) / {y}", rf"( \1 ) / {y}", text)
            continue
        assert named == next(given), line
        text, values[named] = text.replace(f"{x} {sign} {y}", named), result
    assert values[_without_parentheses(text)] == value
    return value


def _without_parentheses(text):
    """Takes the parentheses from around single letters, as often as there are any without a sign."""
    while (fewer := re.sub(r"(?<!-)\( ([a-zA-Z]) \)", r"\1", text)) != text:
        text = fewer
    return text


def _value(words, values):
    return eval("".join(words).replace("/", "//"), dict(values))


CHECKS = {
    "chain_sum": _check_chain_sum,
    "products": _check_products,
    "leg_counting": _check_leg_counting,
    "gcd": _check_gcd,
    "spell_backward": _check_spell_backward,
    "basic_arithmetic": _check_basic_arithmetic,
}


@pytest.mark.parametrize(
    ("expression", "lines"),
    [
        ("41 * 93 / 93 + -73",
         ["= a=41 * b=93 / c=93 + d=-73", "= a * b / c + d: b=93 / c=93 = e=1", "= a * e + d: a=41 * e=1 = f=41",
          "= f + d: f=41 + d=-73 = 4<7 -(73 - 41) = (3-1=2 7-4=3) g=-32"]),
        ("-( 5 )", ["= -( a=5 )", "= -( a ): -( a=5 ) = b=-5"]),
        ("3 * 5 / 2",
         ["= a=3 * b=5 / c=2", "= a * b / c: b=5 / c=2 = 2 remainder 1, rounded down 2",
          "= ( a * b ) / c: a=3 * b=5 = d=15", "= d / c: d=15 / c=2 = 7 remainder 1, rounded down e=7"]),
        ("9 / 2 * 4 / 3",
         ["= a=9 / b=2 * c=4 / d=3", "= a / b * c / d: a=9 / b=2 = 4 remainder 1, rounded down e=4",
          "= e * c / d: c=4 / d=3 = 1 remainder 1, rounded down 1", "= ( e * c ) / d: e=4 * c=4 = f=16",
          "= f / d: f=16 / d=3 = 5 remainder 1, rounded down g=5"]),
        ("1 - ( 2 - 3 * 4 + 5 ) * 2",
         ["= a=1 - ( b=2 - c=3 * d=4 + e=5 ) * f=2", "= a - ( b - c * d + e ) * f: c=3 * d=4 = g=12",
          "= a - ( b - g + e ) * f: b=2 - g=12 = -(12 - 2) = h=-10",
          "= a - ( h + e ) * f: h=-10 + e=5 = -(10 - 5) = i=-5", "= a - i * f: i=-5 * f=2 = j=-10",
          "= a - j: a=1 - j=-10 = k=11"]),
    ],
)  # fmt: skip
def test_reduction_of_an_expression(expression, lines):
    from tinyreason.tasks.families.basic_arithmetic import thoughts

    assert thoughts({"metadata": {"expression": expression}}).split("\n") == lines
    assert int(re.findall(r"-?\d+", lines[-1])[-1]) == eval(expression.replace("/", "//"))


def test_gcd_for_every_pair_of_small_numbers_and_more_than_two():
    from tinyreason.tasks.families.gcd import thoughts

    for a in range(1, 60):
        for b in range(1, 60):
            lines = thoughts({"metadata": {"numbers": [a, b]}}).split("\n")
            assert _check_gcd(f"numbers: {a}, {b}.", lines) == math.gcd(a, b)
    lines = thoughts({"metadata": {"numbers": [60, 84, 20]}}).split("\n")
    assert lines[-1] == "12 8: 12 / 8 = 1 remainder 4" or lines[-1].startswith("8 4: ")


def test_numbers_on_which_the_generator_fails_still_give_an_item():
    import reasoning_gym

    task = importlib.import_module("tinyreason.tasks.families.basic_arithmetic").TASK
    for number in DIVIDING_BY_ZERO:
        with pytest.raises(ZeroDivisionError):
            reasoning_gym.create_dataset("basic_arithmetic", seed=number, size=1)[0]
        example = task.draw(number)
        assert example == task.draw(number)
        assert task.score(example.answer, example) == 1.0


def test_an_item_that_the_writer_cannot_follow_has_no_thoughts():
    task = dataclasses.replace(gym_task("gcd"), write_thoughts=lambda item: str(1 // 0))
    drawn, whole = task.draw(5), gym_task("gcd").draw(5)
    assert (drawn.question, drawn.answer, drawn.thoughts) == (whole.question, whole.answer, "") and whole.thoughts


def test_a_scorer_that_hangs_gives_no_mark(monkeypatch):
    def hang(dataset, answer, entry):
        with suppress(TimeoutError):  # as a library might
            time.sleep(60)
        time.sleep(60)
        return 1.0

    task = registry.load_task("gcd")
    example = task.draw(5)
    assert task.score(example.answer, example) == 1.0
    monkeypatch.setattr(gym, "_MOST_SECONDS", 0.05)
    monkeypatch.setattr(type(gym._dataset("gcd", "easy")), "score_answer", hang)
    assert task.score(example.answer, example) == 0.0


def test_unknown_variant():
    with pytest.raises(ValueError, match="no variant"):
        importlib.import_module("tinyreason.tasks.families.gcd").TASK.draw(1, "templates")


def test_without_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "reasoning_gym", None)
    gym._dataset.cache_clear()
    with pytest.raises(UserError, match="pip install reasoning-gym"):
        gym.GymTask("gcd", str, str).draw(1)
    gym._dataset.cache_clear()


DRAW = """
import hashlib, importlib, sys
modules = [importlib.import_module(f"tinyreason.tasks.families.{name}") for name in sys.argv[1:]]
assert "reasoning_gym" not in sys.modules, "imported before an item was asked for"
print([[hashlib.sha256(repr(module.TASK.draw(n)).encode()).hexdigest() for n in range(100)] for module in modules])
"""


def draw_in_a_fresh_process(*, hash_seed="0", before=""):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", before + DRAW, *FAMILIES]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def drawn():
    return draw_in_a_fresh_process()


def test_items_do_not_depend_on_the_hash_seed(drawn):
    assert drawn and draw_in_a_fresh_process(hash_seed="1") == drawn


def test_families_work_without_pycosat(drawn):
    hide = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "pycosat" else found(name, *rest)
"""
    assert draw_in_a_fresh_process(before=hide) == drawn
