"""Write marks as one page to print or to send: self-contained, readable in black and white, without scripts."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from itertools import groupby

from reader.notebook.citing import day_month_year
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.exchange.chapters import Chapter, Entry, chapters
from reader.notebook.exchange.telling import counted, facts
from reader.notebook.marks import Bookmark, Mark
from reader.notebook.stamps import words_of

_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Nothing is fetched, whatever an escape might have missed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light; }
body { margin: 3rem auto; padding: 0 1.5rem; max-width: 42rem; color: #1a1a1a; background: #fff;
  font: 1.05rem/1.55 "Source Serif 4", "Source Serif Pro", Charter, Georgia, "Noto Serif", serif; }
h1, h2, h3, .facts, .whence, .lead, nav, .standing, .kind { font-family: "Source Sans 3", "Source Sans Pro", "Segoe UI",
  "Noto Sans", Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 3rem 0 0; padding-top: .8rem; border-top: 2px solid #1a1a1a; font-size: 1.35rem; line-height: 1.25; }
h2 small { font-size: .95rem; font-weight: 400; color: #444; }
h3 { margin: 1.8rem 0 0; font-size: 1rem; color: #333; }
.lead, nav { color: #444; font-size: .95rem; }
.lead { margin: 0 0 1.5rem; }
nav ul { margin: 0; padding: 0; list-style: none; columns: 18rem; column-gap: 2rem; }
nav li { break-inside: avoid; padding: .1rem 0; }
nav a { color: inherit; }
article { margin: 1rem 0 1.6rem; }
blockquote { margin: 0 0 .5rem; padding: .1rem 0 .1rem .9rem; border-left: 4px solid #767676; }
.amber { border-left-color: #b37400; border-left-style: solid; }
.green { border-left-color: #2d7a3e; border-left-style: double; }
.blue { border-left-color: #2c62a8; border-left-style: dashed; }
.rose { border-left-color: #b03a62; border-left-style: dotted; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
p { margin: 0 0 .45rem; }
.whence, .facts { margin: 0; font-size: .83rem; line-height: 1.45; color: #555; }
.standing { padding: .35rem .6rem; border: 2px solid #1a1a1a; font-size: .9rem; font-weight: 600; }
.kind { font-size: .9rem; font-weight: 600; }
@media print {
  @page { margin: 18mm; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; }
  article, .standing { break-inside: avoid; }
  .facts, .whence, .lead, nav { color: #000; }
}
"""


def as_html(marks: Iterable[Mark], catalogue: Catalogue, now: datetime) -> str:
    """Return the page; `now` is told in its head, as the day is called here."""
    told = list(marks)
    parts = chapters(told, catalogue)
    body = [
        "<h1>Notes</h1>",
        f'<p class="lead">{escape(counted(told))}. Written by Wardbook on {day_month_year(now.astimezone())}.</p>',
        _contents(parts),
        *(_chapter(number, chapter) for number, chapter in enumerate(parts, start=1)),
    ]
    if not parts:
        body.append("<p>Nothing has been marked yet.</p>")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Notes</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(filter(None, body))
        + "\n</body>\n</html>\n"
    )


def _contents(parts: list[Chapter]) -> str:
    """Return the list of chapters, where there are several."""
    if len(parts) < 2:  # noqa: PLR2004 -- of one chapter there is nothing to choose
        return ""
    rows = (
        f'<li><a href="#topic-{number}" dir="auto">{_text(chapter.title)}</a>, {len(chapter.entries):,}</li>'
        for number, chapter in enumerate(parts, start=1)
    )
    return f'<nav aria-label="Topics"><ul>{"".join(rows)}</ul></nav>'


def _chapter(number: int, chapter: Chapter) -> str:
    loss = f" <small>({_text(chapter.loss)})</small>" if chapter.loss else ""
    lines = [f'<section>\n<h2 id="topic-{number}" dir="auto">{_text(chapter.title)}{loss}</h2>']
    for path, entries in groupby(chapter.entries, key=lambda entry: entry.path):
        if path:
            lines.append(f'<h3 dir="auto">{_text(" › ".join(path))}</h3>')
        lines += map(_entry, entries)
    return "\n".join([*lines, "</section>"])


def _entry(entry: Entry) -> str:
    mark = entry.mark
    colour = getattr(mark, "colour", "")
    lines = [f'<blockquote class="words {colour}" dir="auto">{_text(quote)}</blockquote>' for quote in entry.quotes]
    if entry.standing:
        lines.append(f'<p class="standing">{_text(entry.standing)}</p>')
    if isinstance(mark, Bookmark):
        lines.append('<p class="kind">Bookmark</p>')
    if words := words_of(mark):
        lines.append(_words(words))
    for other in entry.others:
        lines += ['<p class="kind">Also written at the same time:</p>', _words(other)]
    lines.append(f'<p class="whence" dir="auto">— {_text(str(entry.citation))}</p>')
    lines.append(f'<p class="facts" dir="auto">{_text(facts(mark))}</p>')
    return "\n".join(["<article>", *lines, "</article>"])


def _words(text: str) -> str:
    return f'<p class="words" dir="auto">{_text(text)}</p>'


def _text(text: str) -> str:
    """Return words as HTML; what may not stand in it at all is left out."""
    return escape(_UNPRINTABLE.sub("", text))
