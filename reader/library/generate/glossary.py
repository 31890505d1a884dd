"""Make the glossary of a pack out of abbreviations.yaml and synonyms.yaml."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from reader.library.generate.markdown import heading, table
from reader.library.model import EntryKind, Pack, SynonymRule

_HEADINGS = ("A–Z", "Trial names", "Drug brand to generic", "Staging codes")
_NAMES = ("a-z", "trials", "drugs", "staging")  # fixed, so that marks and links stay though a heading is reworded

Row = tuple[str, ...]


def glossary(pack: Pack, headings: Sequence[str]) -> str:
    """Return the sections of the glossary; `headings` reword the four, in their order, and an empty one is left out."""
    words = [*headings[: len(_HEADINGS)], *_HEADINGS[len(headings) :]]
    tables = (
        _entries(("Short form", "Meaning", "Also"), pack, None),
        _entries(("Trial", "What it was", "Also"), pack, EntryKind.TRIAL),
        _drugs(pack),
        _entries(("Code", "Meaning", "Also"), pack, EntryKind.STAGE),
    )
    made = zip(words, _NAMES, tables, strict=True)
    return "\n\n".join(f"{heading(title, name)}\n\n{rows}" for title, name, rows in made if rows)


def _entries(head: Row, pack: Pack, kind: EntryKind | None) -> str:
    rows = [
        (short, means, ", ".join(_also(short, means, pack.synonyms)))
        for short, means in _in_order(pack.abbreviations.items())
        if pack.kinds.get(short) is kind
    ]
    return _without_empty_end(head, rows)


def _drugs(pack: Pack) -> str:
    """Return brands with the drug that each is, and the short names of drugs with their long ones."""
    brands = {brand: drug.generic for drug in pack.drugs for brand in drug.brands}
    short = {name: means for name, means in pack.abbreviations.items() if pack.kinds.get(name) is EntryKind.DRUG}
    return _without_empty_end(("Brand or short name", "Generic name"), _in_order({**brands, **short}.items()))


def _also(short: str, means: str, rules: Iterable[SynonymRule]) -> Iterator[str]:
    """Yield the other names of an abbreviation: those that find it and that it finds."""
    known = {short.casefold(), means.casefold(), *(part.strip().casefold() for part in means.split(","))}
    for rule in rules:
        if short in rule.words and rule.words == rule.also:
            for word in rule.words:
                if word.casefold() not in known:
                    known.add(word.casefold())
                    yield word


def _in_order(entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(entries, key=lambda entry: (_folded(entry[0]), entry[0]))


def _folded(words: str) -> str:
    """Return what is compared: letters without case or accent, and digits."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words.casefold()) if sign.isalnum())


def _without_empty_end(head: Row, rows: Sequence[Row]) -> str:
    """Return a table, without its last column where nothing stands in it; empty where there is no row."""
    if not rows:
        return ""
    width = len(head) if any(row[-1] for row in rows) else len(head) - 1
    return table(head[:width], [row[:width] for row in rows])
