"""Say what the tables of each version hold.

Numbers are given once; a migration that has been released is never changed, and a file of each version stays in the tests.
"""

from reader.notebook.schema import Migration

NOTEBOOK_ID = int.from_bytes(b"WBnb")
STATE_ID = int.from_bytes(b"WBst")

# A mark has one row and at least one target. A highlight's targets have offsets and quote; a bookmark's or a note's
# has none, for it means the whole section, or the whole topic where `section` is null as well.
# A kind or a colour that this version doesn't know needs a new version too.
# Paths and table headings are JSON arrays of strings, moments are ISO 8601 in UTC.
# `placement`, `searched` and `search` hold what can be made again from the rest and from the editions.
# `search` holds words that `words` has folded and parted: every byte beyond ASCII is a letter to that tokeniser.
# `setting.id` names this notebook in the versions of words: no other may have it.
NOTEBOOK_MIGRATIONS = (
    Migration(
        1,
        (
            """
            CREATE TABLE mark (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL,
                creator TEXT NOT NULL,
                created TEXT NOT NULL,
                modified TEXT NOT NULL,
                deleted TEXT,
                edition TEXT NOT NULL,
                edition_label TEXT NOT NULL,
                colour TEXT,
                note TEXT NOT NULL DEFAULT '',
                label TEXT NOT NULL DEFAULT '',
                position REAL
            ) STRICT
            """,
            """
            CREATE TABLE target (
                mark TEXT NOT NULL REFERENCES mark (id),
                number INTEGER NOT NULL,
                pack TEXT NOT NULL,
                topic TEXT NOT NULL,
                section TEXT,
                heading_path TEXT NOT NULL,
                start_offset INTEGER,
                end_offset INTEGER,
                exact TEXT,
                prefix TEXT,
                suffix TEXT,
                sentence TEXT,
                row_headings TEXT NOT NULL DEFAULT '[]',
                column_headings TEXT NOT NULL DEFAULT '[]',
                PRIMARY KEY (mark, number)
            ) STRICT
            """,
            "CREATE INDEX target_by_topic ON target (pack, topic)",
            "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
        ),
    ),
    Migration(
        2,
        (
            "ALTER TABLE mark ADD COLUMN stamps TEXT NOT NULL DEFAULT '{}'",
            "CREATE INDEX mark_by_time ON mark (modified)",
            "ALTER TABLE target ADD COLUMN occurrences INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE target ADD COLUMN text_digest TEXT NOT NULL DEFAULT ''",
            """
            CREATE TABLE tag (
                mark TEXT NOT NULL REFERENCES mark (id),
                folded TEXT NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (mark, folded)
            ) STRICT
            """,
            "CREATE INDEX tag_by_name ON tag (folded)",
            """
            CREATE TABLE review (
                mark TEXT NOT NULL REFERENCES mark (id),
                edition TEXT NOT NULL,
                verdict TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (mark, edition)
            ) STRICT
            """,
            """
            CREATE TABLE review_target (
                mark TEXT NOT NULL REFERENCES mark (id),
                edition TEXT NOT NULL,
                number INTEGER NOT NULL,
                pack TEXT NOT NULL,
                topic TEXT NOT NULL,
                section TEXT NOT NULL,
                heading_path TEXT NOT NULL,
                start_offset INTEGER NOT NULL,
                end_offset INTEGER NOT NULL,
                exact TEXT NOT NULL,
                prefix TEXT NOT NULL,
                suffix TEXT NOT NULL,
                sentence TEXT NOT NULL,
                row_headings TEXT NOT NULL,
                column_headings TEXT NOT NULL,
                occurrences INTEGER NOT NULL,
                text_digest TEXT NOT NULL,
                PRIMARY KEY (mark, edition, number)
            ) STRICT
            """,
            "CREATE INDEX review_target_by_topic ON review_target (pack, topic)",
            """
            CREATE TABLE other_wording (
                mark TEXT NOT NULL REFERENCES mark (id),
                version TEXT NOT NULL,
                words TEXT NOT NULL,
                PRIMARY KEY (mark, version, words)
            ) STRICT
            """,
            """
            CREATE TABLE feedback (
                id TEXT NOT NULL PRIMARY KEY,
                creator TEXT NOT NULL,
                created TEXT NOT NULL,
                modified TEXT NOT NULL,
                deleted TEXT,
                edition TEXT NOT NULL,
                edition_label TEXT NOT NULL,
                pack TEXT NOT NULL,
                topic TEXT NOT NULL,
                helpful INTEGER NOT NULL,
                words TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX feedback_by_topic ON feedback (pack, topic)",
            """
            CREATE TABLE placement (
                mark TEXT NOT NULL,
                edition TEXT NOT NULL,
                number INTEGER NOT NULL,
                modified TEXT NOT NULL,
                kind TEXT NOT NULL,
                topic TEXT NOT NULL,
                section TEXT NOT NULL,
                start_offset INTEGER NOT NULL,
                end_offset INTEGER NOT NULL,
                critical INTEGER NOT NULL,
                detail TEXT NOT NULL,
                PRIMARY KEY (mark, edition, number)
            ) STRICT
            """,
            "CREATE TABLE searched (number INTEGER PRIMARY KEY, mark TEXT NOT NULL UNIQUE) STRICT",
            "CREATE VIRTUAL TABLE search USING fts5 (note, quote, label, tags, tokenize = 'ascii', prefix = '1 2 3')",
            "INSERT INTO setting VALUES ('id', lower(hex(randomblob(16))))",
        ),
    ),
)
# What is replaceable may be forgotten: here rows are deleted.
STATE_MIGRATIONS = (
    Migration(
        1,
        (
            """
            CREATE TABLE place (
                pack TEXT NOT NULL,
                topic TEXT NOT NULL,
                section TEXT NOT NULL,
                offset INTEGER NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (pack, topic)
            ) STRICT
            """,
            "CREATE TABLE visit (pack TEXT NOT NULL, topic TEXT NOT NULL, at TEXT NOT NULL) STRICT",
            "CREATE INDEX visit_by_time ON visit (at)",
            "CREATE TABLE search (query TEXT NOT NULL PRIMARY KEY, found INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
        ),
    ),
    Migration(
        2,
        (
            "ALTER TABLE visit ADD COLUMN section TEXT NOT NULL DEFAULT ''",
            "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
        ),
    ),
    Migration(
        3,
        ("CREATE TABLE unanswered (query TEXT COLLATE NOCASE PRIMARY KEY, times INTEGER NOT NULL, at TEXT NOT NULL) STRICT",),
    ),
)
# Without these a file of that version isn't a notebook.
NOTEBOOK_TABLES = {
    1: frozenset({"mark", "target", "setting"}),
    2: frozenset(
        {
            *("mark", "target", "setting", "tag", "review", "review_target", "other_wording", "feedback"),
            *("placement", "searched", "search"),
        }
    ),
}
