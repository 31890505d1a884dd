"""Let through nothing but the known vocabulary, and say what was neutralised."""

import re

import nh3

from reader.library.markup.report import Report
from reader.library.markup.vocabulary import ATTRIBUTES, BLOCKS, DROPPED_WHOLE, INLINE, POWERLESS, SCHEMES

_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)([^>]*)")
_POWER = re.compile(r"""[\s/"'](on[a-z]+|style|srcdoc|formaction|background)\s*=""", re.IGNORECASE)
_LONGEST_NAME = 30


def cleaner() -> nh3.Cleaner:
    """Return the sanitiser; its output is well formed, whatever its input."""
    return nh3.Cleaner(
        tags=set(BLOCKS) | set(INLINE),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def report_neutralised(html: str, report: Report) -> None:
    """Name each element and attribute that the sanitiser takes from `html`, once.

    `html` is Python-Markdown's output: a `<` in its text is always an entity, so each one left begins a tag.
    """
    told: set[str] = set()
    for tag in _TAG.finditer(html):
        name = tag.group(1).lower()
        if name not in told and (name in POWERLESS or (name not in BLOCKS and name not in INLINE)):
            told.add(name)
            report.warn(f"raw HTML was neutralised: <{name[:_LONGEST_NAME]}>", tag.group(0)[: len(name) + 1])
        for attribute in _POWER.findall(tag.group(2)):
            known = f"{attribute.lower()} of <{name[:_LONGEST_NAME]}>"
            if known not in told:
                told.add(known)
                report.warn(f"raw HTML was neutralised: the attribute {known}", attribute)
