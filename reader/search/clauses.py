"""Turn what is wanted into Whoosh queries.

The text of a section has its title and headings in it several times: the section whose title or heading says it
answers; the section that says it somewhere only mentions it.
"""

from collections.abc import Iterable

from whoosh.query import Phrase, Query, Term

from reader.search.languages import stem
from reader.search.schema import stemmed

Clauses = tuple[Query, ...]  # any of them will do, and their scores add up

TEXT, TITLE, HEADING, WORDS = "text", "title", "heading", "words"


def exact(atoms: tuple[str, ...], whole: str = "", *, field: str = TEXT, boost: float = 1.0) -> Clauses:
    """Ask for a word as it is written, in one piece or in several."""
    written = Term(field, atoms[0], boost) if len(atoms) == 1 else Phrase(field, list(atoms), boost=boost)
    return (written, Term(field, whole, boost)) if whole else (written,)


def stems(form: str, codes: Iterable[str], *, field: str = TEXT) -> Clauses:
    """Ask for every word with the same stem."""
    return tuple(Term(stemmed(field, code), stem(form, code)) for code in codes)
