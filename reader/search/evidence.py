"""Say what counts as having a word, from its exact form to its correction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reader.search import clauses
from reader.search.clauses import Clauses
from reader.search.interpretation import Reading
from reader.search.results import Reason
from reader.search.vocabulary import Vocabulary

# How much evidence weighs within the score. What has the exact word has its stem too, and gets both.
_EXACT, _SYNONYM, _STEM, _COMPLETION = 0.5, 0.7, 1.0, 0.4
_A_WORD = 4  # letters
_NUMBERED = re.compile(r"([^\W\d_]+)(\d.*)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way in which a section may have a word."""

    reason: Reason
    weight: float
    clauses: Clauses


def gather(reading: Reading, vocabulary: Vocabulary, codes: Sequence[str]) -> Iterator[Evidence]:
    """Give the evidence for one part, the strongest first; whatever rests on a correction is called so."""
    part, typo = reading.part, Reason.TYPO if reading.corrected else None
    atoms, whole = ((reading.form,), "") if reading.corrected else (part.atoms, part.whole)
    written = clauses.exact(atoms, whole, title_only=part.title_only)
    if pieces := apart(reading.form, vocabulary):
        written += clauses.exact(pieces, title_only=part.title_only)
    yield Evidence(typo or Reason.EXACT, _EXACT, written)
    if part.quoted:
        return
    if reading.alternatives:
        others = (clauses.exact(other.atoms, other.whole) for other in reading.alternatives)
        yield Evidence(typo or Reason.SYNONYM, _SYNONYM, tuple(chain.from_iterable(others)))
    if reading.form:
        yield Evidence(typo or Reason.STEM, _STEM, clauses.stems(reading.form, codes, title_only=part.title_only))
    if reading.completions:
        # A word that stands in the texts as it is wants first itself, then what it may be the beginning of;
        # but a few letters, such as `can`, are more likely a beginning.
        known = reading.alternatives or (reading.form in vocabulary and len(reading.form) >= _A_WORD)
        longer = (clauses.exact((form,), title_only=part.title_only) for form in reading.completions)
        yield Evidence(Reason.STEM if known else Reason.EXACT, _COMPLETION, tuple(chain.from_iterable(longer)))


def apart(form: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return HER and 2 for HER2, if the texts have such words at all."""
    numbered = _NUMBERED.fullmatch(form)
    if numbered and all(atom in vocabulary for atom in numbered.groups()):
        return numbered.groups()
    return ()
