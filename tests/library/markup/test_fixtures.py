"""What Markdown becomes: each case of fixtures/*.md gives its title, Markdown, HTML (a line a section) and text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library.markup import RenderedTopic

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))


def cases() -> Iterator[object]:
    for file in FIXTURES:
        parts = file.read_text("utf-8").split("\n.\n")
        for title, *case in zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=False):
            yield pytest.param(*case, id=f"{file.stem}: {title.strip()}")


@pytest.mark.parametrize(("markdown", "html", "text"), list(cases()))
def test_markdown_becomes(markdown: str, html: str, text: str, render: Callable[[str], RenderedTopic]):
    sections = render(markdown).sections
    assert "\n".join(section.html for section in sections) == html
    assert "\n".join(f"== {section.id}\n{section.text}" for section in sections) == text
