"""Turn what is wanted into Whoosh queries, one for each field, weighted as a clinician would weigh them.

The section whose title or heading says it answers; the section that says it somewhere only mentions it.
"""

from collections.abc import Iterable

from whoosh.query import Phrase, Query, Term

from reader.search.languages import stem
from reader.search.schema import stemmed

Clauses = tuple[Query, ...]  # any of them will do, and their scores add up

_WEIGHTS = {"title": 1.5, "headings": 2.0, "words": 1.0, "body": 1.0}
_TITLE = {"title": 1.5}


def exact(atoms: tuple[str, ...], whole: str = "", *, title_only: bool = False) -> Clauses:
    """Ask for a word as it is written, in one piece or in several."""
    fields = _TITLE if title_only else _WEIGHTS
    found: list[Query] = []
    for field, weight in fields.items():
        if len(atoms) == 1:
            found.append(Term(field, atoms[0], boost=weight))
        else:
            found.append(Phrase(field, list(atoms), boost=weight))
        if whole:
            found.append(Term(field, whole, boost=weight))
    return tuple(found)


def stems(form: str, codes: Iterable[str], *, title_only: bool = False) -> Clauses:
    """Ask for every word with the same stem."""
    fields = _TITLE if title_only else _WEIGHTS
    return tuple(Term(stemmed(field, code), stem(form, code), boost=weight) for code in codes for field, weight in fields.items())
