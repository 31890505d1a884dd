"""A query counts once it was meant; keys on the way to it don't."""

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.inquiry.answer import Answer
from reader.desktop.inquiry.asked import Inquiry
from reader.desktop.inquiry.meaning import Meaning
from reader.search.results import Results

LONG = 60_000


def answer(words: str) -> Answer:
    return Answer(Inquiry(words), Results(words), 20)


@pytest.fixture
def told(qtbot: QtBot) -> list[tuple[str, str]]:
    assert qtbot
    return []


def listening(told: list[tuple[str, str]], *, rest: int = LONG, glance: float = LONG) -> Meaning:
    meaning = Meaning(rest=rest, glance=glance)
    meaning.meant.connect(lambda meant, before: told.append((meant.inquiry.words, before)))
    return meaning


def test_words_that_are_typed_on_at_once_were_on_the_way(told: list[tuple[str, str]]):
    meaning = listening(told)
    for words in ("s", "se", "sentinel"):
        meaning.show(answer(words))
    meaning.settle()
    meaning.settle()
    assert told == [("sentinel", "")]


def test_words_that_rested_and_were_typed_on_give_way_to_the_longer_ones(told: list[tuple[str, str]]):
    meaning = listening(told)
    for words in ("sentinel", "sentinel node", "heart"):
        meaning.show(answer(words))
        meaning.settle()
    assert told == [("sentinel", ""), ("sentinel node", "sentinel"), ("heart", "")]


def test_words_that_rest_are_meant(qtbot: QtBot, told: list[tuple[str, str]]):
    meaning = listening(told, rest=1)
    meaning.show(answer("sentinel"))
    qtbot.waitUntil(lambda: told == [("sentinel", "")])


def test_words_that_are_left_after_a_glance_were_meant_and_else_not(told: list[tuple[str, str]]):
    hasty = listening(told)
    hasty.show(answer("sentinel"))
    hasty.leave()
    assert told == []
    looking = listening(told, glance=0)
    looking.show(answer("sentinel"))
    looking.leave()
    looking.show(answer("sentinel node"))
    looking.leave()
    assert told == [("sentinel", ""), ("sentinel node", "")]
