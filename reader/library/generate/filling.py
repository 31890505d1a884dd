"""Give each topic that says `generate:` the Markdown that it asks for, before anything is rendered."""

from dataclasses import replace

from reader.library.generate.claims import claims
from reader.library.generate.glossary import glossary
from reader.library.model import Generate, Pack, TopicSource


def filled(pack: Pack) -> Pack:
    """Return `pack` with its generated topics filled; rendering them is then like rendering any other."""
    return replace(pack, topics=tuple(_filled(topic, pack) for topic in pack.topics))


def _filled(topic: TopicSource, pack: Pack) -> TopicSource:
    match topic.meta.generate:
        case Generate.GLOSSARY:
            made = glossary(pack, topic.meta.headings)
        case Generate.CLAIMS:
            made = claims(pack, topic.meta.headings)
        case None:
            return topic
    return replace(topic, generated=f"\n\n{made}\n" if made else "")
