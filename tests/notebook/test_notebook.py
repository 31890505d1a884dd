import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.listing import Counts
from reader.notebook.making import new_bookmark, new_highlight
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Note, Review, Target, Verdict, edited, tidied
from reader.notebook.notebook import Notebook

TEXT = st.text(max_size=40)
PATHS = st.lists(TEXT, max_size=3).map(tuple)
MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- as hypothesis wants it
OFFSETS = st.integers(0, 2**40)
TARGETS = st.builds(Target, TEXT, TEXT, TEXT, PATHS, OFFSETS, OFFSETS, TEXT, TEXT, TEXT, TEXT, PATHS, PATHS, OFFSETS)
TAGS = st.lists(TEXT, max_size=3).map(tidied)
REVIEWS = st.lists(
    st.builds(Review, TEXT, st.sampled_from(Verdict), st.lists(TARGETS, max_size=2).map(tuple), MOMENTS),
    max_size=2,
    unique_by=lambda review: review.edition,
).map(lambda reviews: tuple(sorted(reviews, key=lambda review: (review.at, review.edition))))
SHARED = (st.uuids().map(str), TEXT, MOMENTS, MOMENTS, TEXT, TEXT)
DELETED = st.none() | MOMENTS
PLACES = (TEXT, TEXT, st.none() | TEXT, PATHS)
AIMED = st.lists(TARGETS, min_size=1, max_size=4).map(tuple)
MARKS = (
    st.builds(Highlight, *SHARED, st.sampled_from(Colour), TEXT, AIMED, DELETED, TAGS, REVIEWS)
    | st.builds(Bookmark, *SHARED, *PLACES, TEXT, st.floats(allow_nan=False), DELETED, TAGS)
    | st.builds(Note, *SHARED, *PLACES, TEXT, DELETED, TAGS)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MARKS, max_size=5, unique_by=lambda mark: mark.id))
def test_what_was_saved_is_there_after_a_restart_whatever_its_text(marks: list[Mark]):
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with Notebook.open(home).notebook as notebook:
            for mark in marks:
                notebook.save(mark)
        with Notebook.open(home).notebook as notebook:
            assert [notebook.mark(mark.id) for mark in marks] == marks


def test_any_text_of_the_readers_can_be_stored(notebook: Notebook):
    @settings(max_examples=100, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60))
    def check(note: str) -> None:
        target = Target("p", "t", "s", (), 0, 1, note, note, note, note)
        mark = new_highlight([target], colour=Colour.BLUE, edition="e", note=note)
        notebook.save(mark)
        kept = notebook.mark(mark.id)
        assert isinstance(kept, Highlight)
        assert kept.note == mark.note
        assert len(kept.targets[0].exact) == len(note)

    check()


def test_a_new_notebook_is_empty_and_says_nothing(home: Home):
    opened = Notebook.open(home)
    with opened.notebook as notebook:
        assert opened.notice == ""
        assert notebook.counts() == Counts(0, 0, 0)
        assert notebook.mark("no such id") is None


