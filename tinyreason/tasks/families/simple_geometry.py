"""reasoning-gym's simple_geometry: the last angle of a polygon with 3 to 6 sides.

Q: Given a convex polygon with 5 sides, its first 4 interior angles are: 36.0°, 44.0°, 71.0°, 166.0°. …
A: 36 + 44 = (6+4=10 3+4+1=8) 80
80 + 71 = (0+1=1 8+7=15) 151
151 + 166 = (1+6=7 5+6=11 1+1+1=3) 317
5 - 2 = 3
180 * 3 = (0*3=0 8*3=24 1*3=3+2=5) 540
540 - 317 = (0-7=3-10 4-1-1=2 5-3=2) 223
Answer: 223.
"""

from tinyreason.tasks.arithmetic import difference, multiply, running_sum
from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the sum of the angles, that of all, and the difference."""
    first, *rest = map(int, item["metadata"]["known_angles"])
    triangles = item["metadata"]["n_sides"] - 2
    lines, total = running_sum(first, [("+", angle) for angle in rest])
    lines += [difference(triangles + 2, 2), multiply(180, triangles), difference(180 * triangles, total)]
    return "\n".join(lines)


def label(item: Item) -> str:
    """Returns the number of sides."""
    return f"{item['metadata']['n_sides']} sides"


TASK = GymTask("simple_geometry", thoughts, label)
