import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.migrations import STATE_ID
from reader.notebook.notebook import Notebook
from reader.notebook.searches import PastSearch, Unanswered, as_text
from reader.notebook.state import Place, State, Visit

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def open_state(home: Home) -> Iterator[Callable[[], State]]:
    """Return a function that opens the state as a start of the program does."""
    opened: list[State] = []

    def open_it() -> State:
        opened.append(State.open(home))
        return opened[-1]

    yield open_it
    for state in opened:
        state.close()


@pytest.fixture
def state(open_state: Callable[[], State]) -> State:
    return open_state()


def test_the_last_place_is_there_after_a_restart(state: State, open_state: Callable[[], State]):
    state.keep_place(Place("clinic", "shock", "signs", 7), NOW)
    state.keep_place(Place("clinic", "sepsis", "dose", 42), NOW + timedelta(minutes=1))
    state.close()
    again = open_state()
    assert again.last_place() == Place("clinic", "sepsis", "dose", 42)
    assert again.place_in("clinic", "shock") == Place("clinic", "shock", "signs", 7)
    assert again.place_in("clinic", "never read") is None


def test_a_topic_has_one_place_the_latest(state: State):
    for offset in (1, 2, 3):
        state.keep_place(Place("p", "t", "s", offset), NOW)
    assert state.place_in("p", "t") == Place("p", "t", "s", 3)


def test_a_new_state_knows_nothing(state: State):
    assert (state.last_place(), state.history(), state.searched.recent()) == (None, [], [])


def test_the_history_begins_with_what_was_read_last(state: State):
    for minute, topic in enumerate(["a", "b", "a"]):
        state.visit("p", topic, now=NOW + timedelta(minutes=minute))
    assert [visit.topic for visit in state.history()] == ["a", "b", "a"]
    assert state.history(limit=1) == [Visit("p", "a", NOW + timedelta(minutes=2))]


def test_searches_are_kept_once_with_what_they_found_last(state: State):
    state.searched.keep("sentinel", 3, NOW)
    state.searched.keep("xyzzy", 0, NOW + timedelta(minutes=1))
    state.searched.keep("sentinel", 5, NOW + timedelta(minutes=2))
    assert state.searched.recent() == [
        PastSearch("sentinel", 5, NOW + timedelta(minutes=2)),
        PastSearch("xyzzy", 0, NOW + timedelta(minutes=1)),
    ]


def test_a_search_takes_the_place_of_one_on_the_way_to_it(state: State):
    state.searched.keep("senti", 9, NOW)
    state.searched.keep("sentinel node", 3, NOW, instead_of="senti")
    assert [past.query for past in state.searched.recent()] == ["sentinel node"]


def test_searches_that_found_nothing_are_counted_whatever_their_case_and_spaces(state: State):
    for minute, query in enumerate(["oncotype dx", "Oncotype  DX ", "xyzzy"]):
        state.searched.count_unanswered(query, NOW + timedelta(minutes=minute))
    assert state.searched.unanswered() == [
        Unanswered("oncotype dx", 2, NOW + timedelta(minutes=1)),
        Unanswered("xyzzy", 1, NOW + timedelta(minutes=2)),
    ]
    state.searched.count_unanswered("xyzzy plugh", NOW, instead_of="xyzzy")
    assert [one.query for one in state.searched.unanswered()] == ["oncotype dx", "xyzzy plugh"]
    state.searched.forget_unanswered()
    assert state.searched.unanswered() == []


def test_an_export_says_the_words_how_often_and_on_which_day_and_no_more(state: State):
    state.searched.count_unanswered("oncotype dx", NOW)
    assert as_text(state.searched.unanswered()) == "times\tlast\tsearched\n1\t2026-11-23\toncotype dx\n"


def test_forgetting_recent_searches_leaves_those_that_found_nothing(state: State):
    state.searched.keep("xyzzy", 0)
    state.searched.count_unanswered("xyzzy")
    state.searched.forget()
    assert state.searched.recent() == []
    assert len(state.searched.unanswered()) == 1


def test_the_history_doesnt_grow_for_ever(state: State):
    for minute in range(2100):
        state.visit("p", f"t{minute % 2}", now=NOW + timedelta(minutes=minute))
    assert len(state.history(limit=5000)) == 2000
    assert state.history()[0].at == NOW + timedelta(minutes=2099)


