"""Write a section out as plain text with all that its page shows: labels and verdicts of boxes, marks of sources.

Where text is printed nothing else says that a claim is wrong, or that a number wasn't read in its source.
"""

from html.parser import HTMLParser

from reader.library.compiled.table_headings import INLINE
from reader.library.text import TextBuilder


def plain_text(html: str) -> str:
    """Return compiled HTML as text, a block a line; the mark of a source that wasn't read as `[3?]`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.builder.result()[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TextBuilder()
        self._cites = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._cites = (dict(attrs).get("href") or "").startswith("cite:")
        elif tag == "br":
            self.builder.feed(" ")
        elif tag not in INLINE:
            self.builder.block()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._cites = False
        elif tag not in INLINE:
            self.builder.block()

    def handle_data(self, data: str) -> None:
        if self._cites:
            self.builder.feed(f"[{data.rstrip(',')}]")
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self.builder.block()
            self.builder.feed(line)
