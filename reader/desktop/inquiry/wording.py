"""Put into words what was found: how much, what else was searched, and what to try where it is nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import QCoreApplication

from reader.desktop.inquiry.answer import Answer
from reader.desktop.inquiry.asked import Scope
from reader.library.model import Audience

AS_TYPED, EVERYWHERE = "typed:", "everywhere:"
_WORDS = "words:"
_LONGEST = 28  # characters of a query that are said again
_MOST_ALSO = 3  # words that were searched as well: more would be a list to read


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the results, as HTML with links, and as a screen reader says it."""

    html: str
    spoken: str


@dataclass(frozen=True, slots=True)
class _Line:
    html: str
    spoken: str


def head(answer: Answer) -> Head:
    """Return what to say about an answer."""
    found = _nothing(answer) if answer.is_empty else [*_offered(answer), *_count(answer)]
    lines = [*_corrected(answer), *found, *_waiting(answer)]
    return Head("<br>".join(line.html for line in lines), "\n".join(line.spoken for line in lines))


def scope_words(scope: Scope, pack_titles: dict[str, str]) -> str:
    """Say where the reader looks; nothing, if that is everywhere."""
    audiences = {Audience.CLINICIAN: _tr("for clinicians"), Audience.PATIENT: _tr("for patients")}
    parts = [
        _listed(pack_titles.get(pack, pack) for pack in sorted(scope.packs)),
        _listed(sorted(scope.groups)),
        audiences[scope.audience] if scope.audience else "",
        _tr("with my notes") if scope.marked else "",
        _tr("bookmarked") if scope.bookmarked else "",
    ]
    said = " · ".join(part for part in parts if part)
    return _tr("Only {where}").format(where=said) if said else ""


def words_of(link: str) -> str:
    """Return the words that a link asks to be searched, empty where it asks for something else."""
    return unquote(link.removeprefix(_WORDS)) if link.startswith(_WORDS) else ""


def _corrected(answer: Answer) -> list[_Line]:
    if not answer.results.corrected or answer.is_empty:
        return []
    showing = _tr("Showing results for {words}.")
    instead = _tr("Search for {words} instead")
    mended, typed = _shortened(answer.results.corrected, 3 * _LONGEST), _shortened(answer.inquiry.words.strip(), 3 * _LONGEST)
    html = f"{escape(showing).format(words=_bold(mended))} {_link(AS_TYPED, instead.format(words=typed))}"
    return [_Line(html, f"{showing.format(words=mended)} {instead.format(words=typed)}")]


def _count(answer: Answer) -> list[_Line]:
    results, parts = answer.results, []
    if results.hits:
        sections = _counted(results.total, _tr("section"), _tr("sections"))
        parts.append(_tr("{sections} in {topics}").format(sections=sections, topics=_topics(results.topics)))
    if answer.by_title:
        parts.append(_counted(len(answer.by_title), _tr("title"), _tr("titles")))
    if answer.notes:
        parts.append(_tr("{count:,} of my notes").format(count=len(answer.notes)))
    if results.also_searched:
        shown = ", ".join(results.also_searched[:_MOST_ALSO]) + ("…" if len(results.also_searched) > _MOST_ALSO else "")
        parts.append(_tr("also searched: {words}").format(words=shown))
    return [_plain("  ·  ".join(parts))]


def _nothing(answer: Answer) -> list[_Line]:
    """Say that there is nothing, the nearest words, and what to try."""
    typed = _shortened(answer.inquiry.words.strip())
    if answer.inquiry.scope:
        said, everywhere = _tr("Nothing found here for “{words}”.").format(words=typed), _tr("Search everywhere")
        return [_Line(f"{escape(said)} {_link(EVERYWHERE, everywhere)}", f"{said} {everywhere}")]
    if answer.notes:
        return [_plain(_tr("No topic has “{words}”.").format(words=typed)), *_offered(answer), *_count(answer)]
    nothing = _plain(_tr("Nothing found for “{words}”.").format(words=typed))
    return [nothing, *_offered(answer), _plain(_advice(answer.inquiry.words))]


def _offered(answer: Answer) -> list[_Line]:
    """Offer what may be meant: the nearest words, or names of which one word is as near to the one as to the other."""
    offered = answer.results.suggestions
    if not offered:
        return []
    meant = _tr("Did you mean {words}?")
    links = ", ".join(_link(_WORDS + quote(words), words) for words in offered)
    return [_Line(escape(meant).format(words=links), meant.format(words=", ".join(offered)))]


def _advice(words: str) -> str:
    if '"' in words:
        return _tr("Try it without the quotation marks, or another word for it.")
    if " -" in words:
        return _tr("Try it without what is left out by -, or another word for it.")
    if " " in words.strip():
        return _tr("Try fewer words, another word for it, or check how it is spelt.")
    return _tr("Try another word for it, or check how it is spelt.")


def _waiting(answer: Answer) -> list[_Line]:
    titles = answer.waiting
    if not titles:
        return []
    one = _tr("{titles} is still being prepared: its titles are searched.")
    many = _tr("{titles} are still being prepared: their titles are searched.")
    return [_plain((one if len(titles) == 1 else many).format(titles=", ".join(titles)))]


def _plain(text: str) -> _Line:
    return _Line(escape(text), text)


def _bold(words: str) -> str:
    """Set words in the bold face that is loaded: a <b> asks for a heavier one, which Qt then smears."""
    return f'<span style="font-weight: 600">{escape(words)}</span>'


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}" style="text-decoration: none">{escape(text)}</a>'


def _topics(count: int) -> str:
    return _counted(count, _tr("topic"), _tr("topics"))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _shortened(query: str, most: int = _LONGEST) -> str:
    """Return the beginning of a long query: the line has to fit above the results."""
    return query if len(query) <= most else query[: most - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Searching", text)
