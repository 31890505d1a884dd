"""Ask the shelf what an export has to know of topics and editions."""

from collections.abc import Callable
from functools import cache

from reader.home import Home
from reader.library.shelf.edition import edition_folder
from reader.library.shelf.shelf import Shelf
from reader.library.shelf.shelf_file import manifest_of
from reader.notebook.exchange.catalogue import Catalogue, Published
from reader.notebook.marks import Mark
from reader.notebook.notebook import Notebook
from reader.notebook.ordering import Outline, OutlineOf, spot_of
from reader.notebook.placements import Placed


def catalogue_of(home: Home, shelf: Shelf, notebook: Notebook) -> Catalogue:
    """Return what is known now; each topic is read once at the most. Any thread may ask."""
    conflicts = notebook.other_words()
    present = {pack.manifest.id: pack.digest for pack in shelf.packs()}
    return Catalogue(
        outlines(shelf),
        _publications(home, shelf),
        _placements(shelf, notebook),
        lambda pack: present.get(pack, ""),
        lambda mark: conflicts.get(mark.id, ()),
    )


def outlines(shelf: Shelf) -> OutlineOf:
    """Return what tells a topic's title and place on the shelf."""

    @cache
    def outline_of(pack_id: str, topic_id: str) -> Outline | None:
        shelved = shelf.pack(pack_id)
        compiled = shelved.compiled if shelved else None
        position = compiled.position(topic_id) if compiled else None
        if compiled is None or position is None:
            return None
        topic = compiled.topic(topic_id)
        return Outline(topic.meta.title, position, tuple(section.id for section in topic.sections))

    return outline_of


def _publications(home: Home, shelf: Shelf) -> Callable[[str, str], Published | None]:
    """Return what tells of an edition, as long as it is kept."""

    @cache
    def published(pack_id: str, digest: str) -> Published | None:
        shelved = shelf.pack(pack_id)
        if shelved is None:
            return None
        kept = digest in {shelved.digest, shelved.previous}
        manifest = (
            shelved.manifest if digest == shelved.digest else manifest_of(edition_folder(home, pack_id, digest)) if kept else None
        )
        return Published(manifest.title, manifest.edition, manifest.released) if manifest else None

    return published


def _placements(shelf: Shelf, notebook: Notebook) -> Callable[[Mark], tuple[Placed, ...]]:
    """Return what tells where a mark was found in the present edition of its pack."""

    @cache
    def on(digest: str) -> dict[str, tuple[Placed, ...]]:
        return notebook.placements.on(digest)

    def placed_of(mark: Mark) -> tuple[Placed, ...]:
        shelved = shelf.pack(spot_of(mark).pack)
        return on(shelved.digest).get(mark.id, ()) if shelved else ()

    return placed_of
