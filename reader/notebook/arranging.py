"""Let the reader put bookmarks in an order of their own."""

from collections.abc import Sequence

from reader.notebook.marks import Bookmark, edited


def moved(bookmarks: Sequence[Bookmark], id_: str, row: int) -> list[Bookmark]:
    """Return the bookmarks to save so that this one stands at `row` of the list: itself, as a rule.

    It gets a position between its neighbours. Where no number is left between them, all get new ones.
    """
    (mark,) = (one for one in bookmarks if one.id == id_)
    others = [one for one in bookmarks if one.id != id_]
    row = min(max(row, 0), len(others))
    before = others[row - 1].position if row else None
    after = others[row].position if row < len(others) else None
    position = _between(before, after)
    if position is not None:
        return [] if bookmarks.index(mark) == row else [edited(mark, position=position)]
    in_order = [*others[:row], mark, *others[row:]]
    return [edited(one, position=float(place)) for place, one in enumerate(in_order) if one.position != place]


def _between(before: float | None, after: float | None) -> float | None:
    """Return a number between two; None where there is none."""
    if before is None:
        position = after - 1.0 if after is not None else 0.0
    else:
        position = before + 1.0 if after is None else (before + after) / 2
    fits = (before is None or before < position) and (after is None or position < after)
    return position if fits else None
