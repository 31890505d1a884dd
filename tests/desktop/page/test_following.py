"""Links lead within the shelf; nothing outside is ever opened or loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QHelpEvent, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.desktop.page.figure_view import FigureView
from reader.desktop.page.links import Link, LinkKind, read_link
from reader.desktop.page.page import Page
from reader.desktop.page.shown import Place
from reader.library.model import Source, Topic

RED = QColor("#FF0000")
FILLER = "<p>Filler words.</p>" * 60
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect class="accent" width="100" height="50"/></svg>'


def click(page: Page, words: str, occurrence: int = 1) -> None:
    cursor = page.textCursor()
    cursor.setPosition(0)
    for _ in range(occurrence):
        cursor = page.document().find(words, cursor)
    cursor.setPosition(cursor.selectionStart() + 1)
    page.ensureCursorVisible()
    top = page.cursorRect(cursor).top() + page.verticalScrollBar().value()
    page.verticalScrollBar().setValue(top - 100)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect(cursor).center() - QPoint(2, 0))


def shows_red(page: Page) -> bool:
    picture = page.grab().toImage()
    return any(picture.pixelColor(x, y) == RED for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("topic:lymphoedema#risk", Link(LinkKind.TOPIC, "lymphoedema#risk")),
        ("topic:medquad/x", Link(LinkKind.TOPIC, "medquad/x")),
        ("#who", Link(LinkKind.HERE, "who")),
        ("cite:key", Link(LinkKind.CITATION, "cite:key")),
        ("https://example.org", Link(LinkKind.OUTSIDE, "https://example.org")),
        ("HTTP://example.org", Link(LinkKind.OUTSIDE, "HTTP://example.org")),
        ("mailto:a@example.org", Link(LinkKind.OUTSIDE, "mailto:a@example.org")),
        ("file:///etc/passwd", Link(LinkKind.UNKNOWN, "file:///etc/passwd")),
        ("javascript:alert(1)", Link(LinkKind.UNKNOWN, "javascript:alert(1)")),
    ],
)
def test_a_link_is_read(href: str, expected: Link):
    assert read_link(href) == expected


def test_a_topics_link_is_told(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic('<p>See <a href="topic:lymphoedema#risk">Lymphoedema</a>.</p>'), "1")
    with qtbot.waitSignal(page.linkFollowed) as told:
        click(page, "Lymphoedema")
    assert told.args == ["lymphoedema#risk"]


@pytest.mark.parametrize("address", ["https://example.org/?a=1&b=2", "http://example.org", "mailto:a@example.org"])
def test_an_address_is_told_and_not_opened(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot, address: str):
    page.show_topic(make_topic(f'<p>See <a href="{address.replace("&", "&amp;")}">address</a>.</p>'), "1")
    before = page.toPlainText()
    with qtbot.waitSignal(page.addressClicked) as told:
        click(page, "address")
    assert told.args == [address]
    assert page.toPlainText() == before
    assert page.source().isEmpty()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "data:text/html,x", "other.html"]
)
def test_any_other_link_leads_nowhere(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot, address: str):
    page.show_topic(make_topic(f'<p>See <a href="{address}">address</a>.</p>'), "1")
    before = page.toPlainText()
    with qtbot.assertNotEmitted(page.addressClicked), qtbot.assertNotEmitted(page.linkFollowed):
        click(page, "address")
    assert page.toPlainText() == before
    assert page.source().isEmpty()


def test_a_link_within_the_topic_goes_to_its_section(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic('<p>See <a href="#s1">below</a>.</p>' + FILLER, "<h2>Who</h2>" + FILLER), "1")
    with qtbot.waitSignal(page.jumping):
        click(page, "below")
    assert page.current_place() == Place("s1")


def test_a_mark_leads_to_its_source_and_the_source_back(page: Page, make_topic: Callable[..., Topic], source: Source):
    mark = '<a href="cite:galimberti2018"><sup>1</sup></a>'
    text = f"<p>first{mark}</p>{FILLER}<p>second{mark}</p>{FILLER}"
    page.show_topic(make_topic(text, sources=(source,)), "1")
    for words in ("second", "first"):
        position = page.document().find(words).selectionEnd()
        cursor = page.textCursor()
        cursor.setPosition(position)
        page.setTextCursor(cursor)
        came_from = page.verticalScrollBar().value()
        page.following.follow(QUrl("cite:galimberti2018"))
        assert page.verticalScrollBar().value() > came_from
        page.following.follow(QUrl("cite:~galimberti2018"))
        assert page.cursorRect(cursor).top() in range(page.viewport().height())


def test_a_footnotes_mark_leads_to_its_note_and_back(page: Page, make_topic: Callable[..., Topic]):
    note = '<ol><li>Note.<a href="cite:fnref-1">↩</a></li></ol>'
    page.show_topic(make_topic(f'<p>Word<a href="cite:fn-1"><sup>1</sup></a></p>{FILLER}{note}'), "1")
    page.following.follow(QUrl("cite:fn-1"))
    assert page.verticalScrollBar().value() > 0
    page.following.follow(QUrl("cite:fnref-1"))
    assert page.verticalScrollBar().value() < 200


@pytest.mark.qt_log_ignore("This plugin does not support")  # what is drawn in memory has no windows to raise
def test_the_tip_of_a_mark_is_plain_words(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic('<p>See <a href="cite:x" title="&lt;img src=x&gt; Galimberti"><sup>1</sup></a> there.</p>'), "1")
    cursor = page.document().find("1 there")
    cursor.setPosition(cursor.selectionStart())
    point = page.cursorRect(cursor).center() + QPoint(3, 0)
    QApplication.sendEvent(page.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point)))
    assert QToolTip.text() == "<p>&lt;img src=x&gt; Galimberti</p>"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize(
    "form", ["{file}", "file://{file}", "figures/../{file}", "../{file}", "http://localhost/{file}", "qrc:{file}"]
)
def test_a_picture_outside_the_pack_is_never_loaded(page: Page, make_topic: Callable[..., Topic], tmp_path: Path, form: str):
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(RED)
    file = tmp_path / "red.png"
    assert picture.save(str(file))
    page.show_topic(
        make_topic(f'<p><img src="{form.format(file=file)}"></p><p>After.</p>'), "1", figure=lambda name: tmp_path / name
    )
    assert not shows_red(page)
    assert "After." in page.toPlainText()


def test_a_style_sheet_is_never_loaded(page: Page, make_topic: Callable[..., Topic], tmp_path: Path):
    (tmp_path / "red.css").write_text("p { color: #FF0000 }")
    page.show_topic(make_topic(f'<link rel="stylesheet" href="{tmp_path}/red.css"><p>Words.</p>'), "1")
    assert not shows_red(page)
    assert not page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(f"{tmp_path}/red.css"))


@pytest.mark.qt_log_ignore("This plugin does not support")  # what is drawn in memory has no windows to place
def test_a_figure_of_the_pack_is_drawn_and_opens_larger(page: Page, make_topic: Callable[..., Topic], tmp_path: Path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.svg").write_bytes(SVG)
    caption = '<p class="caption">Two &lt; three<a href="cite:x"><sup>1</sup></a></p>'
    figure = f'<p class="figure"><img src="figures/a.svg" alt="A ruler"></p>{caption}'
    page.show_topic(make_topic(figure), "1", figure=lambda name: tmp_path / name)
    layout = page.document().documentLayout()
    middle = next(
        QPoint(x, y) for y in range(0, 500, 5) for x in range(30, 200, 10) if layout.imageAt(QPointF(x, y)) == "figures/a.svg"
    )
    assert page.viewport().grab().toImage().pixelColor(middle).name().upper() == page.theme.accent
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(5, 5))
    view = page.findChild(FigureView)
    assert view is not None
    assert view.caption.text() == "Two < three"
    assert view.picture.accessibleDescription() == "A ruler"
    picture, room = view.picture.pixmap().deviceIndependentSize(), view.picture.size()
    assert picture.width() <= room.width() + 1
    assert picture.height() <= room.height() + 1
    assert picture.width() >= room.width() - 2 or picture.height() >= room.height() - 2
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_a_source_that_a_mark_led_to_is_tinted_and_the_jump_told(
    page: Page, make_topic: Callable[..., Topic], source: Source, qtbot: QtBot
):
    page.show_topic(make_topic(f'<p>first<a href="cite:galimberti2018"><sup>1</sup></a></p>{FILLER}', sources=(source,)), "1")
    with qtbot.waitSignals([page.jumping, page.jumped], order="strict"):
        page.following.follow(QUrl("cite:galimberti2018"))
    tinted = page.extraSelections()
    assert any("Galimberti V" in piece.cursor.selectedText() for piece in tinted)
    assert not any("Filler" in piece.cursor.selectedText() for piece in tinted)
    assert {piece.format.background().color().name() for piece in tinted} == {QColor(page.theme.soft).name()}


def test_the_ends_of_the_page_are_one_key_away(page: Page, make_topic: Callable[..., Topic], qtbot: QtBot):
    page.show_topic(make_topic(FILLER), "1")
    bar = page.verticalScrollBar()
    qtbot.keyClick(page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0
