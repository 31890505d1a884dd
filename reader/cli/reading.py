"""The commands that read: search, topics, show."""

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.place import Place
from reader.cli.session import opened, report_progress
from reader.errors import PackError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.plain_text import plain_text
from reader.library.model import Group, Section, Topic
from reader.library.places import find_place, group_titles, require_pack
from reader.library.shelf.shelf import Shelf, ShelvedPack
from reader.search.filters import Filter, only

if TYPE_CHECKING:
    from reader.search.results import Results

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def search(options: argparse.Namespace) -> int:
    """Print the sections that answer the words, or a batch of queries."""
    queries = _lines(options.batch) if options.batch else [" ".join(options.words)]
    with opened(options) as wardbook:
        where = _filter(wardbook.shelf, options)
        wardbook.make_indexes(report_progress())
        with closing(wardbook.open_search()) as searcher:
            for query in queries:
                results = searcher.search(query, limit=options.limit, where=where, as_typed=options.as_typed)
                if options.json or options.batch:
                    print(json.dumps(results.as_json(), ensure_ascii=False))
                else:
                    _print_results(results)
    return 0


def topics(options: argparse.Namespace) -> int:
    """Print the groups and topics of every pack."""
    with opened(options) as wardbook:
        packs = [_contents(shelved) for shelved in wardbook.shelf.packs()]
    if options.json:
        print(json.dumps({"packs": packs}, ensure_ascii=False, indent=2))
        return 0
    for pack in packs:
        print(f"{pack['title']}, edition {pack['edition']} ({pack['id']})")
        for group in pack["groups"]:
            print(f"\n  {group['title']}")
            for topic in group["topics"]:
                print(f"    {topic['id']:24} {topic['title']}")
        print()
    return 0


def show(options: argparse.Namespace) -> int:
    """Print a topic or one section of it."""
    place: Place = options.place
    with opened(options) as wardbook:
        found = find_place(wardbook.shelf, place.topic, place.section, options.pack)
        topic, sections = found.topic, found.sections
        if options.format == "markdown":
            from reader.library.source.excerpt import section_markdown, topic_markdown  # Markdown comes with it

            source = found.compiled.source
            print(section_markdown(source, topic, sections[0]) if place.section else topic_markdown(source, topic), end="")
        elif options.format == "html":
            print("\n".join(section.html for section in sections))
        else:
            print(_text(topic, sections))
    return 0


def _filter(shelf: Shelf, options: argparse.Namespace) -> Filter:
    """Return what may be found, after making sure that the pack and the groups are there."""
    if options.pack is not None:
        require_pack(shelf, options.pack)
    groups = {title for named in options.group for title in group_titles(shelf, named)}
    return only(packs=[options.pack] if options.pack is not None else [], groups=groups, audiences=options.audience)


def _lines(path: Path) -> list[str]:
    """Return the lines of a file as other programs count them; a query may hold what Python takes for a line's end too."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PackError(f"The file {path} can't be read: {error.strerror}.", "Name a text file with one query a line.") from error
    except UnicodeDecodeError as error:
        raise PackError(f"The file {path} isn't UTF-8.", "Save it as UTF-8 text, one query a line.") from error
    lines = text.split("\n")
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]


def _print_results(results: "Results") -> None:
    if results.corrected:
        print(f"Showing results for {results.corrected}. --as-typed searches for {results.query} instead.")
    if results.suggestions:
        print(f"Did you mean {', '.join(results.suggestions)}?")
    if results.also_searched:
        print(f"Also searched: {', '.join(results.also_searched)}")
    if not results.hits:
        print("Nothing found. Try fewer or other words.")
    for number, hit in enumerate(results.hits, start=1):
        print(f"\n{number}. {' › '.join(hit.path)}\n   {hit.topic}#{hit.section}")
        print(f"   {_emphasised(hit.snippet, hit.marks)}")


def _emphasised(snippet: str, marks: tuple[tuple[int, int], ...]) -> str:
    """Return the snippet on one line, its matched words bold on a terminal."""
    if sys.stdout.isatty():
        for start, end in sorted(marks, reverse=True):
            snippet = f"{snippet[:start]}{_BOLD}{snippet[start:end]}{_PLAIN}{snippet[end:]}"
    return snippet.replace("\n", " ")


def _contents(shelved: ShelvedPack) -> dict[str, Any]:
    manifest, compiled = shelved.manifest, shelved.compiled
    groups = [_group(compiled, group, count) for group, count in compiled.groups()] if compiled else []
    return {"id": manifest.id, "title": manifest.title, "edition": manifest.edition, "groups": groups}


def _group(compiled: CompiledPack, group: Group, count: int) -> dict[str, Any]:
    rows = [
        {"id": entry.id, "title": entry.title, "summary": entry.summary, "audience": entry.audience.value}
        for entry in compiled.entries(group.id, limit=count)
    ]
    return {"id": group.id, "title": group.title, "topics": rows}


def _text(topic: Topic, sections: tuple[Section, ...]) -> str:
    texts = [plain_text(section.html) for section in sections]
    sources = [f"{source.number}. {source.reference.authors}. {source.reference.title}" for source in topic.sources]
    return "\n\n".join([topic.meta.title, *texts, *(["Sources\n" + "\n".join(sources)] if sources else [])])
