"""Read the words that mean the same: abbreviations.yaml and synonyms.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.model import Drug, EntryKind, SynonymRule
from reader.library.source.report import FileReport
from reader.library.source.yaml_fields import Fields, one_line
from reader.library.source.yaml_tree import Listing, Node, Scalar, Table, UnreadableYamlError, read_yaml

_TWO = 2
_DESCRIBED = frozenset({EntryKind.TRIAL, EntryKind.STAGE})
_ASIDE = re.compile(r"\s+\([^)]*\)|, (?:a|an|the|in|as|what|that|which)\b.*")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for, and under which heading of a glossary."""

    means: str
    kind: EntryKind | None = None


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What synonyms.yaml says: the rules of the search, and among them the drugs that the glossary lists."""

    rules: tuple[SynonymRule, ...] = ()
    drugs: tuple[Drug, ...] = ()


def read_abbreviations(text: str, report: FileReport) -> dict[str, Abbreviation]:
    """Return what each abbreviation stands for, in the order of the file."""
    tree = _tree(text, report)
    if not isinstance(tree, Table):
        if tree:
            report.fault(tree.line, "This should be lines of an abbreviation, a colon and what it stands for.")
        return {}
    fields = Fields.of(tree, report)
    abbreviations = {one_line(key): _abbreviation(key, fields) for key in fields.values}
    for key, abbreviation in abbreviations.items():
        if not (key and abbreviation.means):
            report.warning(fields.line(key, tree.line), f"“{key}” stands for nothing, and is left out. Write out its words.")
    return {key: abbreviation for key, abbreviation in abbreviations.items() if key and abbreviation.means}


def _abbreviation(key: str, fields: Fields) -> Abbreviation:
    """Read `ALND: axillary lymph node dissection`, or `SOUND: {means: trial of …, kind: trial}`."""
    value = fields.values[key]
    if not isinstance(value, Table):
        return Abbreviation(fields.text(key))
    entry = Fields.of(value, fields.report)
    return Abbreviation(entry.text("means"), entry.choice("kind", EntryKind))


def read_synonyms(text: str, report: FileReport) -> Synonyms:
    """Return the lists of words each of which finds the others, the drugs, and the one-way tables of from and to."""
    tree = _tree(text, report)
    if not isinstance(tree, Listing):
        if tree:
            report.fault(tree.line, "This should be a list. Begin each line with a hyphen: - [trastuzumab, Herceptin].")
        return Synonyms()
    read = [entry for item in tree.items for entry in _entries(item, report)]
    rules = tuple(entry for entry in read if isinstance(entry, SynonymRule))
    return Synonyms(rules, tuple(entry for entry in read if isinstance(entry, Drug)))


def abbreviation_rules(abbreviations: dict[str, Abbreviation]) -> tuple[SynonymRule, ...]:
    """Return the rules by which an abbreviation finds its meaning, and its meaning finds it.

    What is said of a trial or of a stage describes it, and nobody would say it instead; nor what is said by the way.
    """
    named = ((short, _ASIDE.sub("", entry.means)) for short, entry in abbreviations.items() if entry.kind not in _DESCRIBED)
    pairs = (pair for pair in named if pair[1] and pair[0].casefold() != pair[1].casefold())
    return tuple(SynonymRule(words=pair, also=pair) for pair in pairs)


def _tree(text: str, report: FileReport) -> Node | None:
    """Return the tree of `text`, or None where it is empty or a fault."""
    try:
        tree = read_yaml(text)
    except UnreadableYamlError as error:
        report.fault(error.line, error.message)
        return None
    return None if tree == Scalar("", tree.line) else tree


def _entries(item: Node, report: FileReport) -> Iterator[SynonymRule | Drug]:
    match item:
        case Listing():
            words = _words(Fields({"": item}, report), "")
            if len(words) >= _TWO:
                yield SynonymRule(words=words, also=words)
                return
            problem = "A list of synonyms needs two words or more."
        case Table():
            if entries := _of_table(Fields.of(item, report)):
                yield from entries
                return
            problem = "A one-way synonym needs both from and to, a drug both generic and brands."
        case _:
            problem = f"“{item.text}” stands alone here."
    report.warning(item.line, f"{problem} This entry is left out. Write [one, another], or {{from: one, to: [another]}}.")


def _of_table(fields: Fields) -> tuple[SynonymRule | Drug, ...]:
    """Return the rule of `{from: heart, to: [cardiac]}`; of `{generic: trastuzumab, brands: [Herceptin]}` the drug too."""
    if "generic" in fields.values:
        generic, brands = fields.text("generic"), _words(fields, "brands")
        words = tuple(dict.fromkeys((generic, *brands, *fields.texts("also"))))
        return (SynonymRule(words=words, also=words), Drug(generic, brands)) if generic and brands else ()
    sources, also = _words(fields, "from"), _words(fields, "to")
    return (SynonymRule(words=sources, also=also),) if sources and also else ()


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the words under `key`, each once."""
    return tuple(dict.fromkeys(fields.texts(key)))
