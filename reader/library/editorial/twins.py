"""Ask that each source has one key, so that a page doesn't list it twice."""

import re
from collections.abc import Iterator

from reader.library.editorial.desk import Desk, lines_of
from reader.library.model import Finding, Severity
from reader.library.source.tree import REFERENCES

_ENTRY = re.compile(r"""["']?([\w:.+/-]+)["']?\s*:""")


def twins(desk: Desk) -> Iterator[Finding]:
    """Yield references that have the DOI or the PMID of an earlier one."""
    first: dict[tuple[str, str], str] = {}
    lines = {entry[1]: line for line, text in lines_of(desk.pack, REFERENCES).items() if (entry := _ENTRY.match(text))}
    for key, reference in desk.pack.references.items():
        for name, number in (("DOI", reference.doi.lower()), ("PMID", reference.pmid)):
            other = first.setdefault((name, number), key) if number else key
            if other != key:
                message = f"“{key}” has the {name} of “{other}”. Cite [@{other}] instead, and take this one out."
                yield Finding(REFERENCES, lines.get(key, 1), Severity.WARNING, message)
