"""Days from one date to another, counted from month to month.

January: 31 - 15 = (1-5=6-10 3-1-1=1) 16
February: 2024 is a leap year, 16 + 29 = (6+9=15 1+2+1=4) 45
March: 45 + 10 = (5+0=5 4+1=5) 55
"""

import calendar
from datetime import date

from tinyreason.tasks.arithmetic import add, difference

MONTHS = (
    ("January", 31), ("February", 28), ("March", 31), ("April", 30), ("May", 31), ("June", 30), ("July", 31),
    ("August", 31), ("September", 30), ("October", 31), ("November", 30), ("December", 31),
)  # fmt: skip


def days_between(start: date, end: date) -> tuple[list[str], int]:
    """Returns the lines that count the days from one date to a later one, and the days."""
    year, month = start.year, start.month
    if (year, month) == (end.year, end.month):
        return [f"{MONTHS[month - 1][0]}: {difference(end.day, start.day)}"], end.day - start.day
    lines, total = [], -start.day
    while (year, month) != (end.year, end.month):
        name, length = MONTHS[month - 1]
        leap = month == 2 and calendar.isleap(year)
        said = f"{year} is {'a' if leap else 'no'} leap year, " if month == 2 else ""
        length += leap
        lines.append(f"{name}: {said}{difference(length, start.day) if total < 0 else add(total, length)}")
        total += length
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    lines.append(f"{MONTHS[month - 1][0]}: {add(total, end.day)}")
    return lines, total + end.day
