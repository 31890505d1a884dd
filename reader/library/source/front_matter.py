"""Part a topic's file into its front matter and its body, and read the former."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reader.library.model import Audience, Evidence, Generate
from reader.library.source.report import FileReport
from reader.library.source.yaml_fields import Fields
from reader.library.source.yaml_tree import Node, Scalar, Table, UnreadableYamlError, read_yaml

MAX_LENGTH = 100_000  # characters; what is longer is no front matter but a mistake, or an attack

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter itself says, before the pack's defaults fill it in; empty where it says nothing."""

    title: str = ""
    title_line: int = 1
    group: str = ""
    group_line: int = 1
    order: float = 0.0
    summary: str = ""
    audience: Audience = Audience.CLINICIAN
    synonyms: tuple[str, ...] = ()
    evidence: Evidence | None = None
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    reviewed: date | None = None
    review_due: date | None = None
    formerly: tuple[str, ...] = ()
    formerly_line: int = 1
    generate: Generate | None = None
    headings: tuple[str, ...] = ()
    length: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)  # of every key that is written, known or not


@dataclass(frozen=True, slots=True)
class Parted:
    """A topic's file in its two parts."""

    front: FrontMatter
    body: str
    body_line: int  # of the file, from 1
    readable: bool = True  # False where the front matter is a fault


def part(text: str, report: FileReport) -> Parted:
    """Part the `text` of a topic's file; front matter is what stands between two lines of three hyphens at its very top.

    Front matter that can't be read is a fault, and the topic is then taken as if it had none.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Parted(FrontMatter(), text, 1)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        report.fault(1, "The front matter has no end. Put a line of three hyphens below it.")
        return Parted(FrontMatter(), text[opening.end() :], 2, readable=False)
    inner = text[opening.end() : closing.start()]
    body_line = text.count("\n", 0, closing.end()) + 1
    front = _read(inner, report)
    return Parted(front or FrontMatter(), text[closing.end() :], body_line, readable=front is not None)


def _read(inner: str, report: FileReport) -> FrontMatter | None:
    if len(inner) > MAX_LENGTH:
        report.fault(1, f"The front matter is longer than {MAX_LENGTH:,} characters. Move the text below it.")
        return None
    try:
        tree = read_yaml(inner, first_line=2)
    except UnreadableYamlError as error:
        report.fault(error.line, f"The front matter can't be read. {error.message}")
        return None
    return _of(tree, report)


def _of(tree: Node, report: FileReport) -> FrontMatter | None:
    match tree:
        case Table():
            return _filled(Fields.of(tree, report))
        case Scalar(text=""):
            return FrontMatter()
        case _:
            report.fault(tree.line, "The front matter isn't a list of “key: value” lines. Write it so, as in “title: Pain”.")
            return None


def _filled(fields: Fields) -> FrontMatter:
    # Other keys belong to whatever else reads the file, and are none of our business.
    return FrontMatter(
        title=fields.text("title"),
        title_line=fields.line("title"),
        group=fields.text("group"),
        group_line=fields.line("group"),
        order=fields.number("order"),
        summary=fields.text("summary"),
        audience=fields.choice("audience", Audience) or Audience.CLINICIAN,
        synonyms=fields.texts("synonyms"),
        evidence=fields.choice("evidence", Evidence),
        authors=fields.texts("authors"),
        reviewers=fields.texts("reviewers"),
        reviewed=fields.day("reviewed"),
        review_due=fields.day("review_due"),
        formerly=fields.texts("formerly"),
        formerly_line=fields.line("formerly"),
        generate=fields.choice("generate", Generate),
        headings=fields.texts("headings"),
        length=fields.text("length"),
        lines={key: value.line for key, value in fields.values.items()},
    )
