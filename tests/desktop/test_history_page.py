"""What was read is listed, gone to again, cleared, and no longer kept if the reader wants that."""

from PySide6.QtWidgets import QCheckBox, QPushButton

from reader.desktop.history_page import HistoryPage
from reader.desktop.jobs import Lane
from reader.desktop.window import Window
from tests.desktop.acting import shown_topic


def opened(window: Window) -> HistoryPage:
    window.parts.wishes["history"].trigger()
    window.jobs.settle(Lane.NOTEBOOK)
    return next(page for page in window.findChildren(HistoryPage) if page.isVisible())


def listed(page: HistoryPage) -> list[tuple[str, str]]:
    return [(line.text, line.under.partition(" · ")[0]) for line in page.list.lines()]


def test_what_was_read_is_listed_and_gone_to_again(window: Window):
    window.reading.open("slnb", section="how")
    window.reading.open("lymphoedema", section="risk")
    page = opened(window)
    assert listed(page) == [("Lymphoedema", "Risk"), ("Sentinel node biopsy", "How")]
    page.list.chosen.emit("1")
    assert shown_topic(window) == "slnb"
    assert not page.isVisible()


def test_it_is_cleared(window: Window):
    window.reading.open("slnb", section="how")
    page = opened(window)
    (clear,) = (button for button in page.findChildren(QPushButton) if button.text() == "Clear the list")
    clear.click()
    assert listed(page) == []
    page.close()
    assert listed(opened(window)) == []


def test_it_is_switched_off_and_on(window: Window):
    page = opened(window)
    (kept,) = page.findChildren(QCheckBox)
    assert kept.isChecked()
    kept.click()
    page.close()
    window.jobs.settle(Lane.NOTEBOOK)
    window.reading.open("slnb", section="how")
    again = opened(window)
    assert listed(again) == []
    (kept,) = again.findChildren(QCheckBox)
    assert not kept.isChecked()
    kept.click()
    again.close()
    window.reading.open("heart")
    assert [topic for topic, _ in listed(opened(window))] == ["Heart monitoring"]
