"""Independent readers of the traces of longer calculations: each derives the steps and returns the answer."""

import itertools
import math
import re
from collections import Counter

from tests.tasks.traces import check_equation, comparison


def _hexadecimal(text):
    """Reads a number whose digits stand by themselves."""
    assert re.fullmatch(r"-?[0-9a-f]( [0-9a-f])*", text) and (text == "0" or not re.match("-?0", text)), text
    return int(text.replace(" ", ""), 16)


def _pair(text):
    """Reads one digit, or two that a colon parts."""
    assert re.fullmatch(r"[0-9a-f]|[1-9a-f]:[0-9a-f]", text), text
    return int(text.replace(":", ""), 16)


def _at(number, place):
    return number >> 4 * place & 15


def _width(number):
    return max(1, (number.bit_length() + 3) // 4)


def _check_hexadecimal_sum(a, b, steps):
    width, carry = min(_width(a), _width(b)), 0
    for place, step in enumerate(steps):
        left, total = step.split("=")
        there = [_at(number, place) for number in (a, b) if place < _width(number)]
        assert list(map(_pair, left.split("+"))) == there + [1] * carry and place < width or carry, step
        assert sum(map(_pair, left.split("+"))) == sum(there) + carry == _pair(total), step
        carry = _pair(total) > 15
    assert not steps and 0 in (a, b) or len(steps) >= width
    assert not carry or len(steps) == max(_width(a), _width(b))


def _check_hexadecimal_difference(high, low, steps):
    assert high >= low
    borrow = 0
    for place, step in enumerate(steps):
        left, result = step.split("=")
        top, *taken = map(_pair, left.split("-"))
        rest, *sixteen = map(_pair, result.split("-"))
        assert taken == [1] * borrow + [_at(low, place)] * (place < _width(low)) and taken, step
        assert top == _at(high, place) and top - sum(taken) == rest - sum(sixteen), step
        assert 0 <= rest < 16 and sixteen in ([], [16]), step
        borrow = len(sixteen)
    assert not borrow and (len(steps) >= _width(low) or not steps and low in (0, high))


def _check_hexadecimal_product(a, b, text):
    if text is None:
        assert 0 in (a, b) or b == 1
        return
    high, low = max(a, b), min(a, b)
    rows = re.split(r">([^|]*)\|((?:[0-9a-f] ?)+?) (?=[0-9a-f](?::[0-9a-f])?\*|>|$)", text)
    assert len(rows[::3]) == _width(low), text
    before = 0
    for place, row in enumerate(rows[::3]):
        y, carry = _at(low, place), 0
        assert len(row.split()) == (_width(high) if y else 0), text
        for column, step in enumerate(row.split()):
            terms = [term for term in (_at(before, column) if place else 0, carry) if term]
            product, *rest = step.split("=")
            x, factor = map(_pair, product.split("*"))
            assert (x, factor) == (_at(high, column), y), (step, text)
            sums = list(itertools.accumulate(terms, initial=x * y))
            assert [_pair(part.partition("+")[0]) for part in rest] == sums, (step, text)
            assert [_pair(part.partition("+")[2]) for part in rest[:-1]] == terms and "+" not in rest[-1], (step, text)
            carry = sums[-1] >> 4
        if place + 1 < _width(low):
            done = high * (low & 16 ** (place + 1) - 1)
            before, state, ready = done >> 4 * (place + 1), rows[3 * place + 1], rows[3 * place + 2]
            assert _hexadecimal(state) == before, text
            assert len(ready.split()) == place + 1 and int(ready.replace(" ", ""), 16) == done % 16 ** (place + 1), text


def _check_hexadecimal_quotient(a, power, steps):
    first = next((length for length in range(1, _width(a) + 1) if a >> 4 * (_width(a) - length) >= power), None)
    if first is None or power == 1:
        assert not steps
        return
    rest = a >> 4 * (_width(a) - first + 1)
    for place, step in zip(range(_width(a) - first, -1, -1), steps, strict=True):
        hand, divisor, digit, left = re.fullmatch(r"(.*)/(\d)=(.)\+(\d)", step).groups()
        assert _pair(hand) == 16 * rest + _at(a, place) and int(divisor) == power, step
        assert int(digit, 16) * power + int(left) == _pair(hand) and int(left) < power, step
        rest = int(left)


def _check_hexadecimal_line(line, a, sign, b):
    """Holds a line to its operation; returns the value that the line ends with."""
    head, _, work = line.partition(" = ")
    left, right = re.split(rf" {re.escape(sign)} ", head)
    assert (_hexadecimal(left), _hexadecimal(right)) == (a, b), line
    value = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "<<": lambda: a << b, ">>": lambda: a >> b}[
        sign
    ]()
    compared, work = re.fullmatch(r"((?:\w[<=>]\w )*)(.*)", work).groups()
    restated, inner, result = re.fullmatch(r"(.* = )?(?:\((.*)\) )?([^()]*?)", work).groups()
    steps = inner.split() if inner else []
    result, _, rest = result.partition(" rest ")
    if sign in "+-":
        b = b if sign == "+" else -b
        high, low = max(abs(a), abs(b)), min(abs(a), abs(b))
        if (a < 0) == (b < 0):
            assert not restated and not compared
            _check_hexadecimal_sum(abs(a), abs(b), steps)
        else:
            assert compared.split() == comparison(f"{abs(a):x}", f"{abs(b):x}"), line
            if restated:
                minus, first, second = re.fullmatch(r"(-\()?([^-]+) - ([^-]+?)\)? = ", restated).groups()
                assert bool(minus) == (value < 0) and restated.count(")") == bool(minus)
                assert (_hexadecimal(first), _hexadecimal(second)) == (high, low), line
            else:
                assert sign == "-" and (high, low) == (a, -b), line
            _check_hexadecimal_difference(high, low, steps)
        assert _hexadecimal(result) == value, line
    elif sign == "*":
        assert not restated and _hexadecimal(result) == value, line
        _check_hexadecimal_product(abs(a), abs(b), inner)
    else:
        operator, power = "/" if sign == ">>" else "*", 2**b
        assert restated == f"{operator} {power} = ", line
        if sign == "<<":
            _check_hexadecimal_product(abs(a), power, inner)
            assert _hexadecimal(result) == value, line
        else:
            _check_hexadecimal_quotient(abs(a), power, steps)
            left = abs(a) % power
            assert rest == (str(left) if left else ""), line
            assert _hexadecimal(result) == (value + 1 if a < 0 < left else value), line
            value = _hexadecimal(result)
    return value


