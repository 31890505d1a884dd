"""Marks are found by their words: as they are typed, in any script, whatever is typed."""

from collections.abc import Callable
from contextlib import closing
from sqlite3 import connect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.making import new_bookmark, new_note
from reader.notebook.marks import Highlight, Review, Verdict, edited, reviewed
from reader.notebook.notebook import Notebook
from reader.notebook.times import utc_now
from reader.notebook.words import question, terms

Make = Callable[..., Highlight]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Ask the pharmacist first", "pharm"),
        ("Ask the pharmacist first", "FIRST ask"),
        ("Ärztin fragen, naïve Œdema", "arztin œd"),
        ("Größe messen", "grosse"),
        ("10 mg/kg, never 100", "10 mg/kg"),
        ("高血压患者先量血压", "血压"),
        ("高血压患者先量血压", "患者先"),
        ("ลดความดันโลหิต", "ความดัน"),
        ("خفض ضغط الدم", "ضغط"),
        ("dose: 5\u00a0mg", "5 mg"),
        ("高血压 5mg daily", "血压 5m"),
    ],
)
def test_a_note_is_found_by_part_of_its_words(notebook: Notebook, note: str, words: str):
    notebook.save(mark := new_note("p", "t", edition="e", note=note), new_note("p", "t", edition="e", note="another"))
    assert notebook.find(words) == [mark]


@pytest.mark.parametrize("words", ["armacist", "ask doctor", "kg/mg", "压血", "as first"])
def test_what_a_note_doesnt_say_doesnt_find_it(notebook: Notebook, words: str):
    notebook.save(new_note("p", "t", edition="e", note="Ask the pharmacist first; 10 mg/kg, never 100. 高血压"))
    assert notebook.find(words) == []


def test_quotes_labels_and_tags_are_found_and_notes_come_before_quotes(notebook: Notebook, make_highlight: Make):
    quoted, tagged = make_highlight(), new_note("p", "t", edition="e", tags=["Ward 3"])
    bookmark = new_bookmark("p", "t", edition="e", label="Gentamicin levels")
    notebook.save(quoted, tagged, bookmark)
    assert notebook.find("ward") == [tagged]
    assert notebook.find("gentamicin") == [bookmark, quoted]


def test_a_mark_is_found_by_what_it_says_now(notebook: Notebook, make_highlight: Make):
    mark = make_highlight("first")
    notebook.save(mark)
    changed = edited(mark, note="second", tags=("ward",))
    notebook.save(changed)
    assert (notebook.find("first"), notebook.find("second")) == ([], [changed])
    notebook.save(buried(changed))
    assert notebook.find("second") == notebook.find("ward") == []


def test_the_words_that_a_reader_selected_on_another_edition_find_the_mark_too(notebook: Notebook, make_highlight: Make):
    mark = make_highlight()
    other = make_highlight(start=43, end=59).targets
    notebook.save(settled := reviewed(mark, Review("next", Verdict.REANCHORED, other, utc_now())))
    assert notebook.find("creatinine") == notebook.find("gentamicin") == [settled]


def test_no_more_are_found_than_are_wanted(notebook: Notebook, make_highlight: Make):
    notebook.save(*(make_highlight(f"note {number}") for number in range(9)))
    assert len(notebook.find("note", 5)) == 5
    assert notebook.find("") == notebook.find("…!") == []


def test_any_string_may_be_looked_for_and_finds_what_begins_with_it(notebook: Notebook):
    @settings(max_examples=150, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=30), st.text(max_size=9))
    def check(note: str, more: str) -> None:
        mark = new_note("p", "t", edition="e", note=f"{note} {more}")
        notebook.save(mark)
        assert (mark.id in {found.id for found in notebook.find(note, 1000)}) == bool(question(note))
        notebook.find(more + '"*^:(){}-' + note, 1)

    check()


@given(st.text(max_size=40))
def test_terms_are_the_same_once_they_are_folded(text: str):
    folded = terms(text)
    assert terms(" ".join(folded)) == folded
    assert not any(term.isspace() or '"' in term for term in folded)


def damage_index(home: Home, statement: str) -> None:
    with closing(connect(home.notebook)) as raw, raw:
        raw.execute(statement)


def test_an_index_that_lost_its_pages_is_made_anew_when_it_is_asked(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(mark := make_highlight("pharmacist"))
    notebook.close()
    damage_index(home, "DELETE FROM search_data WHERE id > 10")
    with Notebook.open(home).notebook as again:
        assert again.find("pharm") == [mark]
        assert again.problems(thorough=True) == []


def test_an_index_that_is_silently_damaged_is_told_by_the_doctor_and_made_anew_by_the_days_backup(
    notebook: Notebook, home: Home, make_highlight: Make
):
    notebook.save(mark := make_highlight("pharmacist"))
    notebook.close()
    damage_index(home, "UPDATE search_data SET block = zeroblob(40)")
    with Notebook.open(home).notebook as again:
        assert again.problems(thorough=True) == ["the index of the notes is damaged; the next backup makes it anew"]
        again.back_up()
        assert again.find("pharm") == [mark]
        assert again.problems(thorough=True) == []


def test_an_index_that_lacks_marks_is_made_anew_at_the_start(notebook: Notebook, home: Home, make_highlight: Make):
    notebook.save(mark := make_highlight("pharmacist"))
    notebook.close()
    damage_index(home, "DELETE FROM searched")
    with Notebook.open(home).notebook as again:
        assert again.find("pharm") == [mark]
