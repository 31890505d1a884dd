"""Say in a few words what a mark is, and what leaves with an export."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reader.notebook.citing import day_month_year
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.marks import Highlight, Mark
from reader.notebook.ordering import spot_of
from reader.notebook.rows import kind_of
from reader.notebook.stamps import words_of

_MOST_TOPICS = 12


def facts(mark: Mark) -> str:
    """Return when a mark was changed last, as the day is called here, by whom, its colour and its tags."""
    colour = mark.colour.value.capitalize() if isinstance(mark, Highlight) else ""
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    return ", ".join(filter(None, (colour, day_month_year(mark.modified.astimezone()), mark.creator, tags)))


def counted(marks: Iterable[Mark]) -> str:
    """Return how many marks there are, of which kinds."""
    kinds = Counter(kind_of(mark) for mark in marks)
    each = ", ".join(_many(kinds[kind], kind) for kind in ("highlight", "note", "bookmark") if kinds[kind])
    return f"{_many(kinds.total(), 'mark')}{f' ({each})' if each else ''}"


def what_leaves(marks: Sequence[Mark], deleted: Sequence[Mark], catalogue: Catalogue) -> list[str]:
    """Return lines that list what a file will hold: how much, whose names, of which topics, and what of the deleted marks."""
    written = sum(bool(words_of(mark)) for mark in marks)
    lines = [f"{counted(marks)}, {written:,} with words of your own"]
    names = sorted({mark.creator for mark in (*marks, *deleted)} - {""})
    if names:
        lines.append(f"made by {', '.join(names)}")
    lines += [f"{title}: {number:,}" for title, number in _topics(marks, catalogue)]
    if deleted:
        kept = sum(bool(_has_words(mark)) for mark in deleted)
        with_words = f", {kept:,} still with words" if kept else ""
        lines.append(f"{_many(len(deleted), 'deleted mark')}, for another notebook to delete too{with_words}")
    return lines


def _topics(marks: Sequence[Mark], catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return how many marks are in which topic, the most first; many topics with few marks are counted together."""
    found: Counter[str] = Counter()
    for mark in marks:
        spot = spot_of(mark)
        outline = catalogue.outline_of(spot.pack, spot.topic)
        found[outline.title if outline else spot.topic] += 1
    shown = found.most_common(_MOST_TOPICS)
    rest = found.total() - sum(number for _, number in shown)
    return [*shown, ("other topics", rest)] if rest else shown


def _has_words(mark: Mark) -> bool:
    return bool(words_of(mark)) or bool(mark.tags) or (isinstance(mark, Highlight) and bool(mark.targets[0].exact))


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
