"""Take the marks off a line of Markdown, so that its words are left."""

import html
import re

_CITATION = re.compile(r"\[@[^\[\]]+\]")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?")
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!|~:\"'-])")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+(?=\w)|(?<=[\w.!?)])_+(?!\w)")


def plain(markdown: str) -> str:
    """Return the words of `markdown`, line for line: citations and addresses gone, links and emphasis as their words."""
    words = _NOTE_MARK.sub("", _CITATION.sub("", markdown))
    words = _REFERENCE_LINK.sub(r"\1", _LINK.sub(r"\1", words))
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return "\0"

    words = _EMPHASIS.sub("", _TAG.sub("", _BREAK.sub(" ", _ESCAPE.sub(keep, words))))
    letters = iter(kept)
    return html.unescape("".join(next(letters) if letter == "\0" else letter for letter in words))


def cites(markdown: str) -> bool:
    """Tell whether a citation stands in `markdown`."""
    return _CITATION.search(markdown) is not None
