"""Read topics.sqlite: the sidebar's rows, one topic in one SELECT, every section for the index.

Nothing here imports Markdown; opening reads one small table. One instance may be used from several threads:
each answer is fetched whole under a lock. A pack compiled by another version, unfinished or damaged raises
EditionError, and so does damage found later; `damaged` then says so, and the shelf makes it again.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from reader.errors import EditionError
from reader.library.compiled import records
from reader.library.compiled.queries import NTH_SECTION, PLACE, SECTION_COUNT, SECTIONS, TOPIC, shown_sections, titles_that_begin
from reader.library.compiled.rows import EntryPlace, FoundSection, IndexedSection, indexed_section_of, section_of
from reader.library.compiled.seal import break_seal, is_sealed, is_unchanged, seal_of
from reader.library.making.database import COMPILED_VERSION, DATABASE
from reader.library.model import Audience, Drug, Group, Manifest, SynonymRule, Topic, TopicEntry
from reader.library.naming import folded_words

_MOST_WORDS = 16  # of a title search; each is a condition, and SQLite refuses a thousand of them
_CACHE = 500  # kilobytes of pages held here; the system holds them too
_BATCH = 200  # topics held in memory at once while all sections are read
_ENTRY = "topic.id, topic.title, topic.group_id, topic.group_title, topic.summary, topic.audience"


class CompiledPack:
    """The compiled form of one edition, open for reading."""

    def __init__(self, folder: Path, source: Path, connection: sqlite3.Connection) -> None:
        """Use `open` instead."""
        self.folder = folder
        self.source = source
        self.damaged = False
        self._closed = False
        self._connection = connection
        self._lock = threading.Lock()
        with self._reading():
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._meta = dict(connection.execute("SELECT key, value FROM meta"))
            if self._meta["version"] != str(COMPILED_VERSION):
                raise _stale(folder, "was made by another version of Wardbook")
            self.digest = str(self._meta["digest"])
            self.manifest: Manifest = records.load_manifest(self._meta["manifest"])
            self._withdrawn = {item.topic: item for item in self.manifest.withdrawn}

    @classmethod
    def open(cls, folder: Path, source: Path | None = None) -> "CompiledPack":
        """Open the compiled pack in `folder`; its figures are looked for in `source`, else in `folder`.

        Raises EditionError where it is missing, unfinished, of another version or plainly damaged.
        """
        path = folder / DATABASE
        if not is_sealed(path):
            raise _stale(folder, "is missing, unfinished or damaged")
        address = path.absolute().as_posix()
        # As bytes, since a folder's name on Linux needn't be UTF-8.
        address = "file://" + quote(os.fsencode(address if address.startswith("/") else f"/{address}"))
        try:
            connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise _stale(folder, "can't be opened") from error
        try:
            return cls(folder, source or folder, connection)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file; whatever is asked afterwards raises EditionError."""
        with self._lock:
            self._closed = True
            self._connection.close()

    def files(self) -> tuple[str, ...]:
        """Return the names of the files that the compiled pack consists of."""
        return DATABASE, seal_of(Path(DATABASE)).name

    def verify(self) -> bool:
        """Read the whole file and tell whether every byte is as it was written.

        Where one isn't, the file loses its seal, so that it is made again at the next start at the latest.
        """
        path = self.folder / DATABASE
        if is_unchanged(path):
            return True
        self.damaged = True
        break_seal(path)
        return False

    def counts(self) -> tuple[int, int]:
        """Return how many topics and how many sections there are."""
        return int(self._meta["topics"]), int(self._meta["sections"])

    def groups(self) -> list[tuple[Group, int]]:
        """Return the groups that have topics, in the sidebar's order, each with their number."""
        return [
            (Group(group_id, title), topics)
            for group_id, title, topics in self._rows("SELECT id, title, topics FROM grouping ORDER BY place")
        ]

    def initials(self, group_id: str) -> list[tuple[str, int]]:
        """Return the letters that titles of a group begin with, each with their number; "#" stands for the rest."""
        return [
            (letter, topics)
            for letter, topics in self._rows("SELECT letter, topics FROM initial WHERE group_id = ? ORDER BY letter", group_id)
        ]

    def entries(self, group_id: str, initial: str | None = None, offset: int = 0, limit: int = 200) -> list[TopicEntry]:
        """Return rows of one group, or of one letter of it, in order."""
        if initial is not None:
            where = "WHERE group_id = ? AND letter = ? ORDER BY position LIMIT ? OFFSET ?"
            return self._entries(where, group_id, initial, limit, offset)
        span = self._rows("SELECT first, topics FROM grouping WHERE id = ?", group_id)
        if not span or offset >= span[0][1]:
            return []
        start = span[0][0] + offset
        end = min(start + limit, span[0][0] + span[0][1])
        return self._entries("WHERE position >= ? AND position < ? ORDER BY position", start, end)

    def entry(self, topic_id: str) -> TopicEntry | None:
        """Return the row of a topic, also by an id that it had formerly."""
        position = self.position(topic_id)
        return None if position is None else self.entry_at(position)

    def entry_at(self, position: int) -> TopicEntry | None:
        """Return the topic at a place of the whole sidebar, from 0: the next and the previous one are beside it."""
        found = self._entries("WHERE position = ?", position)
        return found[0] if found else None

    def position(self, topic_id: str) -> int | None:
        """Return a topic's place in the whole sidebar, from 0, also by an id that it had formerly."""
        for table in ("topic", "former"):
            found = self._rows(f"SELECT position FROM {table} WHERE id = ?", topic_id)
            if found:
                return int(found[0][0])
        return None

    def place(self, topic_id: str) -> EntryPlace | None:
        """Return where the sidebar has to unfold to show a topic."""
        position = self.position(topic_id)
        if position is None:
            return None
        return EntryPlace(*self._rows(PLACE, position)[0])

    def resolve(self, topic_id: str) -> str | None:
        """Return the present id of a topic, given it or a former one."""
        entry = self.entry(topic_id)
        return entry.id if entry else None

    def topic(self, topic_id: str) -> Topic:
        """Return a topic, ready to be shown; a former id will do.

        Raises EditionError where this edition has no such topic.
        """
        rows = self._rows(TOPIC, {"id": topic_id})
        if not rows:
            raise EditionError(f"{self.manifest.title} has no topic {topic_id!r}.", "`wardbook topics` lists those that it has.")
        with self._reading():
            found, meta, sources, words = rows[0][:4]
            sections = tuple(section_of(row[4:]) for row in rows if row[4] is not None)
            return Topic(
                pack=self.manifest.id,
                id=found,
                meta=records.load_meta(meta),
                sections=sections,
                sources=records.load_sources(sources),
                words=words,
                withdrawn=self._withdrawn.get(found),
            )

    def section(self, topic_id: str, section_id: str) -> FoundSection | None:
        """Return what a search shows of a section; a twentieth of the work of reading its topic."""
        return self.shown_sections([(topic_id, section_id)]).get((topic_id, section_id))

    def shown_sections(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], FoundSection]:
        """Return what a search shows of some sections, by topic and section; those that there aren't are left out."""
        rows = self._rows(shown_sections(len(keys)), *chain.from_iterable(keys)) if keys else []
        with self._reading():
            return {
                (topic, section): FoundSection(title, group, records.load_strings(path), text, heading_length)
                for topic, section, title, group, path, text, heading_length in rows
            }

    def sections_for_index(self, topics: Iterable[range] | None = None) -> Iterator[IndexedSection]:
        """Give every section once, in order, of all topics or of those at some places of the sidebar.

        A few hundred topics are held in memory at a time.
        """
        for span in [range(self.counts()[0])] if topics is None else topics:
            for start in range(span.start, span.stop, _BATCH):
                for row in self._rows(SECTIONS, start, min(start + _BATCH, span.stop)):
                    with self._reading():
                        section = indexed_section_of(row)
                    yield section

    def section_count(self, topics: Iterable[range]) -> int:
        """Return how many sections the topics at some places of the sidebar have."""
        return sum(int(self._rows(SECTION_COUNT, span.start, span.stop)[0][0]) for span in topics)

    def middle(self) -> int:
        """Return the topic before which about half of the sections stand."""
        rows = self._rows(NTH_SECTION, self.counts()[1] // 2)
        return int(rows[0][0]) if rows else 0

    def title_search(self, words: str, limit: int = 20) -> list[TopicEntry]:
        """Return topics of which every word begins a word of the title or of a synonym, likeliest first.

        It serves while there is no index.
        """
        parts = folded_words(words)[:_MOST_WORDS]
        return self._entries(*titles_that_begin(parts), limit) if parts else []

    def synonyms(self) -> tuple[SynonymRule, ...]:
        """Return the pack's synonym rules, abbreviations included."""
        with self._reading():
            return records.load_synonyms(self._meta["synonyms"])

    def abbreviations(self) -> Mapping[str, str]:
        """Return what the pack's abbreviations stand for."""
        with self._reading():
            return records.load_mapping(self._meta["abbreviations"])

    def drugs(self) -> tuple[Drug, ...]:
        """Return the drugs that the pack names, with their brands."""
        with self._reading():
            return records.load_drugs(self._meta["drugs"])

    def figure(self, name: str) -> Path:
        """Return where a figure of the pack lies, such as figures/ruler.svg; it may be missing.

        Raises EditionError for a name that would lead out of the pack.
        """
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise EditionError(f"{name!r} isn't the name of a figure in {self.manifest.title}.")
        return self.source.joinpath(*path.parts)

    def _entries(self, clauses: str, *parameters: str | int) -> list[TopicEntry]:
        rows = self._rows(f"SELECT {_ENTRY} FROM topic {clauses}", *parameters)
        with self._reading():
            return [TopicEntry(self.manifest.id, row[0], row[1], Group(row[2], row[3]), row[4], Audience(row[5])) for row in rows]

    def _rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 — what SQLite takes and gives
        values = parameters[0] if parameters and isinstance(parameters[0], dict) else parameters
        with self._lock, self._reading():
            try:
                return self._connection.execute(query, values).fetchall()
            except UnicodeEncodeError:  # a lone surrogate was asked for, and no pack holds one
                return []

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what a damaged file does, in SQLite or in our own records, into EditionError."""
        try:
            yield
        except sqlite3.ProgrammingError as error:
            if not self._closed:
                raise  # a bug of ours
            raise _stale(self.folder, "was closed, since it was made again") from error
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            self.damaged = True
            break_seal(self.folder / DATABASE)  # whoever opens it next, be it this process, finds that it must be made again
            raise _stale(self.folder, f"is damaged ({error})") from error


def _stale(folder: Path, why: str) -> EditionError:
    return EditionError(f"The compiled pack {folder.name} {why}.", "Wardbook makes it again from its source.")
