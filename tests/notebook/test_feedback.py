"""One answer a topic: kept, changed, taken back, and of two notebooks' answers the later one counts."""

from datetime import UTC, datetime, timedelta

from reader.home import Home
from reader.notebook.feedback import Feedback
from reader.notebook.notebook import Notebook

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def give(notebook: Notebook, *, helpful: bool, words: str = "", minutes: int = 0) -> Feedback:
    moment = NOW + timedelta(minutes=minutes)
    return notebook.feedback.give("clinic", "sepsis", helpful=helpful, words=words, edition="e", creator="AK", now=moment)


def test_an_answer_is_there_after_a_restart(notebook: Notebook, home: Home):
    given = give(notebook, helpful=False, words="  No dose\nfor neonates ")
    assert given.words == "No dose for neonates"
    notebook.close()
    with Notebook.open(home).notebook as again:
        assert again.feedback.on("clinic", "sepsis") == given
        assert again.feedback.on("clinic", "shock") is None


def test_another_answer_takes_the_place_of_the_first_even_if_the_clock_was_set_back(notebook: Notebook):
    first = give(notebook, helpful=False, words="no")
    second = give(notebook, helpful=True, minutes=-60)
    assert notebook.feedback.all() == [second]
    assert (second.id, second.created) == (first.id, first.created)
    assert second.modified > first.modified


def test_an_answer_that_is_taken_back_leaves_no_words(notebook: Notebook):
    give(notebook, helpful=False, words="no")
    notebook.feedback.take_back("clinic", "sepsis")
    notebook.feedback.take_back("clinic", "shock")
    assert notebook.feedback.all() == []
    (left,) = notebook.feedback.everything()
    assert left.deleted is not None
    assert left.words == ""


def test_the_later_answer_counts_in_whatever_order_they_come(notebook: Notebook):
    first, second = give(notebook, helpful=False, words="no"), give(notebook, helpful=True, minutes=5)
    for order in ([first, second], [second, first], [second, second]):
        for answer in order:
            notebook.feedback.keep(answer)
        assert notebook.feedback.all() == [second]
