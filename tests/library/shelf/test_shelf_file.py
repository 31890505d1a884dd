"""The list of what is installed survives its own damage."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.home import Home
from reader.library.shelf.edition import compiled_folder
from reader.library.shelf.shelf import Shelf

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]
FilesOf = Callable[[Home], set[str]]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1}',
        b'{"version": 1, "packs": {"small-pack": {"current": "../../../etc", "previous": null}}}',
        b'{"version": 1, "packs": {"../evil": {"current": "%s", "previous": null}}}' % (b"a" * 64),
        b'{"version": 1, "packs": {"small-pack": "text"}}',
        b'{"version": "one", "packs": {}}',
    ],
)
def test_a_damaged_list_is_set_aside_and_made_again_from_the_disk(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, damage: bytes, *, words_of: WordsOf
):
    old = shelf.install(write_pack(words="Old.", released="2026-01-01")).digest
    new = shelf.install(write_pack(words="New.", released="2026-02-02")).digest
    home.shelf.write_bytes(damage)
    restarted = open_shelf()
    (pack,) = restarted.packs()
    assert (pack.digest, pack.previous) == (new, old)
    assert words_of(restarted) == "New."
    (notice,) = restarted.notices
    (aside,) = home.root.glob("shelf.damaged-*.json")
    assert aside.name in notice
    assert aside.read_bytes() == damage
    assert open_shelf().notices == ()


def test_a_program_that_dies_while_it_mends_the_list_leaves_one_that_is_mended_at_the_next_start(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
):
    shelf.install(write_pack())
    home.shelf.write_bytes(b"{")
    with monkeypatch.context() as dying:
        dying.setattr("reader.library.shelf.shelf_file.write_record", _die)
        with pytest.raises(KeyboardInterrupt):
            open_shelf()
    assert [pack.manifest.id for pack in open_shelf().packs()] == ["small-pack"]


def test_a_list_by_a_newer_version_is_refused_untouched(home: Home, open_shelf: OpenShelf):
    written = json.dumps({"version": 2, "packs": {}})
    home.shelf.write_text(written)
    with pytest.raises(EditionError, match="newer version"):
        open_shelf()
    assert home.shelf.read_text() == written


def test_a_missing_edition_is_told_and_the_others_are_shown(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack
):
    gone = shelf.install(write_pack(folder="a", pack_id="pack-a")).digest
    shelf.install(write_pack(folder="b", pack_id="pack-b"))
    shutil.rmtree(home.editions / "pack-a")
    shutil.rmtree(compiled_folder(home, gone))
    restarted = open_shelf()
    assert [pack.manifest.id for pack in restarted.packs()] == ["pack-b"]
    assert any("pack-a is missing" in notice for notice in restarted.notices)


def test_a_compiled_pack_that_was_copied_over_another_isnt_shown(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack
):
    a = shelf.install(write_pack(folder="a", pack_id="pack-a", words="A.")).digest
    b = shelf.install(write_pack(folder="b", pack_id="pack-b", words="B.")).digest
    shutil.rmtree(compiled_folder(home, a))
    shutil.copytree(compiled_folder(home, b), compiled_folder(home, a))
    assert open_shelf().stale() == ("pack-a",)


def _die(*_: object) -> None:
    raise KeyboardInterrupt
