"""Find the Markdown of a topic, or of one section of it, in the source of an edition."""

from collections import Counter
from pathlib import Path, PurePosixPath

from reader.errors import EditionError
from reader.library.markup.heading_lines import HeadingLines
from reader.library.model import Section, Topic
from reader.library.slug import slug
from reader.library.source.front_matter import part
from reader.library.source.report import FileReport
from reader.library.source.source_text import read_source
from reader.library.source.tree import walk_pack


def topic_markdown(folder: Path, topic: Topic) -> str:
    """Return what the author of `topic` wrote below the front matter; `folder` is the edition's source.

    Raises EditionError where it isn't there any more.
    """
    for file in walk_pack(folder).under("topics"):
        if slug(PurePosixPath(file).stem) == topic.id:
            report = FileReport(file)
            text = read_source(folder, report)
            if text is not None:
                return part(text, report).body.strip("\n") + "\n"
    raise EditionError(f"The source of the topic {topic.id} can't be read in {folder}.", "Install its pack again.")


def section_markdown(folder: Path, topic: Topic, section: Section) -> str:
    """Return what the author wrote for one section, from its heading to the next section's.

    Raises EditionError where the heading can't be told apart in the source.
    """
    lines = topic_markdown(folder, topic).rstrip("\n").split("\n")
    starts = [*_starts("\n".join(lines), topic), len(lines)]
    place = topic.sections.index(section)
    if min(starts) < 0 or starts != sorted(starts) or starts[place] == len(lines):
        raise EditionError(
            f"The section {section.id} can't be told apart in the Markdown of {topic.id}.", "Show the whole topic instead."
        )
    return "\n".join(lines[starts[place] : starts[place + 1]]).strip("\n") + "\n"


def _starts(body: str, topic: Topic) -> list[int]:
    """Return the line on which each section begins, from 0, and -1 where it isn't found; the introduction begins the body.

    What the program made of the pack would begin below it.
    """
    missing = body.count("\n") + 1 if topic.meta.generate else -1
    headings = HeadingLines("\n" + body)  # a line more, since 0 means there that a heading isn't found
    seen: Counter[str] = Counter()
    starts = []
    for section in topic.sections:
        line = headings.line(section.heading, seen[section.heading]) if section.level else 1
        starts.append(line - 1 if line else missing)
        seen[section.heading] += 1
    return starts