def test_the_history_tells_sections_and_reading_on_at_the_same_place_is_one_visit(state: State):
    for minute, section in enumerate(["", "dose", "dose"]):
        state.visit("p", "t", section, now=NOW + timedelta(minutes=minute))
    assert state.history() == [Visit("p", "t", NOW + timedelta(minutes=2), "dose"), Visit("p", "t", NOW)]


def test_the_history_can_be_switched_off_and_stays_so(state: State, open_state: Callable[[], State]):
    state.visit("p", "before")
    state.keep_history(on=False)
    state.visit("p", "meanwhile")
    state.close()
    again = open_state()
    assert not again.keeps_history
    again.visit("p", "meanwhile")
    assert [visit.topic for visit in again.history()] == ["before"]
    again.keep_history(on=True)
    again.visit("p", "after")
    assert [visit.topic for visit in again.history()] == ["after", "before"]


def test_the_history_can_be_cleared_alone(state: State):
    state.visit("p", "t")
    state.searched.keep("w", 1)
    state.keep_place(Place("p", "t", "s"))
    state.clear_history()
    assert state.history() == []
    assert len(state.searched.recent()) == 1
    assert state.last_place() == Place("p", "t", "s")


def test_a_state_of_version_1_keeps_its_history(home: Home):
    home.state.write_bytes((Path(__file__).parent / "fixtures" / "state-v1.sqlite").read_bytes())
    state = State.open(home)
    assert state.history() == [Visit("clinic", "shock", NOW)]
    assert state.last_place() == Place("clinic", "sepsis", "dose", 42)
    state.close()


def test_forgetting_clears_history_and_searches_and_leaves_places(state: State):
    state.keep_place(Place("p", "t", "s"))
    state.visit("p", "t")
    state.searched.keep("w", 1)
    state.forget()
    assert (state.history(), state.searched.recent()) == ([], [])
    assert state.last_place() == Place("p", "t", "s")


def test_any_words_can_be_looked_for(state: State):
    @settings(max_examples=50, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=30))
    def check(query: str) -> None:
        state.searched.keep(query, 0)
        assert len(state.searched.recent(1)[0].query) == len(" ".join(query.split()))
        state.searched.count_unanswered(query)
        assert all(len(line.split("\t")) == 3 for line in as_text(state.searched.unanswered()).splitlines())

    check()


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"x" * 8000, None])
def test_a_damaged_state_is_set_aside_and_begun_anew(
    open_state: Callable[[], State], home: Home, damage: bytes | None, caplog: pytest.LogCaptureFixture
):
    state = open_state()
    state.keep_place(Place("p", "t", "s"))
    state.close()
    damaged = home.state.read_bytes()[:5000] if damage is None else damage
    home.state.write_bytes(damaged)
    state = open_state()
    assert state.last_place() is None
    state.keep_place(Place("p", "t", "s", 2))
    state.close()
    assert open_state().last_place() == Place("p", "t", "s", 2)
    assert [path.read_bytes() for path in home.root.glob("state-damaged-*.sqlite")] == [damaged]
    assert "begun anew" in caplog.text


def test_the_state_of_a_newer_program_isnt_touched(state: State, home: Home, caplog: pytest.LogCaptureFixture):
    state.close()
    with closing(sqlite3.connect(home.state)) as raw:
        raw.execute("PRAGMA user_version=99")
    before = home.state.read_bytes()
    again = State.open(home)
    again.keep_place(Place("p", "t", "s"))
    assert again.last_place() == Place("p", "t", "s")
    again.close()
    assert home.state.read_bytes() == before
    assert "newer Wardbook" in caplog.text


def test_a_row_that_makes_no_sense_stops_nobody_from_reading(state: State, home: Home):
    state.visit("p", "t", now=NOW)
    state.close()
    with closing(sqlite3.connect(home.state)) as raw, raw:
        raw.execute("UPDATE visit SET at = 'the day before yesterday'")
    again = State.open(home)
    assert again.history() == []
    again.close()


def test_the_state_is_the_readers_alone_and_no_part_of_the_notebook(state: State, home: Home):
    state.visit("p", "t")
    assert stat.S_IMODE(home.state.stat().st_mode) == 0o600
    assert home.notebook.exists() is False
    with closing(sqlite3.connect(home.state)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (STATE_ID,)
    Notebook.open(home).notebook.close()
