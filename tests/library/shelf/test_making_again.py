"""What is derived is disposable: it is made again from the source."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.making.child import Limits
from reader.library.making.database import DATABASE
from reader.library.shelf.edition import compiled_folder, edition_folder
from reader.library.shelf.shelf import DamagedEditionError, Shelf

WritePack = Callable[..., Path]
OpenShelf = Callable[..., Shelf]
WordsOf = Callable[..., str]
FilesOf = Callable[[Home], set[str]]


def test_a_damaged_compiled_pack_is_stale_and_made_again(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    digest = shelf.install(write_pack()).digest
    (compiled_folder(home, digest) / DATABASE).write_bytes(b"rubbish")
    restarted = open_shelf()
    (pack,) = restarted.packs()
    assert (pack.manifest.title, pack.compiled) == ("A small pack", None)
    assert restarted.find_topic("sentinel") is None
    assert restarted.stale() == ("small-pack",)
    assert restarted.rebuild() == ("small-pack",)
    assert restarted.stale() == ()
    assert words_of(restarted) == "Text."


def test_what_another_version_made_is_made_again(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    digest = shelf.install(write_pack()).digest
    compiled_folder(home, digest).rename(home.compiled / f"{digest}-0")
    restarted = open_shelf()
    assert restarted.stale() == ("small-pack",)
    restarted.rebuild()
    assert words_of(restarted) == "Text."


def test_damage_met_while_reading_makes_the_pack_stale(shelf: Shelf, write_pack: WritePack, words_of: WordsOf):
    shelf.install(write_pack())
    shelf.packs()[0].compiled.damaged = True  # as CompiledPack notes when SQLite finds it
    assert shelf.stale() == ("small-pack",)
    shelf.rebuild()
    assert shelf.stale() == ()
    assert words_of(shelf) == "Text."


def test_a_flipped_bit_that_the_full_check_finds_is_mended_at_the_next_start(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    path = compiled_folder(home, shelf.install(write_pack()).digest) / DATABASE
    path.write_bytes(path.read_bytes().replace(b"Text.", b"Next."))
    doctor = open_shelf()
    assert doctor.stale() == ()
    assert not doctor.packs()[0].compiled.verify()
    restarted = open_shelf()
    assert restarted.rebuild() == ("small-pack",)
    assert words_of(restarted) == "Text."


def test_installing_the_same_again_makes_the_stale_form_too(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    source = write_pack()
    digest = shelf.install(source).digest
    shutil.rmtree(compiled_folder(home, digest))
    restarted = open_shelf()
    restarted.install(source)
    assert words_of(restarted) == "Text."
    assert restarted.packs()[0].previous is None


def test_an_edition_whose_source_is_damaged_isnt_compiled_as_if_it_were_whole(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack
):
    digest = shelf.install(write_pack()).digest
    shutil.rmtree(compiled_folder(home, digest))
    (edition_folder(home, "small-pack", digest) / "topics" / "sentinel.md").write_text("# Other\n\nwords.\n")
    restarted = open_shelf()
    with pytest.raises(DamagedEditionError, match="damaged"):
        restarted.rebuild()


def test_a_damaged_edition_does_not_keep_the_others_from_being_made_again(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack
):
    ids = ("a-damaged", "b-sound")
    for pack_id in ids:
        digest = shelf.install(write_pack(pack_id=pack_id)).digest
        shutil.rmtree(compiled_folder(home, digest))
    [damaged] = (home.editions / "a-damaged").glob("*/topics/sentinel.md")
    damaged.write_text("# Other\n\nwords.\n")
    restarted = open_shelf()
    assert set(restarted.stale()) == set(ids)
    with pytest.raises(DamagedEditionError, match="a-damaged"):
        restarted.rebuild()
    assert restarted.stale() == ("a-damaged",)


def test_a_damaged_edition_of_the_bundled_pack_is_taken_from_the_program_again(
    open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    content = write_pack()
    taken = open_shelf(content=content).prepare_bundled()
    assert taken is not None
    shutil.rmtree(compiled_folder(home, taken.digest))
    (edition_folder(home, "small-pack", taken.digest) / "topics" / "sentinel.md").write_text("# Other\n\nwords.\n")
    restarted = open_shelf(content=content)
    assert restarted.rebuild() == ("small-pack",)
    assert words_of(restarted) == "Text."


def test_a_pack_that_was_accepted_is_made_again_though_it_is_judged_more_strictly_now(
    shelf: Shelf, open_shelf: OpenShelf, home: Home, write_pack: WritePack, words_of: WordsOf
):
    source = write_pack()
    (source / "topics" / "slow.md").write_text("# Slow\n\n" + "[" * 3000)
    digest = shelf.install(source, limits=Limits(step_seconds=None)).digest
    shutil.rmtree(compiled_folder(home, digest))
    restarted = open_shelf()
    restarted.rebuild(limits=Limits(step_seconds=0.2))
    assert words_of(restarted) == "Text."


def test_what_nobody_shows_any_more_is_removed_but_the_previous_stays(shelf: Shelf, home: Home, write_pack: WritePack):
    digests = [shelf.install(write_pack(words=words)).digest for words in ("One.", "Two.", "Three.")]
    assert {folder.name.split("-")[0] for folder in home.compiled.iterdir()} == set(digests[1:])
    assert {folder.name for folder in (home.editions / "small-pack").iterdir()} == set(digests)
