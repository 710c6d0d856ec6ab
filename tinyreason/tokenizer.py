"""Text to token ids and back: byte-level byte-pair encoding, learned from the training text.

Every byte has an id of its own, so any Unicode text goes through and comes back unchanged. Merges stay within the
pieces of `PIECES`: a digit is always a piece by itself, a word takes the space before it, and what stands between
numbers (` + `, ` = (`, `, `) is one piece. The special ids have names outside the alphabet that bytes are written in,
so no text can become one. Without merges it is the byte tokenizer.

The file is the JSON of the `tokenizers` package, which can load it by itself.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

from tinyreason.config import UserError

PAD, START, END = 0, 1, 2
SPECIALS = ("\u2205pad", "\u2205start", "\u2205end")
SMALLEST = len(SPECIALS) + 256

PIECES = r"\d|'\p{L}+| ?\p{L}+|\n|[^\d\p{L}\n]+?(?= ?\p{L}|'\p{L})|[^\d\p{L}\n]+"


def _byte_letters() -> list[str]:
    """Returns the letter that stands for each byte: itself where printable, else one from U+0100 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]


BYTE_LETTERS = _byte_letters()
_BYTES = {letter: byte for byte, letter in enumerate(BYTE_LETTERS)}


class Tokenizer:
    """A tokenizer in use. Ids 0 to 2 are special, 3 to 258 the bytes, then the merges in the order learned."""

    def __init__(self, vocabulary: Sequence[str], merges: Sequence[tuple[str, str]], pieces: str = PIECES):
        """Takes every token's letters by id, the pairs to merge, first learned first, and what splits a text."""
        self.merges = tuple(merges)
        ids = {token: number for number, token in enumerate(vocabulary)}
        self._tokenizer = tokenizers.Tokenizer(models.BPE(vocab=ids, merges=list(merges)))
        self._tokenizer.pre_tokenizer = _pre_tokenizer(pieces)
        self._bytes = [b""] * len(SPECIALS) + [bytes(map(_BYTES.__getitem__, t)) for t in vocabulary[len(SPECIALS) :]]

    @property
    def kind(self) -> str:
        """Returns 'bpe', or 'byte' where nothing is merged."""
        return "bpe" if self.merges else "byte"

    @property
    def size(self) -> int:
        """The number of ids in use."""
        return len(self._bytes)

    def encode(self, text: str) -> list[int]:
        """Returns the ids of a text, none of them special. Raises UserError for half a surrogate pair."""
        try:
            return self._tokenizer.encode(text).ids
        except (TypeError, UnicodeEncodeError) as error:
            raise _not_unicode(text) from error

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        """Returns the ids of many texts, on all cores."""
        try:
            return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]
        except (TypeError, UnicodeEncodeError):
            return [self.encode(text) for text in texts]

    def decode(self, ids: Iterable[int]) -> str:
        """Returns the text of ids. Special and unused ids have none; broken UTF-8 is shown as U+FFFD."""
        return b"".join(self.token_bytes(number) for number in ids).decode("utf-8", "replace")

    def token_bytes(self, number: int) -> bytes:
        """Returns the bytes that an id stands for."""
        return self._bytes[number] if 0 <= number < len(self._bytes) else b""

    def save(self, path: Path) -> None:
        """Writes the tokenizer as JSON."""
        path.write_text(self._tokenizer.to_str(pretty=True) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Reads a tokenizer. Raises UserError where the file is missing, damaged or another tokenizer's."""
        try:
            tree = json.loads(path.read_text(encoding="utf-8"))
            ids, merges = tree["model"]["vocab"], [(first, second) for first, second in tree["model"]["merges"]]
            vocabulary = sorted(ids, key=ids.__getitem__)
            # Another pattern is that of a model that was trained elsewhere.
            tokenizer = cls(vocabulary, merges, tree["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"])
            whole = vocabulary[:SMALLEST] == [*SPECIALS, *BYTE_LETTERS] and sorted(ids.values()) == list(
                range(len(ids))
            )
            if not whole or json.loads(tokenizer._tokenizer.to_str()) != tree:
                raise ValueError("it was not written by this project")
        except OSError as error:
            raise UserError(f"cannot read the tokenizer {path}: {error.strerror}", status=1) from error
        except Exception as error:  # the package raises bare exceptions for what it cannot build
            raise UserError(f"the tokenizer {path} is damaged: {error}", status=1) from error
        return tokenizer


def _pre_tokenizer(pieces: str = PIECES) -> pre_tokenizers.PreTokenizer:
    split = pre_tokenizers.Split(tokenizers.Regex(pieces), behavior="isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def _not_unicode(text: str) -> UserError:
    place = next((i for i, letter in enumerate(text) if "\ud800" <= letter <= "\udfff"), 0)
    return UserError(f"the text is not valid Unicode: character {place} is half of a surrogate pair")


def train_tokenizer(kind: str, texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """Learns a tokenizer of at most `vocabulary` ids from texts, the same for the same texts in any process.

    Raises UserError where the vocabulary is too small for the bytes and the special ids.
    """
    if vocabulary < SMALLEST:
        raise UserError(
            f"--vocabulary={vocabulary} is too small: 256 bytes and {len(SPECIALS)} special tokens need {SMALLEST}"
        )
    merges: list[tuple[str, str]] = []
    if kind == "bpe":
        learner = tokenizers.Tokenizer(models.BPE())
        learner.pre_tokenizer = _pre_tokenizer()
        # The learner knows nothing of the special ids, so their share is taken off.
        trainer = trainers.BpeTrainer(
            vocab_size=vocabulary - len(SPECIALS), initial_alphabet=BYTE_LETTERS, min_frequency=2, show_progress=False
        )
        learner.train_from_iterator(texts, trainer)
        merges = [(first, second) for first, second in json.loads(learner.to_str())["model"]["merges"]]
    elif kind != "byte":
        raise ValueError(f"unknown kind of tokenizer: {kind!r}")
    merged = dict.fromkeys(first + second for first, second in merges)
    return Tokenizer([*SPECIALS, *BYTE_LETTERS, *merged], merges)
