"""What a notebook holds is written as Web Annotations and read back whole, also into an empty notebook."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from reader.home import Home
from reader.notebook.exchange.annotation import annotation
from reader.notebook.exchange.collection import as_jsonld
from reader.notebook.exchange.fields import Node
from reader.notebook.exchange.importing import merge, read_file
from reader.notebook.exchange.reading import record_of
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import Record
from tests.notebook.exchange.conftest import NOTEBOOKS, records

MEMORY = Path("/dev/shm")  # noqa: S108 -- a disk of memory, where there is one


def nowhere(_pack: str, _topic: str, _section: str | None) -> None:
    """Know no text."""


@settings(max_examples=100, deadline=None)
@given(records())
def test_every_field_of_a_mark_of_every_kind_comes_back(record: Record):
    assert record_of(Node(json.loads(json.dumps(annotation(record))))) == record


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTEBOOKS)
def test_a_notebook_that_is_exported_and_imported_into_an_empty_home_is_there_again(held: list[Record]):
    into_an_empty_home(held)


def test_many_more_notebooks(*, thorough: bool):
    if not thorough:
        pytest.skip("the one above, many times as often")
    settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])(
        given(NOTEBOOKS)(into_an_empty_home)
    )()


def into_an_empty_home(held: list[Record]) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        file = Path(folder) / "notes.jsonld"
        file.write_text(as_jsonld(held, "a"), encoding="utf-8")
        with Notebook.open(home).notebook as notebook:
            report = merge(notebook, read_file(file, nowhere))
            assert report.refused == ()
            assert report.added + report.deletions == len(held)
            assert {one.mark.id: one for one in notebook.records()} == {one.mark.id: one for one in held}
            again = merge(notebook, read_file(file, nowhere))
            assert (again.same, again.taken) == (len(held), len(held))
            file.write_text(as_jsonld(notebook.records(), "a"), encoding="utf-8")
            assert merge(notebook, read_file(file, nowhere)) == again
