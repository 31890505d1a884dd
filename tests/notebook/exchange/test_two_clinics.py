"""Two clinics that send each other files end up with equal notebooks, whatever they did and whenever the files arrive."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.changing import Edit
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.exchange.exporting import Format, export, write
from reader.notebook.exchange.importing import Report, merge, read_file
from reader.notebook.making import new_bookmark, new_note
from reader.notebook.marks import Bookmark, Colour, Highlight, Mark, Review, Verdict, edited, reviewed
from reader.notebook.notebook import Notebook
from reader.notebook.times import utc_now
from tests.notebook.conftest import highlight
from tests.notebook.exchange.test_round_trip import MEMORY, nowhere

ACTIONS = ("make", "write", "tag", "look", "review", "delete", "bring back", "settle", "send", "send", "send an old file")
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTIONS), st.integers(0, 5)), max_size=16)


@dataclass
class Clinic:
    """A notebook, and the files that it has written."""

    notebook: Notebook
    folder: Path
    files: list[Path] = field(default_factory=list)

    def send(self, *, words: bool = True) -> Path:
        file = self.folder / f"{len(self.files)}.jsonld"
        write(export(self.notebook, Format.JSONLD, Catalogue(), with_deleted_words=words).text, file)
        self.files.append(file)
        return file

    def take(self, file: Path) -> Report:
        return merge(self.notebook, read_file(file, nowhere))

    def do(self, what: str, value: int) -> None:
        records = self.notebook.records()
        if what == "make" or not records:
            self.notebook.save(made(value))
            return
        mark = records[value % len(records)].mark
        words = f"{self.folder.name} {value}"
        match what:
            case "write":
                self.notebook.save(edited(mark, label=words) if isinstance(mark, Bookmark) else edited(mark, note=words))
            case "tag":
                self.notebook.save(edited(mark, tags=(words,)))
            case "look" if isinstance(mark, Highlight):
                self.notebook.save(edited(mark, colour=tuple(Colour)[value % 4]))
            case "review" if isinstance(mark, Highlight):
                at = max(utc_now(), mark.modified)
                self.notebook.save(reviewed(mark, Review(f"edition {value % 2}", Verdict.ACCEPTED, mark.targets, at)))
            case "delete":
                self.notebook.save(buried(mark))
            case "bring back":
                self.notebook.save(edited(mark, deleted=None))
            case "settle":
                record = self.notebook.record(mark.id)
                others = tuple(other.words for other in record.others) if record is not None else ()
                self.notebook.write(Edit(mark, edited(mark), settles=others))


def made(value: int) -> Mark:
    if value % 3 == 0:
        return highlight(f"new {value}")
    return new_note("clinic", "sepsis", edition="e", note="n") if value % 3 == 1 else new_bookmark("clinic", "shock", edition="e")


@contextmanager
def two_clinics() -> Iterator[tuple[Clinic, Clinic]]:
    folder = Path(mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        clinics = []
        for name in "ab":
            home = Home(folder / name)
            home.prepare()
            clinics.append(Clinic(stack.enter_context(Notebook.open(home).notebook), home.root))
        yield clinics[0], clinics[1]


def check(steps: list[tuple[int, str, int]]) -> None:
    with two_clinics() as clinics:
        for who, what, value in steps:
            clinic, other = clinics[who], clinics[1 - who]
            if what == "send" or (what == "send an old file" and not clinic.files):
                assert other.take(clinic.send()).refused == ()
            elif what == "send an old file":
                other.take(clinic.files[value % len(clinic.files)])
            else:
                clinic.do(what, value)
        one, other = clinics
        other.take(one.send())
        one.take(other.send())
        held = one.notebook.records()
        assert held == other.notebook.records()
        for file in (*one.files, *other.files):
            for clinic in clinics:
                report = clinic.take(file)
                assert (report.same, report.refused) == (report.taken, ())
        assert one.notebook.records() == other.notebook.records() == held


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_after_files_went_both_ways_the_notebooks_are_equal_and_no_old_file_changes_them(steps: list[tuple[int, str, int]]):
    check(steps)


def test_many_more_exchanges(*, thorough: bool):
    if not thorough:
        pytest.skip("the one above, many times as often")
    settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])(given(STEPS)(check))()


def test_what_one_clinic_deleted_is_deleted_in_the_other_also_if_only_tombstones_leave():
    with two_clinics() as (one, other):
        one.do("make", 0)
        other.take(one.send())
        one.do("delete", 0)
        report = other.take(one.send(words=False))
        assert (report.changed, other.notebook.all()) == (1, [])
        assert [words_of_first(mark) for mark in other.notebook.deleted()] == ["new 0"]
        assert "new 0" not in one.files[-1].read_text(encoding="utf-8")


def words_of_first(mark: Mark) -> str:
    return mark.label if isinstance(mark, Bookmark) else mark.note


def test_of_words_that_both_wrote_at_the_same_time_both_are_kept_and_counted():
    with two_clinics() as (one, other):
        one.do("make", 0)
        other.take(one.send())
        one.do("write", 0)
        other.do("write", 0)
        report = other.take(one.send())
        assert (report.changed, report.conflicts) == (1, 1)
        assert str(report).endswith("On 1 something else was written here at the same time: both are kept.")
        (record,) = other.notebook.in_conflict()
        assert {words_of_first(record.mark), *(wording.words for wording in record.others)} == {"a 0", "b 0"}


def test_the_notebook_is_backed_up_before_and_only_the_last_of_these_backups_are_kept():
    with two_clinics() as (one, other):
        one.do("make", 0)
        assert other.take(one.send()).backup is None  # there was nothing to lose
        backups = [other.take(one.files[0]).backup for _ in range(16)]
        assert [backup is not None and backup.exists() for backup in backups] == [False] * 2 + [True] * 14
