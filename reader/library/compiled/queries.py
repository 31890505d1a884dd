"""Ask topics.sqlite: the longer questions, in SQL."""

from collections.abc import Sequence

_SECTION = (
    "section.id, section.level, section.heading, section.path, section.html, section.text,"
    " section.heading_length, section.formerly"
)
_INDEXED = (
    "topic.id, topic.title, topic.group_title, topic.audience, topic.meta, section.id, section.heading,"
    " section.path, section.text, section.heading_length"
)

# One topic by its present or a former id: a row for each of its sections, in order.
TOPIC = (
    f"SELECT topic.id, topic.meta, topic.sources, topic.words, {_SECTION}"
    " FROM topic LEFT JOIN section ON section.topic = topic.position"
    " WHERE topic.position = coalesce((SELECT position FROM topic WHERE id = :id),"
    " (SELECT position FROM former WHERE id = :id)) ORDER BY section.place"
)
# The sections of the topics from one place of the sidebar up to another.
SECTIONS = (
    f"SELECT {_INDEXED} FROM section JOIN topic ON topic.position = section.topic"
    " WHERE section.topic >= ? AND section.topic < ? ORDER BY section.topic, section.place"
)
SECTION_COUNT = "SELECT count(*) FROM section WHERE topic >= ? AND topic < ?"
NTH_SECTION = "SELECT topic FROM section ORDER BY topic, place LIMIT 1 OFFSET ?"
# Where the topic at one place of the whole sidebar stands in its group and under its letter.
PLACE = (
    "SELECT topic.group_id, topic.position - grouping.first, letter, (SELECT count(*) FROM topic AS other"
    " WHERE other.group_id = topic.group_id AND other.letter = topic.letter AND other.position < topic.position)"
    " FROM topic JOIN grouping ON grouping.id = topic.group_id WHERE position = ?"
)


def shown_sections(many: int) -> str:
    """Return what asks for so many sections by the ids of their topics and their own, without their HTML."""
    return (
        f"WITH wanted (topic, section) AS (VALUES {', '.join(['(?, ?)'] * many)})"
        " SELECT wanted.topic, wanted.section, topic.title, topic.group_title, section.path, section.text, section.heading_length"
        " FROM wanted JOIN topic ON topic.id = wanted.topic"
        " JOIN section ON section.topic = topic.position AND section.id = wanted.section"
    )


def titles_that_begin(words: Sequence[str]) -> tuple[str, ...]:
    """Return the clauses, and all parameters but the limit, that find topics by beginnings of the words of their titles.

    The likeliest first: the whole title, then its beginning, then words of the title, then those of a synonym.
    """
    both = " AND ".join("instr(name.title || name.synonyms, ?)" for _ in words)
    titled = " AND ".join("instr(name.title, ?)" for _ in words)
    clauses = (
        f"JOIN name USING (position) WHERE {both} ORDER BY name.title = ? DESC, instr(name.title, ?) = 1 DESC,"
        f" ({titled}) DESC, length(name.title), position LIMIT ?"
    )
    phrase = " " + " ".join(words)
    starts = [f" {word}" for word in words]
    return clauses, *starts, phrase, phrase, *starts
