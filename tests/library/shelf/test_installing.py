"""A pack on its way to the shelf: what is kept, what is refused, what stays as it was."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import EditionError, HomeError, PackError
from reader.home import Home
from reader.library.making.check import FaultyPackError
from reader.library.making.child import CancelledError, Limits
from reader.library.shelf.edition import edition_folder
from reader.library.shelf.shelf import Shelf
from reader.library.source.digest import pack_digest

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]
FilesOf = Callable[[Home], set[str]]


def test_a_fresh_home_has_nothing_on_the_shelf(shelf: Shelf):
    assert shelf.packs() == ()
    assert shelf.stale() == ()
    assert shelf.find_topic("sentinel") is None


def test_an_installed_pack_can_be_read_at_once_and_after_a_restart(
    shelf: Shelf, open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    source = write_pack()
    installed = shelf.install(source)
    assert (installed.manifest.id, installed.digest, installed.already) == ("small-pack", pack_digest(source), False)
    for opened in (shelf, open_shelf()):
        assert [pack.digest for pack in opened.packs()] == [installed.digest]
        assert words_of(opened) == "Text."


def test_the_edition_keeps_the_source_and_nothing_else(shelf: Shelf, home: Home, write_pack: WritePack):
    source = write_pack()
    (source / "notes-to-self.txt").write_text("not part of it")
    digest = shelf.install(source).digest
    edition = edition_folder(home, "small-pack", digest)
    assert sorted(path.name for path in edition.rglob("*")) == ["pack.toml", "sentinel.md", "topics"]
    assert pack_digest(edition) == digest


def test_the_edition_stays_when_its_author_writes_on(shelf: Shelf, write_pack: WritePack, words_of: WordsOf):
    source = write_pack(words="As installed.")
    shelf.install(source)
    (source / "topics" / "sentinel.md").write_text("---\ntitle: Sentinel node\ngroup: axilla\n---\n\nChanged since.\n")
    shutil.rmtree(source)
    assert words_of(shelf) == "As installed."


def test_a_newer_edition_becomes_current_and_the_old_one_the_previous(
    shelf: Shelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    old = shelf.install(write_pack(words="Old.", released="2026-01-01")).digest
    new = shelf.install(write_pack(words="New.", released="2026-02-02")).digest
    (pack,) = shelf.packs()
    assert (pack.digest, pack.previous) == (new, old)
    assert words_of(shelf) == "New."
    assert pack_digest(edition_folder(home, "small-pack", old)) == old


def test_an_older_edition_is_refused_unless_asked_for(shelf: Shelf, write_pack: WritePack, words_of: WordsOf):
    newer = shelf.install(write_pack(words="Newer.", released="2026-02-02")).digest
    older = write_pack(words="Older.", released="2026-01-01")
    with pytest.raises(EditionError, match=r"released on 2026-01-01, and the installed one on 2026-02-02"):
        shelf.install(older)
    assert words_of(shelf) == "Newer."
    shelf.install(older, allow_older=True)
    assert words_of(shelf) == "Older."
    assert shelf.packs()[0].previous == newer


def test_a_correction_of_the_same_day_is_taken(shelf: Shelf, write_pack: WritePack, words_of: WordsOf):
    first = shelf.install(write_pack(words="Wrogn.")).digest
    shelf.install(write_pack(words="Wrong."))
    assert words_of(shelf) == "Wrong."
    assert shelf.packs()[0].previous == first


def test_installing_the_same_again_says_so_and_forgets_nothing(shelf: Shelf, write_pack: WritePack):
    old = shelf.install(write_pack(words="Old.")).digest
    source = write_pack(words="New.")
    shelf.install(source)
    assert shelf.install(source).already
    assert shelf.packs()[0].previous == old


def test_installing_the_same_again_mends_a_damaged_edition(shelf: Shelf, home: Home, write_pack: WritePack):
    source = write_pack()
    digest = shelf.install(source).digest
    (edition_folder(home, "small-pack", digest) / "topics" / "sentinel.md").write_text("flipped bits")
    assert not shelf.install(source).already
    assert pack_digest(edition_folder(home, "small-pack", digest)) == digest


def test_a_pack_with_faults_is_refused_and_leaves_nothing(
    shelf: Shelf, home: Home, write_pack: WritePack, words_of: WordsOf, files_of: FilesOf
):
    shelf.install(write_pack(words="Good."))
    before = files_of(home)
    with pytest.raises(FaultyPackError, match=r"topics/sentinel.md:\d+") as raised:
        shelf.install(write_pack(words="Bad.\n\n## \n"))
    assert isinstance(raised.value, PackError)
    assert [finding.file for finding in raised.value.findings] == ["topics/sentinel.md"]
    assert files_of(home) == before
    assert words_of(shelf) == "Good."


def test_a_pack_that_cant_be_read_is_refused(shelf: Shelf, tmp_path: Path):
    with pytest.raises(FaultyPackError):
        shelf.install(tmp_path / "nowhere")


def test_a_link_is_refused_before_anything_is_copied(shelf: Shelf, home: Home, write_pack: WritePack, tmp_path: Path):
    (tmp_path / "secret").write_text("# Secret\n\nPrivate.\n")
    source = write_pack()
    (source / "topics" / "secret.md").symlink_to(tmp_path / "secret")
    with pytest.raises(FaultyPackError, match="link"):
        shelf.install(source)
    assert not any("secret" in path.name for path in home.root.rglob("*"))


def test_a_slow_topic_refuses_the_pack(shelf: Shelf, write_pack: WritePack):
    with pytest.raises(FaultyPackError, match=r"topics/sentinel.md.*takes over 0.2 s"):
        shelf.install(write_pack(words="[" * 8000), limits=Limits(step_seconds=0.2))
    assert shelf.packs() == ()


def test_warnings_come_with_the_installed_pack(shelf: Shelf, write_pack: WritePack):
    installed = shelf.install(write_pack(words="[gone](topic:gone)"))
    assert any("“gone”" in finding.message for finding in installed.findings)


@pytest.mark.parametrize("moment", ["Reading the pack", "Compiling topics", "Writing the pack"])
def test_giving_up_at_any_moment_leaves_the_old_edition(
    shelf: Shelf, home: Home, write_pack: WritePack, moment: str, *, words_of: WordsOf, files_of: FilesOf
):
    shelf.install(write_pack(words="Old."))
    before = files_of(home)
    now: list[str] = []
    with pytest.raises(CancelledError):
        shelf.install(
            write_pack(words="New."), progress=lambda _done, _total, what: now.append(what), cancelled=lambda: moment in now
        )
    assert files_of(home) == before
    assert words_of(shelf) == "Old."


def test_links_to_other_packs_are_checked_when_both_are_installed(shelf: Shelf, write_pack: WritePack):
    shelf.install(write_pack(folder="other", pack_id="other-pack"))
    installed = shelf.install(write_pack(words="[a](topic:other-pack/gone) [b](topic:other-pack/sentinel)"))
    assert len(installed.findings) == 1
    assert "other-pack has no such topic" in installed.findings[0].message


def test_topics_are_found_in_every_pack(shelf: Shelf, write_pack: WritePack):
    shelf.install(write_pack(folder="b", pack_id="pack-b", title="B"))
    shelf.install(write_pack(folder="a", pack_id="pack-a", title="A"))
    assert [pack.manifest.id for pack in shelf.packs()] == ["pack-a", "pack-b"]
    assert shelf.find_topic("sentinel").pack == "pack-a"
    assert shelf.find_topic("sentinel", "pack-b").pack == "pack-b"
    assert shelf.find_topic("sentinel", "pack-c") is None


def test_another_process_that_installs_is_seen_after_looking_again(
    shelf: Shelf, open_shelf: OpenShelf, write_pack: WritePack, words_of: WordsOf
):
    open_shelf().install(write_pack())
    assert shelf.packs() == ()
    shelf.refresh()
    assert words_of(shelf) == "Text."


def test_a_reader_may_hold_on_to_the_edition_that_was_replaced(shelf: Shelf, write_pack: WritePack):
    shelf.install(write_pack(words="Old."))
    held = shelf.packs()[0].compiled
    shelf.install(write_pack(words="New."))
    assert held.topic("sentinel").sections[0].text == "Old."


def test_the_shelf_answers_while_a_pack_is_being_installed(shelf: Shelf, write_pack: WritePack, words_of: WordsOf):
    shelf.install(write_pack(words="Old."))
    seen: list[str] = []
    shelf.install(write_pack(words="New."), progress=lambda *_: seen.append(words_of(shelf)))
    assert set(seen) == {"Old."}


def test_two_installations_at_once_both_succeed(shelf: Shelf, write_pack: WritePack):
    sources = [write_pack(folder=name, pack_id=f"pack-{name}") for name in ("one", "two")]
    threads = [threading.Thread(target=shelf.install, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {pack.manifest.id for pack in shelf.packs()} == {"pack-one", "pack-two"}


def test_a_home_that_cant_be_written_is_named(shelf: Shelf, home: Home, write_pack: WritePack):
    shutil.rmtree(home.editions)
    home.editions.write_text("a file in the way")
    with pytest.raises(HomeError, match=str(home.root)):
        shelf.install(write_pack())
