"""Keep whether a topic has helped, and a line about it: private, and never in an export that doesn't ask for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reader.notebook.connection import Connection, Row, Value
from reader.notebook.making import new_id
from reader.notebook.marks import clean
from reader.notebook.store import upsert
from reader.notebook.times import from_text, to_text, utc_now

FEEDBACK_COLUMNS = (
    *("id", "creator", "created", "modified", "deleted", "edition", "edition_label"),
    *("pack", "topic", "helpful", "words"),
)
_TASK = "The feedback could not be stored"
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of a topic; of two versions the later one counts."""

    id: str
    creator: str
    created: datetime
    modified: datetime
    edition: str  # the digest of the edition it is about
    edition_label: str
    pack: str
    topic: str
    helpful: bool
    words: str = ""
    deleted: datetime | None = None


class FeedbackBook:
    """The feedback in a notebook: one answer a topic."""

    def __init__(self, reading: Connection, writing: Connection, changed: Callable[[], None]) -> None:
        """Take two connections to the same notebook, and what is to hear that something was written."""
        self._reading = reading
        self._writing = writing
        self._changed = changed

    def give(
        self,
        pack: str,
        topic: str,
        *,
        helpful: bool,
        words: str = "",
        edition: str,
        edition_label: str = "",
        creator: str = "",
        now: datetime | None = None,
    ) -> Feedback:
        """Keep the answer, in the place of an earlier one; it is on the disk when this has returned."""
        moment = now or utc_now()
        earlier = self.on(pack, topic)
        given = Feedback(
            id=earlier.id if earlier else new_id(),
            creator=clean(creator),
            created=earlier.created if earlier else moment,
            modified=_after(earlier, moment),
            edition=edition,
            edition_label=clean(edition_label),
            pack=pack,
            topic=topic,
            helpful=helpful,
            words=" ".join(clean(words).split()),
        )
        self.keep(given)
        return given

    def take_back(self, pack: str, topic: str, now: datetime | None = None) -> None:
        """Delete the answer on a topic, and its words at once."""
        if earlier := self.on(pack, topic):
            moment = _after(earlier, now or utc_now())
            self.keep(replace(earlier, words="", modified=moment, deleted=moment))

    def on(self, pack: str, topic: str) -> Feedback | None:
        """Return the answer on a topic."""
        return next(iter(self._read("deleted IS NULL AND pack = ? AND topic = ? ORDER BY modified DESC, id", pack, topic)), None)

    def all(self) -> list[Feedback]:
        """Return all answers, the latest first; what was taken back isn't among them."""
        return self._read("deleted IS NULL ORDER BY modified DESC, id")

    def everything(self) -> list[Feedback]:
        """Return all answers and what is left of those that were taken back, for another notebook to be made equal."""
        return self._read("true ORDER BY id")

    def keep(self, feedback: Feedback) -> None:
        """Keep one answer as it is, unless a later version of it is there."""
        with self._writing.transaction(_TASK) as writing:
            rows = writing.rows(f"SELECT {_COLUMNS} FROM feedback WHERE id = ?", (feedback.id,))
            if not rows or _weight(_feedback(rows[0])) < _weight(feedback):
                upsert(writing, "feedback", ("id",), FEEDBACK_COLUMNS, feedback_row(feedback))
        self._changed()

    def _read(self, condition: str, *values: str) -> list[Feedback]:
        return [_feedback(row) for row in self._reading.rows(f"SELECT {_COLUMNS} FROM feedback WHERE {condition}", values)]


_COLUMNS = ", ".join(FEEDBACK_COLUMNS)


def feedback_row(feedback: Feedback) -> tuple[Value, ...]:
    """Return the row of an answer, with FEEDBACK_COLUMNS."""
    return (
        feedback.id,
        feedback.creator,
        to_text(feedback.created),
        to_text(feedback.modified),
        to_text(feedback.deleted) if feedback.deleted else None,
        feedback.edition,
        feedback.edition_label,
        feedback.pack,
        feedback.topic,
        int(feedback.helpful),
        feedback.words,
    )


def is_feedback(row: Row) -> bool:
    """Tell whether a row makes sense; a damaged page may hold anything."""
    try:
        return feedback_row(_feedback(row)) == tuple(row)
    except (ValueError, TypeError, AttributeError):
        return False


def _feedback(row: Row) -> Feedback:
    id_, creator, created, modified, deleted, edition, label, pack, topic, helpful, words = row
    moments = from_text(created), from_text(modified)
    gone = from_text(deleted) if deleted else None
    return Feedback(id_, creator, *moments, edition, label, pack, topic, bool(helpful), words, gone)


def _after(earlier: Feedback | None, moment: datetime) -> datetime:
    """Return when an answer was given: later than the one before, even if the clock was set back."""
    return max(moment, earlier.modified + _TICK) if earlier else moment


def _weight(feedback: Feedback) -> tuple[object, ...]:
    """Return what decides between two versions: their time, and where that is equal anything that is alike everywhere."""
    return (to_text(feedback.modified), *map(str, feedback_row(feedback)))
