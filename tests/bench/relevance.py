"""Measure how well the right documents come first, beside bm25s: python -m tests.bench.relevance DIR.

DIR is a judged collection (see `tests.bench.judged`), or holds several. Each is written as a pack, compiled, indexed and
searched by the program's own functions. bm25s has the same text: title and text in one, Snowball's English stemmer,
English stop words, k1 1.2, b 0.75. The queries are asked once as they are and once for each seed with typos:
one random edit in each of a third of the words.

    pip install wardbook[bench]
"""

import argparse
import json
import random
import re
import string
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import bm25s
import Stemmer

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.index import build_index
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource
from tests.bench.judged import DEPTH, MEASURES, Collection, Document, collections, mean, measure, read_collection

SEEDS = (1, 2, 3)
MOST_LOST = 0.15  # of nDCG@10, by typos
AHEAD = 1.03  # times bm25s, on the mean of all collections
_MARKUP = re.compile(r"[^\w\s,;?]|_")

Rank = Callable[[str], list[str]]


def main(arguments: Sequence[str]) -> None:
    """Measure every collection, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a judged collection, or a folder of several")
    parser.add_argument("--plain", action="store_true", help="leave out the queries with typos")
    options = parser.parse_args(arguments)
    found = [read_collection(folder) for folder in collections(options.folder)]
    if not found:
        parser.error(f"{options.folder} holds no corpus.jsonl with queries.jsonl and qrels.tsv.")
    firsts = [_compare(collection, () if options.plain else SEEDS) for collection in found]
    if len(firsts) > 1:
        ours, theirs = mean(firsts)
        print(f"{'mean of all':12} {'wardbook':10} {ours:11.4f} {'':34} {ours / theirs:.3f} times bm25s (aim {AHEAD})")


def _compare(collection: Collection, seeds: Sequence[int]) -> tuple[float, float]:
    """Print the table of one collection and return the nDCG@10 of Wardbook and of bm25s."""
    shape = f"{len(collection.documents)} documents, {len(collection.queries)} queries"
    print(f"{collection.name:12} {shape:10}")
    print(f"{'':12} {'':10} " + " ".join(f"{name:>11}" for name in MEASURES))
    queries = collection.queries
    with ExitStack() as closing:
        rankers = {"wardbook": closing.enter_context(searched(collection)), "bm25s": bm25s_of(collection)}
        figures = {}
        for name, ranker in rankers.items():
            figures[name] = plain = _measured(collection, queries, ranker)
            _print("", name, plain)
        for name, ranker in rankers.items() if seeds else ():
            runs = [_measured(collection, with_typos(queries, seed), ranker) for seed in seeds]
            lost = 1 - mean(runs)[0] / figures[name][0]
            _print("with typos", name, mean(runs), f"{lost:6.1%} of nDCG@10 lost (at most {MOST_LOST:.0%})")
    print()
    return figures["wardbook"][0], figures["bm25s"][0]


def _print(what: str, name: str, figures: Sequence[float], remark: str = "") -> None:
    print(f"{what:12} {name:10} " + " ".join(f"{figure:11.4f}" for figure in figures) + f" {remark}", flush=True)


def _measured(collection: Collection, queries: Mapping[str, str], ranker: Rank) -> tuple[float, ...]:
    return mean([measure(ranker(text), collection.grades[query]) for query, text in queries.items()])


def with_typos(queries: Mapping[str, str], seed: int) -> dict[str, str]:
    """Return the queries with one random edit in each of a third of the words."""
    chance = random.Random(seed)  # noqa: S311 — for repeating it, not for secrets
    return {query: _mistyped(text, chance) for query, text in queries.items()}


def _mistyped(text: str, chance: random.Random) -> str:
    pieces = re.split(r"([^\W\d_]+)", text)  # words at the odd places
    words = range(1, len(pieces), 2)
    for place in chance.sample(words, round(len(words) / 3)):
        pieces[place] = _edited(pieces[place], chance)
    return "".join(pieces)


def _edited(word: str, chance: random.Random) -> str:
    """Return `word` with a letter dropped, doubled into another, replaced, or swapped with the next."""
    place = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    edits = [word[:place] + letter + word[place:], word[:place] + letter + word[place + 1 :]]
    if len(word) > 1:
        edits.append(word[:place] + word[place + 1 :])
        left = min(place, len(word) - 2)
        edits.append(word[:left] + word[left + 1] + word[left] + word[left + 2 :])
    return chance.choice(edits)


@contextmanager
def searched(collection: Collection) -> Iterator[Rank]:
    """Give what ranks the documents as Wardbook does."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        names = write_pack(collection, work / "pack")
        pack, findings = read_pack(work / "pack")
        assert pack is not None, findings
        compile_pack(pack, pack_digest(work / "pack"), work / "compiled")
        _check_texts(collection, names, work / "compiled")
        build_index(lambda *_: None, work / "compiled", work / "index")
        with Searcher([IndexSource("judged", work / "compiled", work / "index", "en")]) as searcher:
            yield lambda query: [names[hit.topic] for hit in searcher.search(query, limit=DEPTH).hits]


def write_pack(collection: Collection, folder: Path) -> dict[str, str]:
    """Write every document as a topic of one section; return the documents' ids by the topics'."""
    (folder / "topics").mkdir(parents=True)
    manifest = '[pack]\nid = "judged"\ntitle = "Judged documents"\nedition = "1"\nreleased = 2026-01-01\nlanguage = "en"\n'
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    names = {}
    for number, (key, document) in enumerate(collection.documents.items()):
        names[f"n{number}"] = key
        (folder / "topics" / f"n{number}.md").write_text(_topic(document), encoding="utf-8")
    return names


def _topic(document: Document) -> str:
    """Write a topic as an author would; what has no text of its own says its title."""
    title = _one_line(document.title) or "\u2013"
    return f"---\ntitle: {json.dumps(title)}\n---\n\n{_escaped(_body(document))}\n"


def _body(document: Document) -> str:
    return _one_line(document.text) or _one_line(document.title) or "\u2013"


def _escaped(text: str) -> str:
    """Write every sign as its number, so that none is taken for Markdown."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign.group())};", text)


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def _check_texts(collection: Collection, names: Mapping[str, str], compiled: Path) -> None:
    """Make sure that what is searched is the text, the whole text and nothing but the text."""
    pack = CompiledPack.open(compiled)
    sections = {section.topic_id: section.text for section in pack.sections_for_index()}
    pack.close()
    assert len(sections) == len(collection.documents)
    changed = [key for name, key in names.items() if sections[name].split() != _body(collection.documents[key]).split()]
    if changed:
        print(f"{len(changed)} documents aren't quite as they were, such as {changed[0]}.")


def bm25s_of(collection: Collection) -> Rank:
    """Return what ranks the documents as bm25s does."""
    stemmer = Stemmer.Stemmer("english")
    keys = list(collection.documents)
    texts = [f"{document.title} {document.text}" for document in collection.documents.values()]
    retriever = bm25s.BM25(k1=1.2, b=0.75)
    retriever.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)

    def rank(query: str) -> list[str]:
        words = bm25s.tokenize([query], stopwords="en", stemmer=stemmer, show_progress=False)
        found, scores = retriever.retrieve(words, k=min(DEPTH, len(keys)), show_progress=False)
        return [keys[place] for place, score in zip(found[0], scores[0], strict=True) if score > 0]

    return rank


if __name__ == "__main__":
    main(sys.argv[1:])
