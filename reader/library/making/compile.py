"""Compile a pack: read it, render its topics, check its links, write topics.sqlite.

Each function that takes `progress` first can run in a child process; `reader.library.making.rendering` shares the
topics of one pack between children. What the children hand each other lies in a scratch folder as pickles,
which nobody but this program writes or reads. Each runs in the order of the sidebar.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from reader.errors import PackError
from reader.home import PRIVATE_FOLDER
from reader.library.generate import filled
from reader.library.making.child import Progress
from reader.library.making.database import COMPILED_VERSION, write_topics
from reader.library.making.links import LinkCheck
from reader.library.making.rendering import ReadPack
from reader.library.markup import RenderedTopic, TopicRenderer
from reader.library.model import Finding, Pack, Severity, TopicSource
from reader.library.shelf.disk import disk_refusals
from reader.library.shelf.edition import copy_files, move_into_place, sync_tree, temporary_folder
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.library.source.tree import walk_pack

__all__ = ["COMPILED_VERSION", "compile_pack"]

Rendered = Iterable[tuple[TopicSource, RenderedTopic]]
_PACK = "pack.pickle"


def compile_pack(pack: Pack, digest: str, folder: Path, progress: Progress = lambda _done, _total, _what: None) -> list[Finding]:
    """Compile a pack in this process into the new or empty `folder`; nothing is written where there are faults.

    For small packs and for building a wheel: it has no limit of time or memory.
    Raises EditionError where the disk refuses.
    """
    pack = filled(pack)
    renderer, rendered = TopicRenderer(pack), []
    for done, source in enumerate(pack.topics):
        progress(done, len(pack.topics), source.file)
        rendered.append((source, renderer.render(source)))
    with disk_refusals("compile the pack"):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with temporary_folder(folder.parent) as temporary:
            findings = _finish(pack, lambda: rendered, digest, temporary / "made", {}, forgiving=False)
            if not _faulty(findings):
                move_into_place(temporary / "made", folder)
    return findings


def copy_and_read(progress: Progress, source: Path, copy: Path, scratch: Path) -> ReadPack:
    """Copy the files of a pack to the new folder `copy` and read the copy: what was checked is what is installed."""
    progress(0, 0, "")
    tree = walk_pack(source)
    if _faulty(tree.findings):
        return ReadPack(None, "", 0, tree.findings)
    with disk_refusals("install the pack"):
        copy_files(source, tree.files, copy)
        known = read(progress, copy, scratch)
    return replace(known, findings=tuple(sorted({*tree.findings, *known.findings})))


def read(progress: Progress, source: Path, scratch: Path) -> ReadPack:
    """Read a pack where it lies, and leave it in `scratch` for those who render it."""
    progress(0, 0, "")
    pack, findings = read_pack(source)
    if pack is None:
        return ReadPack(None, "", 0, tuple(findings))
    with disk_refusals("compile the pack"):
        (scratch / _PACK).write_bytes(pickle.dumps(filled(pack), pickle.HIGHEST_PROTOCOL))
    return ReadPack(pack.manifest, _digest_of(source), len(pack.topics), tuple(findings))


def make_durable(progress: Progress, folder: Path) -> None:
    """Have the disk keep a copied pack, before anything refers to it."""
    progress(0, 0, "")
    with disk_refusals("install the pack"):
        sync_tree(folder)


def has_digest(progress: Progress, source: Path, digest: str) -> bool:
    """Tell whether a folder holds that very pack, byte for byte."""
    progress(0, 0, "")
    return _digest_of(source) == digest


def render_part(progress: Progress, scratch: Path, start: int, end: int) -> None:
    """Render some topics of the pack in `scratch` into a part; what is done stays done if the process is ended."""
    pack = _load(scratch)
    renderer = TopicRenderer(pack)
    with disk_refusals("compile the pack"), _part(scratch, start).open("xb") as part:
        for index in range(start, end):
            source = pack.topics[index]
            progress(index, len(pack.topics), source.file)
            pickle.dump((index, renderer.render(source)), part, pickle.HIGHEST_PROTOCOL)
            part.flush()


def finish(  # noqa: PLR0917 — it is called by position, through the pipe to the child
    progress: Progress,
    scratch: Path,
    digest: str,
    folder: Path | None,
    shelved: Mapping[str, Path],
    forgiving: bool,  # noqa: FBT001 — the same
) -> list[Finding]:
    """Check the links of what was rendered in `scratch`, and write it to the new folder `folder`, if one is given.

    `shelved` tells where the compiled forms of the other packs on the shelf lie. Nothing is written where there
    are faults, unless it is `forgiving`: then the topics that could be rendered are.
    """
    progress(0, 0, "")
    pack = _load(scratch)
    with disk_refusals("compile the pack"):
        return _finish(pack, lambda: _parts(scratch, pack), digest, folder, shelved, forgiving=forgiving)


def edit(progress: Progress, scratch: Path, today: date) -> list[Finding]:
    """Return what the editors of the pack in `scratch` would mend."""
    from reader.library.editorial.edit import edit as edited

    progress(0, 0, "")
    return edited(_load(scratch), today)


def _finish(
    pack: Pack,
    rendered: Callable[[], Rendered],
    digest: str,
    folder: Path | None,
    shelved: Mapping[str, Path],
    *,
    forgiving: bool,
) -> list[Finding]:
    check = LinkCheck(pack, shelved)
    findings: list[Finding] = []
    for source, topic in rendered():
        check.note(source, topic)
        findings += topic.findings
    findings = sorted({*findings, *check.findings()})
    if folder is not None and (forgiving or not _faulty(findings)):
        folder.mkdir(mode=PRIVATE_FOLDER)
        write_topics(folder, pack, digest, rendered())
    return findings


def _digest_of(source: Path) -> str:
    try:
        return pack_digest(source)
    except PackError:
        return ""


def _parts(scratch: Path, pack: Pack) -> Iterator[tuple[TopicSource, RenderedTopic]]:
    """Give the rendered topics in order; the last one of a part may have been cut off."""
    starts = sorted(int(path.stem) for path in scratch.glob("*.part"))
    for start in starts:
        with _part(scratch, start).open("rb") as part:
            while True:
                try:
                    index, topic = pickle.load(part)  # noqa: S301 — this program's own, see above
                except (EOFError, pickle.UnpicklingError):
                    break
                yield pack.topics[index], topic


def _load(scratch: Path) -> Pack:
    pack = pickle.loads((scratch / _PACK).read_bytes())  # noqa: S301 — this program's own, see above
    assert isinstance(pack, Pack)
    return pack


def _part(scratch: Path, start: int) -> Path:
    return scratch / f"{start}.part"


def _faulty(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.FAULT for finding in findings)
