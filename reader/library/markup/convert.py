"""Turn Markdown into HTML: Python-Markdown with its extras and Wardbook's own small extensions."""

from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from reader.library.markup.boxes import BoxExtension
from reader.library.markup.citations import CitationExtension
from reader.library.markup.footnotes import FootnoteMarkExtension
from reader.library.markup.own import OwnMarks


class Converter:
    """Hold one Markdown object, which is slow to make and quick to reset."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self.marks = OwnMarks()
        self._markdown = Markdown(
            output_format="html",
            extensions=[
                FencedCodeExtension(),
                FootnoteExtension(),
                AttrListExtension(),
                DefListExtension(),
                TableExtension(use_align_attribute=True),
                AbbrExtension(glossary=dict(abbreviations)),
                MarkdownInHtmlExtension(),
                SaneListExtension(),
                CitationExtension(self.marks),
                BoxExtension(self.marks),
                FootnoteMarkExtension(self.marks),
            ],
        )

    def convert(self, body: str) -> str:
        """Return the HTML of `body`, unsafe as the author wrote it, with `marks` for what is ours."""
        self.marks.reset()
        self._markdown.reset()
        return self._markdown.convert(body)
