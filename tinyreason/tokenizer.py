"""Text to token ids and back: byte-level byte-pair encoding, learned from the training text.

Every byte has an id of its own, so any Unicode text goes through and comes back unchanged. Merges stay within the
pieces of `PIECES`: a digit is always a piece by itself, a word takes the space before it, and what stands between
numbers (` + `, ` = (`, `, `) is one piece. The special ids have names outside the alphabet that bytes are written in,
so no text can become one. Without merges it is the byte tokenizer.

On top of that whole phrases can be one token each, what stands between numbers in many texts or a sentence of it: the
instructions that a family of questions repeats word for word, turns of thought (`. That leaves `) and the marks of
question and answer.

The file is the JSON of the `tokenizers` package, which can load it by itself.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

from tinyreason.config import UserError

PAD, START, END = 0, 1, 2
SPECIALS = ("\u2205pad", "\u2205start", "\u2205end")
SMALLEST = len(SPECIALS) + 256

PIECES = r"\d|'\p{L}+| ?\p{L}+|\n|[^\d\p{L}\n]+?(?= ?\p{L}|'\p{L})|[^\d\p{L}\n]+"
# The same of text in ASCII, as Python's own expressions are written.
_ASCII_PIECES = re.compile(
    r"\d|'[A-Za-z]+| ?[A-Za-z]+|\n|[^\dA-Za-z\n]+?(?= ?[A-Za-z]|'[A-Za-z])|[^\dA-Za-z\n]+", re.ASCII
)
# Of so many pieces the ids are kept, then of others.
_KEPT_PIECES = 1 << 16

# What a phrase may be: all between numbers, or a sentence of it, that is more than one piece and occurs often.
_FRAGMENTS = re.compile(r"\d|-(?=\d)|(?:[^\d-]|-(?!\d))+")
_SENTENCES = re.compile(r'[^.:?!"]*[.:?!"]+|[^.:?!"]+')
_UNITS = re.compile(r" ?\w+|[^\w\n]+|\n")
_PHRASE_COUNT = 20


def _byte_letters() -> list[str]:
    """Returns the letter that stands for each byte: itself where printable, else one from U+0100 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]


BYTE_LETTERS = _byte_letters()
_BYTES = {letter: byte for byte, letter in enumerate(BYTE_LETTERS)}


class Tokenizer:
    """A tokenizer in use. Ids 0 to 2 are special, 3 to 258 the bytes, then the merges as learned, then phrases."""

    def __init__(
        self,
        vocabulary: Sequence[str],
        merges: Sequence[tuple[str, str]],
        phrases: Sequence[str] = (),
        pieces: str = PIECES,
    ):
        """Takes every token's letters by id, the pairs to merge, first learned first, phrases, and what splits a text.

        Phrases are given as they are read.
        """
        self.merges, self.phrases = tuple(merges), tuple(phrases)
        ids = {token: number for number, token in enumerate(vocabulary)}
        self._tokenizer = tokenizers.Tokenizer(models.BPE(vocab=ids, merges=list(merges)))
        self._tokenizer.pre_tokenizer = _pre_tokenizer(pieces)
        self._tokenizer.add_tokens([tokenizers.AddedToken(phrase, normalized=False) for phrase in phrases])
        self._bytes = [b""] * len(SPECIALS) + [bytes(map(_BYTES.__getitem__, t)) for t in vocabulary[len(SPECIALS) :]]
        self._bytes += [phrase.encode() for phrase in phrases]
        self._in_ascii = pieces == PIECES
        self._phrase = _any_of(phrases)
        self._kept: dict[str, list[int]] = {}

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
        if not (self._in_ascii and text.isascii()):
            return self._encode_whole(text)
        # Nearly all pieces were met before and their ids are kept: three times as fast as the package.
        ids: list[int] = []
        for number, part in enumerate(self._phrase.split(text)):
            for piece in (part,) if number % 2 else _ASCII_PIECES.findall(part):
                ids += self._kept.get(piece) or self._keep(piece)
        return ids

    def _keep(self, piece: str) -> list[int]:
        if len(self._kept) == _KEPT_PIECES:
            self._kept.clear()
        ids = self._kept[piece] = self._encode_whole(piece)
        return ids

    def _encode_whole(self, text: str) -> list[int]:
        try:
            # As a batch of one, since only batches can be had without the places of tokens in the text: a fifth faster.
            [encoding] = self._tokenizer.encode_batch_fast([text])
        except (TypeError, UnicodeEncodeError) as error:
            raise _not_unicode(text) from error
        ids: list[int] = encoding.ids
        return ids

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
            pieces = tree["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"]
            tokenizer = cls(vocabulary, merges, [token["content"] for token in tree["added_tokens"]], pieces)
            in_order = sorted(ids.values()) == list(range(len(ids)))
            whole = vocabulary[:SMALLEST] == [*SPECIALS, *BYTE_LETTERS] and in_order
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


