"""A list of postings comes back as it was written, or not at all."""

from array import array
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.checksums import DamagedIndexError
from reader.search.posting_list import PostingList, encoded

BEFORE = b"another list"
POSTINGS = st.dictionaries(
    st.integers(0, 1 << 20), st.lists(st.integers(0, 1 << 17), min_size=1, max_size=5, unique=True).map(sorted), min_size=1
).map(lambda found: dict(sorted(found.items())))


def written(postings: dict[int, list[int]], *, placed: bool) -> bytes:
    places = array("I", [place for row in postings.values() for place in row] if placed else [])
    return encoded(list(postings), [len(row) for row in postings.values()], places)


def read(data: bytes, *, with_places: bool) -> PostingList:
    return PostingList.read(BytesIO(BEFORE + data + b"more"), len(BEFORE), len(data), with_places=with_places)


@given(POSTINGS, st.booleans())
def test_what_is_written_is_read(postings: dict[int, list[int]], placed: bool):  # noqa: FBT001 — drawn by hypothesis
    found = read(written(postings, placed=placed), with_places=True)
    assert found.sections.tolist() == list(postings)
    assert found.counts.tolist() == [len(row) for row in postings.values()]
    assert found.places.tolist() == ([place for row in postings.values() for place in row] if placed else [])


@given(POSTINGS)
def test_places_are_left_unread_where_they_are_not_wanted(postings: dict[int, list[int]]):
    found = read(written(postings, placed=True), with_places=False)
    assert (found.sections.tolist(), found.places.tolist()) == (list(postings), [])


@given(POSTINGS, st.data())
def test_a_flipped_bit_is_never_an_answer(postings: dict[int, list[int]], data: st.DataObject):
    whole = written(postings, placed=True)
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    spoilt = bytearray(whole)
    spoilt[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(DamagedIndexError):
        read(bytes(spoilt), with_places=True)


@given(POSTINGS, st.data())
def test_a_list_that_is_cut_off_is_never_an_answer(postings: dict[int, list[int]], data: st.DataObject):
    whole = written(postings, placed=True)
    kept = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(DamagedIndexError):
        PostingList.read(BytesIO(whole[:kept]), 0, len(whole), with_places=True)
