"""Put selected words into what leaves by the clipboard: plain, or with where they stand."""

from collections.abc import Sequence

from reader.desktop.page.citations import keys_within
from reader.desktop.page.composer import Imprint
from reader.desktop.page.selection import Span
from reader.desktop.page.shown import Shown
from reader.desktop.page.sources import one_line
from reader.notebook.citing import Citation, quoted


def quoted_words(shown: Shown, spans: Sequence[Span]) -> str:
    """Return the words of a selection, without marks and labels."""
    return "\n".join(shown.words(span) for span in spans)


def with_citation(shown: Shown, imprint: Imprint, spans: Sequence[Span], area: tuple[int, int]) -> str:
    """Return the words, where they stand, and the sources whose marks stand among them.

    `area` is the selection in the document.
    """
    parts = [quoted(quoted_words(shown, spans), _citation(shown, imprint, spans))]
    numbered = {source.reference.key: source for source in shown.topic.sources}
    cited = [numbered[key] for key in keys_within(shown.marks, *area) if key in numbered]
    parts += [f"{source.number}. {one_line(source.reference)}" for source in cited]
    return "\n".join(parts)


def _citation(shown: Shown, imprint: Imprint, spans: Sequence[Span]) -> Citation:
    index = shown.index_of(spans[0].section) if spans else None
    path = shown.topic.sections[index].path if index is not None else ()
    return Citation(shown.topic.meta.title, path, imprint.pack, imprint.edition, imprint.released)
