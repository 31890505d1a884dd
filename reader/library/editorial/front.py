"""Ask for a complete front matter."""

from collections.abc import Iterator

from reader.library.editorial.desk import Article, Desk
from reader.library.model import Finding

_WANTED = ("title", "group", "order", "summary", "audience", "synonyms", "evidence", "authors", "review_due")


def incomplete(desk: Desk) -> Iterator[Finding]:
    """Yield what is missing from the front matter of each topic, and a length that isn't known."""
    for article in desk.articles:
        missing = [key for key in _WANTED if not _says(article, key)]
        if missing:
            yield article.warning(1, f"The front matter lacks {', '.join(missing)}. Add them at the top.")
        if article.front.length not in ("", "free"):
            yield article.warning(article.front.lines["length"], "“length” isn't known. Write “length: free”, or take it out.")


def _says(article: Article, key: str) -> bool:
    if key in ("order", "audience"):  # they have defaults
        return key in article.front.lines
    return bool(getattr(article.front, key))
