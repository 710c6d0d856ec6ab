"""reasoning-gym's caesar_cipher: a sentence of 3 to 20 words whose letters were moved on in the alphabet.

The first word of at least four letters is moved back a letter at a time until it is a word (the other rotations give
none that the generator's text has). That tells what each letter stands for; then every word is read letter by letter.

    Q: Decrypt this Caesar cipher text: PG UIF GPVS. Provide only the decrypted text as your final answer.
    A: G P V S
    F O U R
    A:Z B:A C:B … Z:Y
    P G = O F
    U I F = T H E
    G P V S = F O U R
    Answer: OF THE FOUR.
"""

from string import ascii_uppercase

from tinyreason.tasks.gym import GymTask, Item
from tinyreason.tasks.letters import spelled


def thoughts(item: Item) -> str:
    """Returns the rotations of a word, the alphabets and the words."""
    rotation, cipher = item["metadata"]["rotation"], item["metadata"]["cipher_text"].split()
    sample = next((word for word in cipher if len(word) >= 4), max(cipher, key=len))
    lines = [spelled(moved_back(sample, steps)) for steps in range(rotation + 1)]
    lines.append(spelled(f"{letter}:{moved_back(letter, rotation)}" for letter in ascii_uppercase))
    for word, clear in zip(cipher, item["metadata"]["clear_text"].split(), strict=True):
        letters = moved_back(word, rotation)
        # A letter with an accent was made one without.
        lines.append(f"{spelled(word)} = {spelled(letters)}" + f", {clear}" * (clear != letters))
    return "\n".join(lines)


def moved_back(word: str, steps: int) -> str:
    """Returns capital letters moved back in the alphabet, Z before A."""
    return "".join(ascii_uppercase[ascii_uppercase.index(letter) - steps] for letter in word)


def label(item: Item) -> str:
    """Returns the number of words."""
    return f"{item['metadata']['num_words']} words"


TASK = GymTask("caesar_cipher", thoughts, label)
