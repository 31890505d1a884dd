from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.making import new_bookmark, new_highlight
from reader.notebook.marks import Colour, Highlight, clean, edited
from reader.notebook.times import from_text, to_text


def test_an_edit_keeps_who_made_the_mark_and_when(make_highlight: Callable[..., Highlight]):
    made = make_highlight("first")
    changed = edited(made, note="second", colour=Colour.ROSE)
    assert (changed.id, changed.creator, changed.created) == (made.id, made.creator, made.created)
    assert (changed.note, changed.colour) == ("second", Colour.ROSE)
    assert made.note == "first"


def test_an_edit_is_later_than_what_it_changes_even_when_the_clock_was_set_back(make_highlight: Callable[..., Highlight]):
    made = make_highlight()
    assert edited(made, note="x", now=made.modified - timedelta(days=400)).modified > made.modified


def test_what_was_deleted_can_be_brought_back(make_highlight: Callable[..., Highlight]):
    made = make_highlight()
    deleted = edited(made, deleted=datetime.now(UTC))
    assert deleted.deleted
    assert edited(deleted, deleted=None).deleted is None


def test_two_marks_never_share_an_id(make_highlight: Callable[..., Highlight]):
    assert len({make_highlight().id for _ in range(100)}) == 100


def test_a_highlight_without_words_is_a_mistake():
    with pytest.raises(ValueError, match="needs a target"):
        new_highlight([], colour=Colour.AMBER, edition="e")


def test_lone_surrogates_in_what_is_typed_become_replacement_characters():
    bookmark = new_bookmark("p", "t", edition="e", label="\ud83dx", creator="\udc00", heading_path=["\ud800"])
    assert (bookmark.label, bookmark.creator, bookmark.heading_path) == ("\ufffdx", "\ufffd", ("\ufffd",))
    assert edited(bookmark, label="\udfff").label == "\ufffd"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_cleaning_keeps_the_length_and_makes_text_that_can_be_stored(text: str):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode()


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001 -- the zone is drawn beside it
def test_a_moment_is_the_same_after_it_was_written(naive: datetime, hours: int):
    moment = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert from_text(to_text(moment)) == moment


@given(st.lists(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)), min_size=2))  # noqa: DTZ001 -- as hypothesis wants it
def test_written_moments_sort_as_moments_do(moments: list[datetime]):
    assert sorted(map(to_text, moments)) == list(map(to_text, sorted(moments)))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        to_text(datetime(2026, 11, 23))  # noqa: DTZ001 -- that is the point
