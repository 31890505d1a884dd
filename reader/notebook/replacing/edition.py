"""Give the texts of an edition as anchors ask for them: the topic's own first, then those elsewhere that are likely."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.model import Section, Topic
from reader.notebook.anchoring import Anchor, Headings
from reader.notebook.replacing.section import headings_above, sections_for

_BETWEEN = "#"  # a topic's id and a section's of it; neither holds one


SectionKey = tuple[str, str]  # the ids of a topic and of its section


class Edition:
    """One edition of a pack, in which many marks are placed; a topic is read once."""

    def __init__(self, compiled: CompiledPack) -> None:
        """Read nothing yet."""
        self._compiled = compiled
        self._topics: dict[str, Topic | None] = {}

    @property
    def digest(self) -> str:
        """The edition's name."""
        return self._compiled.digest

    def topic(self, topic_id: str) -> Topic | None:
        """Return a topic by its id or a former one; None where the edition has no such topic."""
        if topic_id not in self._topics:
            known = self._compiled.resolve(topic_id)
            self._topics[topic_id] = self._compiled.topic(known) if known else None
        return self._topics[topic_id]

    def texts_for(self, anchor: Anchor, elsewhere: Sequence[SectionKey] = ()) -> "Texts":
        """Return the texts in which an anchor is to be located: those of its topic, and of sections elsewhere."""
        return Texts(self, anchor, elsewhere)

    def sections(self) -> Iterator[tuple[SectionKey, str]]:
        """Yield every section of the pack with its text, a few hundred topics at a time."""
        for section in self._compiled.sections_for_index():
            yield (section.topic_id, section.section_id), section.text

    def section_count(self) -> int:
        """Return how many there are."""
        return self._compiled.counts()[1]

    def texts(self, keys: Sequence[SectionKey]) -> dict[SectionKey, str]:
        """Return the texts of some sections."""
        return {key: section.text for key, section in self._compiled.shown_sections(keys).items()}

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The names of drugs, and what the pack says besides for each."""
        names = {name.casefold() for drug in self._compiled.drugs() for name in (drug.generic, *drug.brands)}
        rules = (rule for rule in self._compiled.synonyms() if any(word.casefold() in names for word in rule.words))
        return tuple(sorted(names.union(*({word.casefold() for word in (*rule.words, *rule.also)} for rule in rules))))


class Texts(Mapping[str, str]):
    """The texts of an edition by section; in the anchor's topic by the bare id, which may be a former one."""

    def __init__(self, edition: Edition, anchor: Anchor, elsewhere: Sequence[SectionKey]) -> None:
        """Use `Edition.texts_for`."""
        self._edition = edition
        self._topic = edition.topic(anchor.topic)
        self._own = sections_for(anchor, self._topic) if self._topic else {}
        found = edition.texts([key for key in elsewhere if self._topic is None or key[0] != self._topic.id])
        self._elsewhere = {f"{topic}{_BETWEEN}{section}": text for (topic, section), text in found.items()}

    @property
    def of_topic(self) -> Mapping[str, str]:
        """Those of the anchor's topic alone."""
        return {key: section.text for key, section in self._own.items()}

    def __getitem__(self, key: str) -> str:
        return self._elsewhere[key] if _BETWEEN in key else self._own[key].text

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._elsewhere

    def __len__(self) -> int:
        return len(self._own) + len(self._elsewhere)

    def place(self, key: str) -> tuple[Topic, Section]:
        """Return the topic and the section that a key stands for."""
        if _BETWEEN not in key and self._topic is not None:
            return self._topic, self._own[key]
        topic_id, _, section_id = key.partition(_BETWEEN)
        topic = self._edition.topic(topic_id)
        if topic is None:
            raise KeyError(key)
        return topic, next(section for section in topic.sections if section.id == section_id)

    def headings_at(self, key: str, start: int, end: int) -> Headings:
        """Return the headings of words, as the edition's tables and sections have them."""
        return headings_above(self.place(key)[1], start, end)
