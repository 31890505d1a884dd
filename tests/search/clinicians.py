"""Read clinicians.tsv: sixty queries as clinicians would type them into the bundled pack, each with its answer.

They were written from the outline of the forty topics alone (titles, headings, what each must say), before the
search was tuned, by somebody playing the eight people in `Who`, not by clinicians: not from the text, its synonyms
or its abbreviations, and without trying a search. The search words that the outline suggests were left aside, but
those of the last fifteen topics or so had been seen. For each, one topic is right, and one of `sections` of it
answers; "intro" is what stands before a topic's first heading. A query is exactly what was typed, so the last word
of a half-typed one has no end. A query is never changed because it isn't found.

Half of them are held back: nobody looks at those while the search is tuned, and what they give is measured once,
at closing. Until then only `Part.OPEN` is asked for, and a fault in the table is reported by its line, not its words.
Once all sixty were written, three of each kind were drawn to be held; `drawn` draws them again.
"""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

TABLE = Path(__file__).with_suffix(".tsv")
COLUMNS = ["held", "query", "kind", "topic", "sections", "who"]
SEED = 2301
HELD_OF_A_KIND = 3


class Part(StrEnum):
    """Whether a query may be looked at while the search is tuned."""

    OPEN = "open"
    HELD = "held"


class Kind(StrEnum):
    """What makes a query hard, or usual."""

    TYPO = "typo"
    BRAND = "brand"
    LAY = "lay"
    ABBREVIATION = "abbreviation"
    TRIAL = "trial"
    US_SPELLING = "US spelling"
    HALF_TYPED = "half-typed"
    NUMBER = "number"
    QUESTION = "question"
    SHORT = "short"


class Who(StrEnum):
    """Who would type it."""

    SURGEON = "breast surgeon"
    PATHOLOGIST = "pathologist"
    RADIATION_ONCOLOGIST = "radiation oncologist"
    MEDICAL_ONCOLOGIST = "medical oncologist"
    NURSE = "district nurse"
    GP = "GP"
    REGISTRAR = "registrar"
    ADVISER = "patient adviser"


@dataclass(frozen=True, slots=True)
class ClinicianQuery:
    """One row of the table."""

    line: int
    part: Part
    query: str
    kind: Kind
    topic: str
    sections: tuple[str, ...]  # any of them is right
    who: Who


def clinician_queries(*parts: Part, table: Path = TABLE) -> list[ClinicianQuery]:
    """Return the queries of these parts in the order in which they were written."""
    return [query for query in _read(table) if query.part in parts]


def drawn(queries: Iterable[ClinicianQuery]) -> set[int]:
    """Return the lines of the queries that the draw holds back."""
    of_kind: dict[Kind, list[int]] = {}
    for query in queries:
        of_kind.setdefault(query.kind, []).append(query.line)
    draw = random.Random(SEED)  # noqa: S311  it must give the same again, and guards no secret
    return {line for lines in of_kind.values() for line in draw.sample(lines, HELD_OF_A_KIND)}


def _read(table: Path) -> list[ClinicianQuery]:
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if (header := next(rows, [])) != COLUMNS:
            message = f"{table.name}: its columns are {header}, not {COLUMNS}"
            raise ValueError(message)
        return [_query(line, row, table.name) for line, row in enumerate(rows, start=2)]


def _query(line: int, row: list[str], name: str) -> ClinicianQuery:
    if len(row) != len(COLUMNS) or not all(row) or any(cell != cell.strip() for cell in row):
        message = f"{name}, line {line}: needs {len(COLUMNS)} cells, none empty or with blanks around it"
        raise ValueError(message)
    part, query, kind, topic, sections, who = row
    try:
        return ClinicianQuery(line, Part(part), query, Kind(kind), topic, tuple(sections.split("|")), Who(who))
    except ValueError as error:
        message = f"{name}, line {line}: {error}"
        raise ValueError(message) from error
