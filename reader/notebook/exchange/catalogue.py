"""Know of a mark what the notebook alone can't tell: what its topic is called, and what became of its words since."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reader.notebook.marks import Mark
from reader.notebook.ordering import OutlineOf
from reader.notebook.placements import Placed


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of an edition."""

    pack: str  # its title
    edition: str  # its label
    released: date


def _none(*_of: object) -> None:
    """Know nothing."""


def _unknown(_pack: str) -> str:
    return ""


def _nothing(_mark: Mark) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an export asks; by default nothing is known."""

    outline_of: OutlineOf = _none
    published: Callable[[str, str], Published | None] = _none  # by pack and digest of the edition
    placed_of: Callable[[Mark], tuple[Placed, ...]] = _nothing  # in the present edition; empty where nobody has looked yet
    present: Callable[[str], str] = _unknown  # the digest of a pack's present edition
    others_of: Callable[[Mark], tuple[str, ...]] = _nothing  # words that were written elsewhere at the same time
