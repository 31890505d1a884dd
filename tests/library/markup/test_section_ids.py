"""Ids of sections: unique, and still when the topic grows."""

from hypothesis import given
from hypothesis import strategies as st

from reader.library.markup.section_ids import INTRO, Heading, section_ids

words = st.sampled_from(["Dose", "Risk", "Intro", "Dose 2", "Risk-dose", "dose!"])
headings = st.builds(Heading, st.sampled_from([2, 3]), words, st.sampled_from(["", "", "", "dose", "risk-dose", "x"]))


@given(st.lists(headings, max_size=12))
def test_no_two_sections_have_one_id_and_none_that_of_the_introduction(topic: list[Heading]):
    ids = [named.id for named in section_ids(topic)]
    assert len(set(ids)) == len(ids)
    assert INTRO not in ids


@given(st.lists(headings, max_size=8), st.integers(0, 8))
def test_a_new_heading_moves_no_id_unless_it_has_the_same_words(topic: list[Heading], place: int):
    grown = [*topic[:place], Heading(3, "Something new"), *topic[place:]]
    ids = [named.id for named in section_ids(grown) if named.id != "something-new" and not named.id.endswith("-something-new")]
    assert ids == [named.id for named in section_ids(topic)]


@given(st.lists(st.builds(Heading, st.just(2), st.just("A"), st.sampled_from(["x", "y", "z"])), max_size=3, unique=True))
def test_an_explicit_id_is_taken_as_it_is(topic: list[Heading]):
    assert [named.id for named in section_ids(topic)] == [heading.explicit for heading in topic]


def test_only_a_repeat_under_the_same_parent_is_told():
    topic = [Heading(2, "A"), Heading(3, "Dose"), Heading(2, "B"), Heading(3, "Dose"), Heading(3, "Dose"), Heading(2, "A")]
    named = section_ids(topic)
    assert [each.id for each in named] == ["a", "a-dose", "b", "b-dose", "b-dose-2", "a-2"]
    assert [each.repeated for each in named] == [False, False, False, False, True, True]
