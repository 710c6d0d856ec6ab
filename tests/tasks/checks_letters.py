"""Independent readers of the traces on letters and words: each derives the steps from the question."""

import json
import re
from collections import Counter
from string import ascii_letters, ascii_lowercase, ascii_uppercase


def unnumbered(text):
    """Returns the letters of `0s1u2n`, whose places must count on from 0."""
    pairs = re.findall(r"(\d+)(\D)", text)
    assert "".join(place + letter for place, letter in pairs) == text
    assert [int(place) for place, _ in pairs] == list(range(len(pairs))), text
    return "".join(letter for _, letter in pairs)


def check_letter_counting(question, lines):
    letter, text = re.fullmatch(r'.* letter "(.)" appear in the text: "(.*)"\?', question).groups()
    *spelled, last = lines
    seen = 0
    for word, line in zip(text.split(), spelled, strict=True):
        assert re.sub(r"(?<=\D)(?<! )\d+", "", line) == " ".join(word.lower()) or letter.isdigit()
        for place, shown in enumerate(line.split()):
            if word.lower()[place] == letter:
                seen += 1
                assert shown == f"{letter}{seen}", line
            else:
                assert shown == word.lower()[place], line
    assert last == f"total {seen}" and seen == text.lower().count(letter)
    return str(seen)


def check_caesar_cipher(question, lines):
    words = re.search(r"text: (.*)\. Provide", question)[1].split()
    rows = lines[: -len(words) - 1]
    long = [word for word in words if len(word) > 3]
    assert rows[0].replace(" ", "") == (long[0] if long else max(words, key=len))
    following = dict(zip(ascii_uppercase, ascii_uppercase[1:] + "A", strict=True))
    for above, below in zip(rows, rows[1:], strict=False):
        assert [following[letter] for letter in below.split()] == above.split()
    meaning = dict(pair.split(":") for pair in lines[len(rows)].split())
    assert list(meaning) == list(ascii_uppercase) and all(
        meaning[x] == y for x, y in zip(rows[0], rows[-1], strict=True) if x != " "
    )
    assert all(following[meaning[x]] == meaning[following[x]] for x in ascii_uppercase)
    clear = []
    for word, line in zip(words, lines[-len(words) :], strict=True):
        spelled, _, accented = line.partition(", ")
        left, right = spelled.split(" = ")
        assert left.replace(" ", "") == word and [meaning[x] for x in left.split()] == right.split()
        clear.append(accented or right.replace(" ", ""))
    return " ".join(clear)


def check_word_sequence_reversal(question, lines):
    words = re.search(r"list of words: (.*)", question)[1].split(", ")
    forward, backward = ([part.split(": ") for part in line.split(", ")] for line in lines)
    assert forward == [[str(place), word] for place, word in enumerate(words)] and backward == forward[::-1]
    return ", ".join(word for _, word in backward)


def check_word_sorting(question, lines):
    direction, listed = re.search(r"sort these words in (\w+) order .* list: (.*)", question).groups()
    words, sign = listed.split(", "), 1 if direction == "ascending" else -1
    assert lines[0] == ", ".join(f"{word} {' '.join(word[:3])}" for word in words)
    passed, found = [], []
    for line in lines[1:]:
        names, _, rest = line.partition(": ")
        passed += names.split()
        group = [word for word in words if word[0] == passed[-1]]
        assert all(word[0] not in names.split()[:-1] for word in words)
        listed, _, keyed = rest.partition(" = ")
        assert listed.split() == group
        if len(group) < 2:
            assert not keyed
            found += group
            continue
        entries = re.findall(r"((?:\S )*\S): (\w+)", keyed)
        assert " ".join(f"{key}: {word}" for key, word in entries) == keyed, line
        keys = [key.replace(" ", "") for key, _ in entries]
        depth = max(map(len, keys))
        assert keys == [word[1 : depth + 1] for _, word in entries] and len(set(keys)) == len(keys), line
        assert depth == 2 or depth > 2 and len({key[: depth - 1] for key in keys}) < len(keys), line
        assert all((x < y) == (sign > 0) for x, y in zip(keys, keys[1:], strict=False)), line
        assert sorted(word for _, word in entries) == sorted(group)
        found += [word for _, word in entries]
    codes = [ord(name) * sign for name in passed]
    assert codes == sorted(codes) and set(ascii_letters) <= set(passed) and sorted(found) == sorted(words)
    return ", ".join(found)


