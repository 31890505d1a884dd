"""Keep the words of marks where they are found, in the transaction that saves the marks."""

from reader.notebook.connection import Connection, DamagedNotebookError, Value
from reader.notebook.marks import Bookmark, Highlight, Mark, newest_settled
from reader.notebook.stamps import Record
from reader.notebook.words import as_indexed, question

# A number for the way in which words are parted and folded: another one makes the index anew.
_FOLDING = "1"

_NUMBER = "(SELECT number FROM searched WHERE mark = ?)"
# A note or a label that holds the words says more than a quote does.
_RANK = "bm25(search, 2.0, 1.0, 2.0, 2.0)"


def index_words(connection: Connection, record: Record) -> None:
    """Let a mark be found by the words it has now, inside a transaction of `connection`."""
    mark = record.mark
    connection.execute("INSERT INTO searched (mark) VALUES (?) ON CONFLICT DO NOTHING", (mark.id,))
    connection.execute(f"DELETE FROM search WHERE rowid = {_NUMBER}", (mark.id,))
    connection.execute(
        f"INSERT INTO search (rowid, note, quote, label, tags) VALUES ({_NUMBER}, ?, ?, ?, ?)", (mark.id, *_words(record))
    )


def forget_words(connection: Connection, mark: str) -> None:
    """Let a mark be found no more, inside a transaction of `connection`."""
    connection.execute(f"DELETE FROM search WHERE rowid = {_NUMBER}", (mark,))
    connection.execute("DELETE FROM searched WHERE mark = ?", (mark,))


def holding(words: str) -> tuple[str, tuple[str, ...]]:
    """Return a condition on marks that hold all `words`, with its values; if there are no words, no mark does."""
    asked = question(words)
    if not asked:
        return "false", ()
    return "id IN (SELECT searched.mark FROM search JOIN searched ON number = search.rowid WHERE search MATCH ?)", (asked,)


def best(connection: Connection, words: str, limit: int) -> list[str]:
    """Return the ids of the marks that hold all `words`, the best first."""
    asked = question(words)
    if not asked:
        return []
    sql = (
        "SELECT mark.id FROM search JOIN searched ON number = search.rowid JOIN mark ON mark.id = searched.mark"
        f" WHERE search MATCH ? ORDER BY {_RANK}, mark.modified DESC LIMIT ?"
    )
    return [row[0] for row in connection.rows(sql, (asked, limit))]


def is_current(connection: Connection) -> bool:
    """Tell whether every mark that isn't deleted can be found, and nothing else."""
    folding = connection.rows("SELECT value FROM setting WHERE name = 'folding'")
    if not folding or folding[0][0] != _FOLDING:
        return False
    counts = "SELECT (SELECT count(*) FROM mark WHERE deleted IS NULL), (SELECT count(*) FROM searched)"
    wanted, there = connection.rows(counts)[0]
    return bool(wanted == there)


def is_sound(connection: Connection) -> bool:
    """Tell whether the index agrees with itself; SQLite's check of the whole file doesn't look into it."""
    try:
        with connection.transaction("The index of the notes could not be checked") as inside:
            inside.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except DamagedNotebookError:
        return False
    return True


def clear(connection: Connection) -> None:
    """Empty the index before it is made anew, inside a transaction of `connection`."""
    connection.execute("DROP TABLE search")  # a damaged one can't be emptied
    connection.execute("CREATE VIRTUAL TABLE search USING fts5 (note, quote, label, tags, tokenize = 'ascii', prefix = '1 2 3')")
    connection.execute("DELETE FROM searched")
    connection.execute(
        "INSERT INTO setting (name, value) VALUES ('folding', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_FOLDING,),
    )


def squeeze(connection: Connection) -> None:
    """Leave no trace in the index of words that were deleted, inside a transaction of `connection`."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _words(record: Record) -> tuple[Value, ...]:
    mark = record.mark
    label = mark.label if isinstance(mark, Bookmark) else ""
    note = "" if isinstance(mark, Bookmark) else mark.note
    others = " ".join(other.words for other in record.others)
    return tuple(map(as_indexed, (f"{note} {others}", _quotes(mark), label, " ".join(mark.tags))))


def _quotes(mark: Mark) -> str:
    if not isinstance(mark, Highlight):
        return ""
    quotes = dict.fromkeys(target.exact for target in (*mark.targets, *newest_settled(mark)))
    return " ".join(quotes)
