"""A pack of many topics must not slow the start: what is asked then costs the same whatever the number."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.database import write_topics
from reader.library.markup import RenderedTopic
from reader.library.model import Group, Manifest, Pack, Section, TopicMeta, TopicSource

GROUPS = (Group("a-to-m", "First"), Group("n-to-z", "Second"))
FEW, MANY = 200, 20_000


def test_what_is_asked_at_the_start_costs_the_same_for_a_hundred_times_the_topics(tmp_path: Path):
    for ask in (
        lambda pack: pack.groups(),
        lambda pack: pack.counts(),
        lambda pack: pack.initials("n-to-z"),
        lambda pack: pack.entries("n-to-z", limit=50),
        lambda pack: pack.entries("n-to-z", "Q", limit=4),
        lambda pack: pack.entry("topic-90"),
        lambda pack: pack.topic("topic-90"),
    ):
        few = _instructions(_compiled(tmp_path / "few", FEW), ask)
        many = _instructions(_compiled(tmp_path / "many", MANY), ask)
        assert many <= few + 20


def test_the_end_of_a_long_group_costs_as_little_as_its_beginning(tmp_path: Path):
    folder = _compiled(tmp_path / "many", MANY)
    beginning = _instructions(folder, lambda pack: pack.entries("n-to-z", limit=50))
    end = _instructions(folder, lambda pack: pack.entries("n-to-z", offset=MANY // 2 - 50, limit=50))
    assert end <= beginning + 20


def _instructions(folder: Path, ask: Callable[[CompiledPack], object]) -> int:
    """Count what SQLite's machine does to answer: as good as time, and the same on every day."""
    pack = CompiledPack.open(folder)
    count = [0]

    def step() -> int:
        count[0] += 1
        return 0

    pack._connection.set_progress_handler(step, 1)  # the only way to look into the machine
    assert ask(pack)
    pack.close()
    return count[0]


def _compiled(folder: Path, topics: int) -> Path:
    if folder.exists():
        return folder
    folder.mkdir()
    sources = tuple(
        TopicSource(f"topic-{index}", f"topics/{index}.md", TopicMeta(_title(index, topics), GROUPS[index * 2 // topics]), "", 1)
        for index in range(topics)
    )
    manifest = Manifest("many-topics", "Many", "1", date(2026, 11, 20), "en", groups=GROUPS)
    pack = Pack(folder, manifest, sources, {}, {}, (), frozenset())
    section = Section("intro", 0, "", (), "<p>Text.</p>", "Text.", 0)
    rendered = RenderedTopic((section,), (), (), 1, ())
    write_topics(folder, pack, "0" * 64, ((source, rendered) for source in sources))
    return folder


def _title(index: int, topics: int) -> str:
    return f"{chr(ord('A') + index * 26 // topics)} {index:06}"
