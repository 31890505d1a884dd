"""Going back to the edition before, and forward again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.home import Home
from reader.library.shelf.edition import compiled_folder, edition_folder
from reader.library.shelf.shelf import DamagedEditionError, Shelf

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]


@pytest.fixture
def updated(shelf: Shelf, write_pack: WritePack) -> Shelf:
    """Return a shelf with a pack of two editions."""
    shelf.install(write_pack("first", "Old words.", released="2026-01-01"))
    shelf.install(write_pack("second", "New words.", released="2026-02-01"))
    return shelf


def test_the_edition_before_is_current_again_also_after_a_restart(updated: Shelf, open_shelf: OpenShelf, words_of: WordsOf):
    installed = updated.rollback("small-pack")
    assert str(installed.manifest.released) == "2026-01-01"
    for shelf in (updated, open_shelf()):
        assert words_of(shelf) == "Old words."


def test_rolling_back_twice_leads_to_where_one_was(updated: Shelf, words_of: WordsOf):
    updated.rollback("small-pack")
    updated.rollback("small-pack")
    assert words_of(updated) == "New words."


def test_the_edition_before_is_compiled_again_where_its_compiled_form_is_gone(updated: Shelf, home: Home, words_of: WordsOf):
    previous = updated.packs()[0].previous
    assert previous is not None
    shutil.rmtree(compiled_folder(home, previous))
    updated.rollback("small-pack")
    assert words_of(updated) == "Old words."


def test_a_damaged_edition_is_not_gone_back_to(updated: Shelf, home: Home, words_of: WordsOf):
    previous = updated.packs()[0].previous
    assert previous is not None
    shutil.rmtree(compiled_folder(home, previous))
    (edition_folder(home, "small-pack", previous) / "topics" / "sentinel.md").write_text("Other words.")
    with pytest.raises(DamagedEditionError, match="damaged"):
        updated.rollback("small-pack")
    assert words_of(updated) == "New words."


def test_without_an_earlier_edition_one_is_told_so(shelf: Shelf, write_pack: WritePack):
    shelf.install(write_pack())
    with pytest.raises(EditionError, match="No earlier edition of the pack small-pack is kept"):
        shelf.rollback("small-pack")
    with pytest.raises(EditionError, match="No pack 'nowhere' is installed"):
        shelf.rollback("nowhere")


def test_a_bundled_pack_that_was_rolled_back_stays_so(open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf):
    content = write_pack("content", "Old words.", released="2026-01-01")
    open_shelf(content).prepare_bundled()
    content = write_pack("content", "New words.", released="2026-02-01")
    shelf = open_shelf(content)
    shelf.prepare_bundled()
    shelf.rollback("small-pack")
    again = open_shelf(content)
    again.prepare_bundled()
    assert words_of(again) == "Old words."
