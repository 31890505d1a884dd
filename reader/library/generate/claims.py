"""Gather the claims that the topics of a pack check, each once, with links to its places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.library.generate.markdown import escaped, heading
from reader.library.markup.section_ids import INTRO
from reader.library.model import Generate, Pack, TopicSource
from reader.library.slug import slug
from reader.library.source.box_lines import take_lines
from reader.library.source.passages import Kind, Passage, heading_words, passages

_TO_HERE = re.compile(r"\]\(#([^)\s]+)")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A `!!! claim` box, and where it stands."""

    topic: TopicSource
    section: str  # its id
    heading: str  # its words; empty in the introduction
    line: int
    words: str  # of the claim
    verdict: str
    about: str
    id: str
    answer: str  # Markdown

    @property
    def key(self) -> str:
        """Return what boxes of one claim share."""
        return self.id or self.words.casefold()


def claims_of(topic: TopicSource) -> Iterator[Claim]:
    """Yield the claims of one topic, in their order."""
    headings: dict[str, str] = {}  # of sections, by their ids
    box: Passage | None = None
    for passage in passages(topic):
        if passage.kind is Kind.HEADING and not passage.box:
            headings.setdefault(passage.section, heading_words(passage))
        elif passage.kind is Kind.BOX:
            box = passage
        elif passage.kind is Kind.TITLE and passage.box == "claim" and box:
            yield _claim(topic, box, passage.text, headings.get(box.section, ""))


def _claim(topic: TopicSource, box: Passage, words: str, title: str) -> Claim:
    lines = take_lines(box.text)
    said = lines.values.get
    return Claim(
        topic=topic,
        section=box.section,
        heading=title,
        line=box.line,
        words=words,
        verdict=said("verdict", ""),
        about=said("about", ""),
        id=said("id", ""),
        answer=lines.rest.strip("\n"),
    )


def claims(pack: Pack, headings: Sequence[str]) -> str:
    """Return the claims of `pack` under their headings: first `headings`, then others as they come."""
    under: dict[str, list[list[Claim]]] = {words: [] for words in headings}
    for places in _by_claim(pack):
        under.setdefault(_heading(places, headings), []).append(places)
    return "\n\n".join(_section(words, found) for words, found in under.items() if found)


def _by_claim(pack: Pack) -> list[list[Claim]]:
    """Return the boxes of each claim together, in the order of the sidebar."""
    found: dict[str, list[Claim]] = {}
    for topic in pack.topics:
        if topic.meta.generate is not Generate.CLAIMS:
            for claim in claims_of(topic):
                found.setdefault(claim.key, []).append(claim)
    return list(found.values())


def _heading(places: Sequence[Claim], headings: Sequence[str]) -> str:
    """Return the heading that the first box with an `about:` asks for, else the title of its topic's group.

    The first word or words of a heading are enough.
    """
    about = next((claim.about for claim in places if claim.about), "")
    if not about:
        return places[0].topic.meta.group.title
    asked = about.casefold()
    return next((words for words in headings if words.casefold().startswith(asked)), about[0].upper() + about[1:])


def _section(words: str, found: Sequence[Sequence[Claim]]) -> str:
    return "\n\n".join([heading(words, slug(words)), *map(_box, found)])


def _box(places: Sequence[Claim]) -> str:
    first = places[0]
    verdict = f"    verdict: {first.verdict}\n" if first.verdict else ""
    answer = _TO_HERE.sub(rf"](topic:{first.topic.id}#\1", _NOTE_MARK.sub("", first.answer))
    indented = "\n".join(f"    {line}" if line else "" for line in answer.split("\n"))
    return f'!!! claim "{first.words}"\n{verdict}{indented}\n\n    See {_links(places)}.'


def _links(places: Sequence[Claim]) -> str:
    """Return links to where a claim stands, each place once."""
    links = dict.fromkeys(_link(claim) for claim in places)
    return " · ".join(links)


def _link(claim: Claim) -> str:
    title = claim.topic.meta.title
    words = title if claim.section == INTRO else f"{title} › {claim.heading}"
    return f"[{escaped(words)}](topic:{claim.topic.id}#{claim.section})"
