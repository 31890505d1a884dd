"""List which HTML an author may use, and what each element becomes.

QTextDocument draws a part of HTML 4. What it draws as a block or inline passes; every other block becomes `div`,
which parts paragraphs and does nothing else; every other inline element leaves only its words. Elements that load,
run or ask something vanish with all they hold.
"""

from collections.abc import Mapping
from types import MappingProxyType

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCKS: Mapping[str, str] = MappingProxyType(
    {name: name for name in ("p", "ul", "ol", "li", "blockquote", "pre", "div", "hr", "dl", "dt", "dd")}
    | {name: name for name in ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figcaption")}
    | {name: name for name in sorted(HEADINGS)}
    | {"menu": "ul", "dir": "ul"}
    | dict.fromkeys(("section", "article", "aside", "header", "footer", "main", "nav", "hgroup", "search"), "div")
    | dict.fromkeys(("figure", "address", "center", "details", "summary", "dialog"), "div")
    | dict.fromkeys(("form", "fieldset", "legend", "optgroup", "option", "marquee"), "div")
)

INLINE: Mapping[str, str] = MappingProxyType(
    {name: name for name in ("a", "b", "strong", "i", "em", "s", "del", "u", "sub", "sup", "code", "abbr", "small")}
    | {"kbd": "code", "samp": "code", "tt": "code", "var": "i", "cite": "i", "dfn": "i", "ins": "u", "strike": "s"}
    | dict.fromkeys(("span", "q", "mark", "big", "font", "bdi", "bdo", "time", "data", "label"), "span")
    | {"img": "img", "br": "br"}
)

VOID = frozenset({"br", "hr", "img"})

# Gone with all they hold: their content is code, a drawing, a form's choices or another page, never the author's text.
DROPPED_WHOLE = frozenset(
    {"script", "style", "iframe", "noscript", "noembed", "noframes", "object", "embed", "applet", "template", "title"}
    | {"svg", "math", "canvas", "audio", "video", "textarea", "select"}
)

# They pass as mere paragraphs, but their author expected more.
POWERLESS = frozenset({"form", "fieldset", "legend", "optgroup", "option", "marquee", "dialog"})

OWN = "data-own"  # the attribute with which Wardbook's extensions mark what they made; see `own`

ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"href", "title", "name"}),
        "abbr": frozenset({"title"}),
        "img": frozenset({"src", "alt", "title", "width", "height"}),
        "ol": frozenset({"start"}),
        "td": frozenset({"align", "colspan", "rowspan"}),
        "th": frozenset({"align", "colspan", "rowspan"}),
        "*": frozenset({"id", OWN}),
    }
    | dict.fromkeys(sorted(HEADINGS), frozenset({"formerly"}))
)

SCHEMES = frozenset({"http", "https", "mailto", "topic"})
