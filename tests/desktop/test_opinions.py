"""Whether a topic helped is asked at its end, kept privately, and taken back at will."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from reader.desktop.page.page import Page
from reader.desktop.window import Window
from reader.notebook.feedback import Feedback


def shows(page: Page, words: str) -> bool:
    return words in page.toPlainText().replace("\u00a0", " ")


def follow(window: Window, link: str) -> None:
    window.parts.page.following.follow(QUrl(link))


def given(window: Window, topic: str = "slnb") -> Feedback | None:
    now = window.reading.now
    assert now is not None
    question = window.opinions.question(now.topic.pack, topic)
    assert question is not None
    return question.given


@pytest.fixture
def asked(window: Window) -> Window:
    window.reading.open("slnb")
    assert shows(window.parts.page, "Did this topic help you?")
    return window


def test_an_answer_is_kept_and_shown_instead_of_the_question(qtbot: QtBot, asked: Window):
    follow(asked, "answer:no")
    qtbot.waitUntil(lambda: shows(asked.parts.page, "you said that this topic didn't help you"))
    assert not shows(asked.parts.page, "Did this topic help you?")
    asked.reading.open("heart")
    asked.reading.open("slnb")
    assert shows(asked.parts.page, "didn't help you")
    assert (answer := given(asked)) is not None
    assert not answer.helpful


def test_a_line_is_added_and_the_answer_stays(qtbot: QtBot, asked: Window):
    follow(asked, "answer:yes")
    qtbot.waitUntil(lambda: given(asked) is not None)
    follow(asked, "answer:words")
    dialog = asked.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("The table <b>helped</b>")
    dialog.accept()
    qtbot.waitUntil(lambda: shows(asked.parts.page, "“The table <b>helped</b>”"))
    assert (answer := given(asked)) is not None
    assert answer.helpful


def test_an_answer_is_taken_back(qtbot: QtBot, asked: Window):
    follow(asked, "answer:yes")
    qtbot.waitUntil(lambda: given(asked) is not None)
    follow(asked, "answer:take-back")
    qtbot.waitUntil(lambda: shows(asked.parts.page, "Did this topic help you?"))
    assert given(asked) is None


def test_the_question_is_no_text_and_leaves_the_place_alone(qtbot: QtBot, asked: Window):
    page = asked.parts.page
    asked.resize(900, 420)
    page.go_to("how")
    before = page.current_place()
    page.selectAll()
    assert "help you" not in page.createMimeDataFromSelection().text()
    follow(asked, "answer:yes")
    qtbot.waitUntil(lambda: given(asked) is not None and shows(page, "you said"))
    assert page.current_place() == before
