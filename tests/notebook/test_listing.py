"""The notebook view: what is wanted, in which order, and what was deleted."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.home import Home
from reader.notebook.burying import RECENTLY, blank_old, buried
from reader.notebook.connection import Access, connect
from reader.notebook.listing import Tag
from reader.notebook.making import new_bookmark, new_note
from reader.notebook.marks import Colour, Highlight, Mark, Review, Verdict, edited, newest_settled, reviewed, settled
from reader.notebook.notebook import Notebook
from reader.notebook.ordering import Outline
from reader.notebook.placements import Placed
from reader.notebook.wanted import Kind, Sort, Wanted

Make = Callable[..., Highlight]
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def marks(notebook: Notebook, make_highlight: Make) -> dict[str, Mark]:
    """Return marks of each kind, a day between them."""
    made: dict[str, Mark] = {
        "amber": make_highlight("Ask the pharmacist"),
        "rose": replace(make_highlight(topic="shock"), colour=Colour.ROSE, tags=("Dose",)),
        "note": new_note("clinic", "shock", edition="e", note="Our ward", tags=("ward 3", "dose")),
        "bookmark": new_bookmark("other", "falls", edition="e", label="Every Monday", section="signs"),
    }
    for day, name in enumerate(made):
        moment = NOW + timedelta(days=day)
        made[name] = replace(made[name], created=moment, modified=moment)
    notebook.save(*made.values())
    return made


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), {"amber", "rose", "note", "bookmark"}),
        (Wanted(kinds=frozenset({Kind.NOTE, Kind.BOOKMARK})), {"note", "bookmark"}),
        (Wanted(kinds=frozenset()), set()),
        (Wanted(colours=frozenset({Colour.ROSE})), {"rose"}),
        (Wanted(tags=frozenset({"DOSE"})), {"rose", "note"}),
        (Wanted(tags=frozenset({"dose", " Ward  3"})), {"note"}),
        (Wanted(packs=frozenset({"other"})), {"bookmark"}),
        (Wanted(topics=frozenset({("clinic", "shock"), ("other", "falls")})), {"rose", "note", "bookmark"}),
        (Wanted(topics=frozenset({("other", "shock")})), set()),
        (Wanted(text="pharm"), {"amber"}),
        (Wanted(text="gentamicin", colours=frozenset({Colour.ROSE})), {"rose"}),
        (Wanted(text="…"), set()),
        (Wanted(since=NOW + timedelta(days=1), until=NOW + timedelta(days=3)), {"rose", "note"}),
        (Wanted(written=True), {"amber", "note"}),
    ],
)
def test_marks_are_listed_that_meet_every_condition(notebook: Notebook, marks: dict[str, Mark], wanted: Wanted, names: set[str]):
    assert {mark.id for mark in notebook.marks(notebook.chosen(wanted))} == {marks[name].id for name in names}


def test_they_come_by_time_or_by_place(notebook: Notebook, marks: dict[str, Mark]):
    shelf = {("other", "falls"): Outline("Falls", 0, ("signs",)), ("clinic", "shock"): Outline("Shock", 1, ("intro", "dose"))}

    def listed(sort: Sort) -> list[str]:
        ids = notebook.chosen(Wanted(sort=sort), lambda pack, topic: shelf.get((pack, topic)))
        return [name for id_ in ids for name, mark in marks.items() if mark.id == id_]

    assert listed(Sort.OLDEST) == list(marks)
    assert listed(Sort.NEWEST) == list(marks)[::-1]
    assert listed(Sort.PLACE) == ["bookmark", "note", "rose", "amber"]


def test_a_page_of_the_list_is_read_in_its_order_and_without_what_has_gone(notebook: Notebook, marks: dict[str, Mark]):
    ids = notebook.chosen(Wanted(sort=Sort.NEWEST))
    assert notebook.marks(ids[1:3]) == [marks["note"], marks["rose"]]
    assert notebook.marks(["gone", ids[0]]) == [marks["bookmark"]]


def test_tags_are_counted_and_differ_by_more_than_case(notebook: Notebook, marks: dict[str, Mark]):
    assert notebook.tags() == [Tag("dose", 2), Tag("ward 3", 1)]
    notebook.save(edited(marks["note"], tags=("  ward  3 ", "WARD 3", "")))
    assert notebook.tags() == [Tag("Dose", 1), Tag("ward 3", 1)]
    assert notebook.topics() == [("clinic", "sepsis"), ("clinic", "shock"), ("other", "falls")]


def test_deleted_marks_can_be_brought_back_for_thirty_days_the_latest_first(notebook: Notebook, marks: dict[str, Mark]):
    gone = [buried(marks["amber"], NOW + timedelta(days=5)), buried(marks["note"], NOW + timedelta(days=6))]
    notebook.save(*gone)
    assert notebook.deleted(NOW + timedelta(days=7)) == gone[::-1]
    assert notebook.deleted(NOW + RECENTLY + timedelta(days=5, hours=1)) == gone[1:]
    assert len(notebook.all()) == 2


def test_after_that_their_words_leave_the_file_and_a_tombstone_stays(notebook: Notebook, home: Home, make_highlight: Make):
    secret = edited(make_highlight("xylophone zeppelin"), tags=("yellowstone",))
    notebook.save(secret, make_highlight("kept"))
    notebook.save(buried(secret, NOW))
    notebook.close()
    writing = connect(home.notebook, Access.WRITE)
    assert [blank_old(writing, NOW + RECENTLY * days) for days in (0, 1, 2)] == [0, 1, 0]
    writing.close()
    with Notebook.open(home).notebook as again:
        left = again.mark(secret.id)
        assert isinstance(left, Highlight)
        assert (left.deleted, left.modified, left.note, left.tags) == (NOW, buried(secret, NOW).modified, "", ())
        assert [mark.note for mark in again.highlights()] == ["kept"]
        assert again.problems(thorough=True) == []
    content = home.notebook.read_bytes().lower()
    assert not any(word in content for word in (b"xylophone", b"zeppelin", b"yellowstone"))


def test_a_mark_stands_where_it_was_made_or_settled_and_is_looked_for_from_where_it_was_settled_last(
    notebook: Notebook, make_highlight: Make
):
    mark = make_highlight()
    elsewhere = make_highlight(topic="shock").targets
    notebook.save(mark := reviewed(mark, Review("next", Verdict.REANCHORED, elsewhere, NOW)))
    notebook.save(mark := reviewed(mark, Review("after", Verdict.KEPT_UNPLACED, (), NOW + timedelta(days=1))))
    assert notebook.highlights() == [mark]
    assert (settled(mark, mark.edition), settled(mark, "next"), settled(mark, "after")) == (mark.targets, elsewhere, ())
    assert settled(mark, "yet another") is None
    assert newest_settled(mark) == elsewhere
    assert notebook.marks_in("clinic", "shock") == notebook.marks_in("clinic", "sepsis") == [mark]
    again = reviewed(mark, Review("next", Verdict.ACCEPTED, mark.targets, NOW + timedelta(days=2)))
    assert [review.verdict for review in again.reviews] == [Verdict.KEPT_UNPLACED, Verdict.ACCEPTED]


def test_known_placements_count_until_the_mark_stands_on_other_words_or_is_decided_upon(notebook: Notebook, make_highlight: Make):
    mark, other = make_highlight(), make_highlight()
    notebook.save(mark, other)
    placed = (
        Placed("moved", "sepsis", "dose", 3, 9, detail='{"a": 1}'),
        Placed("changed", "sepsis", "dose", 1, 2, critical=True),
    )
    notebook.placements.keep("next", [(mark, placed), (other, placed[:1])])
    notebook.placements.keep("next", [(other, placed[1:])])
    assert notebook.placements.on("next") == {mark.id: placed, other.id: placed[1:]}
    noted = edited(mark, note="changed", colour=Colour.ROSE)
    notebook.save(noted)
    assert notebook.placements.on("next") == {mark.id: placed, other.id: placed[1:]}
    assert notebook.placements.of("next", [other.id]) == {other.id: placed[1:]}
    assert notebook.placements.amiss("next") == {mark.id: placed, other.id: placed[1:]}
    notebook.save(reviewed(noted, Review("next", Verdict.KEPT_UNPLACED, (), NOW)))
    assert notebook.placements.on("next") == {other.id: placed[1:]}
    assert notebook.placements.missing("clinic", "next") == [mark.id]
    notebook.placements.keep("before", [(other, placed[:1])])
    notebook.placements.forget_but(["next", "before"])
    assert notebook.placements.on("before") == {other.id: placed[:1]}
    notebook.placements.forget_but(["next"])
    assert notebook.placements.on("before") == {}
    notebook.save(buried(other))
    assert notebook.placements.on("next") == {}


def test_any_number_of_topics_and_marks_is_asked_for(notebook: Notebook, make_highlight: Make):
    mark = make_highlight()
    notebook.save(mark)
    topics = frozenset({("clinic", f"gone-{number}") for number in range(40_000)} | {("clinic", "sepsis")})
    assert notebook.chosen(Wanted(topics=topics)) == (mark.id,)
    assert notebook.chosen(Wanted(topics=topics - {("clinic", "sepsis")})) == ()
    assert notebook.marks([*(f"none-{number}" for number in range(40_000)), mark.id]) == [mark]


def test_what_was_found_of_a_mark_goes_with_its_words(notebook: Notebook, home: Home, make_highlight: Make):
    mark = buried(make_highlight(), NOW)
    notebook.save(mark)
    notebook.placements.keep("e", [(mark, [Placed("changed", "sepsis", "dose", 0, 3, detail='{"old": "Mrs Quillfeather"}')])])
    with closing(connect(home.notebook, Access.WRITE)) as writing:
        assert blank_old(writing, NOW + RECENTLY * 2) == 1
        assert writing.rows("SELECT detail FROM placement") == []


def test_what_was_found_of_a_mark_goes_also_where_its_words_went_before(notebook: Notebook, home: Home, make_highlight: Make):
    gone, recent, live = buried(make_highlight(), NOW), buried(make_highlight(), NOW + RECENTLY * 2), make_highlight()
    notebook.save(gone, recent, live)
    found = [Placed("changed", "sepsis", "dose", 0, 3, detail='{"old": "Mrs Quillfeather"}')]
    with closing(connect(home.notebook, Access.WRITE)) as writing:
        assert blank_old(writing, NOW + RECENTLY * 2) == 1
        notebook.placements.keep("e", [(mark, found) for mark in (gone, recent, live)])
        assert blank_old(writing, NOW + RECENTLY * 2) == 0
        assert {row[0] for row in writing.rows("SELECT mark FROM placement")} == {recent.id, live.id}
