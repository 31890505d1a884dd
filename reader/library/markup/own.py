"""Mark what Wardbook's own extensions made, so that no author can fake it.

An extension leaves an element with one attribute, a token; what it stands for is kept here. The token holds a
number that is drawn anew for each topic, so writing `data-own` in raw HTML or in an attribute list hits nothing.
"""

import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """One key of a citation."""

    key: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@a; @b ?]`, as written."""

    words: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """`!!! kind`, with the verdict of a claim as it was written; None where there is no verdict line."""

    kind: str
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class BoxTitle:
    """The words in quotes after `!!! kind`."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The raised number in the text; `count` tells the second mark of one note from its first."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class FootnoteItem:
    """The note itself, an item of the list at the end."""

    number: int


@dataclass(frozen=True, slots=True)
class FootnoteReturn:
    """The link back from the note to one of its marks."""

    number: int
    count: int


Own = Citation | Box | BoxTitle | FootnoteMark | FootnoteItem | FootnoteReturn


class OwnMarks:
    """Hand out tokens and know again what they stand for."""

    def __init__(self) -> None:
        self._nonce = ""
        self._made: dict[str, Own] = {}
        self.problems: list[tuple[str, str]] = []  # message, and the words at which to find its line
        self.reset()

    def reset(self) -> None:
        """Forget the topic before."""
        self._nonce = secrets.token_hex(8)
        self._made = {}
        self.problems = []

    def token(self, thing: Own) -> str:
        """Return the value of the attribute that stands for `thing`."""
        token = f"{self._nonce}-{len(self._made)}"
        self._made[token] = thing
        return token

    def find(self, token: str | None) -> Own | None:
        """Return what `token` stands for, or None when an author made it up."""
        return self._made.get(token) if token else None
