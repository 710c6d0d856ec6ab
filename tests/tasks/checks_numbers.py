"""Independent readers of the traces on numbers: each derives the steps from the question and returns the answer."""

import calendar
import datetime
import math
import re
from decimal import Decimal

from dateutil import parser

from tests.tasks.traces import check_equation, check_euclid, split_equations


def check_equations(text):
    """Holds equations joined by ', ' to their operands; returns the last value."""
    equations = split_equations(text)
    assert ", ".join(equations) == text, text
    return [check_equation(equation) for equation in equations][-1]


def check_lcm(question, lines):
    multiple, *rest = map(int, question.split(": ")[1].split(", "))
    for number in rest:
        divisor, lines = check_euclid(multiple, number, lines)
        assert divisor == math.gcd(multiple, number)
        high, low = max(multiple, number), min(multiple, number)
        if divisor > 1:
            assert lines[0].startswith(f"{low} / {divisor} = ")
            low, lines = check_equation(lines[0]), lines[1:]
        assert lines[0].startswith(f"{high} * {low} = ")
        multiple, lines = check_equation(lines[0]), lines[1:]
    assert not lines
    return str(multiple)


def _check_division_by_doubles(work, high, low):
    """Holds the doubles, what fits, and the differences, each with the quotient so far, to the division."""
    table, *parts = work.split(", ")
    *fitting, over = [tuple(map(int, entry.split(":"))) for entry in table.removesuffix(" over").split(" ")]
    assert table.endswith(" over") and over[1] > high and all(double <= high for _, double in fitting)
    assert [count for count, _ in [*fitting, over]] == [2 << power for power in range(len(fitting) + 1)]
    quotient, left = 0, high
    for count in [*(count for count, _ in reversed(fitting)), 1]:
        double = count * low
        assert count == 1 or (count, double) in fitting
        if quotient and parts[0].endswith(" over"):
            assert parts.pop(0) == f"{count}:{double} over" and double > left, work
            continue
        assert not quotient or parts.pop(0) == f"{count}:{double} fits", work
        equation, named = parts.pop(0).rsplit(":", 1)
        assert equation.startswith(f"{left} - {double} = "), work
        left, quotient = check_equation(equation), quotient + count
        assert named == str(quotient), work
    assert not parts and (quotient, left) == divmod(high, low), work


