"""reasoning-gym's course_schedule: can 5 to 10 courses be taken in an order that their prerequisites allow?

First stands each course with those that it needs, in the order of the question. Then the courses not yet taken are gone
through again and again: one is taken, or stands before `<` and the first that it needs and that is not taken yet. It
ends where all are taken, or none of a round.

    Q: … [(0, 2), (1, 0), (2, 3), (3, 2)] …
    A: 0: 2
    1: 0
    2: 3
    3: 2
    4:
    0<2, 1<0, 2<3, 3<2, 4 taken
    0<2, 1<0, 2<3, 3<2
    none taken
    Answer: False.
"""

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the courses with what they need, then the rounds."""
    needs: dict[int, list[int]] = {course: [] for course in sorted(item["metadata"]["courses"])}
    for course, before in item["metadata"]["prerequisites"]:
        needs[course].append(before)
    lines = [" ".join([f"{course}:", *map(str, before)]) for course, before in needs.items()]
    left = list(needs)
    while left:
        waiting, words = list(left), []
        for course in left:
            missing = next((before for before in needs[course] if before in waiting), None)
            if missing is None:
                waiting.remove(course)
            words.append(f"{course} taken" if missing is None else f"{course}<{missing}")
        lines.append(", ".join(words))
        if waiting == left:
            break
        left = waiting
    return "\n".join([*lines, "none taken" if left else "all taken"])


def label(item: Item) -> str:
    """Returns the answer and the number of courses."""
    return f"{item['answer']}, {len(item['metadata']['courses'])} courses"


TASK = GymTask("course_schedule", thoughts, label)
