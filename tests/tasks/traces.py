"""An independent reader of worked equations: derives each step from the operands and holds the text to it."""

import itertools
import os
import re
from itertools import pairwise

EQUATION = re.compile(r"(-?\d+) ([-+*/]) (-?\d+) = ")


def split_equations(text: str) -> list[str]:
    """Returns the equations of a line that are joined by ', ' or ' ', brackets kept whole."""
    starts = []
    for match in re.finditer(r"(?<![\d(+*/=>|:-])-?\d+ [-+*/] -?\d+ = ", text):
        before = text[: match.start()]
        restated = re.search(r"= (\d[=<>]\d )*(-\()?$", before)
        if before.count("(") == before.count(")") and not restated:
            starts.append(match.start())
    return [text[start:end].rstrip(", ") for start, end in pairwise([*starts, len(text)])]


def check_equation(text: str, known_products: int = 10) -> int:
    """Holds every part of an equation to its operands; returns its value, a quotient rounded down.

    Products up to `known_products` times `known_products` may stand without steps.
    """
    match = EQUATION.match(text)
    assert match, text
    a, operator, b = int(match[1]), match[2], int(match[3])
    rest = text[match.end() :]
    if operator in "+-":
        return _check_sum(a, b if operator == "+" else -b, operator, rest, text)
    steps, result = _bracket(rest)
    if operator == "*":
        assert result == str(a * b), text
        _check_product(abs(a), abs(b), steps, known_products, text)
        return a * b
    size, left = divmod(abs(a), abs(b))
    sign = -1 if a * b < 0 else 1
    expected = str(sign * size)
    if left:
        remainder = left if a > 0 else -left
        assert a == b * sign * size + remainder
        # The plain form, for numbers of at least 0, says nothing of rounding.
        expected += f" remainder {remainder}"
        rounded = f"{expected}, rounded down {a // b}"
        assert result == rounded or a >= 0 < b and result == expected, text
    else:
        assert result == expected, text
    _check_quotient(abs(a), abs(b), steps, text)
    return a // b


def check_euclid(a: int, b: int, lines: list[str]) -> tuple[int, list[str]]:
    """Holds the lines of Euclid's algorithm to two numbers; returns their divisor and the lines left."""
    low, high = sorted((a, b))
    compared = comparison(str(a), str(b))
    while low:
        (line, *lines) = lines
        head, work = line.split(": ", 1)
        assert head.split(" ") == [*compared, str(high), str(low)]
        compared = []
        if low <= 12:
            equations = split_equations(work)
            assert len(equations) == 1 and equations[0].startswith(f"{high} / {low} = ")
            check_equation(equations[0])
        else:
            doubles, table = [low], []
            while doubles[-1] <= high:
                doubles.append(2 * doubles[-1])
                if doubles[-1] <= high or len(str(doubles[-1])) == len(str(high)):
                    table.append(" ".join([str(doubles[-1]), *comparison(str(high), str(doubles[-1]))]))
            steps = work.split(", ")
            if table:
                assert steps.pop(0) == " ".join(table), line
            assert steps[0].startswith(f"{high} - {doubles[-2]} = "), line
            left = check_equation(steps.pop(0))
            fitting = [(double, str(double)) for double in doubles[-3::-1]]
            assert _check_fits(steps, left, fitting) == high % low, line
        high, low = low, high % low
    return high, lines


def comparison(x: str, y: str) -> list[str]:
    """Returns the pairs of digits that tell which of two numerals is larger; none where their lengths do."""
    if len(x) != len(y):
        return []
    shared = len(os.path.commonprefix([x, y]))
    differing = [f"{x[shared]}{'<' if int(x, 16) < int(y, 16) else '>'}{y[shared]}"] if x != y else []
    return [f"{digit}={digit}" for digit in x[:shared]] + differing


def _check_fits(steps: list[str], left: int, multiples: list[tuple[int, str]]) -> int:
    """Holds the steps that compare falling multiples and take off those that fit; returns what they leave."""
    expected = iter(steps)
    for multiple, written in multiples:
        if compared := comparison(str(left), str(multiple)):
            assert next(expected) == " ".join([written, *compared]), steps
        if multiple <= left:
            equation = next(expected)
            assert equation.startswith(f"{left} - {multiple} = "), steps
            left = check_equation(equation)
    assert not list(expected), steps
    return left


def _bracket(text: str) -> tuple[str | None, str]:
    if not text.startswith("("):
        return None, text
    end = text.rindex(")")
    assert text[end + 1] == " ", text
    return text[1:end], text[end + 2 :]


def _place(number: int, place: int) -> int | None:
    text = str(number)
    return int(text[-1 - place]) if place < len(text) else None


def _check_sum(a: int, b: int, operator: str, rest: str, text: str) -> int:
    if a * b < 0 or a == 0 and b < 0 or b == 0 and a < 0:
        high, low = max(abs(a), abs(b)), min(abs(a), abs(b))
        plain = operator == "-" and a >= -b >= 0
        # Where it is known which is larger, a plain difference may do without comparing.
        if not plain or re.match(r"\d[=<>]\d", rest):
            compared = "".join(f"{pair} " for pair in comparison(str(abs(a)), str(abs(b))))
            assert rest.startswith(compared), text
            rest = rest[len(compared) :]
        if not plain:
            restated = f"-({high} - {low}) = " if a + b < 0 else f"{high} - {low} = "
            assert rest.startswith(restated), text
            rest = rest[len(restated) :]
        steps, result = _bracket(rest)
        value = _check_difference_steps(high, low, steps, text)
        assert abs(a + b) == value, text
    else:
        steps, result = _bracket(rest)
        assert _check_sum_steps(abs(a), abs(b), steps, text) == abs(a + b), text
    assert result == str(a + b), text
    return a + b


