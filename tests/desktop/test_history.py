"""Back and forward are each other's undoing, whatever was read before."""

from hypothesis import given
from hypothesis import strategies as st

from reader.desktop.history import LONGEST, History
from reader.notebook.state import Place

places = st.builds(Place, st.just("pack"), st.sampled_from("abcdef"), st.sampled_from(["", "who"]), st.integers(0, 3))


@given(st.lists(places, min_size=1, max_size=30))
def test_going_back_and_forward_again_leads_to_the_same_place(visited: list[Place]):
    history = History()
    for place in visited:
        history = history.visited(place)
    assert history.here == visited[-1]
    back = history.back()
    assert back.forward() == history or not history.can_go_back


@given(st.lists(places, min_size=1, max_size=30), st.integers(0, 29), places)
def test_a_new_way_forgets_the_old_one(visited: list[Place], steps: int, new: Place):
    history = History()
    for place in visited:
        history = history.visited(place)
    for _ in range(steps):
        history = history.back()
    turned = history.visited(new)
    assert turned.here == new
    assert turned == history or not turned.can_go_forward


def test_visiting_the_same_place_twice_is_one_visit():
    place = Place("pack", "slnb", "who")
    history = History().visited(place).visited(place)
    assert not history.can_go_back


def test_coming_back_leads_to_how_far_one_had_read():
    history = History().visited(Place("pack", "a", "")).moved(Place("pack", "a", "who", 40)).visited(Place("pack", "b", ""))
    assert history.back().here == Place("pack", "a", "who", 40)


def test_the_history_has_an_end():
    history = History()
    for number in range(LONGEST * 2):
        history = history.visited(Place("pack", str(number), ""))
    assert len(history.places) == LONGEST
    assert history.here == Place("pack", str(LONGEST * 2 - 1), "")