def test_saving_again_changes_the_mark_and_adds_none(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    mark = make_highlight("first")
    notebook.save(mark)
    changed = edited(mark, note="second", colour=Colour.GREEN)
    notebook.save(changed)
    assert notebook.highlights() == [changed]


def test_a_mark_may_cross_sections_and_later_have_fewer_targets(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    first, second = make_highlight().targets[0], make_highlight(topic="shock").targets[0]
    mark = new_highlight([first, second], colour=Colour.BLUE, edition="e")
    notebook.save(mark)
    assert notebook.marks_in("clinic", "shock") == [mark]
    shorter = edited(mark, targets=(first,))
    notebook.save(shorter)
    assert notebook.marks_in("clinic", "shock") == []
    assert notebook.marks_in("clinic", "sepsis") == [shorter]


def test_what_is_deleted_is_hidden_but_stays(notebook: Notebook, home: Home, make_highlight: Callable[..., Highlight]):
    mark = make_highlight("a secret of nobody's")
    notebook.save(mark)
    deleted = edited(mark, deleted=datetime.now(UTC))
    notebook.save(deleted)
    assert notebook.marks_in("clinic", "sepsis") == notebook.highlights() == []
    assert notebook.counts() == Counts(0, 0, 0)
    assert notebook.deleted() == [deleted]
    notebook.close()
    with Notebook.open(home).notebook as again:
        assert again.mark(mark.id) == deleted
        again.save(edited(deleted, deleted=None))
        assert [kept.id for kept in again.highlights()] == [mark.id]


def test_a_topic_lists_its_highlights_and_bookmarks_and_no_others(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    here, elsewhere = make_highlight(), make_highlight(topic="shock")
    bookmark = new_bookmark("clinic", "sepsis", edition="e", section="dose")
    other_pack = new_bookmark("other", "sepsis", edition="e")
    for mark in (here, elsewhere, bookmark, other_pack):
        notebook.save(mark)
    assert notebook.marks_in("clinic", "sepsis") == [here, bookmark]


def test_bookmarks_come_in_the_readers_own_order(notebook: Notebook):
    for label, position in (("third", 3.0), ("first", -1.0), ("second", 1.5)):
        notebook.save(new_bookmark("p", "t", edition="e", label=label, position=position))
    assert [bookmark.label for bookmark in notebook.bookmarks()] == ["first", "second", "third"]


def test_counts_tell_highlights_notes_and_bookmarks_apart(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    for mark in (make_highlight(), make_highlight("written"), new_bookmark("p", "t", edition="e")):
        notebook.save(mark)
    assert notebook.counts() == Counts(highlights=2, notes=1, bookmarks=1)


def test_the_creators_name_is_asked_once_and_kept(notebook: Notebook, home: Home):
    assert notebook.creator == ""
    notebook.set_creator(" AK ")
    notebook.close()
    with Notebook.open(home).notebook as again:
        assert again.creator == "AK"
        again.set_creator("")
        assert again.creator == ""


def test_the_schema_is_whole_from_the_first_day(notebook: Notebook, home: Home, make_highlight: Callable[..., Highlight]):
    mark = make_highlight("why")
    notebook.save(mark)
    with sqlite3.connect(home.notebook) as raw:
        raw.row_factory = sqlite3.Row
        row = dict(raw.execute("SELECT * FROM mark JOIN target ON mark = id").fetchone())
    raw.close()
    assert row["sentence"] == "Do not give gentamicin above 5 mg/kg."
    assert (row["start_offset"], row["end_offset"]) == (5, 42)
    assert json.loads(row["heading_path"]) == ["Treatment", "Dose"]
    assert row["created"] == mark.created.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert row["deleted"] is None


def test_one_thread_reads_while_another_writes(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    marks = [make_highlight(str(number)) for number in range(60)]
    together = Barrier(2)

    def write() -> None:
        together.wait()
        for mark in marks:
            notebook.save(mark)

    writer = Thread(target=write)
    writer.start()
    together.wait()
    seen = [0]
    while writer.is_alive():
        found = notebook.marks_in("clinic", "sepsis")
        assert all(mark in marks for mark in found)
        seen.append(len(found))
    writer.join()
    assert seen == sorted(seen)
    assert notebook.highlights() == marks


def test_many_threads_may_write_at_once(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    marks = [[make_highlight(f"{thread} {number}") for number in range(10)] for thread in range(4)]
    threads = [Thread(target=lambda own=own: [notebook.save(mark) for mark in own]) for own in marks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {mark.id for mark in notebook.highlights()} == {mark.id for own in marks for mark in own}


def test_a_mark_is_seen_by_the_reader_as_soon_as_save_has_returned(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    for number in range(20):
        notebook.save(make_highlight())
        assert notebook.counts().highlights == number + 1


def test_a_highlight_that_lost_its_targets_is_not_stored(notebook: Notebook, make_highlight: Callable[..., Highlight]):
    mark = make_highlight()
    notebook.save(mark)
    with pytest.raises(ValueError, match="needs a target"):
        notebook.save(edited(mark, targets=()))
    assert notebook.highlights() == [mark]