def check_isomorphic_strings(question, lines):
    left, right = question.strip().split("\n")[-1].split()
    assert (unnumbered(lines[0]), unnumbered(lines[1])) == (left, right)
    verdicts = []
    for place, line in enumerate(lines[2:]):
        match = re.fullmatch(r"(\d+) (.):(.)(?:, (.):(.) (alike|differs))?", line)
        assert match and match.group(1, 2, 3) == (str(place), left[place], right[place])
        before = set(zip(left[:place], right[:place], strict=True))
        if match[4]:
            assert (match[4], match[5]) in before and (match[4] == match[2] or match[5] == match[3])
            assert (match[6] == "alike") == (match.group(4, 5) == match.group(2, 3))
        else:
            assert left[place] not in left[:place] and right[place] not in right[:place]
        verdicts.append(match[6])
    assert "differs" not in verdicts[:-1] and (verdicts[-1] == "differs" or len(verdicts) == len(left))
    pairs = len(set(zip(left, right, strict=True)))
    assert (verdicts[-1] != "differs") == (pairs == len(set(left)) == len(set(right)))
    return str(verdicts[-1] != "differs")


def check_ransom_note(question, lines):
    note, magazine = re.search(r"Ransom note: (\w+)\nMagazine: (\w+)", question).groups()
    assert lines[0] == "".join(f"{x.upper()}{magazine[: place + 1].count(x)}" for place, x in enumerate(magazine))
    *needed, last = lines[1].split(" ")
    complete = last != "none"
    needed += [last] * complete
    assert len(lines) == 2 and (len(needed) == len(note) or not complete)
    left = Counter(magazine)
    for place, (letter, word) in enumerate(zip(note, needed, strict=False)):
        assert word == f"{letter}{note[: place + 1].count(letter)}/{magazine.count(letter)}"
        left[letter] -= 1
        assert left[letter] >= 0 or (not complete and place == len(needed) - 1)
    assert complete == (not Counter(note) - Counter(magazine))
    return str(complete)


def check_group_anagrams(question, lines):
    words = json.loads(question.strip().split("\n")[-1])
    groups = {}
    for word, line in zip(words, lines, strict=False):
        spelled, letters, number, place = re.fullmatch(r"([a-z ]+): ([a-z ]+) (\d+)([a-z])", line).groups()
        assert spelled.replace(" ", "") == word
        assert Counter(letters.split()) == Counter(word) and letters.split() == sorted(letters.split())
        groups.setdefault(number, []).append(word)
        assert place == ascii_lowercase[len(groups[number]) - 1]
    assert list(groups) == [str(number) for number in range(1, len(groups) + 1)]
    keys = [{frozenset(Counter(word).items()) for word in group} for group in groups.values()]
    assert all(len(key) == 1 for key in keys) and len(set.union(*keys)) == len(groups)
    for (number, group), line in zip(groups.items(), lines[len(words) :], strict=True):
        assert re.findall(r"([a-z]) ([a-z]+)", line) == list(zip(ascii_lowercase, group, strict=False))
        assert re.sub(r"[a-z]+", "", line).rstrip() == number
    return json.dumps(list(groups.values()))


def check_palindrome_generation(question, lines):
    letters = question.strip().split(": ")[-1].split(", ")
    counted, alphabet, ends, whole = lines
    half, words = "", iter(counted.split(" "))
    for place, letter in enumerate(letters):
        count = letters[: place + 1].count(letter)
        assert next(words) == f"{letter}{count}", counted
        if count % 2 == 0:
            assert next(words) == f"{len(half)}{letter}", counted
            half += letter
    assert not list(words)
    odd = [letter for letter in ascii_lowercase if letters.count(letter) % 2]
    listed, single = re.sub(r" middle (.)", "", alphabet), re.findall(r"(.)\d+ middle (.)", alphabet)
    assert listed.split(" ") == [f"{x}{letters.count(x) or ''}" for x in ascii_lowercase]
    assert single == [(letter, letter) for letter in odd] and len(odd) < 2
    middle = "".join(odd)
    assert ends == f"last {len(half) - 1}, middle {middle or 'none'}"
    front, *single, back = whole.split(" ")
    assert unnumbered(front) == half and single == odd
    assert "".join(re.findall(r"\d+\D", back)[::-1]) == front
    return half + middle + half[::-1]


