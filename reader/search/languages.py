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
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")


def code_of(language: str) -> str:
    """Return the two-letter code of a language such as `en-GB`, empty where it has no stemmer."""
    code = language.casefold().partition("-")[0].partition("_")[0]
    return code if code in STEMMED else ""


@lru_cache(maxsize=1 << 14)
def stem(form: str, code: str) -> str:
    """Return the stem of a form, which begins as the form does; codes and numbers are their own."""
    if not _WORD.fullmatch(form):
        return form
    stemmed = _stemmer(code)(form)
    # Where it begins otherwise, letters were taken for what they aren't, as Latin ones by the Russian stemmer.
    return stemmed if stemmed[:1] == form[0] else form


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the words that say nothing by themselves."""
    from whoosh.lang import NoStopWords, stopwords_for_language

    try:
        return frozenset(fold(word) for word in stopwords_for_language(code))
    except NoStopWords:
        return frozenset()


@cache
def _stemmer(code: str) -> Callable[[str], str]:
    from whoosh.lang import stemmer_for_language

    stemmer: Callable[[str], str] = stemmer_for_language(code)
    return stemmer
