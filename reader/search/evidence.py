"""Say what counts as having a word, from its exact form to its correction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from reader.search import clauses
from reader.search.clauses import Clauses
from reader.search.interpretation import Reading
from reader.search.results import Reason
from reader.search.vocabulary import Vocabulary

# How much evidence weighs within the score. What has the exact word has its stem too, and gets both.
_EXACT, _SYNONYM, _TOPIC, _STEM, _COMPLETION, _GOING_ON = 0.3, 0.7, 1.0, 1.0, 0.4, 0.05
_COMPOUND = 0.65  # of a word that is two of the query, for each of them
_A_WORD = 4  # letters
_EDGE = re.compile(r"[^\W\d_](?=\d)|\d(?=[^\W\d_])")  # between letters and digits
_GREEK_END = re.compile(r"(?<=\w)(?:alpha|beta|gamma|delta|epsilon|kappa|lambda|sigma|omega)$")


class Counts(Enum):
    """How evidence counts beside other evidence for the same word."""

    AS_ITSELF = auto()  # the word itself; all such adds up
    INSTEAD = auto()  # something that stands for it; of such, and of the word itself, only the best counts
    FOR_TOPIC = auto()  # what the topic is to be found by: it adds up, but isn't having the word


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way in which a section may have a word."""

    reason: Reason
    weight: float
    clauses: Clauses
    counts: Counts = Counts.AS_ITSELF


def gather(reading: Reading, vocabulary: Vocabulary, codes: Sequence[str]) -> Iterator[Evidence]:
    """Give the evidence for one part, the strongest first; whatever rests on a correction is called so."""
    part, typo = reading.part, Reason.TYPO if reading.corrected else None
    field = clauses.TITLE if part.title_only else clauses.TEXT
    yield Evidence(typo or Reason.EXACT, _EXACT, _written(reading, vocabulary, field))
    if part.compound and not reading.corrected:
        yield Evidence(Reason.EXACT, _COMPOUND, clauses.exact((part.compound,), field=field), Counts.INSTEAD)
        yield Evidence(Reason.STEM, _COMPOUND, clauses.stems(part.compound, codes, field=field), Counts.INSTEAD)
    if not part.title_only:
        yield Evidence(typo or Reason.SYNONYM, _TOPIC, _by_author(reading, vocabulary, codes), Counts.FOR_TOPIC)
        for other in reading.alternatives:
            # A row of words is one thing, and scores as one.
            others = clauses.exact(other.atoms, other.whole, boost=1 / len(other.atoms))
            yield Evidence(typo or Reason.SYNONYM, _SYNONYM, others, Counts.INSTEAD)
    if part.quoted:
        return
    if reading.form:
        yield Evidence(typo or Reason.STEM, _STEM, clauses.stems(reading.form, codes, field=field))
    if reading.completions:
        # A word that stands in the texts as it is wants first itself, then what it may be the beginning of;
        # but a few letters, such as `can`, are more likely a beginning.
        known = reading.alternatives or (reading.form in vocabulary and len(reading.form) >= _A_WORD)
        longer = (clauses.exact((form,), field=field) for form in reading.completions)
        yield Evidence(
            Reason.STEM if known else Reason.EXACT, _GOING_ON if known else _COMPLETION, tuple(chain.from_iterable(longer))
        )


def _written(reading: Reading, vocabulary: Vocabulary, field: str) -> Clauses:
    """Ask for a part as it was typed, or as it was corrected."""
    part = reading.part
    atoms, whole = ((reading.form,), "") if reading.corrected else (part.atoms, part.whole)
    pieces = apart(reading.form, vocabulary)
    return clauses.exact(atoms, whole, field=field) + (clauses.exact(pieces, field=field) if pieces else ())


def _by_author(reading: Reading, vocabulary: Vocabulary, codes: Sequence[str]) -> Clauses:
    """Ask for the words that an author gave a topic to be found by."""
    if reading.form and not reading.part.quoted:
        return clauses.stems(reading.form, codes, field=clauses.WORDS) or _written(reading, vocabulary, clauses.WORDS)
    return _written(reading, vocabulary, clauses.WORDS)


def apart(form: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return HER and 2 for HER2, T1 and N1mi for T1N1mi, TNF and alpha for TNFα, if the texts have such words at all."""
    ends = [edge.end() for edge in _EDGE.finditer(form)]
    if letter := _GREEK_END.search(form):
        ends.append(letter.start())
    for end in ends:
        pieces = form[:end], form[end:]
        if all(piece in vocabulary for piece in pieces):
            return pieces
    return ()