def check_string_insertion(question, lines):
    text = question.strip().split(": ")[-1]
    parts = re.findall(r"([A-E])(\d?)", lines[0])
    assert "".join(letter for letter, count in parts if count) == text and len(lines) == 1
    circle = "ABCDE" * 3
    since = ""
    for place, (letter, count) in enumerate(parts):
        if not count:
            assert parts[place - 1][1] == "4" and circle.index(since[-4:]) == "ABCDE".index(letter)
            since = ""
            continue
        assert not since.endswith(tuple(circle[start : start + 4] for start in range(5)))
        since += letter
        run = max(length for length in range(1, 5) if since[-length:] in circle and len(since) >= length)
        assert int(count) == run
    assert all(
        parts[place + 1 : place + 2] and not parts[place + 1][1] for place, part in enumerate(parts) if part[1] == "4"
    )
    return "".join(letter for letter, _ in parts)


def check_ab(question, lines):
    tokens = question.split("the following program:")[1].split("\n")[2].split()
    rest = list(tokens)
    while True:  # the rules as the question gives them
        for place, (a, b) in enumerate(zip(rest, rest[1:], strict=False)):
            if a[1] == "#" and b[0] == "#":
                rest[place : place + 2] = [] if a[0] == b[1] else [b, a]
                break
        else:
            break
    waiting, gone = [], []
    for token, line in zip(tokens, lines, strict=True):
        head, _, left = line.partition(":")
        if token[1] == "#":
            assert head == token
            waiting.append(token)
        elif " takes " in head:
            assert head == f"{token} takes {token[1]}#"
            waiting = (" ".join(waiting)[::-1].replace(f"#{token[1]}", "", 1))[::-1].split()
        else:
            assert head == f"{token} goes" and f"{token[1]}#" not in waiting
            gone.append(token)
        assert left.split() == waiting
    assert gone + waiting == rest
    return " ".join(rest)


