"""reasoning-gym's calendar_arithmetic: weekdays of dates, counts of weekdays between two, leap years; mostly in 2022.

Weekdays are numbers from Monday 0 to Sunday 6. On which weekday 2022 began is known by heart, and by how much each
month begins later in the week than the year.

    Q: Name the day of the week for 05/18/2022. …
    A: January 1: Saturday 5
    May: 1 later, 5 + 1 = 6
    18 - 1 = 17, 6 + 17 = 23
    23 / 7 = 3 remainder 2: Wednesday
    Answer: Wednesday.

    Q: How many Tuesdays are there from Saturday, May 14, 2022 to Wednesday, June 1, 2022 (inclusive of both dates)? …
    A: May: 31 - 14 = (1-4=7-10 3-1-1=1) 17
    June: 17 + 1 = 18
    18 + 1 = 19, 19 / 7 = 2 remainder 5
    Saturday Sunday Monday Tuesday Wednesday: 1
    2 + 1 = 3
    Answer: 3.
"""

import re
from calendar import monthrange
from datetime import date

from tinyreason.tasks.arithmetic import add, difference, divide, multiply, subtract
from tinyreason.tasks.dates import MONTHS, days_between
from tinyreason.tasks.gym import GymTask, Item

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKDAYS = WEEKDAYS[:5]
ORDINALS = ("first", "second", "third", "fourth")


def thoughts(item: Item) -> str:
    """Returns the steps for what is asked."""
    asked, metadata = item["metadata"]["task"], item["metadata"]
    if asked == "is_leap_year":
        return _leap(metadata["year"])
    if asked == "weekday_offset":
        return "\n".join(_moved(date.fromisoformat(metadata["start_date"]).weekday(), metadata["offset_days"]))
    if asked == "recurring_event_day":
        return "\n".join(_recurring(metadata["year"], metadata["month"], metadata["ordinal"], metadata["weekday"]))
    if asked in ("count_days", "count_business_days"):
        start, end = (date.fromisoformat(metadata[name]) for name in ("start_date", "end_date"))
        if asked == "count_business_days":
            return "\n".join(_counted(start, end, WORKDAYS))
        match = re.search(rf"(?:many|of|does) ({'|'.join(WEEKDAYS)})", item["question"])
        return "\n".join(_counted(start, end, (match[1],) if match else ()))
    when = date.fromisoformat(metadata["target_date"])
    first = metadata.get("first_day", WEEKDAYS[date(when.year, 1, 1).weekday()])
    lines, begin = _month(when.year, when.month, WEEKDAYS.index(first))
    lines.append(f"{difference(when.day, 1)}, {add(begin, when.day - 1)}")
    total = begin + when.day - 1
    return "\n".join([*lines, f"{divide(total, 7)}: {WEEKDAYS[total % 7]}"])


def _leap(year: int) -> str:
    """Returns the division of the last two digits by 4, of the first two where those are zeros."""
    tried = year % 100 or year // 100
    return f"{'' if year % 100 else '00, '}{divide(tried, 4)}: {'no' if tried % 4 else 'leap'}"


def _month(year: int, month: int, first: int) -> tuple[list[str], int]:
    """Returns the lines that find the weekday of a month's first day, not above 12, from that of the year's."""
    name, later = MONTHS[month - 1][0], (date(year, month, 1) - date(year, 1, 1)).days % 7
    return [f"January 1: {WEEKDAYS[first]} {first}", f"{name}: {later} later, {add(first, later)}"], first + later


def _moved(weekday: int, days: int) -> list[str]:
    """Returns the lines that go a number of days forward or back from a weekday."""
    rest = abs(days) % 7
    total = weekday + rest if days >= 0 else weekday - rest
    lines = [f"{WEEKDAYS[weekday]} {weekday}", divide(abs(days), 7)]
    moved = add(weekday, rest) if days >= 0 else subtract(weekday, rest)
    if not 0 <= total < 7:
        moved += f", {subtract(total, 7) if total > 0 else add(total, 7)}"
    return [*lines, f"{moved}: {WEEKDAYS[total % 7]}"]


def _recurring(year: int, month: int, ordinal: str, weekday: str) -> list[str]:
    """Returns the lines that find the day of a month with a weekday."""
    lines, begin = _month(year, month, date(year, 1, 1).weekday())
    if begin > 6:
        lines.append(difference(begin, 7))
        begin -= 7
    wanted = WEEKDAYS.index(weekday)
    line = f"{weekday} {wanted}, {subtract(wanted, begin)}"
    if wanted < begin:
        line += f", {add(wanted - begin, 7)}"
    ahead = (wanted - begin) % 7
    lines += [line, f"first: {add(ahead, 1)}"]
    first, length = ahead + 1, monthrange(year, month)[1]
    if ordinal == "last":
        fits = first + 28 <= length
        lines.append(f"{add(first, 28)}, {MONTHS[month - 1][0]} has {length}: {'in' if fits else 'out'}")
        return lines if fits else [*lines, f"fourth: {add(first, 21)}"]
    weeks = ORDINALS.index(ordinal)
    return [*lines, f"{ordinal}: {add(first, 7 * weeks)}"] if weeks else lines


def _counted(start: date, end: date, wanted: tuple[str, ...]) -> list[str]:
    """Returns the lines that count some weekdays from one date to another: in whole weeks, and in the days left."""
    lines, days = days_between(start, end)
    weeks, left = divmod(days + 1, 7)
    names = [WEEKDAYS[(start.weekday() + ahead) % 7] for ahead in range(left)]
    found = sum(name in wanted for name in names)
    lines += [f"{add(days, 1)}, {divide(days + 1, 7)}", f"{' '.join(names) or 'none'}: {found}"]
    if len(wanted) > 1:
        lines.append(multiply(len(wanted), weeks))
    return [*lines, add(len(wanted) * weeks, found)]


def label(item: Item) -> str:
    """Returns what is asked."""
    return str(item["metadata"]["task"])


TASK = GymTask("calendar_arithmetic", thoughts, label)
