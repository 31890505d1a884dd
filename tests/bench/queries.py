"""Draw the queries of each class from the texts that are searched, always the same ones."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.library.compiled.compiled_pack import CompiledPack
from reader.search.languages import stop_words
from tests.bench.corpora import SYNONYMS

MANY = 24  # queries of each class
_SEED = 7
_READ_EVERY = 7  # sections; enough to know the words by
_WORD = re.compile(r"[a-z]{3,}")
_ANY_WORD = re.compile(r"[A-Za-z']+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Asked:
    """A query as it is typed here, and the same for engines with a language of their own."""

    typed: str
    words: tuple[str, ...]  # to look for, as they should be written
    others: tuple[str, ...] = ()  # words that mean the same


class Texts:
    """What queries are drawn from."""

    def __init__(self, compiled: Path) -> None:
        self.chance = random.Random(_SEED)  # noqa: S311 — no secret
        pack = CompiledPack.open(compiled)
        sections = [section for number, section in enumerate(pack.sections_for_index()) if number % _READ_EVERY == 0]
        pack.close()
        self.texts = [section.text[section.heading_length :] for section in sections]
        self.headings = sorted({section.heading for section in sections if section.heading.endswith("?")})
        self.spread = Counter(word for text in self.texts for word in set(_WORD.findall(text.lower())))
        self.telling = {word: count for word, count in self.spread.items() if word not in stop_words("en")}

    def words(self, least: float, most: float, length: int = 4) -> list[str]:
        """Return the words that stand in a share of the sections."""
        size = len(self.texts)
        return sorted(word for word, count in self.telling.items() if least <= count / size <= most and len(word) >= length)

    def sentence(self, words: int) -> list[str]:
        """Return some words in a row."""
        while True:
            found = _ANY_WORD.findall(self.chance.choice(self.chance.choice(self.texts).split(". ")))
            if len(found) > words:
                start = self.chance.randrange(len(found) - words)
                return [word.lower() for word in found[start : start + words]]


def common(texts: Texts) -> list[Asked]:
    return [_words(word) for word in texts.chance.sample(texts.words(0.1, 1.0), MANY)]


def rare(texts: Texts) -> list[Asked]:
    return [_words(word) for word in texts.chance.sample(texts.words(0.0005, 0.004, length=6), MANY)]


def three_any(texts: Texts) -> list[Asked]:
    return [_words(*texts.chance.sample(texts.words(0.001, 0.05), 3)) for _ in range(MANY)]


def three_all(texts: Texts) -> list[Asked]:
    found: list[Asked] = []
    while len(found) < MANY:
        telling = [word for word in dict.fromkeys(texts.sentence(14)) if word in texts.telling]
        found += [_words(*telling[:3])] if len(telling) >= 3 else []
    return found


def phrase(texts: Texts) -> list[Asked]:
    rows = [texts.sentence(2 + number % 4) for number in range(MANY)]
    return [Asked(f'"{" ".join(row)}"', tuple(row)) for row in rows]


def prefix(length: int) -> Callable[[Texts], list[Asked]]:
    def draw(texts: Texts) -> list[Asked]:
        beginnings = Counter[str]()
        for word, count in texts.telling.items():
            if len(word) > length:
                beginnings[word[:length]] += count
        chosen = texts.chance.choices(list(beginnings), list(beginnings.values()), k=MANY * 4)
        return [Asked(beginning, (beginning,)) for beginning in list(dict.fromkeys(chosen))[:MANY]]

    return draw


def typo(texts: Texts) -> list[Asked]:
    known, found = texts.words(0.001, 0.2, length=7), list[Asked]()
    while len(found) < MANY:
        word = texts.chance.choice(known)
        place = texts.chance.randrange(1, len(word) - 1)
        edited = texts.chance.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                word[:place] + texts.chance.choice(_LETTERS) + word[place + 1 :],
                word[:place] + texts.chance.choice(_LETTERS) + word[place:],
            ]
        )
        if edited not in texts.spread:
            found.append(Asked(f"{edited} ", (word,)))
    return found


def synonym(_texts: Texts) -> list[Asked]:
    return [Asked(f"{one} ", tuple(one.split()), tuple(other.split())) for one, other in SYNONYMS]


def question(texts: Texts) -> list[Asked]:
    return [Asked(f"{heading} ", tuple(_ANY_WORD.findall(heading))) for heading in texts.chance.sample(texts.headings, MANY)]


CLASSES: dict[str, Callable[[Texts], list[Asked]]] = {
    "common word": common,
    "rare word": rare,
    "three words, any": three_any,
    "three words, all": three_all,
    "phrase": phrase,
    "prefix of 2 letters": prefix(2),
    "prefix of 3 letters": prefix(3),
    "prefix of 5 letters": prefix(5),
    "one typo": typo,
    "synonym": synonym,
    "question": question,
}


def drawn(compiled: Path) -> dict[str, list[Asked]]:
    """Return the queries of each class."""
    texts = Texts(compiled)
    return {name: draw(texts) for name, draw in CLASSES.items()}


def odd(payloads: list[str], many: int) -> list[str]:
    """Return random and hostile strings."""
    chance = random.Random(_SEED)  # noqa: S311 — no secret
    pieces = [
        '"',
        "-",
        "title:",
        " ",
        "a",
        "the",
        "of",
        "cancer",
        "disease",
        "t-dm1",
        "0.2mm",
        "(i+)",
        "*",
        "~2",
        "\x00",
        "\ud800",
    ]
    pieces += ["乳腺癌", "الثدي", "é", "ß", "\u0301", "😀", "tratment", "cdk4/6", "zzqx", "co", "signs and symptoms", "\n"]

    def string() -> str:
        if chance.random() < 0.2 and payloads:
            return chance.choice(payloads)
        if chance.random() < 0.2:
            return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 60)))
        return chance.choice(["", " "]).join(chance.choices(pieces, k=chance.randrange(1, 40)))

    return [string() for _ in range(many)]


def _words(*words: str) -> Asked:
    return Asked(" ".join(words) + " ", words)
