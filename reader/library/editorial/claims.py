"""Ask that every claim that is checked has a source, and that its boxes agree."""

from collections.abc import Iterator

from reader.library.editorial.desk import Desk, quoted
from reader.library.generate.claims import Claim, claims_of
from reader.library.model import Finding, Severity
from reader.library.source.prose import cites


def unsound(desk: Desk) -> Iterator[Finding]:
    """Yield claims that are answered without a citation, and boxes of one claim that differ in their verdict."""
    first: dict[str, Claim] = {}
    for article in desk.articles:
        for claim in claims_of(article.topic):
            if not cites(claim.answer):
                yield _warning(claim, f"The claim {quoted(claim.words)} is answered without a citation. Cite a source.")
            other = first.setdefault(claim.key, claim)
            if other.verdict.casefold() != claim.verdict.casefold():
                where = f"{other.topic.file}:{other.line}"
                yield _warning(claim, f"The claim is “{claim.verdict}” here and “{other.verdict}” in {where}. Make them agree.")


def _warning(claim: Claim, message: str) -> Finding:
    return Finding(claim.topic.file, claim.line, Severity.WARNING, message)