def check_binary_alternation(question, lines):
    bits = question.strip().split(": ")[-1]
    listed, places, verdict = lines
    names = ascii_uppercase + ascii_uppercase.lower()
    tens = re.findall(r"([A-Za-z])([01]+) (\d+) (\d+)", listed)
    assert " ".join(f"{name}{ten} {ones} {zeros}" for name, ten, ones, zeros in tens) == listed
    assert "".join(ten for _, ten, *_ in tens) == bits and all(len(ten) == 10 for _, ten, *_ in tens[:-1])
    assert "".join(name for name, *_ in tens) == names[: len(tens)]
    for number, (_, _, ones, zeros) in enumerate(tens, start=1):
        so_far = list(enumerate(bits[: 10 * number]))
        assert int(ones) == sum(bit == "1" for place, bit in so_far if place % 2 == 0)
        assert int(zeros) == sum(bit == "0" for place, bit in so_far if place % 2)
    numbers = re.fullmatch(r"even (\d+) \+ (\d+) = (\d+), odd (\d+) \+ (\d+) = (\d+)", places).groups()
    before, last, even, before_too, last_odd, odd = map(int, numbers)
    assert before == before_too == 5 * (len(tens) - 1) and (even, odd) == (before + last, before + last_odd)
    assert (even + odd, even - odd) == (len(bits), len(bits) % 2)
    shown, result = verdict.split(": ")
    ones, zeros = map(int, tens[-1][2:])
    swaps = []
    for start in "01":
        wanted = ((start + "10"[int(start)]) * len(bits))[: len(bits)]
        if wanted.count("1") == bits.count("1"):
            swaps.append(sum(bit != want for bit, want in zip(bits, wanted, strict=True)) // 2)
    if not swaps:
        assert shown == f"{ones}, {zeros}" and result == "impossible"
        return "-1"
    assert shown == f"{ones} = {zeros}" + (" + 1" if ones > zeros else "")
    found = [re.fullmatch(rf"(?:{even} - {ones} = )?(\d+)", part)[1] for part in result.split(" or ")]
    assert [int(number) for number in found] == swaps
    assert (" - " in result) == (len(swaps) > 1 or ones > zeros)
    return str(min(swaps))


def _changed(rule, text):
    """Returns what a rule, read as a sentence, makes of a string; None if nothing."""
    quoted = re.findall(r"'(\w+)'", rule)
    if "even number" in rule:
        return text + "ab" if text.count("b") in range(2, 999, 2) else None
    if "length is greater" in rule:
        middle = len(text) // 2
        return text[:middle] + text[middle + 1 :] if len(text) > 15 else None
    sought, *others = quoted
    if "contains" in rule:
        start = 1 if "not at the start" in rule else 0
        if sought not in text[start:]:
            return None
        place = start + text[start:].index(sought)
        return text[:place] + "".join(others[:1]) + text[place + len(sought) :]
    first, rest = re.match(r".* (prefix|starts|suffix|ends).*?, (.*)", rule).groups()
    front = first in ("prefix", "starts")
    if (text[:2] if front else text[-2:]) != sought:
        return None
    body = text[2:] if front else text[:-2]
    for part in rest.split(" and "):
        word = (re.findall(r"'(\w+)'", part) or [""])[0]
        if re.match(r"replace", part):
            body = word + body if front else body + word
        elif "append" in part:
            body += word
        elif "prepend" in part:
            body = word + body
        elif "the last character" in part:
            # Of the two that were found, where the rule is on the end.
            body = body[:-1] if front else body + sought[0]
        elif "the first character" in part or "the second character" in part:
            body = sought[1] + body
        else:
            assert re.match(r"(delete|remove) the (first|last) two characters", part), part
    return body


def _names_and_letters(line, rules):
    """Returns the names and the letters of a string, whose marks must say what the rules look for."""
    parts = re.findall(r"([A-Z]+)([a-z])([.:]?)(\d*)", line)
    assert "".join(map("".join, parts)) == line, line
    names, letters = [name for name, *_ in parts], "".join(letter for _, letter, *_ in parts)
    assert len(set(names)) == len(names)
    counting, found = any("even number" in rule for rule in rules), []
    for place, (_, letter, parity, marks) in enumerate(parts):
        so_far = letters[: place + 1]
        assert parity == (".:"[so_far.count("b") % 2 == 0] if counting and letter == "b" else ""), line
        ending = []
        for number, rule in enumerate(rules, start=1):
            sought = re.search(r"contains '(\w+)'", rule)
            start = 1 if "not at the start" in rule else 0
            if sought and number not in found and so_far[start:].endswith(sought[1]):
                ending.append(number)
        assert marks == "".join(map(str, ending)), line
        found += ending
    return names, letters


def _check_deciding(rule, shown, names, text):
    """Checks the letters behind the number of a rule that is tried."""
    words = [name + letter for name, letter in zip(names, text, strict=True)]
    quoted = re.findall(r"'(\w+)'", rule)
    if "even number" in rule:
        *_, last = [place for place in range(len(text)) if text[place] == "b"] or [None]
        assert shown == ("" if last is None else words[last] + ".:"[text.count("b") % 2 == 0]), (rule, shown)
    elif "length is greater" in rule:
        counted, _, middle = shown.strip().partition(" ")
        assert counted == "".join(f"{place}{name}" for place, name in enumerate(names))
        assert middle == (f"{len(text) // 2}{names[len(text) // 2]}" if len(text) > 15 else "")
    elif "contains" in rule:
        start = 1 if "not at the start" in rule else 0
        place = text.find(quoted[0], start)
        assert shown == ("" if place < 0 else "".join(words[place : place + len(quoted[0])])), (rule, shown)
    else:
        front = "prefix" in rule or "starts" in rule
        assert shown == "".join(words[:2] if front else words[-2:]), (rule, shown)


def check_string_manipulation(question, lines):
    rules = re.findall(r"^\d+\. (.*)$", question, re.MULTILINE)
    text = question.strip().split("\n")[-1]
    names, first = _names_and_letters(lines[0], rules)
    assert first == text and names[:23] == list(ascii_uppercase[3 : 3 + len(text)])
    seen, lines = [text], lines[1:]
    while True:
        tried, *lines = lines
        signs = re.findall(r"(\d+?)((?:[A-Z]|\b ).*?)?([+-])(?: |$)", tried)
        assert " ".join("".join(sign) for sign in signs) == tried, tried
        for rule, (number, shown, sign), expected in zip(rules, signs, range(1, 99), strict=False):
            after = _changed(rule, seen[-1])
            assert int(number) == expected and (sign == "+") == (after is not None), tried
            _check_deciding(rule, shown, names, seen[-1])
        assert "+" not in tried[:-1]
        if tried[-1] == "-":
            assert len(signs) == len(rules) and lines == [" ".join(seen[-1])]
            return seen[-1]
        after_line, *lines = lines
        next_names, found = _names_and_letters(after_line, rules)
        assert found == after
        # The letters that stay between the ends keep their names.
        before, now = (dict(zip(*pair, strict=True)) for pair in ((names, seen[-1]), (next_names, after)))
        kept = [name for name in next_names if name in before]
        assert kept == [name for name in names if name in now] and len(kept) >= min(len(after), len(names)) - 2
        changed = [name for name in kept if before[name] != now[name]]
        assert len(changed) <= 3, (tried, after_line)
        names = next_names
        if after in seen:
            assert lines == ["seen before", " ".join(seen[-1])]
            return seen[-1]
        seen.append(after)
