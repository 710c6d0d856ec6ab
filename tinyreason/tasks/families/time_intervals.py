"""reasoning-gym's time_intervals: the time between two times of a day, two dates, or two dates with times and zones.

First both are written alike, whatever their form: h, m, s, f and z stand before the hours, minutes, seconds,
milliseconds and the zone of the start, and the same letters in capitals before those of the end. Days are counted from
month to month. Then column by column from the right the two numbers are compared digit by digit; where there is too
little, 60 is added, or 1000, and the next column has one less, as the end of the line says. In a date with a weekday in
brackets reasoning-gym reads no time.

    Q: A meeting started at 11:53 and ended at 16:42. How long was the meeting? Answer in HH:MM.
    A: start h11 m53
    end H16 M42
    M42 m53: 4<5, 42 + 60 = (2+0=2 4+6=10) 102, 102 - 53 = (2-3=9-10 0-1-5=4-10) 49, less 1
    H16 h11: 16 - 1 = 15, 15 - 11 = 1=1 5>1 (5-1=4 1-1=0) 4
    Answer: 04:49.

    Q: How much time elapsed from 2024-02-15 20:30 to 2024-03-10 09:40? Give your answer in D days, HH:MM.
    A: start 2024 February 15 h20 m30
    end 2024 March 10 H9 M40
    February: 2024 is a leap year, 29 - 15 = (9-5=4 2-1=1) 14
    March: 14 + 10 = (4+0=4 1+1=2) 24
    M40 m30: 4>3, 40 - 30 = (0-0=0 4-3=1) 10, less 0
    H9 h20: 9 - 20 = -(20 - 9) = (0-9=1-10 2-1=1) -11, -11 + 24 = 1<2 24 - 11 = (4-1=3 2-1=1) 13, days -1
    days: 24 - 1 = (4-1=3) 23
    Answer: 23 days, 13:10.
"""

from collections.abc import Callable
from datetime import datetime

from tinyreason.tasks.arithmetic import add, difference, subtract
from tinyreason.tasks.dates import MONTHS, days_between
from tinyreason.tasks.decimals import compare
from tinyreason.tasks.gym import GymTask, Item

# The columns from the right: letter, what stands for it in the form, what is borrowed, digits.
_COLUMNS = (("f", "%f", 1000, 3), ("s", "%S", 60, 2), ("m", "%M", 60, 2))


def thoughts(item: Item) -> str:
    """Returns the two times alike, the months, then the columns of the time."""
    return "\n".join(_solved(item)[0])


def answer(item: Item) -> str:
    """Returns the time in the form asked for, not rounded down a millisecond as reasoning-gym does."""
    return _solved(item)[1]


def _solved(item: Item) -> tuple[list[str], str]:
    metadata = item["metadata"]
    start, end = (datetime.fromisoformat(metadata[name]) for name in ("start_time", "end_time"))
    form, wanted = metadata["format"], metadata["expected_format"]
    if "(" in form:
        form = form.partition(" (")[0]
    first, last = _numbers(start), _numbers(end)
    lines = [_alike("start", start, form, first, str.lower), _alike("end", end, form, last, str.upper)]
    values: dict[str, int] = {}
    days = 0
    if "%d" in form:
        worked, days = days_between(start, end)
        lines += worked
    if "%H" in form:
        worked, values, more = _clock(first, last, form)
        lines += worked
        if "%d" in form:
            lines.append(f"days: {add(days, more) if more > 0 else subtract(days, -more)}")
            days += more
    time = ":".join(f"{values.get(name, 0):02d}" for name in "hms"[: wanted.count(":") + 1])
    if "mmm" in wanted:
        time += f".{values['f']:03d}"
    if wanted == "D days":
        return lines, f"{days} days"
    return lines, f"{days} days, {time}" if wanted.startswith("D") else time


def _numbers(time: datetime) -> dict[str, int]:
    """Returns the hours, minutes, seconds and milliseconds, and the hours of the zone."""
    zone = time.utcoffset()
    hours = {"z": int(zone.total_seconds()) // 3600} if zone is not None else {}
    return {"h": time.hour, "m": time.minute, "s": time.second, "f": time.microsecond // 1000, **hours}


def _alike(side: str, time: datetime, form: str, numbers: dict[str, int], case: Callable[[str], str]) -> str:
    """Returns the line of one of the two times."""
    words = [side]
    if "%d" in form:
        words += [str(time.year), MONTHS[time.month - 1][0], str(time.day)]
    if "%H" in form:
        shown = [
            "h",
            *(letter for letter, mark, *_ in reversed(_COLUMNS) if mark in form),
            *("z" if "z" in numbers else ""),
        ]
        words += [f"{case(letter)}{numbers[letter]}" for letter in shown]
    return " ".join(words)


def _clock(first: dict[str, int], last: dict[str, int], form: str) -> tuple[list[str], dict[str, int], int]:
    """Returns the lines, the value of each column, and the days that the hours amount to."""
    lines: list[str] = []
    values: dict[str, int] = {}
    borrow = 0
    for letter, mark, size, width in _COLUMNS:
        if mark not in form:
            continue
        low, high = first[letter], last[letter]
        head, equations = f"{letter.upper()}{high} {letter}{low}", [subtract(high, 1)] * borrow
        high -= borrow
        steps, order = compare(f"{high:0{width}}" if high >= 0 else str(high), f"{low:0{width}}")
        equations.append(steps)
        borrow = int(order < 0)
        if borrow:
            equations.append(add(high, size))
            high += size
        values[letter] = high - low
        lines.append(f"{head}: {', '.join(equations)}, {difference(high, low)}, less {borrow}")
    low, high = first["h"], last["h"]
    equations = [subtract(high, 1)] * borrow + [subtract(high - borrow, low)]
    hours, days = high - borrow - low, 0
    head = f"H{high} h{low}"
    if "z" in first and "z" in last:
        zones = last["z"] - first["z"]
        head += f" Z{last['z']} z{first['z']}"
        equations += [subtract(last["z"], first["z"]), subtract(hours, zones)]
        hours -= zones
    while "%d" in form and hours < 0:
        equations.append(add(hours, 24))
        hours, days = hours + 24, days - 1
    while hours >= 24:
        equations.append(difference(hours, 24))
        hours, days = hours - 24, days + 1
    equations += [f"days {days}"] * ("%d" in form)
    return [*lines, f"{head}: {', '.join(equations)}"], {**values, "h": hours}, days


def label(item: Item) -> str:
    """Returns what is asked."""
    return str(item["metadata"]["task_type"])


TASK = GymTask("time_intervals", thoughts, label, answer)
