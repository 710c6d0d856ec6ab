"""reasoning-gym's complex_arithmetic: two complex numbers added, subtracted, multiplied or divided.

The parts are integers from -10 to 10, but for what is divided: the quotient's parts are.

    Q: Divide the complex numbers: (90.0 + 20.0i) ÷ (10.00i)
    A: a = 90, b = 20, c = 0, d = 10
    a * c: 90 * 0 = 0
    b * d: 20 * 10 = 200
    b * c: 20 * 0 = 0
    a * d: 90 * 10 = 900
    real: 0 + 200 = 200
    imaginary: 0 - 900 = -900
    c * c: 0 * 0 = 0
    d * d: 10 * 10 = 100
    0 + 100 = 100
    real: 200 / 100 = (1:100 2:200 200 2:200 2=2 0=0 0=0 200 - 200 = 0:2) 2
    imaginary: -900 / 100 = (1:100 … 8:800 900 8:800 9>8 900 - 800 = (…) 100 4:400 … 100 - 100 = 0:9) -9
    Answer: 2.0 - 9.0i.
"""

from tinyreason.tasks.arithmetic import add, floor_divide, multiply, subtract
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the parts and what is done to them."""
    (a, b), (c, d) = (map(int, item["metadata"][name]) for name in ("num1", "num2"))
    lines = [f"a = {a}, b = {b}, c = {c}, d = {d}"]
    operation = item["metadata"]["operation"]
    if operation in "+-":
        join = add if operation == "+" else subtract
        return "\n".join([*lines, f"real: {join(a, c)}", f"imaginary: {join(b, d)}"])
    lines += [f"a * c: {multiply(a, c)}", f"b * d: {multiply(b, d)}"]
    if operation == "*":
        lines += [f"a * d: {multiply(a, d)}", f"b * c: {multiply(b, c)}"]
        return "\n".join([*lines, f"real: {subtract(a * c, b * d)}", f"imaginary: {add(a * d, b * c)}"])
    lines += [f"b * c: {multiply(b, c)}", f"a * d: {multiply(a, d)}"]
    real, imaginary, size = a * c + b * d, b * c - a * d, c * c + d * d
    lines += [f"real: {add(a * c, b * d)}", f"imaginary: {subtract(b * c, a * d)}"]
    lines += [f"c * c: {multiply(c, c)}", f"d * d: {multiply(d, d)}", add(c * c, d * d)]
    return "\n".join([*lines, f"real: {floor_divide(real, size)}", f"imaginary: {floor_divide(imaginary, size)}"])


def label(item: Item) -> str:
    """Returns the operation."""
    return str(item["metadata"]["operation"])


TASK = GymTask("complex_arithmetic", thoughts, label)
