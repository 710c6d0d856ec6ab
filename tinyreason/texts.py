"""Plain text to learn from: a file, or a set of the catalogue, with parts held out."""

from collections.abc import Sequence
from pathlib import Path

from tinyreason.config import UserError
from tinyreason.tasks import catalogue
from tinyreason.tasks.protocol import Split

HELD_OUT = 0.05  # of a file for validation, and as much for testing


def documents(spec: str, split: Split) -> Sequence[str]:
    """Returns the texts of a split of `text:FILE` or `catalogue:NAME`.

    Of a file the last 5% are for testing and the 5% before them for validation. lm1b has no validation split: the
    last percent of its training split is taken. Raises UserError for what cannot be read or is too short.
    """
    source, _, name = spec.partition(":")
    if source == "text":
        return [_part_of_file(Path(name), split)]
    slices: dict[Split, str] = {part: str(part) for part in Split}
    if name == "lm1b":
        slices |= {Split.TRAIN: "train[:99%]", Split.VALIDATION: "train[99%:]"}
    return catalogue.Records(
        catalogue.catalogue_builder(name), [slices[split]], lambda record: record["text"].decode("utf-8")
    )


def _part_of_file(path: Path, split: Split) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 at byte {error.start}; convert it first", status=1) from error
    if not text:
        raise UserError(f"{path} is empty", status=1)
    length = int(len(text) * HELD_OUT)
    if not length:
        raise UserError(f"{path} is too short to hold out a part of it: {len(text)} characters", status=1)
    ends = {Split.TRAIN: (0, -2 * length), Split.VALIDATION: (-2 * length, -length), Split.TEST: (-length, None)}
    return text[slice(*ends[split])]
