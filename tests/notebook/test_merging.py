"""Notebooks that exchange their marks end up equal, in whatever order, however often, and nothing that was written is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.burying import blanked, buried
from reader.notebook.changing import Change, Edit
from reader.notebook.making import new_bookmark, new_note
from reader.notebook.marks import (
    Bookmark,
    Colour,
    Highlight,
    Mark,
    Review,
    Verdict,
    edited,
    newest_settled,
    reviewed,
    settled,
    with_review,
)
from reader.notebook.merging import Outcome, join
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import Record, from_json, words_of
from reader.notebook.times import to_text
from reader.notebook.wanted import Wanted
from reader.notebook.writing import stamped, written

LATE = "write upon what was read before"
Make = Callable[..., Highlight]
BEGINNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@dataclass
class Clinic:
    """A notebook with one mark, on a clock that all clinics share."""

    name: str
    record: Record
    now: Iterator[datetime]
    past: list[Record] = field(default_factory=list)

    def do(self, what: str, value: int) -> None:
        self.past.append(self.record)
        moment = next(self.now)
        mark = self.record.mark
        if what == "forget":
            self.record = self.record if mark.deleted is None else blanked(self.record)
            return
        before = self.past[value * (len(self.past) - 1) // 3].mark if what == LATE else mark
        others = tuple(other.words for other in self.record.others) if what == "settle" else ()
        changes = changes_of(what, before, f"{self.name} {value}", value, moment)
        if what == "settle" or changes:
            self.record = written(self.record, Edit(before, edited(before, now=moment, **changes), settles=others), self.name)


def wording(mark: Mark, words: str) -> dict[str, Any]:
    return {"label": words} if isinstance(mark, Bookmark) else {"note": words}


def changes_of(what: str, mark: Mark, words: str, value: int, moment: datetime) -> dict[str, Any]:
    """Return what a reader changes who does this."""
    changes: dict[str, Any] = {}
    if what in {"write", LATE, "clear"}:
        changes = wording(mark, "" if what == "clear" else words)
    elif what == "tag":
        changes = {"tags": (words,)}
    elif what in {"delete", "bring back"}:
        changes = {"deleted": moment if what == "delete" else None}
    elif what == "look" and isinstance(mark, Bookmark):
        changes = {"position": float(value)}
    elif isinstance(mark, Highlight):
        review = Review(f"edition {value % 2}", Verdict.ACCEPTED, mark.targets, moment)
        made = {"look": {"colour": list(Colour)[value % 4]}, "review": {"reviews": with_review(mark.reviews, review)}}
        changes = made.get(what, {"reviews": mark.reviews[1:]} if what == "undo" else {})
    return changes


ACTIONS = ("write", LATE, "clear", "tag", "look", "review", "undo", "delete", "bring back", "settle", "forget", "hear", "hear")
STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTIONS), st.integers(0, 3)), max_size=14)


def clinics(mark: Mark, steps: list[tuple[int, str, int]], *, old: bool = False) -> list[Clinic]:
    """Return three clinics that began with the same mark and then did and heard from each other what `steps` say."""
    clock = (BEGINNING + timedelta(seconds=second) for second in count(1))
    began = replace(mark, created=BEGINNING, modified=BEGINNING)
    # As a notebook of version 1 held it, which knew no versions of words, and was copied with its file.
    start = Record(began, from_json("{}", to_text(BEGINNING))) if old else stamped(None, began, "a")
    three = [Clinic(name, start, clock) for name in "abc"]
    for number, what, value in steps:
        clinic = three[number]
        if what == "hear":
            clinic.past.append(clinic.record)
            clinic.record = join(clinic.record, three[value % 3].record)
        else:
            clinic.do(what, value)
    return three


@pytest.fixture(params=["highlight", "bookmark", "note"])
def any_mark(request: pytest.FixtureRequest, make_highlight: Make) -> Mark:
    if request.param == "highlight":
        return make_highlight("first")
    if request.param == "bookmark":
        return new_bookmark("clinic", "sepsis", edition="e", label="first")
    return new_note("clinic", "sepsis", edition="e", note="first")


def test_joining_is_commutative_associative_and_idempotent(any_mark: Mark):
    @settings(max_examples=80, deadline=None)
    @given(STEPS, st.booleans())
    def check(steps: list[tuple[int, str, int]], old: bool) -> None:  # noqa: FBT001 -- as hypothesis passes it
        three = clinics(any_mark, steps, old=old)
        everything = [clinic.record for clinic in three] + [record for clinic in three for record in clinic.past][-3:]
        first, *others = (reduce(join, order) for order in permutations(everything[:3]))
        assert all(other == first for other in others)
        assert all(join(record, record) == record for record in everything)
        whole = reduce(join, everything)
        assert join(whole, whole) == whole
        assert all(join(whole, record) == whole for record in everything)

    check()


def test_nothing_that_was_written_is_lost_but_by_whoever_knew_it(any_mark: Mark):
    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(("write", "tag", "look")), st.integers(0, 3)), max_size=9))
    def check(steps: list[tuple[int, str, int]]) -> None:
        """Nobody hears of anybody, so that the last words of each clinic are unknown to the others."""
        three = clinics(any_mark, steps)
        whole = reduce(join, (clinic.record for clinic in three))
        kept = {words_of(whole.mark), *(other.words for other in whole.others)}
        wrote = {number for number, what, _ in steps if what == "write"}
        assert kept == ({words_of(three[number].record.mark) for number in wrote} or {"first"})

    check()


def standing(record: Record) -> set[str]:
    """Return all words on a mark but those that were forgotten, which nothing else is known of."""
    return {wording.words for wording in (record.wording, *record.others) if wording.words or wording.version}


def test_who_writes_upon_what_was_read_before_replaces_that_and_nothing_that_came_since(any_mark: Mark):
    @settings(max_examples=150, deadline=None)
    @given(STEPS, st.integers(0, 13))
    def check(steps: list[tuple[int, str, int]], which: int) -> None:
        clinic = clinics(any_mark, steps)[0]
        read = [*clinic.past, clinic.record][which % (len(clinic.past) + 1)].mark
        words = "written at last"
        now = next(clinic.now)
        after = edited(read, now=now, tags=("new",), **wording(read, words))
        record = written(clinic.record, Edit(read, after), "a")
        assert standing(record) == standing(clinic.record) - {words_of(read)} | {words}
        assert words_of(record.mark) == words
        assert "new" in record.mark.tags
        former = replace(record.mark, modified=clinic.record.mark.modified, tags=clinic.record.mark.tags)
        held = clinic.record.mark if read.deleted else replace(clinic.record.mark, deleted=None)
        without = wording(read, "")
        assert replace(former, **without) == replace(held, **without)
        assert join(record, clinic.record) == join(clinic.record, record) == record

    check()


def test_who_deletes_what_others_have_written_upon_meanwhile_leaves_it(any_mark: Mark):
    (clinic, *_) = clinics(any_mark, [(0, "write", 1)])
    read = clinic.past[-1].mark
    record = written(clinic.record, Edit(read, buried(read)), "a")
    assert record.mark.deleted is None
    assert words_of(record.mark) == "a 1"


def test_who_deletes_without_having_seen_what_stands_beside_leaves_it(two: tuple[Notebook, Notebook]):
    one, other = two
    note = new_note("clinic", "sepsis", edition="e", note="first")
    one.save(note)
    other.merge(one.records())
    other.save(edited(note, note="theirs"))
    one.save(edited(note, note="ours"))  # later, so that it is shown
    read = one.mark(note.id)
    assert read is not None
    one.merge(other.records())
    (record,) = one.write(Edit(read, buried(read)))
    assert (record.mark.deleted, standing(record)) == (None, {"ours", "theirs"})
    (record,) = one.write(Edit(read, buried(read), seen=("theirs",)))
    assert record.mark.deleted is not None
    other.merge(one.records())
    assert other.all() == []


def test_what_is_written_on_a_mark_that_was_deleted_meanwhile_brings_it_back(two: tuple[Notebook, Notebook]):
    one, other = two
    note = new_note("clinic", "sepsis", edition="e", note="first")
    one.save(note)
    other.merge(one.records())
    other.save(buried(note))
    one.merge(other.records())
    one.write(Edit(note, edited(note, note="new words", tags=("dose",))))
    exchange(one, other)
    for notebook in two:
        (found,) = notebook.all()
        assert (words_of(found), found.tags) == ("new words", ("dose",))


def test_nothing_is_to_be_settled_where_both_wrote_the_same(two: tuple[Notebook, Notebook]):
    one, other = two
    note = new_note("clinic", "sepsis", edition="e", note="first")
    one.save(note)
    other.merge(one.records())
    for notebook in two:
        notebook.save(edited(note, note="See the local protocol"))
    exchange(one, other)
    for notebook in two:
        assert notebook.in_conflict() == []
        assert notebook.chosen(Wanted(disputed=True)) == ()


def test_tags_that_came_in_stay_beside_those_that_a_reader_adds(two: tuple[Notebook, Notebook]):
    one, other = two
    note = new_note("clinic", "sepsis", edition="e", note="first", tags=("old",))
    one.save(note)
    other.merge(one.records())
    other.save(edited(note, tags=("old", "kidney")))
    one.merge(other.records())
    (record,) = one.write(Edit(note, edited(note, tags=("ward 3",))))
    assert record.mark.tags == ("kidney", "ward 3")


def test_an_undone_decision_is_undone_wherever_it_was_heard_of(two: tuple[Notebook, Notebook], make_highlight: Make):
    one, other = two
    mark = make_highlight("dose")
    one.save(mark)
    decision = Change(mark, reviewed(mark, Review("next", Verdict.ACCEPTED, mark.targets, mark.modified)))
    one.write(decision.redo())
    exchange(one, other)
    one.write(decision.undo())
    exchange(one, other)
    for notebook in two:
        (held,) = notebook.highlights()
        assert settled(held, "next") is None
        assert newest_settled(held) == mark.targets
    one.write(decision.redo())
    exchange(one, other)
    assert [settled(held, "next") for held in other.highlights()] == [mark.targets]


def test_a_later_decision_counts_even_if_the_clock_was_set_back(two: tuple[Notebook, Notebook], make_highlight: Make):
    one, other = two
    mark = make_highlight("dose")
    one.save(mark)
    accepted = reviewed(mark, Review("next", Verdict.ACCEPTED, mark.targets, mark.modified + timedelta(days=2)))
    one.save(accepted)
    other.merge(one.records())
    other.save(reviewed(accepted, Review("next", Verdict.KEPT_UNPLACED, (), mark.modified)))
    exchange(one, other)
    assert [settled(held, "next") for notebook in two for held in notebook.highlights()] == [(), ()]


def test_words_that_were_settled_and_undone_stand_beside_each_other_again_everywhere(
    two: tuple[Notebook, Notebook], make_highlight: Make
):
    one, other = two
    record = written_on_both(one, other, make_highlight("Weigh first"))
    choice = Change(record.mark, edited(record.mark, note="Weigh twice"), settles=("Weigh twice",))
    one.write(choice.redo())
    exchange(one, other)
    assert [found.note for found in other.highlights()] == ["Weigh twice"]
    assert other.in_conflict() == []
    one.write(choice.undo())
    exchange(one, other)
    for notebook in two:
        (record,) = notebook.in_conflict()
        assert standing(record) == {"Ask the registrar", "Weigh twice"}
        assert words_of(record.mark) == "Ask the registrar"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Notebook, Notebook]]:
    homes = [Home(tmp_path / name) for name in "ab"]
    for home in homes:
        home.prepare()
    with Notebook.open(homes[0]).notebook as one, Notebook.open(homes[1]).notebook as other:
        yield one, other


def written_on_both(one: Notebook, other: Notebook, mark: Highlight) -> Record:
    """Write on a mark in two notebooks at the same time, the second later, and let them hear of each other."""
    one.save(mark)
    other.merge(one.records())
    one.save(edited(mark, note="Weigh twice"))
    other.save(edited(mark, note="Ask the registrar"))
    exchange(one, other)
    (record,) = one.in_conflict()
    return record


def exchange(one: Notebook, other: Notebook) -> tuple[list[Outcome], list[Outcome]]:
    there = other.merge(one.records())
    return one.merge(other.records()), there


def test_two_clinics_that_exchange_both_ways_are_equal_and_again_nothing_changes(
    two: tuple[Notebook, Notebook], make_highlight: Make
):
    one, other = two
    shared, gone, own = make_highlight("shared"), make_highlight("to go"), new_note("clinic", "shock", edition="e", note="own")
    one.save(shared, gone)
    assert other.merge(one.records()) == [Outcome.ADDED, Outcome.ADDED]
    other.save(edited(shared, colour=Colour.ROSE), own)
    one.save(buried(gone), edited(shared, note="written here"))
    exchange(one, other)
    assert one.records() == other.records()
    assert exchange(one, other) == ([Outcome.SAME] * 3, [Outcome.SAME] * 3)
    assert [(mark.note, mark.colour) for mark in other.highlights()] == [("written here", Colour.ROSE)]
    assert other.find("to go") == []
    assert [mark.id for mark in other.deleted()] == [gone.id]


def test_of_two_notes_written_at_the_same_time_both_are_kept_and_found_until_someone_settles_it(
    two: tuple[Notebook, Notebook], make_highlight: Make
):
    one, other = two
    record = written_on_both(one, other, make_highlight("Weigh first"))
    assert (words_of(record.mark), [wording.words for wording in record.others]) == ("Ask the registrar", ["Weigh twice"])
    assert [found.id for found in one.find("weigh twice")] == [record.mark.id]
    one.save(edited(record.mark, colour=Colour.BLUE))
    assert len(one.in_conflict()) == 1
    both = edited(record.mark, note="Weigh twice, and ask the registrar")
    one.write(Edit(record.mark, both, settles=("Weigh twice",)))
    exchange(one, other)
    assert one.in_conflict() == other.in_conflict() == []
    assert [found.note for found in other.highlights()] == ["Weigh twice, and ask the registrar"]


def test_who_writes_on_beside_other_words_of_the_same_notebook_keeps_those_too(make_highlight: Make):
    three = clinics(make_highlight("first"), [(1, "write", 0), (0, "write", 0), (1, "hear", 0), (1, "write", 1), (1, "write", 2)])
    record = three[1].record
    assert (words_of(record.mark), [wording.words for wording in record.others]) == ("b 2", ["b 0"])
    assert join(record, three[0].record) == join(three[0].record, record) == record


def test_what_was_written_on_a_mark_brings_it_back_if_it_was_deleted_unread(two: tuple[Notebook, Notebook], make_highlight: Make):
    one, other = two
    mark = make_highlight("first")
    one.save(mark)
    other.merge(one.records())
    other.save(edited(mark, note="worth keeping"))
    one.save(buried(mark))
    exchange(one, other)
    assert [kept.note for kept in one.highlights()] == [kept.note for kept in other.highlights()] == ["worth keeping"]
    one.save(buried(one.highlights()[0]))
    exchange(one, other)
    assert other.highlights() == []


def test_a_tombstone_without_words_deletes_elsewhere_and_takes_no_words_from_what_was_brought_back(
    two: tuple[Notebook, Notebook], make_highlight: Make
):
    one, other = two
    mark = make_highlight("first")
    one.save(mark)
    other.merge(one.records())
    one.save(buried(mark))
    tombstone = [blanked(record) for record in one.records()]
    assert other.merge(tombstone) == [Outcome.CHANGED]
    assert [deleted.note for deleted in other.deleted() if isinstance(deleted, Highlight)] == ["first"]
    (deleted,) = other.deleted()
    other.save(edited(deleted, deleted=None))
    assert other.merge(tombstone) == [Outcome.SAME]
    assert [kept.note for kept in other.highlights()] == ["first"]


def test_a_tombstone_of_an_old_mark_leaves_no_empty_words_beside_it(make_highlight: Make):
    old = Record(buried(make_highlight("first")), from_json("{}", to_text(BEGINNING)))
    assert join(old, blanked(old)) == join(blanked(old), old) == old


def test_a_mark_of_another_kind_by_the_same_name_is_refused(two: tuple[Notebook, Notebook], make_highlight: Make):
    one, other = two
    mark = make_highlight()
    one.save(mark)
    other.save(replace(new_note("clinic", "sepsis", edition="e"), id=mark.id))
    assert other.merge(one.records()) == [Outcome.REFUSED]
