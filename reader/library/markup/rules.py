"""Say which rule makes which block; with `vocabulary` this is the whole language of a page."""

from collections.abc import Mapping
from types import MappingProxyType

from reader.library.markup import drawn_boxes, headings, lists, plain_blocks, tables
from reader.library.markup.scene import Rule
from reader.library.markup.vocabulary import HEADINGS

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "p": plain_blocks.paragraph,
        "div": plain_blocks.division,
        "blockquote": plain_blocks.quotation,
        "pre": plain_blocks.preformatted,
        "hr": plain_blocks.line,
        "caption": plain_blocks.caption,
        "figcaption": plain_blocks.caption,
        "ul": lists.items,
        "ol": lists.items,
        "dl": lists.definitions,
        "table": tables.table,
        "box": drawn_boxes.box,
    }
    | dict.fromkeys(HEADINGS, headings.heading)
    # Where they stand outside of their list or table they are mere paragraphs.
    | dict.fromkeys(("li", "dt", "dd", "thead", "tbody", "tfoot", "tr", "th", "td"), plain_blocks.division)
)