def check_bitwise_arithmetic(question, lines):
    text, lines = question.split("\n")[-1], list(lines)
    if "(" not in text:
        assert _hexadecimal(lines.pop()) == int(text, 16)
    while match := re.search(r"\((-?\w+) (\S+) (-?\w+)\)", text):
        a, sign, b = int(match[1], 0), match[2], int(match[3], 0)
        value = _check_hexadecimal_line(lines.pop(0), a, sign, b)
        if sign == ">>" and a < 0 and a % 2**b:
            value = _check_hexadecimal_line(lines.pop(0), value, "-", 1)
        text = text[: match.start()] + hex(value) + text[match.end() :]
    assert not lines
    return text


def _check_dice_terms(dice, points, lines):
    """Holds the terms to all choices of dice that fit; returns them as names with their signs and rests."""
    terms = {"a": (1, points)}
    for sides in dice:
        head, work = lines.pop(0).split(": ")
        assert int(head) == sides
        for (name, (sign, rest)), word in zip(list(terms.items()), work.split(" "), strict=True):
            old, mark, new, left = re.fullmatch(r"([a-zA-Z]+\d\d)(?:([+-])([a-zA-Z]+)(\d\d))?", word).groups()
            assert old == f"{name}{rest:02}", word
            assert (left is None) == (rest < sides), word
            if left is not None:
                assert int(left) == rest - sides and new not in terms and (mark == "-") == (sign > 0), word
                terms[new] = -sign, int(left)
    chosen = [choice for size in range(len(dice) + 1) for choice in itertools.combinations(dice, size)]
    fitting = [((-1) ** len(choice), points - sum(choice)) for choice in chosen if sum(choice) <= points]
    assert Counter(terms.values()) == Counter(fitting)
    return terms


