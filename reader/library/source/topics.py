"""Read the topics of a pack, and give each its id, its title and its group."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from reader.library.model import Finding, Group, TopicMeta, TopicSource
from reader.library.slug import slug
from reader.library.source.front_matter import Parted, part
from reader.library.source.report import FileReport
from reader.library.source.sidebar_order import as_title, choose_group
from reader.library.source.source_text import read_source
from reader.library.source.tree import PackTree
from reader.library.source.yaml_fields import one_line

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HASHES = re.compile(r" {0,3}#[ \t]+(.+)")
_LONGEST = 500  # characters of a heading that are looked at, since no title is longer
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)")


def read_topics(tree: PackTree, groups: Sequence[Group] | None, findings: list[Finding]) -> list[TopicSource]:
    """Return the topics below `tree`'s topics folder, in the order of their files.

    A topic with a fault is among them where its text could be read, so that the rest of it is checked too.
    """
    topics: dict[str, TopicSource] = {}
    for file in tree.under("topics"):
        report = FileReport(file, findings)
        topic_id = slug(PurePosixPath(file).stem)
        if first := topics.get(topic_id):
            report.fault(1, f"This topic has the same id as {first.file}: “{topic_id}”. Rename one of the two files.")
        elif (text := read_source(tree.folder, report)) is not None:
            topics[topic_id] = _topic(topic_id, part(text, report), groups, report)
    return list(_with_former_ids(topics, findings))


def _topic(topic_id: str, parted: Parted, groups: Sequence[Group] | None, report: FileReport) -> TopicSource:
    front = parted.front
    if not parted.readable:
        report = FileReport(report.file)  # what is missing then was told as a fault already
    meta = TopicMeta(
        title=front.title or _title(parted, report),
        group=choose_group(front, groups, report),
        order=front.order,
        summary=front.summary,
        audience=front.audience,
        synonyms=front.synonyms,
        evidence=front.evidence,
        authors=front.authors,
        reviewers=front.reviewers,
        reviewed=front.reviewed,
        review_due=front.review_due,
        formerly=tuple(dict.fromkeys(slug(former) for former in front.formerly)),
        generate=front.generate,
        headings=front.headings,
    )
    return TopicSource(topic_id, report.file, meta, parted.body, parted.body_line)


def _title(parted: Parted, report: FileReport) -> str:
    heading = first_heading(parted.body)
    title = heading or as_title(PurePosixPath(report.file).stem)
    origin = "its heading" if heading else "its file's name"
    report.warning(1, f"The topic has no title, so {origin} is shown: “{title}”. Add a line “title: …” at its top.")
    return title


def first_heading(body: str) -> str:
    """Return the plain words of the first heading of level 1 in Markdown, or an empty text."""
    fence = previous = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif heading := _HASHES.fullmatch(line):
            return _plain(heading[1].rstrip().rstrip("#"))
        elif previous.strip() and re.fullmatch(r"=+[ \t]*", line):
            return _plain(previous)
        previous = line
    return ""


def _plain(heading: str) -> str:
    return one_line(_EMPHASIS.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", heading[:_LONGEST]))))


def _with_former_ids(topics: dict[str, TopicSource], findings: list[Finding]) -> Iterator[TopicSource]:
    """Yield `topics`, and say where a former id of one is another's, since a mark could then follow to either."""
    owners: dict[str, TopicSource] = dict(topics)
    for topic in topics.values():
        for former in topic.meta.formerly:
            owner = owners.setdefault(former, topic)
            if owner is not topic:
                message = f"The former id “{former}” belongs to {owner.file} too, which keeps it. Take it out here."
                FileReport(topic.file, findings).warning(1, message)
        yield topic
