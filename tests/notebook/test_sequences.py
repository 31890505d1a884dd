"""Whatever is done to a notebook, in whatever order: every mark is there or buried, found by its words, and counted."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.changing import Change, Edit
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.importing import Report, merge, read
from reader.notebook.exchange.opening import find_annotations
from reader.notebook.making import new_bookmark, new_note
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Review, Verdict, edited, reviewed
from reader.notebook.merging import Outcome
from reader.notebook.notebook import Notebook
from reader.notebook.ordering import spot_of
from reader.notebook.stamps import Record, words_of
from reader.notebook.times import utc_now
from reader.notebook.wanted import Kind, Wanted
from tests.notebook.conftest import highlight

WORDS = st.sampled_from(["", "weigh the child", "Ärztin fragen", "先量血压", "10 mg/kg", "weigh"])
TAGS = st.sets(st.sampled_from(["dose", "ward 3", "Ärztin"]), max_size=2).map(tuple)
TOPICS = st.sampled_from(["sepsis", "shock"])
# What is looked for, and what a mark has to hold so as to be found.
ASKED = {
    "weigh": "weigh",
    "weigh chi": "weigh the child",
    "arztin": "Ärztin",
    "血压": "血压",
    "mg/kg": "mg/kg",
    "WARD": "ward",
    "gentam": "gentamicin",
}


MEMORY = Path("/dev/shm")  # noqa: S108 -- a disk of memory, where there is one: thousands of savings wait for no other


class NotebookMachine(RuleBasedStateMachine):
    """A notebook, what it should hold, and a second notebook to exchange marks with."""

    ids: Bundle[str] = Bundle("ids")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.homes = [Home(self.folder / name) for name in ("own", "other")]
        for home in self.homes:
            home.prepare()
        self.notebook, self.other = (Notebook.open(home).notebook for home in self.homes)
        self.held: dict[str, Mark] = {}
        self.done: list[Change] = []
        self.undone: list[Change] = []
        self.files: list[bytes] = []
        self.read: dict[str, Mark] = {}  # as editors show them that have been open for a while

    def teardown(self) -> None:
        self.notebook.close()
        self.other.close()
        shutil.rmtree(self.folder)

    def keep(self, edit: Edit) -> None:
        (record,) = self.notebook.write(edit)
        assert _decided(record.mark) == _decided(edit.after)
        self.held[edit.after.id] = record.mark

    def do(self, before: Mark | None, after: Mark) -> None:
        record = self.notebook.record(after.id)
        seen = tuple(other.words for other in record.others) if record is not None else ()
        change = Change(before, after, seen=seen)
        self.keep(change.redo())
        self.done.append(change)
        self.undone.clear()

    # What a reader does.

    @rule(target=ids, note=WORDS, topic=TOPICS)
    def highlight(self, note: str, topic: str) -> str:
        mark = highlight(note, topic=topic)
        self.do(None, mark)
        return mark.id

    @rule(target=ids, note=WORDS, topic=TOPICS, tags=TAGS)
    def write_on_a_topic(self, note: str, topic: str, tags: tuple[str, ...]) -> str:
        mark = new_note("clinic", topic, edition="e", note=note, tags=tags)
        self.do(None, mark)
        return mark.id

    @rule(target=ids, label=WORDS, topic=TOPICS, position=st.floats(-5, 5))
    def bookmark(self, label: str, topic: str, position: float) -> str:
        mark = new_bookmark("clinic", topic, edition="e", label=label, position=position)
        self.do(None, mark)
        return mark.id

    @rule(id_=ids, words=WORDS)
    def rewrite(self, id_: str, words: str) -> None:
        mark = self.held[id_]
        self.do(mark, edited(mark, label=words) if isinstance(mark, Bookmark) else edited(mark, note=words))

    @rule(id_=ids, tags=TAGS)
    def retag(self, id_: str, tags: tuple[str, ...]) -> None:
        self.do(self.held[id_], edited(self.held[id_], tags=tags))

    @rule(id_=ids, colour=st.sampled_from(Colour), position=st.floats(-5, 5))
    def recolour_or_move(self, id_: str, colour: Colour, position: float) -> None:
        mark = self.held[id_]
        if isinstance(mark, Highlight):
            self.do(mark, edited(mark, colour=colour))
        elif isinstance(mark, Bookmark):
            self.do(mark, edited(mark, position=position))

    @rule(id_=ids, edition=st.sampled_from(["next", "after"]), topic=TOPICS)
    def review(self, id_: str, edition: str, topic: str) -> None:
        mark = self.held[id_]
        if isinstance(mark, Highlight):
            targets = (replace(mark.targets[0], topic=topic),)
            self.do(mark, reviewed(mark, Review(edition, Verdict.REANCHORED, targets, max(utc_now(), mark.modified))))

    @rule(id_=ids)
    def delete(self, id_: str) -> None:
        self.do(self.held[id_], buried(self.held[id_]))

    @rule(id_=ids)
    def bring_back(self, id_: str) -> None:
        self.do(self.held[id_], edited(self.held[id_], deleted=None))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        change = self.done.pop()
        self.keep(change.undo())
        self.undone.append(change)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        change = self.undone.pop()
        self.keep(change.redo())
        self.done.append(change)

    @rule()
    def reopen(self) -> None:
        before = self.notebook.records()
        self.notebook.close()
        opened = Notebook.open(self.homes[0])
        self.notebook = opened.notebook
        assert opened.notice == ""
        assert self.notebook.records() == before

    @rule(by_files=st.booleans())
    def exchange(self, by_files: bool) -> None:  # noqa: FBT001 -- as hypothesis passes it
        if by_files:
            self.take(self.other, self.exported(self.notebook))
            self.take(self.notebook, self.exported(self.other))
        else:
            self.other.merge(self.notebook.records())
            assert set(self.notebook.merge(self.other.records())) <= {Outcome.SAME, Outcome.ADDED, Outcome.CHANGED}
        assert self.notebook.records() == self.other.records()
        self.hold_what_there_is()

    @rule()
    def export(self) -> None:
        self.files.append(self.exported(self.notebook))

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def import_an_earlier_export(self, data: st.DataObject) -> None:
        """What the notebook held at any time before is known to it, so nothing changes."""
        before = self.notebook.records()
        report = self.take(self.notebook, data.draw(st.sampled_from(self.files)))
        assert report.same == report.taken
        assert self.notebook.records() == before

    @rule()
    def import_what_the_other_has(self) -> None:
        self.take(self.notebook, self.exported(self.other))
        self.hold_what_there_is()

    def exported(self, notebook: Notebook) -> bytes:
        return as_jsonld(notebook.records(), notebook.id).encode()

    def take(self, notebook: Notebook, data: bytes) -> Report:
        report = merge(notebook, read(find_annotations(data, "file"), utc_now(), lambda *_place: None))
        assert report.refused == ()
        return report

    def hold_what_there_is(self) -> None:
        self.held = {record.mark.id: record.mark for record in self.notebook.records()}
        self.done.clear()
        self.undone.clear()

    @rule(target=ids, id_=ids, words=WORDS)
    def another_writes_elsewhere(self, id_: str, words: str) -> object:
        mark = self.other.mark(id_)
        if isinstance(mark, Highlight):
            self.other.save(edited(mark, note=words))
        return multiple()

    @rule(id_=ids)
    def open_the_editor(self, id_: str) -> None:
        self.read[id_] = self.held[id_]

    @precondition(lambda self: self.read)
    @rule(data=st.data(), words=WORDS)
    def write_upon_what_was_read_then(self, data: st.DataObject, words: str) -> None:
        """Whatever came in meanwhile stays, but for the words that were read."""
        read = self.read.pop(data.draw(st.sampled_from(list(self.read))))
        before = self.notebook.record(read.id)
        assert before is not None
        after = edited(read, label=words) if isinstance(read, Bookmark) else edited(read, note=words)
        (record,) = self.notebook.write(Edit(read, after))
        if words != words_of(read):
            assert _standing(record) == _standing(before) - {words_of(read)} | {words}
        self.hold_what_there_is()

    @rule(id_=ids)
    def choose_between_what_both_wrote(self, id_: str) -> None:
        record = self.notebook.record(id_)
        if record is not None and record.other_words:
            mark = record.mark
            words = record.other_words[0]
            after = edited(mark, label=words) if isinstance(mark, Bookmark) else edited(mark, note=words)
            change = Change(mark, after, settles=record.other_words)
            self.keep(change.redo())
            self.done.append(change)
            self.undone.clear()

    # What holds at any time.

    @invariant()
    def every_mark_is_there_as_it_was_saved(self) -> None:
        kept = {record.mark.id: record.mark for record in self.notebook.records()}
        assert kept == self.held

    @invariant()
    def topics_list_and_lists_agree(self) -> None:
        alive = [mark for mark in self.held.values() if mark.deleted is None]
        assert {mark.id for mark in self.notebook.all()} == {mark.id for mark in alive}
        assert {mark.id for mark in self.notebook.deleted()} == self.held.keys() - {mark.id for mark in alive}
        for topic in ("sepsis", "shock"):
            touching = {mark.id for mark in alive if topic in {spot_of(mark).topic, *_reviewed_in(mark)}}
            assert {mark.id for mark in self.notebook.marks_in("clinic", topic)} == touching

    @invariant()
    def counts_agree(self) -> None:
        alive = [mark for mark in self.held.values() if mark.deleted is None]
        counts = self.notebook.counts()
        assert counts.highlights == sum(isinstance(mark, Highlight) for mark in alive)
        assert counts.bookmarks == sum(isinstance(mark, Bookmark) for mark in alive)
        assert counts.notes == sum(bool(words_of(mark)) for mark in alive if not isinstance(mark, Bookmark))
        assert sum(tag.marks for tag in self.notebook.tags()) == sum(len(mark.tags) for mark in alive)

    @invariant()
    def bookmarks_stand_in_the_readers_order(self) -> None:
        positions = [mark.position for mark in self.notebook.bookmarks()]
        assert positions == sorted(positions)
        ids = self.notebook.chosen(Wanted(kinds=frozenset({Kind.BOOKMARK})))
        assert set(ids) == {mark.id for mark in self.notebook.bookmarks()}

    @invariant()
    def words_find_the_marks_that_hold_them(self) -> None:
        alive = [record for record in self.notebook.records() if record.mark.deleted is None]
        for words, held in ASKED.items():
            holding = {record.mark.id for record in alive if held in _everything_on(record)}
            assert {mark.id for mark in self.notebook.find(words, 1000)} == holding
            assert set(self.notebook.chosen(Wanted(text=words))) == holding


def _reviewed_in(mark: Mark) -> set[str]:
    return {target.topic for review in mark.reviews for target in review.targets} if isinstance(mark, Highlight) else set()


def _decided(mark: Mark) -> Mark:
    """Return a mark without the decisions that were undone, of which a version from before knows nothing."""
    if not isinstance(mark, Highlight):
        return mark
    return replace(mark, reviews=tuple(review for review in mark.reviews if review.verdict is not Verdict.WITHDRAWN))


def _standing(record: Record) -> set[str]:
    return {words_of(record.mark), *(other.words for other in record.others)}


def _everything_on(record: Record) -> str:
    mark = record.mark
    quotes = [target.exact for target in mark.targets] if isinstance(mark, Highlight) else []
    return "\n".join([words_of(mark), *(other.words for other in record.others), *quotes, *mark.tags])


class TestSequences(NotebookMachine.TestCase):  # type: ignore[misc, name-defined] -- hypothesis makes the class
    settings = settings(max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_many_more_sequences(*, thorough: bool):
    if not thorough:
        pytest.skip("one of those above, forty times as often")
    run_state_machine_as_test(NotebookMachine, settings=settings(max_examples=1000, stateful_step_count=50, deadline=None))
