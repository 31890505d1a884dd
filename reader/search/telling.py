"""Choose the words of a query that tell what it is about: all of a short one, the rarest of a long one.

A question of fifty words is mostly dress. What the shelf has least often tells sections apart best, and sixteen words
of that do as well as all of them.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from reader.search.interpretation import Reading
from reader.search.languages import asking_words, stem

MOST_USED = 16  # words
_AGAIN = 2.0  # how soon asking for a word again and again counts no more; the k3 of BM25
_A_NUMBER = 0.5  # what a bare number weighs beside words: it says little without what it counts
_A_QUESTION = 6  # words; in a shorter query `papers` may be what it is about


def telling(readings: Sequence[Reading], codes: Sequence[str], idf: Callable[[Reading], float]) -> list[Reading]:
    """Return the readings to search for, each once, in the order in which they were typed."""
    heard = _once([reading for reading in readings if not reading.silent], codes)
    if len(heard) > _A_QUESTION:
        asking = frozenset[str]().union(*(asking_words(code) for code in codes))
        heard = [reading for reading in heard if reading.form not in asking or reading.part.quoted] or heard
    return heard if _words(heard) <= MOST_USED else _most_telling(heard, idf)


def _once(readings: Sequence[Reading], codes: Sequence[str]) -> list[Reading]:
    """Keep each form once; what was asked for again, in whatever ending, counts for more, but less than as often."""
    forms = {(reading.form or reading.part.atoms, reading.part.quoted, reading.part.title_only): reading for reading in readings}
    asked = Counter(_stem(reading, codes) for reading in readings)
    kept = Counter(_stem(reading, codes) for reading in forms.values())
    for reading in forms.values():
        times = asked[_stem(reading, codes)]
        reading.weight = times * (_AGAIN + 1) / (times + _AGAIN) / kept[_stem(reading, codes)]
        if reading.form.isdigit() and len(forms) > 1:
            reading.weight *= _A_NUMBER
    return list(forms.values())


def _stem(reading: Reading, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(reading.form, code) for code in codes) or (reading.form,) if reading.form else reading.part.atoms


def _most_telling(readings: Sequence[Reading], idf: Callable[[Reading], float]) -> list[Reading]:
    """Keep sixteen words: what is quoted first, then what fewest sections have and what was asked for most."""
    worths = [(reading.part.quoted, idf(reading) * reading.weight) for reading in readings]
    room = MOST_USED
    kept = []
    for place in sorted(range(len(readings)), key=worths.__getitem__, reverse=True):
        words = _words([readings[place]])
        if words <= room:
            kept.append(place)
            room -= words
    return [readings[place] for place in sorted(kept)]


def _words(readings: Sequence[Reading]) -> int:
    return sum(1 if reading.form else len(reading.part.atoms) for reading in readings)
