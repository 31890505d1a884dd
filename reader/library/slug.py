"""Make ids out of titles: of [a-z0-9-], stable for ever, and never empty."""

import hashlib
import re
import unicodedata
from functools import cache

MAX_LENGTH = 80

_DIGEST_LENGTH = 8
_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]")
_NOT_OF_AN_ID = re.compile("[^a-z0-9]+")
# Greek letters stand for themselves in medicine (β-blocker), and ø, æ, ł have no decomposition: their names spell them.
_SPELT = re.compile("(?:LATIN|GREEK) SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]+)(?: WITH .*)?")


def slug(text: str) -> str:
    """Return the id that `text` gives: a topic's from its file's name, a section's from its heading.

    Accents fold away and Greek letters are spelt. Where letters of another script would be lost, or the id
    is too long, the end of the id is a digest of the text, so that different texts keep different ids.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = "".join(map(_folded, _APOSTROPHES.sub("", plain)))
    readable = _NOT_OF_AN_ID.sub("-", folded).strip("-")
    lost = any(not letter.isascii() and letter.isalnum() for letter in folded)
    if readable and not lost and len(readable) <= MAX_LENGTH:
        return readable
    kept = readable[: MAX_LENGTH - _DIGEST_LENGTH - 1].strip("-")
    return f"{kept}-{_digest(plain)}" if kept else _digest(plain)


@cache
def _folded(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.combining(letter):
        return ""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    spelt = _SPELT.fullmatch(unicodedata.name(letter, ""))
    return spelt[1].lower() if spelt else letter


def _digest(text: str) -> str:
    # Surrogates, which a file's name may hold, have no UTF-8 of their own.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
