"""reasoning-gym's pool_matrix: the largest or the average digit of each block of a matrix of up to 10 rows and columns.

The rows are named, and so are the blocks that lie side by side. In each row stands, for each block, what the rows
above came to, then its own digits. The digits of an average are added one by one; after the last row of a block its
height times its width divides the sum. With a kernel size of 1 the matrix is its own answer. Whole averages are written
without a point.

    Q: … Perform average pooling … kernel size of 3: 3 6 6 0 / 7 0 0 7 / 0 1 4 6
    A: A: a3+6=9+6=15 b0
    B: a15+7=22+0=22+0=22 b0+7=7
    C: a22+0=22+1=23+4=27 b7+6=13
    3*3=9: a27/9=3 3*1=3: b13/3=4+1/3=4.33
    Answer: 3 4.33.

The largest digits of the same matrix:

    A: A: a366=6 b0=0
    B: a6700=7 b07=7
    C: a7014=7 b76=7
    Answer: 7 7.
"""

from tinyreason.tasks.grids import column_names, row_names
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the rows, each with what its blocks came to so far, and the divisions."""
    return "\n".join(_worked(item)[0])


def answer(item: Item) -> str:
    """Returns the largest or average digits, whole ones without a point."""
    return "\n".join(_worked(item)[1])


def _worked(item: Item) -> tuple[list[str], list[str]]:
    """Returns the lines of the thoughts and those of the answer."""
    data = item["metadata"]
    matrix, size, average = data["matrix"], data["pool_size"], data["pool_type"] == "average"
    if size == 1:
        return ["1: the same"], [" ".join(map(str, row)) for row in matrix]
    starts, lines, results = range(0, len(matrix[0]), size), [], []
    names, so_far = column_names(len(starts)), [""] * len(starts)
    for y, (row_name, row) in enumerate(zip(row_names(len(matrix)), matrix, strict=True)):
        words = []
        for place, start in enumerate(starts):
            digits = row[start : start + size]
            if average:
                steps, so_far[place] = _added(so_far[place], digits)
            else:
                shown = so_far[place] + "".join(map(str, digits))
                so_far[place] = max(shown)
                steps = f"{shown}={so_far[place]}"
            words.append(f"{names[place]}{steps}")
        lines.append(f"{row_name}: {' '.join(words)}")
        if (y + 1) % size and y + 1 < len(matrix):
            continue
        if average:
            widths = [min(size, len(row) - start) for start in starts]
            work, means = _divided(names, [int(total) for total in so_far], y % size + 1, widths)
            lines.append(work)
            results.append(" ".join(means))
        else:
            results.append(" ".join(so_far))
        so_far = [""] * len(starts)
    return lines, results


def _added(total: str, digits: list[int]) -> tuple[str, str]:
    """Returns the additions of digits to a total, which may be none yet, and the new total."""
    first, *rest = [int(total), *digits] if total else digits
    steps = str(first)
    for digit in rest:
        first += digit
        steps += f"+{digit}={first}"
    return steps, str(first)


def _divided(names: list[str], totals: list[int], height: int, widths: list[int]) -> tuple[str, list[str]]:
    """Returns the divisions of the totals by the sizes of their blocks, and the averages."""
    words, means = [], []
    for place, (name, total, width) in enumerate(zip(names, totals, widths, strict=True)):
        count = height * width
        if place == 0 or width != widths[place - 1]:
            words.append(f"{height}*{width}={count}:")
        whole, rest = divmod(total, count)
        means.append(f"{round(total / count, 2):.2f}".rstrip("0").rstrip("."))
        words.append(f"{name}{total}/{count}=" + (f"{whole}+{rest}/{count}={means[-1]}" if rest else means[-1]))
    return " ".join(words), means


def label(item: Item) -> str:
    """Returns the kind of pooling and the kernel size."""
    return f"{item['metadata']['pool_type']} of {item['metadata']['pool_size']}"


TASK = GymTask("pool_matrix", thoughts, label, answer)
