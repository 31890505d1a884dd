"""Turn a name or a heading into an id."""

import unicodedata
from collections.abc import Iterable

_LONGEST = 80  # an id is read, typed and linked to; a whole paragraph as a heading makes no better one


def slug(name: str) -> str:
    """Return `name` in [a-z0-9-], as topic ids are; empty when it has no Latin letter or digit."""
    return _joined(character if character.isascii() else " " for character in _plain(name))


def heading_slug(heading: str) -> str:
    """Return `heading` as a section id: like `slug`, but letters of other scripts stay what they are."""
    return _joined(_plain(heading)) or "section"


def _plain(name: str) -> str:
    """Take the accents off: é becomes e, ﬁ becomes fi, ² becomes 2."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _joined(characters: Iterable[str]) -> str:
    spaced = "".join(c if c.isalnum() else " " for c in characters)
    joined = "-".join(spaced.split())
    if len(joined) <= _LONGEST:
        return joined
    return joined[:_LONGEST].rpartition("-")[0] or joined[:_LONGEST]
