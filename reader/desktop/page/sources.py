"""Compose the list of sources at a page's end, linked both ways with the marks in the text.

A mark's link is `cite:KEY`; the number in the list is `cite:~KEY`, which leads back. All of it is apparatus.
"""

from html import escape

from PySide6.QtCore import QCoreApplication

from reader.library.model import Reference, Source


def sources_block(sources: tuple[Source, ...]) -> str:
    """Return the heading and the list as HTML; nothing where a topic cites nothing."""
    if not sources:
        return ""
    heading = escape(_tr("Sources"))
    rows = "".join(_row(source) for source in sources)
    return (
        f'<h2 class="apparatus sources">{heading}</h2>'
        f'<table class="references" width="100%" cellspacing="0" cellpadding="0">{rows}</table>'
    )


def one_line(reference: Reference) -> str:
    """Return a reference as plain text, in the order that medical journals use; the editors' remarks aren't part of it."""
    return " ".join(part for part in (_who_and_what(reference), _where(reference), _identifiers(reference)) if part)


def _row(source: Source) -> str:
    reference = source.reference
    back = f'<a href="cite:~{escape(reference.key)}" title="{escape(_tr("Back to the text"))}">{source.number}</a>'
    remarks = " ".join(remark for remark in (reference.note, _how_sure(reference)) if remark)
    sure = f'<span class="sure">{escape(remarks)}</span>'
    if source.unverified:
        warning = _tr("A number that stands by it on this page was not read in it.")
        sure += f' <span class="unverified">{escape(warning)}</span>'
    text = f"{escape(one_line(reference))}<br>{sure}"
    return (
        f'<tr><td width="32"><p class="apparatus source number">{back}</p></td>'
        f'<td><p class="apparatus source">{text}</p></td></tr>'
    )


def _who_and_what(reference: Reference) -> str:
    parts = [part.strip().rstrip(".") for part in (reference.authors, reference.title) if part.strip()]
    return ". ".join(parts or [reference.key]) + "."


def _where(reference: Reference) -> str:
    numbers = ";".join(part for part in (reference.year, reference.volume) if part)
    if reference.pages:
        numbers = f"{numbers}:{reference.pages}" if numbers else reference.pages
    place = " ".join(part for part in (reference.journal.rstrip("."), numbers) if part)
    return f"{place}." if place else ""


def _identifiers(reference: Reference) -> str:
    named = (("doi:", reference.doi), ("PMID\N{NO-BREAK SPACE}", reference.pmid), ("", reference.url))
    return " ".join(f"{name}{value}" for name, value in named if value)


def _how_sure(reference: Reference) -> str:
    words = {
        "read": _tr("Entry checked against the source."),
        "known": _tr("Entry believed right; its identifiers were not looked up."),
    }
    return words.get(reference.checked, _tr("Entry not checked."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("page", text)
