"""Questions that a tiny model learns from in seconds: sums of two numbers, as a file of the user's own."""

import json
import random
from pathlib import Path


def write_sums(path: Path) -> str:
    """Writes 300 of them; returns the task that reads the file."""
    draw = random.Random(0)
    pairs = [(draw.randrange(100), draw.randrange(100)) for _ in range(300)]
    rows = [{"question": f"{a} + {b}?", "thoughts": f"{a} + {b} = {a + b}.", "answer": str(a + b)} for a, b in pairs]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return f"jsonl:{path}"
