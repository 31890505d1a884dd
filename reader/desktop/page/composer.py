"""Compose a topic's page: the title block, the sections as compiled, and the sources.

Everything that is added here is apparatus: it is shown, but it is no text, so nothing in it is indexed or anchored.
Words from a pack are escaped; the sections' HTML was made safe when the pack was compiled.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication

from reader.desktop.page.breaking import with_breaks
from reader.desktop.page.days import day_month_year
from reader.desktop.page.question import Question, question_block
from reader.desktop.page.sources import sources_block
from reader.desktop.page.tables import with_wide_tables
from reader.library.model import Audience, Evidence, Topic

_WORDS_A_MINUTE = 200
_SHORT_FACT = 31  # characters
_SEPARATOR = "&nbsp;· "


@dataclass(frozen=True, slots=True)
class Imprint:
    """Say of which edition a page is: what its pack says for all its topics, and what is asked at its end."""

    edition: str
    disclaimer: str = ""
    question: Question | None = None  # whether the topic helped; not asked where the answer can't be kept
    pack: str = ""  # its title
    released: date | None = None


def compose(topic: Topic, imprint: Imprint, today: date) -> str:
    """Return the whole page as HTML, for one setHtml."""
    parts = [
        _crumb(topic),
        f'<h1 class="apparatus">{escape(topic.meta.title)}</h1>',
        _meta_line(topic, imprint, today),
        _withdrawn(topic),
        _for_patients(topic, imprint),
        with_wide_tables("".join(section.html for section in topic.sections)),
        sources_block(topic.sources),
        question_block(imprint.question) if imprint.question else "",
    ]
    return f"<body>{with_breaks(''.join(parts))}</body>"


def box(kind: str, label: str, body: str) -> str:
    """Return a box of apparatus; `body` is HTML, `label` isn't."""
    return (
        f'<table class="box {kind}" width="100%" cellspacing="0"><tr>'
        '<td class="edge" width="4"></td>'
        f'<td class="body"><p class="apparatus label">{escape(label)}</p>{body}</td></tr></table>'
    )


def _crumb(topic: Topic) -> str:
    return f'<p class="apparatus crumb">{escape(topic.meta.group.title)}</p>'


def _meta_line(topic: Topic, imprint: Imprint, today: date) -> str:
    facts = [
        _fact(_reviewed(topic)),
        _fact(_overdue(topic, today), "overdue"),
        _fact(_tr("%n min", _minutes(topic.words))),
        _fact(_tr("%n source(s)", len(topic.sources)) if topic.sources else ""),
        _fact(_evidence(topic)),
        _fact(_tr("Edition {label}").format(label=imprint.edition) if imprint.edition else ""),
    ]
    return f'<p class="apparatus meta">{_SEPARATOR.join(filter(None, facts))}</p>'


def _fact(words: str, named: str = "") -> str:
    """Return a fact of the meta line as HTML, which breaks only between facts, and within long ones."""
    whole = escape(words).replace(" ", "&nbsp;" if len(words) <= _SHORT_FACT else " ")
    return f'<span class="{named}">{whole}</span>' if named and whole else whole


def _reviewed(topic: Topic) -> str:
    meta = topic.meta
    if not meta.reviewers:
        return _tr("Not yet reviewed by a clinician")
    if meta.reviewed:
        return _tr("Reviewed {day}").format(day=day_month_year(meta.reviewed))
    return _tr("Reviewed by {names}").format(names=", ".join(meta.reviewers))


def _overdue(topic: Topic, today: date) -> str:
    due = topic.meta.review_due
    return _tr("Review was due {day}").format(day=day_month_year(due)) if due and due < today else ""


def _evidence(topic: Topic) -> str:
    words = {
        None: "",
        Evidence.HIGH: _tr("Evidence: high"),
        Evidence.MODERATE: _tr("Evidence: moderate"),
        Evidence.LOW: _tr("Evidence: low"),
        Evidence.MOVING: _tr("Evidence: moving, likely to be out of date soon"),
    }
    return words[topic.meta.evidence]


def _withdrawn(topic: Topic) -> str:
    if topic.withdrawn is None:
        return ""
    day = _tr("Withdrawn on {day}. Don't rely on this page.").format(day=day_month_year(topic.withdrawn.date))
    body = f'<p class="apparatus disclaimer"><b>{escape(day)}</b> {escape(topic.withdrawn.reason)}</p>'
    return box("danger", _tr("WITHDRAWN"), body)


def _for_patients(topic: Topic, imprint: Imprint) -> str:
    if topic.meta.audience is not Audience.PATIENT or not imprint.disclaimer:
        return ""
    return box("note", _tr("FOR PATIENTS"), f'<p class="apparatus disclaimer">{escape(imprint.disclaimer)}</p>')


def _minutes(words: int) -> int:
    return max(1, round(words / _WORDS_A_MINUTE))


def _tr(text: str, count: int = -1) -> str:
    """Translate; English needs no file, so the plural that Qt marks with (s) is made here for it."""
    translated = QCoreApplication.translate("page", text, "", count)
    return translated.replace("(s)", "" if count == 1 else "s")
