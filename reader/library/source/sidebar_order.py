"""Put topics into groups, and both into the order of the sidebar."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath

from reader.library.model import Group, TopicSource
from reader.library.slug import slug
from reader.library.source.front_matter import FrontMatter
from reader.library.source.report import FileReport

UNGROUPED = Group("topics", "Topics")


def choose_group(front: FrontMatter, groups: Sequence[Group] | None, report: FileReport) -> Group:
    """Return the group that a topic's front matter names, else its sub-folder's, else "Topics".

    `groups` are those of pack.toml, or None where it can't be read: then nothing is said about unknown ones.
    """
    named = {group.id: group for group in groups or ()}
    if front.group in named:
        return named[front.group]
    group = _of_folder(report.file, named)
    if front.group and groups is not None:
        hint = _hint(front.group, groups)
        report.warning(front.group_line, f"There is no group “{front.group}”, so the topic is under “{group.title}”. {hint}")
    elif group.id == UNGROUPED.id and groups is not None:
        report.warning(1, f"No group is named, so the topic is under “{group.title}”. Add a line like “group: axilla”.")
    return group


def sidebar_order(topics: Iterable[TopicSource], groups: Sequence[Group]) -> tuple[TopicSource, ...]:
    """Return `topics` as the sidebar lists them: pack.toml's groups first, then folders, what has no group last."""
    ranks = {group.id: rank for rank, group in enumerate(groups)}
    first: dict[str, Group] = {}

    def one_title(topic: TopicSource) -> TopicSource:
        """Call a group by one title, though the folders `After care` and `after-care` both make it."""
        group = first.setdefault(topic.meta.group.id, topic.meta.group)
        return topic if group == topic.meta.group else replace(topic, meta=replace(topic.meta, group=group))

    def place(topic: TopicSource) -> tuple[object, ...]:
        group = topic.meta.group
        rank = ranks.get(group.id, len(ranks) + (group.id == UNGROUPED.id))
        return rank, _alphabetical(group.title), group.id, topic.meta.order, _alphabetical(topic.meta.title), topic.id

    return tuple(sorted(map(one_title, topics), key=place))


def _of_folder(file: str, named: dict[str, Group]) -> Group:
    folders = PurePosixPath(file).parts[1:-1]
    if not folders:
        return named.get(UNGROUPED.id, UNGROUPED)
    group_id = slug(folders[0])
    return named.get(folders[0]) or named.get(group_id) or Group(group_id, as_title(folders[0]))


def as_title(name: str) -> str:
    """Return the name of a file or folder as a title: `after-surgery` as `After surgery`."""
    words = " ".join(name.replace("_", " ").replace("-", " ").split()) or name
    return words[:1].upper() + words[1:]


def _hint(name: str, groups: Sequence[Group]) -> str:
    titled = next((group.id for group in groups if group.title.casefold() == name.casefold()), None)
    near = [titled] if titled else get_close_matches(name, [group.id for group in groups], n=1)
    return f"Did you mean “{near[0]}”?" if near else f'Name one of pack.toml\'s groups, or add a [[group]] with id = "{name}".'


def _alphabetical(title: str) -> str:
    """Return what readers sort by: neither case nor accents count."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
