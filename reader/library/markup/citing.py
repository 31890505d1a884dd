"""Draw what our inline extensions marked: citations and footnote marks, as links that aren't text."""

from reader.library.markup.citations import WRITTEN, read_citation
from reader.library.markup.content import CITE, Mark, Run
from reader.library.markup.own import Citation, Cited, FootnoteMark, FootnoteReturn, Own
from reader.library.markup.scene import Scene, Within
from reader.library.markup.sources import described

_SUP = Mark("sup")


def own_runs(thing: Own, within: Within, scene: Scene) -> list[Run]:
    """Return the runs of `thing`; what is a block of its own has none."""
    outside = tuple(mark for mark in within.marks if mark.tag not in ("a", "sup", "sub"))
    if isinstance(thing, Citation):
        return _citation(thing, outside, scene)
    if isinstance(thing, FootnoteMark):
        anchor = Run(atom="anchor", attrs={"name": _return_name(thing.number, thing.count)})
        return [anchor, Run(str(thing.number), (*outside, _link(f"{CITE}fn-{thing.number}"), _SUP))]
    if isinstance(thing, FootnoteReturn):
        return [Run(" ↩", (*outside, _link(CITE + _return_name(thing.number, thing.count), "Back to the text")))]
    return []


def cited_runs(text: str, scene: Scene) -> list[Run]:
    """Return plain text, such as a caption, with its citations drawn."""
    runs, end = [], 0
    for written in WRITTEN.finditer(text):
        if citation := read_citation(written.group(1)):
            runs += [Run(text[end : written.start()]), *_citation(citation, (), scene)]
            end = written.end()
    return [*runs, Run(text[end:])]


def _citation(citation: Citation, outside: tuple[Mark, ...], scene: Scene) -> list[Run]:
    runs = []
    for place, cited in enumerate(citation.cited, start=1):
        link, shown = _cited(cited, citation, scene)
        comma = "," if place < len(citation.cited) else ""
        runs.append(Run(shown + comma, (*outside, link, _SUP)))
    return runs


def _cited(cited: Cited, citation: Citation, scene: Scene) -> tuple[Mark, str]:
    found = scene.sources.cite(cited.key, unverified=cited.unverified)
    if found is None:
        scene.report.warn(f"unknown citation: {cited.key}", citation.words)
        return _link(f"{CITE}unknown", f"No reference has the key {cited.key}"), f"[{cited.key}: unknown source]"
    number, reference = found
    title = described(reference, unverified=cited.unverified)
    return _link(CITE + cited.key, title), f"{number}?" if cited.unverified else str(number)


def _link(href: str, title: str = "") -> Mark:
    return Mark("a", (("href", href), ("title", title)) if title else (("href", href),))


def _return_name(number: int, count: int) -> str:
    return f"fnref-{number}" if count == 1 else f"fnref-{number}-{count}"
