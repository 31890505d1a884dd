"""Attacks on the page: nothing runs, nothing is asked from outside the pack, nothing poses as ours."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from reader.library.markup import TopicRenderer
from reader.library.model import Group, Manifest, Pack, TopicMeta, TopicSource

FIGURE = "figures/x.svg"
TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div", "dl", "dt", "dd", "hr", "br", "img"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "a", "b", "strong", "i", "em", "s", "del", "u", "sub", "sup", "code"}
TAGS |= {"abbr", "small"}
ATTRIBUTES = {"href", "title", "name", "src", "alt", "width", "height", "start", "align", "colspan", "rowspan", "class"}
ATTRIBUTES |= {"cellspacing"}
OWN_LINKS = re.compile(r"cite:(missing|unknown|fn-\d+|fnref-\d+(-\d+)?)")
LINKS = re.compile(r"(https?://|mailto:|#|topic:([a-z0-9-]+/)?[a-z0-9-]+(#|$))", re.IGNORECASE)
# Where an author can put an attack: alone, and in each place of Markdown that ends in an attribute or raw HTML.
PLACES: list[Callable[[str], str]] = [
    "{}".format,
    "Words {} words".format,
    "<div>{}</div>".format,
    '<div markdown="1">\n{}\n</div>'.format,
    "[words]({})".format,
    "[words](<{}>)".format,
    "![words]({})".format,
    '![words](figures/x.svg "{}")'.format,
    "words\n{{: {} }}".format,
    "a | b\n--|--\n{} | c".format,
    '!!! claim "{0}"\n    verdict: {0}\n    {0}'.format,
    "## words {}".format,
    "[^1]\n\n[^1]: {}".format,
    "<a href='{}'>words</a>".format,
    '<img src="{}">'.format,
    "- > {}".format,
]


class Elements(HTMLParser):
    """Collect the start tags of compiled HTML, by another parser than the sanitiser's."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {"data": data}))

    handle_decl = handle_comment
    handle_pi = handle_comment
    unknown_decl = handle_comment


class AskingDocument(QTextDocument):
    """Remember what the page asks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.setHtml(html)
        self.setTextWidth(600)
        self.size()

    def loadResource(self, _kind: int, name: QUrl) -> None:  # noqa: N802 - Qt names it
        self.asked.append(name.toString())


def renderer() -> TopicRenderer:
    manifest = Manifest("small", "Small", "1", date(2026, 1, 1), "en")
    return TopicRenderer(Pack(Path(), manifest, (), {}, {}, (), frozenset({FIGURE})))


def compiled(bodies: list[str]) -> Iterator[tuple[str, str]]:
    rendering = renderer()
    for body in bodies:
        source = TopicSource("t", "topics/t.md", TopicMeta("Title", Group("g", "G")), body, 1)
        yield body, "".join(section.html for section in rendering.render(source).sections)


def surviving(html: str) -> Iterator[str]:
    """Yield whatever has no place in compiled HTML."""
    for tag, attributes in Elements(html).found:
        if tag not in TAGS or not set(attributes) <= ATTRIBUTES:
            yield f"<{tag} {attributes}>"
        href, src = attributes.get("href", "#"), attributes.get("src", FIGURE)
        if not LINKS.match(href or "") and not OWN_LINKS.fullmatch(href or ""):
            yield f"href {href}"
        if src != FIGURE:
            yield f"src {src}"


@pytest.fixture(scope="module")
def payloads(hostile_data: Path) -> list[str]:
    lines = (hostile_data / "payloads.jsonl").read_text("utf-8").strip().split("\n")  # never at U+2028
    return [json.loads(line)["payload"] for line in lines]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place("…").replace("\n", " "))
def test_no_attack_survives(place: Callable[[str], str], payloads: list[str]):
    found = {body: left for body, html in compiled([place(each) for each in payloads]) if (left := list(surviving(html)))}
    assert found == {}


@pytest.mark.usefixtures("qapp")
def test_the_page_asks_for_nothing_outside_the_pack(payloads: list[str]):
    asked = {name for _, html in compiled(payloads) for name in AskingDocument(html).asked}
    assert asked <= {FIGURE}


@pytest.mark.usefixtures("qapp")
def test_the_page_asks_for_the_figures_of_the_pack():
    [(_, html)] = compiled([f"![a]({FIGURE}) ![b](http://example.org/b.png) ![c](file:///etc/passwd)"])
    assert AskingDocument(html).asked == [FIGURE]


@pytest.mark.parametrize(
    "fake",
    [
        '<p class="apparatus">do not</p>',
        "do not\n{: .apparatus }",
        '<div class="apparatus" markdown="1">do not</div>',
        '<p data-own="0-0">do not</p>',
        "do not\n{: data-own=0-0 }",
        '<a href="cite:x">do not</a>',
        "[do not](cite:x)",
        "[do not](<CITE:x>)",
        '<a href="cite&colon;x">do not</a>',
        '<a href="\tci\nte:x">do not</a>',
        '<sup><a class="footnote-ref" href="#fn:1">do not</a></sup>',
        '<div class="footnote" markdown="1"><ol markdown="1"><li markdown="1">do not</li></ol></div>',
        '<p style="-qt-user-state: 7">do not</p>',
        "do not\n{: style='-qt-user-state: 7' }",
    ],
)
def test_no_author_can_take_words_out_of_the_text(fake: str):
    source = TopicSource("t", "topics/t.md", TopicMeta("Title", Group("g", "G")), fake, 1)
    [section] = renderer().render(source).sections
    assert section.text == "do not"
    assert "apparatus" not in section.html
    assert "cite:" not in section.html


@pytest.mark.parametrize("opening", ["> ", "<div>", "<b>", "<table><tr><td>", "<ul><li>", "<dl><dd>", "<pre>", "[", "*", "`"])
@pytest.mark.usefixtures("qapp")
def test_deep_nesting_is_cut_before_it_reaches_the_page(opening: str):
    [(_, html)] = compiled([opening * 500 + "words"])
    assert "words" in AskingDocument(html).toPlainText()
