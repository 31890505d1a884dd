"""Ask that a topic was reviewed before today and falls due after its release."""

from collections.abc import Iterator

from reader.library.editorial.desk import Desk
from reader.library.model import Finding


def impossible(desk: Desk) -> Iterator[Finding]:
    """Yield dates of review that can't be."""
    released = desk.pack.manifest.released
    for article in desk.articles:
        meta, lines = article.topic.meta, article.front.lines
        if meta.reviewed and meta.reviewed > desk.today:
            yield article.warning(lines["reviewed"], f"“reviewed: {meta.reviewed}” is after today. Write when it was reviewed.")
        if meta.review_due and meta.review_due <= released:
            message = f"“review_due: {meta.review_due}” isn't after the pack's release, {released}. Set a later day."
            yield article.warning(lines["review_due"], message)