def train_tokenizer(kind: str, texts: Iterable[str], vocabulary: int, phrases: int = 0) -> Tokenizer:
    """Learns a tokenizer of at most `vocabulary` ids from texts, the same for the same texts in any process.

    At most `phrases` of the ids, and half of what the bytes leave, stand for whole phrases; what is left of the texts
    teaches the merges. Raises UserError where the vocabulary is too small for the bytes and the special ids.
    """
    if vocabulary < SMALLEST:
        raise UserError(
            f"--vocabulary={vocabulary} is too small: 256 bytes and {len(SPECIALS)} special tokens need {SMALLEST}"
        )
    if kind == "byte":
        return Tokenizer([*SPECIALS, *BYTE_LETTERS], [])
    if kind != "bpe":
        raise ValueError(f"unknown kind of tokenizer: {kind!r}")
    folded: list[str] = []
    if phrases:
        folded, texts = _learn_phrases(list(texts), min(phrases, (vocabulary - SMALLEST) // 2))
    learner = tokenizers.Tokenizer(models.BPE())
    learner.pre_tokenizer = _pre_tokenizer()
    # The learner knows nothing of the special ids, so their share is taken off.
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - len(SPECIALS) - len(folded),
        initial_alphabet=BYTE_LETTERS,
        min_frequency=2,
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    merges = [(first, second) for first, second in json.loads(learner.to_str())["model"]["merges"]]
    merged = dict.fromkeys(first + second for first, second in merges)
    return Tokenizer([*SPECIALS, *BYTE_LETTERS, *merged], merges, folded)


def _learn_phrases(texts: Sequence[str], most: int) -> tuple[list[str], list[str]]:
    """Returns the phrases that save the most pieces in the texts, those first, and what is left of the texts.

    A sentence is only counted where the fragment that it stands in is no phrase.
    """
    fragments = Counter(fragment for text in texts for fragment in _FRAGMENTS.findall(text))
    everything = "\0".join(fragments)
    counts = _frequent(fragments, everything)
    sentences: Counter[str] = Counter()
    for fragment, count in fragments.items():
        if fragment not in counts:
            sentences.update(dict.fromkeys(_SENTENCES.findall(fragment), count))
    counts |= _frequent(sentences, everything)
    saved = {phrase: (len(_UNITS.findall(phrase)) - 1) * count for phrase, count in counts.items()}
    chosen = sorted(saved, key=lambda phrase: (-saved[phrase], phrase))[:most]
    cut = _any_of(chosen)
    return chosen, [part for text in texts for part in cut.split(text)[::2] if part]


def _frequent(counts: Mapping[str, int], everything: str) -> dict[str, int]:
    """Returns the parts of more than one piece that occur often.

    None is what a word follows somewhere without a space of its own: there the word would have another first token.
    """
    return {
        part: count
        for part, count in counts.items()
        if count >= _PHRASE_COUNT
        and len(_UNITS.findall(part)) > 1
        and not re.search(re.escape(part) + r"[^\W\d]", everything)
    }


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Returns what finds the first and longest of some phrases, by which a text is split: every other part is one."""
    longest_first = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(f"({longest_first})" if longest_first else "(?!)")
