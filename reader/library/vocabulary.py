"""Read the words that mean the same: abbreviations.yaml and synonyms.yaml."""

from reader.library.model import SynonymRule
from reader.library.report import FileReport
from reader.library.yaml_fields import Fields, one_line
from reader.library.yaml_tree import Listing, Node, Scalar, Table, UnreadableYamlError, read_yaml

_TWO = 2


def read_abbreviations(text: str, report: FileReport) -> dict[str, str]:
    """Return what each abbreviation stands for, in the order of the file."""
    tree = _tree(text, report)
    if not isinstance(tree, Table):
        if tree:
            report.fault(tree.line, "This should be lines of an abbreviation, a colon and what it stands for.")
        return {}
    fields = Fields.of(tree, report)
    abbreviations = {one_line(key): fields.text(key) for key in fields.values}
    for key, meaning in abbreviations.items():
        if not (key and meaning):
            report.warning(fields.line(key, tree.line), f"“{key}” stands for nothing, and is left out. Write out its words.")
    return {key: meaning for key, meaning in abbreviations.items() if key and meaning}


def read_synonyms(text: str, report: FileReport) -> tuple[SynonymRule, ...]:
    """Return the rules in `text`: lists of words each of which finds the others, and one-way tables of from and to."""
    tree = _tree(text, report)
    if not isinstance(tree, Listing):
        if tree:
            report.fault(tree.line, "This should be a list. Begin each line with a hyphen: - [trastuzumab, Herceptin].")
        return ()
    return tuple(rule for item in tree.items if (rule := _rule(item, report)))


def abbreviation_rules(abbreviations: dict[str, str]) -> tuple[SynonymRule, ...]:
    """Return the rules by which an abbreviation finds its meaning, and its meaning finds it."""
    pairs = ((short, meaning) for short, meaning in abbreviations.items() if short.casefold() != meaning.casefold())
    return tuple(SynonymRule(words=pair, also=pair) for pair in pairs)


def _tree(text: str, report: FileReport) -> Node | None:
    """Return the tree of `text`, or None where it is empty or a fault."""
    try:
        tree = read_yaml(text)
    except UnreadableYamlError as error:
        report.fault(error.line, error.message)
        return None
    return None if tree == Scalar("", tree.line) else tree


def _rule(item: Node, report: FileReport) -> SynonymRule | None:
    match item:
        case Listing():
            words = _words(Fields({"": item}, report), "")
            if len(words) >= _TWO:
                return SynonymRule(words=words, also=words)
            problem = "A list of synonyms needs two words or more."
        case Table():
            fields = Fields.of(item, report)
            sources, also = _words(fields, "from"), _words(fields, "to")
            if sources and also:
                return SynonymRule(words=sources, also=also)
            problem = "A one-way synonym needs both from and to."
        case _:
            problem = f"“{item.text}” stands alone here."
    report.warning(item.line, f"{problem} This entry is left out. Write [one, another], or {{from: one, to: [another]}}.")
    return None


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the words under `key`, each once."""
    return tuple(dict.fromkeys(fields.texts(key)))
