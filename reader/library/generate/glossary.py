"""Make the glossary of a pack out of abbreviations.yaml and synonyms.yaml."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from reader.library.generate.markdown import heading, table
from reader.library.model import EntryKind, Pack, SynonymRule

_HEADINGS = ("A–Z", "Trial names", "Drug brand to generic", "Staging codes")
_NAMES = ("a-z", "trials", "drugs", "staging")  # fixed, so that marks and links stay though a heading is reworded

Row = tuple[str, str]


def glossary(pack: Pack, headings: Sequence[str]) -> str:
    """Return the sections of the glossary; `headings` reword the four, in their order, and an empty one is left out."""
    words = [*headings[: len(_HEADINGS)], *_HEADINGS[len(headings) :]]
    tables = (
        (("Short form", "Meaning"), _entries(pack, None)),
        (("Trial", "What it was"), _entries(pack, EntryKind.TRIAL)),
        (("Brand or short name", "Generic name"), _drugs(pack)),
        (("Code", "Meaning"), _entries(pack, EntryKind.STAGE)),
    )
    made = zip(words, _NAMES, tables, strict=True)
    return "\n\n".join(f"{heading(title, name)}\n\n{table(head, rows)}" for title, name, (head, rows) in made if rows)


def _entries(pack: Pack, kind: EntryKind | None) -> list[Row]:
    return [
        (short, "; also ".join(filter(None, (means, ", ".join(_also(short, means, pack.synonyms))))))
        for short, means in _in_order(pack.abbreviations.items())
        if pack.kinds.get(short) is kind
    ]


def _drugs(pack: Pack) -> list[Row]:
    """Return brands with the drug that each is, and the short names of drugs with their long ones."""
    brands = {brand: drug.generic for drug in pack.drugs for brand in drug.brands}
    short = {name: means for name, means in pack.abbreviations.items() if pack.kinds.get(name) is EntryKind.DRUG}
    return _in_order({**brands, **short}.items())


def _also(short: str, means: str, rules: Iterable[SynonymRule]) -> Iterator[str]:
    """Yield the other names of an abbreviation: those that find it and that it finds. A plural is no other name."""
    known = {_singular(words) for words in (short, means, *means.split(","))}
    for rule in rules:
        if short in rule.words and rule.words == rule.also:
            for word in rule.words:
                if _singular(word) not in known and not _folded(means).startswith(_folded(word)):
                    known.add(_singular(word))
                    yield word


def _singular(words: str) -> str:
    return _folded(words).removesuffix("s")


def _in_order(entries: Iterable[tuple[str, str]]) -> list[Row]:
    return sorted(entries, key=lambda entry: (_folded(entry[0]), entry[0]))


def _folded(words: str) -> str:
    """Return what is compared: letters without case or accent, and digits."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words.casefold()) if sign.isalnum())
