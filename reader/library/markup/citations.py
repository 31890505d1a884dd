"""Read `[@key]` and `[@a; @b ?]`."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from reader.library.markup.own import Citation, Cited, OwnMarks
from reader.library.markup.vocabulary import OWN

WRITTEN = re.compile(r"\[(@[^\[\]]{1,1000})\]")
_KEY = re.compile(r"@([\w:./+-]+)\s*(\?)?")
_AFTER_LINKS = 125  # so that [@mastodon](https://…) stays a link, and a figure's caption stays whole


class CitationExtension(Extension):
    """Teach Python-Markdown citations."""

    def __init__(self, marks: OwnMarks) -> None:
        super().__init__()
        self._marks = marks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register the pattern."""
        md.inlinePatterns.register(_CitationProcessor(WRITTEN.pattern, self._marks), "citation", _AFTER_LINKS)


def read_citation(words: str) -> Citation | None:
    """Return what stands between `[` and `]`, or None when it isn't a citation."""
    keys = [_KEY.fullmatch(part.strip()) for part in words.split(";") if part.strip()]
    cited = tuple(Cited(key.group(1), bool(key.group(2))) for key in keys if key)
    return Citation(f"[{words}]", cited) if cited and len(cited) == len(keys) else None


class _CitationProcessor(InlineProcessor):
    def __init__(self, pattern: str, marks: OwnMarks) -> None:
        super().__init__(pattern)
        self._marks = marks

    def handleMatch(  # type: ignore[override] # noqa: N802 - Python-Markdown names it; its stub knows only the old pattern
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        del data
        citation = read_citation(m.group(1))
        if citation is None:
            self._marks.problems.append((f"not understood as a citation: {m.group(0)}", m.group(0)))
            return None, None, None
        return Element("span", {OWN: self._marks.token(citation)}), m.start(0), m.end(0)
