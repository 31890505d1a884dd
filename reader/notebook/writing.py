"""Write what a reader did to a mark upon what the notebook holds of it.

Meanwhile a notebook from elsewhere may have been merged. So nothing is changed but what the reader changed, and words
that were written upon others than those that stand there now are kept beside these, as between two notebooks.
"""

from dataclasses import replace
from datetime import timedelta

from reader.notebook.changing import Edit
from reader.notebook.marks import Highlight, Mark, Review, decided_anew, with_changed_tags, with_review
from reader.notebook.stamps import (
    FIELDS,
    Record,
    Stamps,
    Version,
    Wording,
    joined,
    unsurpassed,
    values_of,
    with_fields,
    wording_key,
    words_of,
)
from reader.notebook.times import to_text

_TICK = timedelta(microseconds=1)


def stamped(held: Record | None, mark: Mark, notebook: str) -> Record:
    """Return the record of `mark`, made of what is held, as it was just saved in the notebook with that id."""
    if held is None:
        return written(None, Edit(None, mark), notebook)
    return written(held, Edit(held.mark, mark, seen=tuple(other.words for other in held.others)), notebook)


def written(held: Record | None, edit: Edit, notebook: str) -> Record:
    """Return the record of a mark after an edit in the notebook with that id."""
    if held is None:
        now = to_text(edit.after.modified)
        return Record(edit.after, Stamps(dict.fromkeys(FIELDS, now), {notebook: now}, {notebook: now}))
    before, after = edit.before or held.mark, _after(held.mark, edit.after)
    now = to_text(after.modified)
    changed = _changed(held, replace(edit, before=before, after=after))
    shown, others = _wordings(held, before, edit, notebook, now)
    sources = {name: after if name in changed else held.mark for name in FIELDS}
    mark = replace(with_fields(held.mark, sources, shown.words), modified=after.modified)
    if "tags" in changed:
        mark = replace(mark, tags=with_changed_tags(held.mark.tags, before.tags, after.tags))
    if isinstance(mark, Highlight):
        mark = replace(mark, reviews=_reviews(held.mark, before, after))
    stamps = replace(held.stamps, times={**held.stamps.times, **dict.fromkeys(changed, now)}, words=shown.version)
    if "deleted" in changed:
        stamps = replace(stamps, known=joined([shown.version, *(other.version for other in others)]))
    if mark.deleted is not None:  # what was written on a deleted mark, as on any other, doesn't bring it back
        stamps = replace(stamps, known=joined([stamps.known, shown.version]))
    return Record(mark, stamps, others)


def _after(held: Mark, mark: Mark) -> Mark:
    """Return `mark` as modified later than what is held, even if the clock was set back since."""
    if mark.modified > held.modified or mark == held:
        return mark
    return replace(mark, modified=held.modified + _TICK)


def _changed(held: Record, edit: Edit) -> list[str]:
    """Return the fields that the reader changed, and whether the mark is deleted or not.

    Whoever deletes a mark must have known all words that go with it. Whoever writes on a mark that was deleted meanwhile
    brings it back, as words do that were written elsewhere.
    """
    before, after = edit.before or held.mark, edit.after
    old, new = values_of(before), values_of(after)
    changed = [name for name in FIELDS if old[name] != new[name]]
    standing = {held.wording.words, *(other.words for other in held.others)}
    if "deleted" in changed and after.deleted is not None and not standing <= {words_of(before), *edit.seen}:
        changed.remove("deleted")
    if words_of(before) != words_of(after) and after.deleted is None and held.mark.deleted is not None:
        return list({*changed, "deleted"})
    return changed


def _wordings(held: Record, before: Mark, edit: Edit, notebook: str, now: str) -> tuple[Wording, tuple[Wording, ...]]:
    """Return the words that are shown after an edit, and those beside them."""
    shown, others = held.wording, held.others
    is_written = words_of(edit.after) != words_of(before) or bool(edit.settles)
    if is_written and words_of(edit.after) != shown.words:
        standing = (shown, *others)
        upon = joined(one.version for one in standing if one.words == words_of(before))
        others = tuple(one for one in standing if one.words != words_of(before))
        shown = Wording(words_of(edit.after), _version(upon, others, notebook, now))
    if edit.settles:
        for_good = [one for one in others if one.words in edit.settles]
        others = tuple(one for one in others if one.words not in edit.settles)
        known = joined([shown.version, *(one.version for one in for_good)])
        shown = Wording(shown.words, _version(known, others, notebook, now))
    # Those that stand there again are new: by the version that they had, they would be settled wherever that was heard of.
    earlier = to_text(held.mark.modified)
    again = (Wording(words, {f"{notebook}/{now}/{number}": earlier}) for number, words in enumerate(edit.beside))
    beside = [one for one in unsurpassed((shown, *others, *again)) if one is not shown]
    return shown, tuple(sorted(beside, key=wording_key))


def _version(upon: Version, beside: tuple[Wording, ...], notebook: str, now: str) -> Version:
    """Return the version of words that the notebook writes upon others, under the name that fits.

    If it has written other words already that stand beside these, a name of its own for this line of
    writing: under the old name, these words would seem to come from those.
    """
    own = [notebook, *sorted(name for name in upon if name.startswith(f"{notebook}/"))]
    fitting = (name for name in own if all(other.version.get(name, "") <= upon.get(name, "") for other in beside))
    return {**upon, next(fitting, f"{notebook}/{now}"): now}


def _reviews(held: Mark, before: Mark, after: Mark) -> tuple[Review, ...]:
    """Return what was decided on each edition: here where the reader did so now, else as it is held."""
    reviews = held.reviews if isinstance(held, Highlight) else ()
    if isinstance(before, Highlight) and isinstance(after, Highlight):
        for review in decided_anew(before.reviews, after.reviews, after.modified):
            reviews = with_review(reviews, review)
    return reviews
