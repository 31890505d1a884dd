"""Part texts into the terms that are looked up in the notebook, and say what was asked in SQLite's words.

Letters are folded here rather than by SQLite, of which each machine has another version. Scripts that
don't part their words are looked up letter by letter, so that any part of a text is found.
"""

import re
import unicodedata

_MOST = 64  # terms of a question that count: nobody types more, and SQLite has its limits
_VOICED = "\u3099\u309a"  # which tell kana apart; every other mark is folded away

# Thai and Lao, Burmese, Khmer, kana and bopomofo, Han and its extensions.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TERM = re.compile(rf"[{_UNPARTED}]|[^\W_{_UNPARTED}]+")


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order, without case and diacritics."""
    return _TERM.findall(_folded(text))


def as_indexed(text: str) -> str:
    """Return `text` as the index of the notebook holds it."""
    return " ".join(terms(text))


def question(words: str) -> str:
    """Return what finds marks with all `words`, of which the last may just have been begun; empty if there are none.

    What is written together, as `mg/kg`, has to stand together.
    """
    phrases: list[str] = []
    left = _MOST
    for word in words.split():
        parts = terms(word)[:left]
        left -= len(parts)
        if parts:
            phrases.append(f'"{" ".join(parts)}"')
    return " ".join(phrases) + "*" if phrases else ""


def _folded(text: str) -> str:
    bare = (
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if letter in _VOICED or not unicodedata.category(letter).startswith("M")
    )
    return unicodedata.normalize("NFC", "".join(bare)).casefold()
