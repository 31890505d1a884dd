"""Searches that found nothing leave only as they are listed, and only when that was agreed to."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.home import Home
from reader.notebook.state import State
from tests.cli.conftest import Wardbook

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LISTED = "times\tlast\tsearched\n2\t2026-11-23\toncotype dx\n1\t2026-11-23\txyzzy\n"


@pytest.fixture
def some(wardbook: Wardbook, tmp_path: Path) -> Wardbook:
    """Return the command with a home in which three searches were in vain."""
    folder = tmp_path / "searched"
    home = Home(folder)
    home.prepare()
    with closing(State.open(home)) as state:
        for query in ("xyzzy", "oncotype dx", "oncotype dx"):
            state.searched.count_unanswered(query, NOW)
    return lambda *words: wardbook(*words, home=folder)


def test_they_are_listed_the_most_frequent_first(some: Wardbook):
    assert some("searches", "list").out == LISTED
    assert some("searches", "list", "--json").json["searches"][0] == {"searched": "oncotype dx", "times": 2, "last": "2026-11-23"}


def test_an_export_lists_what_leaves_and_writes_it_when_that_is_agreed_to(some: Wardbook, tmp_path: Path):
    file = tmp_path / "vain.tsv"
    said = some("searches", "export", "-o", str(file))
    assert said.code == 1
    assert said.err.startswith(LISTED)
    assert not file.exists()
    assert some("searches", "export", "-o", str(file), "--yes").code == 0
    assert file.read_text(encoding="utf-8") == LISTED


def test_a_file_that_is_there_is_kept(some: Wardbook, tmp_path: Path):
    file = tmp_path / "vain.tsv"
    file.write_text("mine", encoding="utf-8")
    assert some("searches", "export", "-o", str(file), "--yes").code == 1
    assert file.read_text(encoding="utf-8") == "mine"
    assert some("searches", "export", "-o", str(file), "--yes", "--force").code == 0


def test_they_are_forgotten_when_that_is_asked_for(some: Wardbook):
    assert some("searches", "clear").out == "2 searches forgotten\n"
    assert some("searches", "list").out == "times\tlast\tsearched\n"
