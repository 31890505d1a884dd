"""The pack that comes with the program, from a source tree and from a wheel."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

from reader.home import Home
from reader.library.making.compile import compile_pack
from reader.library.shelf.edition import changing_editions, edition_folder
from reader.library.shelf.shelf import Shelf
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]
FilesOf = Callable[[Home], set[str]]


def test_from_a_source_tree_the_bundled_pack_is_installed_once(open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf):
    content = write_pack(folder="content", words="Bundled.")
    shelf = open_shelf(content)
    assert shelf.packs() == ()
    assert shelf.prepare_bundled() is not None
    assert words_of(shelf) == "Bundled."
    assert shelf.prepare_bundled() is None
    assert open_shelf(content).prepare_bundled() is None


def test_from_a_source_tree_a_changed_bundled_pack_is_installed_again(
    open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    open_shelf(write_pack(folder="content", words="First.")).prepare_bundled()
    shelf = open_shelf(write_pack(folder="content", words="Second."))
    shelf.prepare_bundled()
    assert words_of(shelf) == "Second."


def test_a_bundled_pack_doesnt_replace_a_newer_one(open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf):
    shelf = open_shelf(write_pack(folder="content", words="Bundled.", released="2026-01-01"))
    shelf.install(write_pack(words="Newer.", released="2026-02-02"))
    assert shelf.prepare_bundled() is None
    assert words_of(shelf) == "Newer."


def test_the_bundled_pack_stands_first(open_shelf: OpenShelf, write_pack: WritePack):
    shelf = open_shelf(write_pack(folder="content", title="Zebra", pack_id="zebra-pack"))
    shelf.install(write_pack(title="Aardvark"))
    shelf.prepare_bundled()
    assert [pack.manifest.title for pack in shelf.packs()] == ["Zebra", "Aardvark"]


def test_in_a_wheel_the_bundled_pack_is_read_before_anything_is_copied(
    open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf, files_of: FilesOf
):
    shelf = open_shelf(_wheel(write_pack(folder="content", words="Bundled.")))
    assert words_of(shelf) == "Bundled."
    assert files_of(home) == set()


def test_in_a_wheel_the_bundled_pack_is_adopted_without_compiling(
    open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    content = _wheel(write_pack(folder="content", words="Bundled."))
    shelf = open_shelf(content)
    installed = shelf.prepare_bundled()
    assert installed is not None
    assert pack_digest(edition_folder(home, "small-pack", installed.digest)) == installed.digest
    shutil.rmtree(content)
    restarted = open_shelf(content)
    assert words_of(restarted) == "Bundled."


def test_a_wheels_pack_that_was_taken_up_once_doesnt_come_back_after_going_back(
    open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    shelf = open_shelf(_wheel(write_pack(folder="content", words="Bundled.", released="2026-02-02")))
    shelf.prepare_bundled()
    shelf.install(write_pack(words="Preferred.", released="2026-01-01"), allow_older=True)
    assert shelf.prepare_bundled() is None
    shelf.refresh()
    assert words_of(shelf) == "Preferred."


def test_a_newer_wheels_pack_is_shown_over_the_older_edition_at_once(
    open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    open_shelf().install(write_pack(words="Old.", released="2026-01-01"))
    shelf = open_shelf(_wheel(write_pack(folder="content", words="Bundled.", released="2026-02-02")))
    assert words_of(shelf) == "Bundled."
    gc.collect()  # what nobody shows is closed with the shelf: newer versions of Python warn of an open database here
    shelf.prepare_bundled()
    assert words_of(shelf) == "Bundled."
    assert shelf.packs()[0].previous is not None


def test_a_wheel_whose_compiled_pack_belongs_to_other_sources_is_compiled_here(
    open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    content = _wheel(write_pack(folder="content", words="Built."))
    (content / "topics" / "sentinel.md").write_text("---\ntitle: Sentinel node\ngroup: axilla\n---\n\nEdited.\n")
    shelf = open_shelf(content)
    shelf.prepare_bundled()
    assert words_of(shelf) == "Edited."


def test_preparing_clears_away_what_a_crash_left(shelf: Shelf, home: Home, files_of: FilesOf):
    (home.compiled / ".new.01234567").mkdir()
    shelf.prepare_bundled()
    assert files_of(home) == set()


def test_preparing_doesnt_wait_for_a_long_installation_without_need(shelf: Shelf, home: Home):
    with changing_editions(home, lambda: False):
        assert shelf.prepare_bundled() is None


def _wheel(content: Path) -> Path:
    """Compile the bundled pack beside its sources, as the building of a wheel does."""
    pack, _ = read_pack(content)
    assert pack is not None
    assert compile_pack(pack, pack_digest(content), content / "compiled") == []
    return content
