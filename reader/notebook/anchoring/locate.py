"""Find an anchor's words in the texts of an edition, say what became of them, and never guess.

A highlight drawn on other words is worse than one that isn't drawn. So the same words count as the same place only
where the words beside them say so, or where there is but one place they can mean.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.library.sentences import sentences_around
from reader.notebook.anchoring.danger import Terms, terms_of
from reader.notebook.anchoring.describe import Anchor, digest_of
from reader.notebook.anchoring.difference import differences, same_words
from reader.notebook.anchoring.headings import HeadingsAt
from reader.notebook.anchoring.identical import Found, identical
from reader.notebook.anchoring.placement import UNPLACED, Kind, Placement
from reader.notebook.anchoring.similar import similar
from reader.notebook.anchoring.sought import ENOUGH, Sought
from reader.notebook.anchoring.surroundings import changed_headings, changed_lead_in

_ALONE_ELSEWHERE = 12  # words that nobody writes twice by chance: as many may move to another section on their own


def locate(
    anchor: Anchor, texts: Mapping[str, str], terms: Iterable[str] = (), *, headings_at: HeadingsAt | None = None
) -> Placement:
    """Return where the words of `anchor` stand in `texts`, and what became of them.

    `texts` maps ids of sections to their texts, those of the anchor's topic before those of the rest of the pack; one
    that isn't needed isn't asked for. `terms` are the pack's drug names with their synonyms. `headings_at` tells the
    headings of words, where that is known better than the texts show it.
    """
    return _Locating(anchor, texts, tuple(terms), headings_at).placement()


@dataclass(frozen=True)
class _Locating:
    anchor: Anchor
    texts: Mapping[str, str]
    terms: tuple[str, ...]
    headings_at: HeadingsAt | None

    def placement(self) -> Placement:
        if self._is_unchanged():
            return Placement(Kind.EXACT, self.anchor.section, self.anchor.start, self.anchor.end)
        sought = Sought.by(self.anchor)
        if not sought.quote:
            return UNPLACED
        if stayed := self._stayed(sought):
            return self._settled(sought, stayed, sure=True)
        found = self._ordered(one for section, text in self._all() for one in identical(sought, section, text))
        if found and found[0].agreed == 2 * ENOUGH and not _tied(found):
            return self._settled(sought, found[0], sure=True)
        if _tied(found) and found[0].agreed >= ENOUGH:
            return UNPLACED
        return self._weighed(sought, found, similar(sought, self._sections(sought)))

    def _stayed(self, sought: Sought) -> Found | None:
        """Return the words in their own section, if what is known to stand around them there is as it was.

        Then it doesn't matter that the same words stand in other sections, or in other cells of the table.
        """
        if self.headings_at is None:
            return None
        anchor = self.anchor
        found = list(identical(sought, anchor.section, self.texts.get(anchor.section, "")))
        if not (anchor.row_headings or anchor.column_headings):
            found = [one for one in found if one.agreed == 2 * ENOUGH]
        found = [one for one in found if not self._changed_around(anchor.section, one.words.text, *one.span)]
        return found[0] if len(found) == 1 else None

    def _ordered(self, found: Iterable[Found]) -> list[Found]:
        return sorted(found, key=lambda one: one.agreed, reverse=True)

    def _weighed(self, sought: Sought, found: list[Found], likeliest: Found | None) -> Placement:
        """Choose between the same words in other surroundings and other words in the same surroundings."""
        best = None if not found or _tied(found) else found[0]
        if best and (likeliest is None or likeliest.overlaps(best) or likeliest.agreed <= best.agreed):
            if self._is_sure(sought, found):
                return self._settled(sought, best, sure=True)
            if likeliest is not None and likeliest.overlaps(best):
                return self._settled(sought, best, sure=False)
        return self._settled(sought, likeliest, sure=False) if likeliest else UNPLACED

    def _is_sure(self, sought: Sought, found: list[Found]) -> bool:
        """Tell whether the same words can only be the ones that were marked."""
        best, occurrences = found[0], self.anchor.occurrences
        if max(best.left, best.right) >= ENOUGH or (not occurrences and best.agreed >= ENOUGH):
            return True
        if len(found) > 1 or occurrences != 1:
            return False
        return best.section == self.anchor.section or sought.spoken >= _ALONE_ELSEWHERE

    def _is_unchanged(self) -> bool:
        """Tell whether the text is the one that was marked, under the same headings as far as more than it is known."""
        anchor, text = self.anchor, self.texts.get(self.anchor.section, "")
        if not anchor.text_digest or digest_of(text) != anchor.text_digest:
            return False
        return self.headings_at is None or not self._changed_around(anchor.section, text, anchor.start, anchor.end)

    def _sections(self, sought: Sought) -> Iterator[tuple[str, str]]:
        """Yield the anchor's own section, and those that hold words in a row of its own."""
        own = sought.words
        rows = {own.text[own.starts[at] : own.ends[at + 2]] for at in range(1, len(own) - 3, 2)}
        for section, text in self._all():
            if section == self.anchor.section or any(row in text for row in rows):
                yield section, text

    def _all(self) -> Iterator[tuple[str, str]]:
        own = self.texts.get(self.anchor.section)
        if own is not None:
            yield self.anchor.section, own
        for section in self.texts:
            if section != self.anchor.section:
                yield section, self.texts[section]

    def _settled(self, sought: Sought, found: Found, *, sure: bool) -> Placement:
        same = sure and _are_same(sought, found)
        start, end = _span(sought, found) if same else found.span
        text = found.words.text
        first, last = sentences_around(text, start, end)
        around = self._changed_around(found.section, text, start, end)
        if same and not around and same_words(self.anchor.sentence, text[first:last]):
            return Placement(self._kind(found.section, start), found.section, start, end)
        changes = differences([*around, (self.anchor.sentence, text[first:last])], self._known_terms)
        kind = self._kind(found.section, start) if same and not changes.critical else Kind.CHANGED
        if kind is Kind.CHANGED:
            start, end = found.span
        return Placement(kind, found.section, start, end, changes.critical, changes)

    def _kind(self, section: str, start: int) -> Kind:
        return Kind.EXACT if (section, start) == (self.anchor.section, self.anchor.start) else Kind.MOVED

    def _changed_around(self, section: str, text: str, start: int, end: int) -> list[tuple[str, str]]:
        known = self.headings_at(section, start, end) if self.headings_at else None
        return [*changed_headings(self.anchor, text, start, known), *changed_lead_in(self.anchor, text, start)]

    @property
    def _known_terms(self) -> Terms:
        return terms_of(self.terms)


