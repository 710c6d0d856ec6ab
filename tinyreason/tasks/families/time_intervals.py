"""reasoning-gym's time_intervals: the time between two times of a day, two dates, or two dates with times and zones.

Column by column from the right; where there is too little, 60 is added, or 1000, and the next column has one less.
Days are counted from month to month. In a date with a weekday in brackets reasoning-gym reads no time.

    Q: A meeting started at 11:53 and ended at 16:42. How long was the meeting? Answer in HH:MM.
    A: minutes: 42 + 60 = (2+0=2 4+6=10) 102, 102 - 53 = (12-3=9 10-1-5=4) 49
    hours: 16 - 1 = 15, 15 - 11 = (5-1=4 1-1=0) 4
    Answer: 04:49.

    Q: How much time elapsed from 2024-01-15 to 2024-04-10? Give your answer in D days.
    A: January: 31 - 15 = (11-5=6 3-1-1=1) 16
    February: 2024 is a leap year, 16 + 29 = (6+9=15 1+2+1=4) 45
    March: 45 + 31 = (5+1=6 4+3=7) 76
    April: 76 + 10 = (6+0=6 7+1=8) 86
    Answer: 86 days.
"""

from datetime import datetime

from tinyreason.tasks.arithmetic import add, subtract
from tinyreason.tasks.dates import days_between
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the columns of the time, then the months."""
    return "\n".join(_solved(item)[0])


def answer(item: Item) -> str:
    """Returns the time in the form asked for, not rounded down a millisecond as reasoning-gym does."""
    return _solved(item)[1]


def _solved(item: Item) -> tuple[list[str], str]:
    metadata = item["metadata"]
    start, end = (datetime.fromisoformat(metadata[name]) for name in ("start_time", "end_time"))
    form, wanted = metadata["format"], metadata["expected_format"]
    lines: list[str] = []
    values: dict[str, int] = {}
    days, clock = 0, "%H" in form and "(" not in form
    if clock:
        worked, values, days = _clock(start, end, form)
        lines += worked
    if "%d" in form:
        worked, between = days_between(start, end)
        lines += worked
        if days:
            lines.append(f"days: {add(between, days) if days > 0 else subtract(between, -days)}")
        days += between
    time = ":".join(f"{values.get(name, 0):02d}" for name in ("hours", "minutes", "seconds")[: wanted.count(":") + 1])
    if "mmm" in wanted:
        time += f".{values['milliseconds']:03d}"
    if wanted == "D days":
        return lines, f"{days} days"
    return lines, f"{days} days, {time}" if wanted.startswith("D") else time


def _clock(start: datetime, end: datetime, form: str) -> tuple[list[str], dict[str, int], int]:
    """Returns the lines, the value of each column, and the days that the hours amount to."""
    columns = [("minutes", start.minute, end.minute, 60)]
    if "%S" in form:
        columns.insert(0, ("seconds", start.second, end.second, 60))
    if "%f" in form:
        columns.insert(0, ("milliseconds", start.microsecond // 1000, end.microsecond // 1000, 1000))
    lines, values, borrow = [], {}, 0
    for name, low, high, size in columns:
        equations = [subtract(high, 1)] * borrow
        high -= borrow
        borrow = int(high < low)
        if borrow:
            equations.append(add(high, size))
            high += size
        equations.append(subtract(high, low))
        values[name] = high - low
        lines.append(f"{name}: {', '.join(equations)}")
    equations = [subtract(end.hour, 1)] * borrow + [subtract(end.hour - borrow, start.hour)]
    hours, days = end.hour - borrow - start.hour, 0
    if start.tzinfo and end.tzinfo:
        first, last = (
            int(zone.total_seconds()) // 3600 for zone in (start.utcoffset(), end.utcoffset()) if zone is not None
        )
        equations += [subtract(last, first), subtract(hours, last - first)]
        hours -= last - first
    while "%d" in form and hours < 0:
        equations.append(add(hours, 24))
        hours, days = hours + 24, days - 1
    while hours >= 24:
        equations.append(subtract(hours, 24))
        hours, days = hours - 24, days + 1
    return [*lines, f"hours: {', '.join(equations)}"], {**values, "hours": hours}, days


def label(item: Item) -> str:
    """Returns what is asked."""
    return str(item["metadata"]["task_type"])


TASK = GymTask("time_intervals", thoughts, label, answer)
