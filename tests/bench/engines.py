"""Ask the same of this program's search, of SQLite's FTS5 and of tantivy: a whole query with twenty snippets."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.library.compiled.compiled_pack import CompiledPack
from reader.search.process import SearchProcess
from reader.search.sources import IndexSource
from tests.bench.queries import Asked

LIMIT = 20
Ask = Callable[[str, Asked], int]  # class and query: how many hits


def wardbook(source: IndexSource) -> Ask:
    """Return how to ask this program, in a process of its own, as its window does."""
    searcher = SearchProcess([source])
    return lambda _name, asked: len(searcher.search(asked.typed, limit=LIMIT).hits)


def fts5(source: IndexSource) -> Ask:
    """Return how to ask SQLite, with its Porter stemmer, bm25() and snippet()."""
    path = source.index_folder.with_name("fts5.sqlite")
    if not path.exists():
        _make_fts5(source, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
    connection = sqlite3.connect(path)
    sql = (
        "SELECT title, headings, snippet(found, 2, '[', ']', '…', 24) FROM found WHERE found MATCH ?"
        f" ORDER BY bm25(found, 1.5, 2.0, 1.0) LIMIT {LIMIT}"
    )
    return lambda name, asked: len(connection.execute(sql, (_for_fts5(name, asked),)).fetchall())


def _make_fts5(source: IndexSource, path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(title, headings, body, tokenize = 'porter unicode61')")
    connection.executemany("INSERT INTO found VALUES (?, ?, ?)", _rows(source))
    connection.execute("INSERT INTO found(found) VALUES ('optimize')")
    connection.commit()
    connection.close()


def _for_fts5(name: str, asked: Asked) -> str:
    words = [f'"{word}"' for word in asked.words]
    if name.startswith("prefix"):
        return f"{words[0]}*"
    if name == "phrase":
        return f'"{" ".join(asked.words)}"'
    if name == "synonym":
        return f'"{" ".join(asked.words)}" OR "{" ".join(asked.others)}"'
    return (" AND " if name == "three words, all" else " OR ").join(words)


def tantivy(source: IndexSource) -> Ask:
    """Return how to ask tantivy, the bound: a search engine in Rust."""
    import tantivy as engine

    folder = source.index_folder.with_name("tantivy")
    builder = engine.SchemaBuilder()
    for field in ("title", "headings", "body"):
        builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
    schema = builder.build()
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        writer = engine.Index(schema, path=str(folder)).writer(100_000_000, num_threads=1)
        for title, headings, body in _rows(source):
            writer.add_document(engine.Document(title=title, headings=headings, body=body))
        writer.commit()
        writer.wait_merging_threads()
        (folder / "made").touch()
    index = engine.Index(schema, path=str(folder))
    searcher = index.searcher()

    def ask(name: str, asked: Asked) -> int:
        if name.startswith("prefix"):
            query = engine.Query.regex_query(schema, "body", f"{asked.words[0]}.*")
        elif name == "one typo":
            query = engine.Query.fuzzy_term_query(schema, "body", asked.typed.strip())
        else:
            query = index.parse_query(_for_fts5(name, asked), ["title", "headings", "body"])
        snippets = engine.SnippetGenerator.create(searcher, query, schema, "body")
        found = [searcher.doc(address) for _, address in searcher.search(query, LIMIT).hits]
        return len([snippets.snippet_from_doc(document).to_html() for document in found])

    return ask


def _rows(source: IndexSource) -> Iterator[tuple[str, str, str]]:
    pack = CompiledPack.open(source.compiled_folder)
    for section in pack.sections_for_index():
        yield section.topic_title, "\n".join(section.path), section.text[section.heading_length :]
    pack.close()


ENGINES = {"wardbook": wardbook, "fts5": fts5, "tantivy": tantivy}
