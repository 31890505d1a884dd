"""Compose the question at a page's end: did this topic help? All of it is apparatus; its links are `answer:` ones."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from PySide6.QtCore import QCoreApplication

from reader.desktop.page.days import day_month_year
from reader.notebook.feedback import Feedback

ANSWER = "answer:"


class Answer(StrEnum):
    """What a reader may do about the question, as its links say it."""

    YES = "yes"
    NO = "no"
    WORDS = "words"  # write a line about it
    TAKE_BACK = "take-back"


@dataclass(frozen=True, slots=True)
class Question:
    """The question, with the answer that was given, if one was."""

    given: Feedback | None = None


def question_block(question: Question) -> str:
    """Return the question as HTML, or the answer."""
    given = question.given
    if given is None:
        asked, private = escape(_tr("Did this topic help you?")), escape(_tr("Your answer stays on this computer."))
        links = f"{_link(Answer.YES, _tr('Yes'))}&nbsp;&nbsp; {_link(Answer.NO, _tr('No'))}"
        lines = [f"{asked}&nbsp;&nbsp; {links}", f'<span class="private">{private}</span>']
    else:
        write = _link(Answer.WORDS, _tr("Change the line") if given.words else _tr("Add a line"))
        lines = [escape(_said(given)), f"{write}&nbsp;&nbsp; {_link(Answer.TAKE_BACK, _tr('Take it back'))}"]
        if given.words:
            lines.insert(1, f"“{escape(given.words)}”")
    return f'<p class="apparatus question">{"<br>".join(lines)}</p>'


def _said(given: Feedback) -> str:
    helped = _tr("On {day} you said that this topic helped you.")
    failed = _tr("On {day} you said that this topic didn't help you.")
    return (helped if given.helpful else failed).format(day=day_month_year(given.modified.astimezone().date()))


def _link(answer: Answer, words: str) -> str:
    return f'<a href="{ANSWER}{answer.value}">{escape(words).replace(" ", "&nbsp;")}</a>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("page", text)
