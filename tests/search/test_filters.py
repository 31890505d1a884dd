"""A search shows only what its filter allows, and still knows the rest of the shelf."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.model import Audience
from reader.search.filters import Filter, only
from reader.search.results import Results
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource

GROUPS = '[[group]]\nid = "all"\ntitle = "Everything"\n[[group]]\nid = "heart"\ntitle = "The heart"\n'
TOPICS = {
    "echo": "---\ntitle: Echo\ngroup: heart\n---\n\nFirst.\n\n## When {#when}\n\nThe fever.\n\n## How {#how}\n\nNo fever.\n",
    "leaflet": "---\ntitle: Leaflet\ngroup: heart\naudience: patient\n---\n\nCall us with a fever.\n",
    "shock": "---\ntitle: Shock\ngroup: all\n---\n\nA fever may come first.\n",
}


@pytest.fixture
def searcher(index: Callable[..., IndexSource]) -> Iterator[Searcher]:
    other = index({"shock": "Another fever."}, name="other")
    with Searcher([index(TOPICS, more=GROUPS), other]) as opened:
        yield opened


def keys_of(results: Results) -> list[tuple[str, str, str]]:
    return [(hit.pack, hit.topic, hit.section) for hit in results.hits]


@pytest.mark.parametrize(
    ("where", "topics"),
    [
        (only(), {"echo", "leaflet", "shock"}),
        (only(groups=["The heart"]), {"echo", "leaflet"}),
        (only(audiences=[Audience.PATIENT]), {"leaflet"}),
        (only(groups=["The heart"], audiences=[Audience.CLINICIAN]), {"echo"}),
        (only(groups=["The heart", "Everything"], packs=["sample"]), {"echo", "leaflet", "shock"}),
        (only(sections=[("sample", "shock", None)]), {"shock"}),
        (only(sections=[]), set()),
        (only(groups=["No such group"]), set()),
    ],
)
def test_only_what_the_filter_allows_is_found(searcher: Searcher, where: Filter, topics: set[str]):
    results = searcher.search("fever ", where=where)
    assert {hit.topic for hit in results.hits} == topics
    assert results.total == len(results.hits)


def test_a_section_is_meant_in_its_own_pack_only(searcher: Searcher):
    results = searcher.search("fever ", where=only(sections=[("other", "shock", None), ("sample", "echo", "how")]))
    assert set(keys_of(results)) == {("other", "shock", "intro"), ("sample", "echo", "how")}


def test_what_a_word_means_doesnt_depend_on_the_filter(searcher: Searcher):
    results = searcher.search("feever ", where=only(groups=["No such group"]))
    assert (results.corrected, results.hits) == ("fever", ())


def test_a_filter_takes_away_and_never_adds(searcher: Searcher):
    everything = keys_of(searcher.search("fever "))
    sides = st.sampled_from([None, frozenset(), frozenset({"sample"}), frozenset({"The heart"}), frozenset({Audience.PATIENT})])
    keys = st.none() | st.frozensets(st.sampled_from(everything))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.builds(Filter, sides, sides, sides, keys))
    def check(where: Filter) -> None:
        kept = keys_of(searcher.search("fever ", where=where))
        assert kept == [key for key in everything if key in set(kept)]

    check()


def test_what_was_typed_is_searched_as_it_is_when_that_is_asked_for(searcher: Searcher):
    assert searcher.search("feever ").corrected == "fever"
    results = searcher.search("feever ", as_typed=True)
    assert (results.corrected, results.hits) == (None, ())