def check_fraction_simplification(question, lines):
    fraction = re.search(r"fraction (.*) to its", question)[1]
    low, high = map(int, re.findall(r"\d+", fraction))
    answer = fraction.replace(str(high), "?").replace(str(low), "?")
    quotients = []
    while low:
        head, work = lines.pop(0).split(": ", 1)
        work, name = work.rsplit(", ", 1)
        assert head == f"{high} {low}" and name == f"q{len(quotients)}={high // low}"
        if low <= 12:
            assert work.startswith(f"{high} / {low} = ") and check_equation(work) == high // low
        else:
            _check_division_by_doubles(work, high, low)
        quotients.append(high // low)
        high, low = low, high - quotients[-1] * low
    last = len(quotients) - 1
    assert lines.pop(0) == f"q{last}={quotients[last]}: 1 {quotients[last]}"
    before, value = 1, quotients[last]
    for place in range(last - 1, -1, -1):
        head, work = lines.pop(0).split(": ", 1)
        equations = split_equations(work)
        assert head == f"q{place}={quotients[place]}"
        product = value
        if quotients[place] > 1:
            product = check_equation(equations[0])
            assert set(re.findall(r"\d+", equations[0])[:2]) == {str(value), str(quotients[place])}
        assert equations[-1].startswith(f"{product} + {before} = ")
        before, value = value, check_equation(equations[-1])
    assert not lines
    if fraction.count("?") == 0 and last == 0 and quotients == [1]:
        before = 1
    for number in (before, value):
        answer = answer.replace("?", str(number), 1)
    return answer


def check_decimal_chain_sum(question, lines):
    words = question.split(": ")[1].removesuffix(" =").split()
    places = [-Decimal(word).as_tuple().exponent for word in words[::2]]
    most = max(places)
    assert lines[0] == f"decimals: {' '.join(map(str, places))}, most {most}"
    whole = [str(int(Decimal(word).scaleb(most))) if word not in "+-" else word for word in words]
    assert lines[1] == " ".join(whole)
    total = int(whole[0])
    for line, sign, term in zip(lines[2:-1], whole[1::2], whole[2::2], strict=True):
        assert line.startswith(f"{total} {sign} {term} = ")
        total = check_equation(line)
    answer = format(Decimal(total).scaleb(-most), "f")
    assert lines[-1] == f"{total} with {most} decimals: {answer}"
    return answer


def check_count_bits(question, lines):
    number, count = int(re.search(r"\d+(?=\?)", question)[0]), 0
    for word in lines[0].split():
        half, _, ones = word.partition(":")
        assert int(half) == number and bool(ones) == bool(number & 1)
        count += number & 1
        assert not ones or int(ones) == count
        number >>= 1
    assert number == 0 and len(lines) == 1
    return str(count)


BASES = {"binary": 2, "hexadecimal": 16}


def _base(name):
    return BASES.get(name) or int(name.removeprefix("base-"))


def check_base_conversion(question, lines):
    source, text, target = re.search(r"convert the (\S+) number (\S+) to (\S+)", question).groups()
    source, target, value = _base(source), _base(target), int(text, _base(source))
    if source != 10:
        numerals = list(map(int, lines.pop(0).split()))
        assert numerals == [int(letter, 36) for letter in text]
        prefixes = [int(text[:length], source) for length in range(1, len(text) + 1)]
        if source == 2:
            assert lines.pop(0) == " ".join(map(str, prefixes))
        else:
            for before, after, numeral in zip(prefixes, prefixes[1:], numerals[1:], strict=False):
                _check_multiply_and_add(lines.pop(0), before, source, numeral, after)
    if target == 10:
        assert lines == [str(value)]
        return str(value)
    pairs = []
    while True:
        pairs.append((value, value % target))
        if target > 2:
            _check_division_by_heart(lines.pop(0), value, target)
        value //= target
        if not value:
            break
    names = [f"{dividend}:{'0123456789abcdefghijklmnopqrstuvwxyz'[rest]}" for dividend, rest in pairs]
    if target == 2:
        assert lines.pop(0) == " ".join(names)
    assert lines == [" ".join(reversed(names))]
    return "".join(name[-1] for name in reversed(names))


def _check_multiply_and_add(line, number, base, numeral, result):
    match = re.fullmatch(r"(\d+) \* (\d+) \+ (\d+) = \((.*)\) (\d+)", line)
    assert match and tuple(map(int, match.group(1, 2, 3, 5))) == (number, base, numeral, result), line
    carry, found, steps = numeral, "", match[4].split()
    assert len(steps) == len(str(number))
    for step, digit in zip(steps, reversed(str(number)), strict=True):
        left, total = step.split("=")
        assert left == f"{digit}*{base}" + f"+{carry}" * (carry > 0)
        assert eval(left) == int(total)
        carry, found = int(total) // 10, total[-1] + found
    assert int(f"{carry}{found}") == result


def _check_division_by_heart(line, number, base):
    match = re.fullmatch(r"(\d+) / (\d+) = (?:\((.*)\) )?(\d+) remainder (\d+)", line)
    assert match and (int(match[1]), int(match[2])) == (number, base), line
    assert (int(match[4]), int(match[5])) == divmod(number, base), line
    if not match[3]:
        assert number // base < 10, line
        return
    first = next(length for length in range(1, 12) if int(str(number)[:length]) >= base)
    quotient, rest = "", int(str(number)[: first - 1] or 0)
    for step, x in zip(match[3].split(), str(number)[first - 1 :], strict=True):
        hand, digit, divisor, product, left = map(int, re.fullmatch(r"(\d+):(\d)\*(\d+)=(\d+)\+(\d+)", step).groups())
        assert hand == 10 * rest + int(x) and divisor == base
        assert product == digit * base and hand == product + left < base + product
        quotient, rest = quotient + str(digit), left
    assert int(quotient) == number // base


def check_prime_factorization(question, lines):
    number, factors, prime = int(re.search(r"of (\d+)\.", question)[1]), [], 2
    primes = [n for n in range(2, 1000) if all(n % d for d in range(2, math.isqrt(n) + 1))]
    tried = iter(primes[1:])
    *divisions, last = lines
    for line in divisions:
        _check_division_by_heart(line, number, prime)
        if line.endswith(" remainder 0"):
            factors.append(prime)
            number //= prime
        else:
            prime = next(tried)
    assert last == f"{prime} * {prime} = {prime**2}, more than {number}" and prime**2 > number
    return " × ".join(map(str, [*factors, number]))


def _check_comparison(text, a, b):
    *steps, word = text.split()
    assert word == ("equal", "larger", "smaller")[(Decimal(a) > Decimal(b)) - (Decimal(a) < Decimal(b))], text
    signs = ["+-"[number.startswith("-")] for number in (a, b)]
    if signs[0] != signs[1]:
        assert steps == [f"{signs[0]}{'<' if signs[0] == '-' else '>'}{signs[1]}"]
        return word
    rows = [f"{abs(Decimal(number)):.4f}" for number in (a, b)]
    width = max(number.lstrip("-").find(".") % 99 if "." in number else len(number.lstrip("-")) for number in (a, b))
    rows = [row.replace(".", "").rjust(width + 4, "0") for row in rows]
    alike = 0
    for step, x, y in zip(steps, *rows, strict=False):
        assert step == f"{x}{'<' if x < y else '>' if x > y else '='}{y}", text
        alike += x == y
    assert alike == len(steps) - (word != "equal")
    return word


def check_number_filtering(question, lines):
    action, side, limit = re.match(r"(Keep|Remove) all numbers (larger|smaller) than (\S+) in", question).groups()
    numbers = re.findall(r"'([^']+)'", question)
    kept = []
    for number, line in zip(numbers, lines, strict=True):
        head, work, verdict = re.fullmatch(r"(\S+ \S+): (.*), (in|out)(?: as .*)?", line).groups()
        assert head == f"{number} {limit}"
        word = _check_comparison(work, number, limit)
        assert (verdict == "in") == ((word == side) == (action == "Keep"))
        first = next(other for other in numbers if Decimal(other) == Decimal(number))
        assert line.endswith(verdict if first == number or verdict == "out" else f"in as {first}")
        kept += [first] * (verdict == "in")
    return str(kept)


def check_number_sorting(question, lines):
    direction, listed = re.match(r"Sort these numbers in (\w+) order: (.*)", question).groups()
    numbers, descending = listed.split(", "), direction == "descending"
    tens, keyed = {}, {}
    for number, words in zip(numbers, lines[0].split(", "), strict=True):
        text, named = words.split(" ")
        name, letter, again = re.fullmatch(r"(-?\d+)([a-zA-Z]+)(.*)", named).groups()
        assert text == again == number and int(name) == int(Decimal(number) / 10), words
        tens[number] = name
        group = keyed.setdefault(name, [])
        assert letter == ("ABCDEFGHIJ" if name[0] == number[0] == "-" else "abcdefghij")[len(group)], words
        group.append(letter + number)
    ordered, names = [], []
    for line in lines[1:]:
        name = re.match(r"-?\d+", line)[0]
        names.append(name)
        group = [number for number in numbers if tens[number] == name]
        words = line.removeprefix(name).split()
        assert words[: len(group)] == keyed.get(name, [])
        words[: len(group)] = group
        if len(group) < 2:
            assert words == group, line
            ordered += group
            continue
        assert words[: len(group) + 1] == [*group, "="], line
        keys, members = words[len(group) + 1 :: 2], words[len(group) + 2 :: 2]
        for key, member in zip(keys, members, strict=True):
            assert key == re.fullmatch(r"-?\d*(\d\.?\d*)", member)[1], line
        values = [float(key) if name[0] != "-" else -float(key) for key in keys]
        assert values == sorted(values, reverse=descending), line
        assert sorted(members) == sorted(group)
        ordered += members
    signed = [float(name) - 0.5 if name[0] == "-" else float(name) + 0.5 for name in names]
    assert signed == sorted(signed, reverse=descending) and len(set(names)) == len(names) >= 22
    return str(ordered)


def check_simple_equations(question, lines):
    equation = re.search(r": (.*)$|satisfies: (.*)$|equation: (.*)$", question)
    left, right = next(group for group in equation.groups() if group).split(" = ")
    letter = re.search("[a-z]", left)[0]
    at = [eval(left.replace(letter, f"({value})")) for value in (0, 1)]
    factor, rest = at[1] - at[0], at[0]
    assert lines[0] == f"{factor}*{letter}"
    value = int(right)
    if rest:
        assert lines[1].startswith(f"{value} {'-' if rest > 0 else '+'} {abs(rest)} = ")
        value = check_equation(lines[1])
    assert lines[-1].startswith(f"{value} / {factor} = ") and len(lines) == 2 + bool(rest)
    answer = check_equation(lines[-1])
    assert eval(left.replace(letter, f"({answer})")) == int(right) and "remainder" not in lines[-1]
    return str(answer)


def check_complex_arithmetic(question, lines):
    first, sign, second = re.search(r": \((.*)\) ([-+×÷]) \((.*)\)$", question).groups()
    x, y = (complex(text.replace(" ", "").replace("i", "j")) for text in (first, second))
    names = {"a": int(x.real), "b": int(x.imag), "c": int(y.real), "d": int(y.imag)}
    assert lines[0] == ", ".join(f"{name} = {value}" for name, value in names.items())
    found = {}
    for line in lines[1:]:
        head, _, work = line.rpartition(": ")
        if re.fullmatch(r"[a-d] \* [a-d]", head):
            left, right = names[head[0]], names[head[-1]]
            assert work.startswith(f"{left} * {right} = ")
            head = head.replace(" ", "")
        found.setdefault(head, []).append(check_equation(work if head else line))
        if head in ("real", "imaginary", ""):
            found.setdefault(f"{head} operands", []).append(re.match(r"(-?\d+) . (-?\d+)", work or line).groups())
    value = {"+": x + y, "-": x - y, "×": x * y, "÷": x / y if y else 0}[sign]
    if sign == "÷":
        size = found[""][0]
        assert size == abs(names["c"]) ** 2 + abs(names["d"]) ** 2
        top = x * y.conjugate()
        assert (found["real"][0], found["imaginary"][0]) == (top.real, top.imag)
        assert found["real operands"][1] == (str(int(top.real)), str(size))
    assert abs(complex(found["real"][-1], found["imaginary"][-1]) - value) < 1e-9
    return str(complex(found["real"][-1], found["imaginary"][-1])).strip("()").replace("j", "i")


def check_time_intervals(question, lines):
    stamps = r"(?:between|from|started at|departed at|began at) (\S*\d.*?|[A-Z].*?) (?:and|to)(?: \w+ed at)? (.*?)[.?] "
    first, last = re.search(stamps, question).groups()
    form = re.search(r" in ([^.]*(?:\.mmm)?)\.$", question)[1]
    days_only = "(" in first
    start, end = (parser.parse(re.sub(r" \(.*", "", text)) for text in (first, last))
    for side, time, text, capital in (("start", start, first, False), ("end", end, last, True)):
        line = lines.pop(0)
        stated = [side]
        if "D" in form:
            stated += [str(time.year), time.strftime("%B"), str(time.day)]
        if ":" in text and not days_only:
            zone = (time.utcoffset() or start - start).total_seconds() // 3600
            given = {"h": time.hour, "m": time.minute}
            given |= {"s": time.second} if text.count(":") == 2 else {}
            given |= {"f": time.microsecond // 1000} if "." in text else {}
            given |= {"z": int(zone)} if re.search(r"[-+]\d{4}$", text) else {}
            stated += [f"{letter.upper() if capital else letter}{number}" for letter, number in given.items()]
        assert line == " ".join(stated), line
    seen, day_values, less = {}, [], 0
    for line in lines:
        head, work = line.split(": ", 1)
        if column := re.fullmatch(r"([HMSF])(\d+) ([hmsf])(\d+)( Z-?\d+ z-?\d+)?", head):
            letter, high, low = column[3], int(column[2]), int(column[4])
            attribute = {"h": "hour", "m": "minute", "s": "second", "f": "microsecond"}[letter]
            size = 1000 if letter == "f" else 1
            assert column[1].lower() == letter
            assert (high, low) == tuple(getattr(time, attribute) // size for time in (end, start)), line
            if letter != "h":
                work, rest = work.rsplit(", less ", 1)
                if less:
                    taken, work = work.split(", ", 1)
                    assert taken.startswith(f"{high} - 1 = ") and check_equation(taken) == high - 1, line
                    high -= 1
                shown, work = work.split(", ", 1)
                if high < 0:
                    assert shown == "-<+", line
                else:
                    width = 3 if letter == "f" else 2
                    pairs = list(zip(f"{high:0{width}}", f"{low:0{width}}", strict=True))
                    differing = next((place for place, (x, y) in enumerate(pairs) if x != y), width - 1)
                    marks = [f"{x}{'<' if x < y else '>' if x > y else '='}{y}" for x, y in pairs[: differing + 1]]
                    assert shown == " ".join(marks), line
                assert work.startswith(f"{high} {'+' if high < low else '-'} "), line
                less = int(high < low)
                assert rest == str(less), line
            elif "D" in form:
                work, moved = work.rsplit(", days ", 1)
                zones = [(time.utcoffset() or start - start).total_seconds() // 3600 for time in (end, start)]
                hours = end.hour - less - start.hour - int(zones[0] - zones[1])
                assert int(moved) == hours // 24, line
            seen[letter] = check_equations(work)
            continue
        work = re.sub(r"^(\d+) is (a|no) leap year, ", "", work)
        if said := re.search(r"(\d+) is (a|no) leap year", line):
            year = int(said[1])
            assert (said[2] == "a") == ((datetime.date(year, 3, 1) - datetime.date(year, 2, 28)).days == 2)
            assert head == "February" and year in (start.year, end.year)
        day_values.append(check_equations(work))
    total = end - start
    if form == "D days":
        assert day_values[-1] == total.days
        return f"{day_values[-1]} days"
    parts = [seen.get(letter, 0) for letter in "hms"]
    assert not days_only or not seen
    days = day_values[-1] if day_values else 0
    assert datetime.timedelta(days, parts[0] * 3600 + parts[1] * 60 + parts[2], milliseconds=seen.get("f", 0)) == total
    text = ":".join(f"{part:02d}" for part in parts[: form.count(":") + 1])
    text += f".{seen['f']:03d}" if "mmm" in form else ""
    return f"{days} days, {text}" if form[0] == "D" else text


def check_simple_geometry(question, lines):
    angles = list(map(int, re.findall(r"(\d+)\.0°", question)))
    sides = int(re.search(r"(\d+)(?: sides|-gon)", question)[1])
    assert len(angles) == sides - 1
    *sums, triangles, whole, last = lines
    total = angles[0]
    for angle, line in zip(angles[1:], sums, strict=True):
        assert line.startswith(f"{total} + {angle} = ")
        total = check_equation(line)
    assert triangles == f"{sides} - 2 = {sides - 2}" and whole.startswith(f"180 * {sides - 2} = ")
    assert last.startswith(f"{check_equation(whole)} - {total} = ")
    return str(check_equation(last))


def check_number_format(question, lines):
    size, listed = re.search(r"pick the (\w+) number of the following candidates: (.*)", question).groups()
    numbers = []
    for place, text in enumerate(listed.split(), start=1):
        written = lines.pop(0)
        whole, _, decimals = format(Decimal(text.replace(",", "")), "f").partition(".")
        assert written == f"{place}: {int(whole):,}.{decimals[:3].ljust(3, '0')}", written
        numbers.append(written.split(": ")[1])
    best = 1
    for place, line in enumerate(lines[:-1], start=2):
        head, _, rest = line.partition(": ")
        assert head == f"{best} {place}"
        steps, verdict = rest.split(", ")
        groups, _, digits = steps.partition(": ")
        pair = [numbers[number - 1].replace(".", ",").split(",") for number in (best, place)]
        size_of_both = max(map(len, pair))
        rows = [["0"] * (size_of_both - len(row)) + row for row in pair]
        shown = [tuple(both.split(" ")) for both in groups.split(" = ")]
        assert shown == list(zip(*rows, strict=True))[: len(shown)]
        assert all(x == y for x, y in shown[:-1])
        x, y = shown[-1]
        sign = "<=>"[(int(x) > int(y)) - (int(x) < int(y)) + 1]
        if sign == "=":
            assert len(shown) == size_of_both and not digits
        else:
            width, read = max(len(x), len(y)), [re.fullmatch(r"(\d)([<=>])(\d)", word) for word in digits.split(" ")]
            for step, high, low in zip(read, x.rjust(width, "0"), y.rjust(width, "0"), strict=False):
                assert step and (step[1], step[3]) == (high, low), line
                assert step[2] == ("=" if high == low else sign), line
            assert [step[2] for step in read] == ["="] * (len(read) - 1) + [sign], line
        better = sign == (">" if size == "smallest" else "<")
        assert verdict == f"{best}{sign}{place} {size} {place if better else best}", line
        best = place if better else best
    assert place == len(numbers) and lines[-1] == f"{best}: {numbers[best - 1]}"
    return numbers[best - 1]


WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _check_month_begin(lines, year, month, first):
    """Takes the lines that find the weekday, as a number, of a month's first day from that of the year's."""
    name = datetime.date(year, month, 1).strftime("%B")
    later = sum(calendar.monthrange(year, earlier)[1] for earlier in range(1, month)) % 7
    assert lines.pop(0) == f"January 1: {WEEKDAYS[first]} {first}"
    head, work = lines.pop(0).rsplit(", ", 1)
    assert head == f"{name}: {later} later" and work.startswith(f"{first} + {later} = ")
    return check_equation(work)


def _check_calendar_leap(question, lines):
    year = int(re.search(r"\d{4}", question)[0])
    head, verdict = lines[0].rsplit(": ", 1)
    number = year // 100 if year % 100 == 0 else year % 100
    assert head.startswith("00, ") == (year % 100 == 0) and len(lines) == 1
    equation = head.removeprefix("00, ")
    assert equation.startswith(f"{number} / 4 = ") and check_equation(equation) == number // 4
    assert verdict == ("no" if "remainder" in equation else "leap")
    return "Yes" if calendar.isleap(year) else "No"


def _check_calendar_offset(question, lines):
    name, days = re.search(r"(\w+day), ", question)[1], int(re.search(r"(\d+)[ -]days?", question)[1])
    back = re.search(r"ago|before|backward", question)
    assert lines[0] == f"{name} {WEEKDAYS.index(name)}" and lines[1].startswith(f"{days} / 7 = ")
    assert check_equation(lines[1]) == days // 7 and len(lines) == 3
    work, found = lines[2].split(": ")
    assert work.startswith(f"{WEEKDAYS.index(name)} {'-' if back else '+'} {days % 7} = ")
    assert check_equations(work) == WEEKDAYS.index(found)
    return found


def _check_calendar_weekday(question, lines):
    date, *_ = re.findall(r"\d\d/\d\d/\d{4}|[A-Z]\w+ \d+(?:, \d{4})?(?=[? .])", question)[::-1]
    when = parser.parse(date, default=datetime.datetime(2022, 1, 1))
    named = re.search(r"was a (\w+)|on a (\w+)|where (\w+) is", question)
    first = next(filter(None, named.groups())) if named else "Saturday"
    begin = _check_month_begin(lines, 2022, when.month, WEEKDAYS.index(first))
    less, more = split_equations(lines[0])
    assert less.startswith(f"{when.day} - 1 = ") and more.startswith(f"{begin} + {check_equation(less)} = ")
    work, found = lines[1].split(": ")
    total = check_equation(more)
    assert work.startswith(f"{total} / 7 = ") and check_equation(work) == total // 7 and len(lines) == 2
    assert found == WEEKDAYS[int((re.findall(r"remainder (\d)", work) or "0")[0])]
    assert named or found == when.strftime("%A")
    return found


def _check_calendar_recurring(question, lines):
    ordinal, weekday = re.search(r"(first|second|third|fourth|last) (\w+day)", question).groups()
    when = parser.parse(re.search(r"[A-Z]\w+ \d{4}", question)[0], default=datetime.datetime(2022, 1, 1))
    begin = _check_month_begin(lines, when.year, when.month, 5)
    if begin > 6:
        assert lines[0].startswith(f"{begin} - 7 = ")
        begin = check_equation(lines.pop(0))
    head, work = lines.pop(0).split(", ", 1)
    assert head == f"{weekday} {WEEKDAYS.index(weekday)}"
    assert work.startswith(f"{WEEKDAYS.index(weekday)} - {begin} = ")
    ahead = check_equations(work)
    days = [day for day, name in enumerate(WEEKDAYS[begin:] + WEEKDAYS * 5, start=1) if name == weekday]
    days = [day for day in days if day <= calendar.monthrange(when.year, when.month)[1]]
    assert 0 <= ahead < 7 and lines[0].startswith(f"first: {ahead} + 1 = ")
    assert check_equation(lines.pop(0).split(": ")[1]) == days[0]
    if ordinal == "last":
        work, end = lines.pop(0).split(", ")
        assert work.startswith(f"{days[0]} + 28 = ")
        length = calendar.monthrange(when.year, when.month)[1]
        assert end == f"{when.strftime('%B')} has {length}: {'in' if check_equation(work) <= length else 'out'}"
        if end.endswith("in"):
            assert not lines
            return str(check_equation(work))
        ordinal = "fourth"
    weeks = ["first", "second", "third", "fourth"].index(ordinal)
    assert len(lines) == (weeks > 0)
    if weeks:
        assert lines[0].startswith(f"{ordinal}: {days[0]} + {7 * weeks} = ")
        assert check_equation(lines[0].split(": ")[1]) == days[weeks]
    return str(days[weeks])


def _check_calendar_count(question, lines):
    (first, start), (_, end) = re.findall(r"(\w+day), (\w+ \d+)", question)
    start, end = (parser.parse(f"{text} 2022").date() for text in (start, end))
    end = end.replace(year=2023) if end < start else end
    wanted = re.search(r"(?:many|of|does) (\w+day)", question)
    wanted = [wanted[1]] if wanted else WEEKDAYS[:5]
    days, month = None, start.month
    while not re.match(r"\d", lines[0]):
        head, work = lines.pop(0).split(": ")
        assert head == datetime.date(2022, month, 1).strftime("%B")
        work = work.removeprefix("2022 is no leap year, ").removeprefix("2023 is no leap year, ")
        length = end.day if month == end.month else calendar.monthrange(2022, month)[1]
        assert work.startswith(f"{length} - {start.day} = " if days is None else f"{days} + {length} = ")
        days, month = check_equation(work), month % 12 + 1
    assert days == (end - start).days
    more, weeks = split_equations(lines.pop(0))
    assert more.startswith(f"{days} + 1 = ") and weeks.startswith(f"{check_equation(more)} / 7 = ")
    names, found = lines.pop(0).split(": ")
    left = int((re.findall(r"7 = .*remainder (\d)", weeks) or "0")[0])
    assert names == (" ".join((WEEKDAYS * 3)[WEEKDAYS.index(first) :][:left]) or "none")
    assert int(found) == sum(name in wanted for name in names.split())
    total = check_equation(weeks)
    if len(wanted) > 1:
        assert lines[0].startswith(f"5 * {total} = ")
        total = check_equation(lines.pop(0))
    assert lines[0].startswith(f"{total} + {found} = ") and len(lines) == 1
    every = [start + datetime.timedelta(ahead) for ahead in range(days + 1)]
    assert check_equation(lines[0]) == sum(day.strftime("%A") in wanted for day in every)
    return str(check_equation(lines[0]))


def check_calendar_arithmetic(question, lines):
    if "leap" in question:
        return _check_calendar_leap(question, lines)
    if "meeting" in question or "day of the month" in question:
        return _check_calendar_recurring(question, lines)
    if re.search(r"inclusive|including|counting both", question):
        return _check_calendar_count(question, lines)
    if re.search(r"in \d+ days|jump|Count (for|back)ward|ago\?|before\?", question):
        return _check_calendar_offset(question, lines)
    return _check_calendar_weekday(question, lines)