def _tied(found: list[Found]) -> bool:
    """Tell whether two places are equally good."""
    return len(found) > 1 and found[0].agreed == found[1].agreed


def _are_same(sought: Sought, found: Found) -> bool:
    """Tell whether words are the same with all that is written on to them, such as a full stop.

    In surroundings that stand, some may be drawn with other quotation marks or dashes.
    """
    old, new = sought.words.written(sought.first, sought.last), found.words.written(found.first, found.last)
    if old == new:
        return True
    alike = sum(one == other for one, other in zip(old, new, strict=False))
    same = found.words[found.first : found.last] == sought.quote
    return same and found.agreed == 2 * ENOUGH and 2 * alike > max(len(old), len(new))


def _span(sought: Sought, found: Found) -> tuple[int, int]:
    """Return where the found words stand; a selection that cut a word cuts it again, if it is the same."""
    anchor, own, new = sought.anchor, sought.words, found.words
    start, end = found.span
    cut_before = len(anchor.prefix) - own.starts[sought.first]
    cut_after = own.ends[sought.last - 1] - len(anchor.prefix) - len(anchor.exact)
    if own.length(sought.first) == new.length(found.first):
        start += max(0, cut_before)
    if own.length(sought.last - 1) == new.length(found.last - 1):
        end -= max(0, cut_after)
    return start, end
