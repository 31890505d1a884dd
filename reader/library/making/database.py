"""Write topics.sqlite, the compiled form of one edition, and seal it with its checksum.

    meta       version, digest, manifest, counts, synonyms, abbreviations, drugs
    grouping   the sidebar's groups, in order, with how many topics each has and where its first one stands
    initial    for each group, how many topics begin with each letter
    topic      one row a topic; `position` is its place in the sidebar, without gaps from 0
    section    one row a section: safe HTML and the one text
    former     earlier ids of topics
    name       folded titles and synonyms, for the title search that serves until there is an index

The small tables answer everything that is asked at start, so that 100,000 topics don't slow it.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader.home import PRIVATE_FILE
from reader.library.compiled.records import dump
from reader.library.compiled.seal import write_seal
from reader.library.model import Group, Pack, TopicSource
from reader.library.naming import folded_words, initial

if TYPE_CHECKING:
    from reader.library.markup import RenderedTopic  # importing it at run time would load Markdown

COMPILED_VERSION = 5
DATABASE = "topics.sqlite"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE grouping (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    first INTEGER NOT NULL, topics INTEGER NOT NULL);
CREATE TABLE initial (group_id TEXT NOT NULL, letter TEXT NOT NULL, topics INTEGER NOT NULL,
    PRIMARY KEY (group_id, letter)) WITHOUT ROWID;
CREATE TABLE topic (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    group_id TEXT NOT NULL, group_title TEXT NOT NULL, letter TEXT NOT NULL, summary TEXT NOT NULL,
    audience TEXT NOT NULL, words INTEGER NOT NULL, meta TEXT NOT NULL, sources TEXT NOT NULL);
CREATE INDEX topic_by_letter ON topic (group_id, letter, position);
CREATE TABLE section (topic INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, level INTEGER NOT NULL,
    heading TEXT NOT NULL, path TEXT NOT NULL, html TEXT NOT NULL, text TEXT NOT NULL,
    heading_length INTEGER NOT NULL, formerly TEXT NOT NULL, PRIMARY KEY (topic, place));
CREATE TABLE former (id TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (position INTEGER PRIMARY KEY, title TEXT NOT NULL, synonyms TEXT NOT NULL);
"""


def write_topics(folder: Path, pack: Pack, digest: str, rendered: Iterable[tuple[TopicSource, "RenderedTopic"]]) -> None:
    """Write the rendered topics, in the sidebar's order, to `folder`, durably; the seal comes last.

    Raises sqlite3.Error or OSError where the disk refuses.
    """
    path = folder / DATABASE
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = OFF")  # the whole file is synced once, below
        connection.execute("BEGIN")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        sources, sections = _write_rows(connection, rendered)
        _write_summaries(connection, pack, sources)
        _write_meta(connection, pack, digest, len(sources), sections)
        connection.execute("COMMIT")
    write_seal(path)


def _write_rows(
    connection: sqlite3.Connection, rendered: Iterable[tuple[TopicSource, "RenderedTopic"]]
) -> tuple[list[TopicSource], int]:
    written: list[TopicSource] = []
    sections = 0
    for position, (source, topic) in enumerate(rendered):
        connection.execute("INSERT INTO topic VALUES (?,?,?,?,?,?,?,?,?,?,?)", _topic_row(position, source, topic))
        connection.executemany("INSERT INTO section VALUES (?,?,?,?,?,?,?,?,?,?)", _section_rows(position, topic))
        connection.execute("INSERT INTO name VALUES (?,?,?)", _name_row(position, source))
        sections += len(topic.sections)
        written.append(source)
    return written, sections


def _topic_row(position: int, source: TopicSource, topic: "RenderedTopic") -> tuple[str | int, ...]:
    meta = source.meta
    return (
        position,
        source.id,
        meta.title,
        meta.group.id,
        meta.group.title,
        initial(meta.title),
        meta.summary,
        meta.audience.value,
        topic.words,
        dump(meta),
        dump(topic.sources),
    )


def _section_rows(position: int, topic: "RenderedTopic") -> Iterable[tuple[str | int, ...]]:
    for place, section in enumerate(topic.sections):
        path, formerly = dump(section.path), dump(section.formerly)
        facts = (section.id, section.level, section.heading, path, section.html, section.text)
        yield (position, place, *facts, section.heading_length, formerly)


def _name_row(position: int, source: TopicSource) -> tuple[int, str, str]:
    synonyms = " ".join(word for synonym in source.meta.synonyms for word in folded_words(synonym))
    return position, " " + " ".join(folded_words(source.meta.title)), " " + synonyms


def _write_summaries(connection: sqlite3.Connection, pack: Pack, sources: Sequence[TopicSource]) -> None:
    groups: dict[str, Group] = {}
    first: dict[str, int] = {}
    for position, source in enumerate(sources):
        group = groups.setdefault(source.meta.group.id, source.meta.group)
        first.setdefault(group.id, position)
        for former in source.meta.formerly:
            connection.execute("INSERT OR IGNORE INTO former VALUES (?,?)", (former, position))
    topics = Counter(source.meta.group.id for source in sources)
    titles = {group.id: group.title for group in pack.manifest.groups}
    for place, group in enumerate(groups.values()):
        row = (place, group.id, titles.get(group.id, group.title), first[group.id], topics[group.id])
        connection.execute("INSERT INTO grouping VALUES (?,?,?,?,?)", row)
    connection.execute("INSERT INTO initial SELECT group_id, letter, count(*) FROM topic GROUP BY group_id, letter")


def _write_meta(connection: sqlite3.Connection, pack: Pack, digest: str, topics: int, sections: int) -> None:
    values = {
        "version": str(COMPILED_VERSION),
        "digest": digest,
        "manifest": dump(pack.manifest),
        "topics": str(topics),
        "sections": str(sections),
        "synonyms": dump(pack.synonyms),
        "abbreviations": dump(pack.abbreviations),
        "drugs": dump(pack.drugs),
    }
    connection.executemany("INSERT INTO meta VALUES (?,?)", values.items())
