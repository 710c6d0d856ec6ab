"""Decimal numbers as integers and back: 1.5 with two decimals is 150."""


def decimals_of(word: str) -> int:
    """Returns the number of digits after the point."""
    return len(word.partition(".")[2])


def scaled(word: str, places: int) -> int:
    """Returns a decimal number times 10 ** places, which has to be a whole number."""
    whole, _, fraction = word.partition(".")
    return int(whole + fraction.ljust(places, "0"))


def with_point(number: int, places: int) -> str:
    """Returns number / 10 ** places with that many digits after the point."""
    digits = f"{abs(number):0{places + 1}}"
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def compare(a: str, b: str) -> tuple[str, int]:
    """Returns how one decimal number compares to another, digit by digit from the first, and -1, 0 or 1.

    The shorter number gets zeros before and after it. Of two negative numbers the one with the larger digits is less:
    -5.2 and -13 give `0<1` and 1.
    """
    if (a[0] == "-") != (b[0] == "-"):
        return ("-<+", -1) if a[0] == "-" else ("+>-", 1)
    (whole_a, _, part_a), (whole_b, _, part_b) = (word.lstrip("-").partition(".") for word in (a, b))
    before, after = max(len(whole_a), len(whole_b)), max(len(part_a), len(part_b))
    order, steps = 0, []
    for x, y in zip(
        whole_a.zfill(before) + part_a.ljust(after, "0"), whole_b.zfill(before) + part_b.ljust(after, "0"), strict=True
    ):
        order = (x > y) - (x < y)
        steps.append(f"{x}{'=><'[order]}{y}")
        if order:
            break
    return " ".join(steps), -order if a[0] == "-" else order
