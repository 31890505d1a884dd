"""Know a figure's caption: the words that stand under it on the page, which its alternative text only replaces."""

import re
from html import unescape

from reader.library.model import Topic

_FIGURE = re.compile(r'<p class="figure"><img (?P<image>[^>]*)></p>\s*<p class="caption">(?P<caption>.*?)</p>', re.DOTALL)
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_MARK = re.compile(r'<a href="cite:[^>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def caption_of(topic: Topic, name: str) -> str:
    """Return the caption of a figure as plain words, without its citation marks; nothing where it has none."""
    for section in topic.sections:
        for figure in _FIGURE.finditer(section.html):
            source = _SOURCE.search(figure["image"])
            if source and unescape(source[1]) == name:
                return unescape(_TAG.sub("", _MARK.sub("", figure["caption"]))).strip()
    return ""
