"""Know the languages: their stems and their stop words, in folded form.

A language without a stemmer is searched by its words as they stand. Whoosh, which brings the stemmers, is imported
at the first use, because what finds matches on a page is imported before the first page is painted.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from reader.search.folding import fold

# There is a stemmed field for each of these in every index, whatever is on the shelf: one schema.
STEMMED = ("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv")
_SHORTEST = 4  # letters; `was` and `its` are no plurals
_LONG = 5  # letters of a stem, of which no ending ever changes the first three
_NEGATIONS = {
    "da": "ikke ingen intet uden",
    "de": "nicht kein keine keinen keiner keinem ohne",
    "en": "no not nor without",
    "es": "no sin ni",
    "fi": "ei eivät ilman",
    "fr": "ne pas sans ni",
    "hu": "nem nincs",
    "it": "non senza né",
    "nl": "niet geen zonder",
    "no": "ikke ingen uten",
    "pt": "não sem nem",
    "ro": "nu fără",
    "ru": "не нет без",
    "sv": "inte ingen utan",
}
_MORE_STOP_WORDS = {  # what the lists that come with the stemmers leave out: short forms, and what stands before n't
    "en": "ie eg etc vs versus doesn didn isn aren wasn weren hasn haven hadn couldn wouldn shouldn mustn won ain",
}
_ASKING = {
    "en": "article articles paper papers publication publications document documents interested find discuss discusses"
    " discussing discussed discussion discussions describe describes describing concerning regarding relevant related"
    " relating exist deal deals dealing like would want etc especially particularly particular",
}
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")


def code_of(language: str) -> str:
    """Return the two-letter code of a language such as `en-GB`, empty where it has no stemmer."""
    code = language.casefold().partition("-")[0].partition("_")[0]
    return code if code in STEMMED else ""


@lru_cache(maxsize=1 << 14)
def stem(form: str, code: str) -> str:
    """Return the stem of a form, which begins as one of `stem_beginnings` says; codes are their own."""
    if not _WORD.fullmatch(form):
        return form
    stemmed = _stemmer(code)(form)
    # Where it begins otherwise, letters were taken for what they aren't, as Latin ones by the Russian stemmer.
    return stemmed if form.startswith(stem_beginnings(stemmed)) else form


def stem_beginnings(stemmed: str) -> tuple[str, ...]:
    """Return how words with a stem begin: with its first three letters, or two where it is short, as dying with die."""
    if len(stemmed) >= _LONG:
        return (stemmed[:3],)
    return (stemmed[:2], stemmed[0] + stemmed[1:2].replace("i", "y"))


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the words that say nothing by themselves."""
    from whoosh.lang import NoStopWords, stopwords_for_language

    more = _MORE_STOP_WORDS.get(code, "").split()
    try:
        return frozenset(fold(word) for word in (*stopwords_for_language(code), *more))
    except NoStopWords:
        return frozenset()


@cache
def negations(code: str) -> frozenset[str]:
    """Return the words that turn a meaning round; they are among the stop words, and yet a clinician means them."""
    return frozenset(fold(word) for word in _NEGATIONS.get(code, "").split())


@cache
def asking_words(code: str) -> frozenset[str]:
    """Return the words of a long question that speak of the asking and not of the matter."""
    return frozenset(fold(word) for word in _ASKING.get(code, "").split())


@cache
def _stemmer(code: str) -> Callable[[str], str]:
    from whoosh.lang import stemmer_for_language

    stemmer: Callable[[str], str] = stemmer_for_language(code)
    return stemmer
