from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.arranging import moved
from reader.notebook.making import new_bookmark
from reader.notebook.marks import Bookmark

POSITIONS = st.lists(st.sampled_from([0.0, 1.0, 2.0, 2.0 + 2**-51, 1e308, -1e308]) | st.floats(-1e6, 1e6), min_size=1, max_size=6)


def bookmarks(positions: list[float]) -> list[Bookmark]:
    return [new_bookmark("p", "t", edition="e", label=str(n), position=value) for n, value in enumerate(sorted(positions))]


def after(marks: list[Bookmark], changed: list[Bookmark]) -> list[Bookmark]:
    """Return the list as the notebook gives it after the changes were saved."""
    latest = {mark.id: mark for mark in marks} | {mark.id: mark for mark in changed}
    return sorted(latest.values(), key=lambda mark: mark.position)


@given(POSITIONS, st.data())
def test_a_bookmark_stands_where_it_was_put_and_the_others_stay_in_order(positions: list[float], data: st.DataObject):
    marks = bookmarks(positions)
    row, to = data.draw(st.integers(0, len(marks) - 1)), data.draw(st.integers(0, len(marks) - 1))
    wanted = [mark.id for mark in marks if mark is not marks[row]]
    wanted.insert(to, marks[row].id)
    assert [mark.id for mark in after(marks, moved(marks, marks[row].id, to))] == wanted


def test_only_the_bookmark_that_moves_is_changed():
    marks = bookmarks([1.0, 2.0, 3.0])
    [changed] = moved(marks, marks[2].id, 1)
    assert (changed.id, changed.position) == (marks[2].id, 1.5)
    assert moved(marks, marks[1].id, 1) == []
