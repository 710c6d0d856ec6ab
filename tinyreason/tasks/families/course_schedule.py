"""reasoning-gym's course_schedule: can 5 to 10 courses be taken in an order that their prerequisites allow?

First stands each course with those that it needs, in the order of the question. Then the courses not yet taken are gone
through again and again. Behind each stand those that it needs, up to the first that is not taken yet (-), where the
next round goes on. One that finds all it needs (+) is taken, which `=` and its number say. It ends where all are taken,
or none of a round.

    Q: … [(0, 2), (1, 4), (1, 0), (2, 3), (3, 2)] …
    A: 0: 2
    1: 4 0
    2: 3
    3: 2
    4:
    0 2-, 1 4-, 2 3-, 3 2-, 4 =4
    0 2-, 1 4+ 0-, 2 3-, 3 2-
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
    left, taken = list(needs), set[int]()
    while left:
        before_round, entries = len(taken), []
        for course in left:
            words = [str(course)]
            while needs[course] and needs[course][0] in taken:
                words.append(f"{needs[course].pop(0)}+")
            words.append(f"{needs[course][0]}-" if needs[course] else f"={course}")
            if not needs[course]:
                taken.add(course)
            entries.append(" ".join(words))
        lines.append(", ".join(entries))
        left = [course for course in left if course not in taken]
        if len(taken) == before_round:
            break
    return "\n".join([*lines, "none taken" if left else "all taken"])


def label(item: Item) -> str:
    """Returns the answer and the number of courses."""
    return f"{item['answer']}, {len(item['metadata']['courses'])} courses"


TASK = GymTask("course_schedule", thoughts, label)