def _check_sum_steps(a: int, b: int, steps: str | None, text: str) -> int:
    if steps is None:
        assert min(a, b) == 0 or max(a, b) <= 20 and min(a, b) < 10, text
        return a + b
    carry, found = 0, ""
    for place, step in enumerate(steps.split()):
        left, total = step.split("=")
        expected = [digit for digit in (_place(a, place), _place(b, place)) if digit is not None] + [1] * carry
        assert [int(term) for term in left.split("+")] == expected and sum(expected) == int(total), (step, text)
        carry, found = int(total) // 10, total[-1] + found
    if carry:
        return int("1" + found)
    rest = str(max(a, b))[: -len(found)] if len(found) < len(str(max(a, b))) else ""
    assert len(found) >= len(str(min(a, b)))
    return int(rest + found)


def _check_difference_steps(high: int, low: int, steps: str | None, text: str) -> int:
    if steps is None:
        assert low == 0 or high == low or high <= 20 and low < 10, text
        return high - low
    borrow, found = False, ""
    for place, step in enumerate(steps.split()):
        left, result = step.split("=")
        top, *taken = [int(term) for term in left.split("-")]
        rest, *ten = [int(term) for term in result.split("-")]
        expected = [1] * borrow + [digit for digit in [_place(low, place)] if digit is not None]
        assert taken == expected and top == _place(high, place), (step, text)
        assert top - sum(taken) == rest - sum(ten) and 0 <= rest <= 9 and ten in ([], [10]), (step, text)
        borrow, found = bool(ten), str(rest) + found
    assert not borrow and len(found) >= len(str(low)), text
    return int(str(high)[: len(str(high)) - len(found)] + found)


def _check_product(a: int, b: int, steps: str | None, known: int, text: str) -> None:
    if steps is None:
        powers = [number for number in (a, b) if re.fullmatch("10*", str(number))]
        assert a * b == 0 or powers or a <= known and b <= known, text
        return
    if len(str(b)) > len(str(a)):
        a, b = b, a
    live, done = "0", ""
    rows = [steps] if len(str(b)) == 1 else re.split(r">\d+\|\d+ ", steps)
    states = re.findall(r">(\d+)\|(\d+) ", steps)
    assert len(rows) == len(str(b)) == len(states) + 1, text
    for row_place, row in enumerate(rows):
        y = _place(b, row_place)
        carry, units = 0, ""
        for place, step in enumerate(row.split()):
            terms = [term for term in (_place(int(live), place), carry) if term]
            sums = list(itertools.accumulate(terms, initial=_place(a, place) * y))
            written = [
                f"{_place(a, place)}*{y}",
                *(f"{before}+{term}" for before, term in zip(sums, terms, strict=False)),
            ]
            assert step == "=".join([*written, str(sums[-1])]) and sums[-1] <= 99, (step, text)
            total = str(sums[-1])
            carry, units = int(total) // 10, total[-1] + units
        if y:
            assert len(row.split()) == len(str(a)), text
            whole = str(int(f"{carry or ''}{units}"))
        else:
            assert row == "", text
            whole = live
        whole = whole.zfill(2)
        live, done = str(int(whole[:-1])), whole[-1] + done
        if row_place < len(states):
            assert states[row_place] == (live, done), text
    assert int(live + done) == a * b, text


def _check_quotient(a: int, b: int, steps: str | None, text: str) -> None:
    if steps is None:
        assert b == 1 or a <= b or b <= 12 and a < 100 and a // b <= 10, text
        return
    doubles = []
    while match := re.match(r"([1248]):(\d+) ", steps):
        assert int(match[2]) == int(match[1]) * b <= a, text
        doubles.append((int(match[1]), int(match[2])))
        steps = steps[match.end() :]
    if b > 12:
        assert [k for k, _ in doubles] == [k for k in (1, 2, 4, 8) if k * b <= a], text
        chunks = re.findall(r"\d.*?:\d(?= |$)", steps)
        assert " ".join(chunks) == steps, text
    else:
        chunks = steps.split(" ")
    first = next(count for count in range(1, len(str(a)) + 1) if int(str(a)[:count]) >= b)
    left, quotient = int(str(a)[:first]), ""
    for place, chunk in enumerate(chunks):
        if place:
            left = 10 * left + int(str(a)[first + place - 1])
        if b <= 12:
            match = re.fullmatch(r"(\d+):(\d)\*(\d+)=(\d+)\+(\d+)", chunk)
            assert match and int(match[1]) == left and int(match[3]) == b, (chunk, text)
            digit = int(match[2])
            assert int(match[4]) == b * digit == left - int(match[5]) and int(match[5]) < b, (chunk, text)
            left = int(match[5])
        else:
            work, digit_text = chunk.rsplit(":", 1)
            tried = re.findall(r"\d:\d+(?: \d[=<>]\d)+|\d+ - \d+ = (?:\(.*?\) )?\d+", work.partition(" ")[2])
            assert " ".join([str(left), *tried]) == work, (chunk, text)
            digit, hand = int(digit_text), left
            left = _check_fits(tried, left, [(multiple, f"{k}:{multiple}") for k, multiple in reversed(doubles)])
            assert digit * b == hand - left and left < b, (chunk, text)
        quotient += str(digit)
    assert first + len(chunks) - 1 == len(str(a)) and int(quotient) == a // b and left == a % b, text
