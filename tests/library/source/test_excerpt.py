"""A section's Markdown is what its author wrote for it, and the sections together are the topic."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.library.markup import render_topic
from reader.library.model import Topic
from reader.library.source.excerpt import section_markdown, topic_markdown
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]


def written(folder: Path) -> Topic:
    pack, _ = read_pack(folder)
    assert pack is not None
    source = pack.topics[0]
    return Topic(pack.manifest.id, source.id, source.meta, render_topic(source, pack).sections, (), 0)


@pytest.mark.parametrize(
    "body",
    [
        "Before.\n\n## One\n\nText.\n\n### Two\n\nText.\n",
        "## The **bold** one [@key]\n\nText.\n\n## Next\n\nMore.\n",
        "Under\n-----\n\nfirst\u2028line\x0cpage\n\n## Two\n\nText.\n",
        "## Same\n\n1\n\n## Other\n\n2\n\n## Same\n\n3\n",
    ],
)
def test_the_sections_make_up_the_topic(make_pack: MakePack, body: str):
    folder = make_pack({"topics/sentinel.md": f"---\ntitle: T\n---\n{body}"})
    topic = written(folder)
    assert topic_markdown(folder, topic) == body
    assert "\n".join(section_markdown(folder, topic, section) for section in topic.sections) == body


def test_a_heading_that_is_not_in_the_markdown_is_refused(make_pack: MakePack):
    folder = make_pack({"topics/sentinel.md": "---\ntitle: T\n---\n## One\n\nText.\n"})
    topic = written(folder)
    (folder / "topics" / "sentinel.md").write_text("---\ntitle: T\n---\n## Another\n\nText.\n")
    with pytest.raises(EditionError, match="can't be told apart"):
        section_markdown(folder, topic, topic.sections[0])
