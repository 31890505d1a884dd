"""Cut a section's texts into words once, for all that an index is made of: forms, stems and vocabulary."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.library.compiled.rows import IndexedSection
from reader.search.analysis import runs
from reader.search.folding import plain
from reader.search.schema import texts

GAP = 100  # places between two pieces of a field, so that no phrase runs from one into the next


class FieldWords(NamedTuple):
    """The words of one field of a section."""

    places: dict[str, list[int]]  # of each form, ascending
    length: int  # how many words there are, a form as often as it stands


class SectionWords(NamedTuple):
    """The words of a section."""

    fields: dict[str, FieldWords]
    written: dict[str, str]  # each form, as the section writes it where it comes first


class _Piece(NamedTuple):
    places: dict[str, list[int]]
    written: dict[str, str]
    length: int
    width: int  # places from its first word to beyond its last


def words_of(section: IndexedSection) -> SectionWords:
    """Return the words of every field that has any."""
    pieces: dict[str, _Piece] = {}
    fields: dict[str, FieldWords] = {}
    written: dict[str, str] = {}
    for name, parts in texts(section).items():
        for part in parts:
            if part not in pieces:
                pieces[part] = _cut(part)
                written = pieces[part].written | written
        found = _joined([pieces[part] for part in parts])
        if found.length:
            fields[name] = found
    return SectionWords(fields, written)


def _joined(pieces: Sequence[_Piece]) -> FieldWords:
    if len(pieces) == 1:
        return FieldWords(pieces[0].places, pieces[0].length)
    places: dict[str, list[int]] = {}
    first = 0
    for piece in pieces:
        for form, where in piece.places.items():
            places.setdefault(form, []).extend(first + place for place in where)
        first += piece.width + GAP
    return FieldWords(places, sum(piece.length for piece in pieces))


def _cut(text: str) -> _Piece:
    places: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    position = length = 0
    for offset, run in runs(text):
        for form, place, start, end in run.tokens:
            if form in places:
                places[form].append(position + place)
            else:
                places[form] = [position + place]
                piece = text[offset + start : offset + end]
                written[form] = form if piece == form else plain(piece)
        length += len(run.tokens)
        position += run.width
    return _Piece(places, written, length, position)