def _check_dice_count(dice, terms, lines):
    """Holds each term's ways and the sums, lowest digit first, to what they should be; returns the last."""
    total, places = 0, None
    for name, (sign, rest) in terms.items():
        head, ways, so_far = lines.pop(0).split(" ")
        number = math.prod(rest + k for k in range(1, len(dice) + 1)) // math.factorial(len(dice))
        places, total = places or len(str(number)), total + sign * number
        assert head == f"{'+' if sign > 0 else '-'}{name}{rest:02}"
        assert len(ways) == len(so_far) == places and int(ways[::-1]) == number
        assert int(so_far[::-1]) == total % 10**places
    assert lines.pop(0) == str(total)
    return total


def _check_dice_reduction(dice, total, lines):
    """Holds each die's line to the count's division by its prime factors; returns what is left of both."""
    product, stays = [], set()
    for sides in dice:
        head, factors, tried, kept = re.fullmatch(r"(\d+) = ([\d *]+)(?:: (.*))?, left (\d+)", lines.pop(0)).groups()
        factors = list(map(int, factors.split(" * ")))
        assert int(head) == sides == math.prod(factors) and factors == sorted(factors)
        assert all(all(factor % k for k in range(2, factor)) for factor in factors)
        number, *trials = tried.split(" / ") if tried else [str(total)]
        assert int(number) == total
        for factor in factors:
            if factor in stays:
                continue
            prime, *steps = trials.pop(0).split(" ")
            assert int(prime) == factor
            if total % factor:
                assert steps.pop() == "no"
                stays.add(factor)
            else:
                assert int(steps.pop()) * factor == total and steps.pop() == "="
            if factor in (2, 5):
                assert not steps
            for place, step in enumerate(steps):
                hand = int(str(total)[: place + 1])
                assert int(step[0]) == hand // factor % 10 and int(step[1:]) == hand % factor, step
                assert len(step) == 1 + len(str(factor)), step
            assert len(steps) in (0, len(str(total))) and (factor in (2, 5) or steps)
            if not total % factor:
                total, sides = total // factor, sides // factor
        assert not trials and int(kept) == sides
        product.append(sides)
    return total, product


def check_dice(question, lines):
    dice, target = list(map(int, re.findall(r"1d(\d+)[,.]", question))), int(re.search(r"(\d+) or higher", question)[1])
    lines = list(lines)
    assert list(map(int, lines.pop(0).split(" "))) == [sum(dice[:count]) for count in range(1, len(dice) + 1)]
    most = sum(dice)
    assert lines[0].startswith(f"{most} - {target} = ") and lines[1].startswith(f"{target} - {len(dice) + 1} = ")
    above, below = check_equation(lines.pop(0)), check_equation(lines.pop(0))
    points, side = lines.pop(0).split()
    assert int(points) == min(above, below) and side == ("above" if above <= below else "below")
    total = _check_dice_count(dice, _check_dice_terms(dice, int(points), lines), lines)
    totals = Counter([0])
    for sides in dice:
        totals = Counter({k: sum(totals[k - face] for face in range(1, sides + 1)) for k in range(most + 1)})
    assert total == sum(count for k, count in totals.items() if (k >= target if side == "above" else k < target))
    total, product = _check_dice_reduction(dice, total, lines)
    whole, *others = [sides for sides in product if sides > 1] or [1]
    for sides in others:
        steps, result = re.fullmatch(rf"{whole} \* {sides} = \((.*)\) (\d+)", lines.pop(0)).groups()
        carry = 0
        for digit, step in zip(reversed(str(whole)), steps.split(" "), strict=True):
            left, right = step.split("=")
            assert left == f"{digit}*{sides}" + f"+{carry}" * (carry > 0) and int(right) == int(digit) * sides + carry
            carry = int(right) // 10
        whole *= sides
        assert int(result) == whole
    if side == "below":
        assert lines[0].startswith(f"{whole} - {total} = ")
        total = check_equation(lines.pop(0))
    assert not lines
    return f"{total}/{whole}"
