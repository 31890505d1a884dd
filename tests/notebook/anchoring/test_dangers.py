"""The table of dangers: each of these changes has hurt somebody, or would."""

import pytest

from reader.notebook.anchoring import UNPLACED, Anchor, Change, Kind, Placement, describe, locate

TERMS = ("gentamicin", "amikacin", "magnesium sulphate", "magnesium chloride", "frusemide", "Plaquenil")
TEXT = (
    "Dose: gentamicin\n"
    "Weigh the child first. Give 10 mg/kg gentamicin once every 6 hours to a child. Do not give more than 400 mg a day.\n"
    "Look for hypercalcaemia in each of them. Excise a margin of ≤ 2 mm where the tumour is small.\n"
    "Stop at a rise of creatinine."
)


def anchor_of(words: str, text: str = TEXT, section: str = "dose", **facts: object) -> Anchor:
    start = text.index(words)
    return describe(section, text, start, start + len(words), **facts)


def after(old: str, new: str, words: str, text: str = TEXT) -> Placement:
    """Return what becomes of marked words when `old` is replaced in the text."""
    assert old in text
    return locate(anchor_of(words, text), {"dose": text.replace(old, new)}, TERMS)


def words_at(placement: Placement, text: str) -> str:
    return text[placement.start : placement.end]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 mg/kg", "100 mg/kg"),
        ("10 mg/kg", "1.0 mg/kg"),
        ("10 mg/kg", "10 mcg/kg"),
        ("10 mg/kg", "10 mg"),
        ("10 mg/kg", "10 g/kg"),
        ("6 hours", "4 hours"),
        ("6 hours", "6 days"),
        ("every 6 hours", "for 6 hours"),
        ("once every", "twice every"),
        ("once every 6 hours", "once"),
        ("gentamicin once", "amikacin once"),
        ("gentamicin once", "frusemide once"),
        ("gentamicin once", "Plaquenil once"),
        ("to a child", "to an adult"),
        ("Give 10 mg/kg", "Do not give 10 mg/kg"),
        ("Give 10 mg/kg", "Never give 10 mg/kg"),
        ("Give 10 mg/kg", "Avoid 10 mg/kg"),
        ("to a child.", "to a child unless the kidneys fail."),
        ("to a child.", "to a child, except a newborn."),
        ("to a child.", "to a child if the creatinine is normal."),
    ],
)
@pytest.mark.parametrize("words", ["10 mg/kg gentamicin once every 6 hours", "mg/kg gentamicin", "Give", "to a child"])
def test_a_dangerous_change_in_the_words_or_in_their_sentence_is_critical(old: str, new: str, words: str):
    placement = after(old, new, words)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Do not give more", "Give more", "give more than 400 mg a day"),
        ("Do not give more", "Give more", "more than 400 mg"),
        ("more than 400 mg", "less than 400 mg", "400 mg a day"),
        ("hypercalcaemia", "hyperglycaemia", "hypercalcaemia"),
        ("hypercalcaemia", "hyperglycaemia", "Look for hypercalcaemia in each of them"),
        ("hypercalcaemia", "hypocalcaemia", "in each of them"),
        ("≤ 2 mm", "≥ 2 mm", "≤ 2 mm"),
        ("≤ 2 mm", "≥ 2 mm", "2 mm"),
        ("≤ 2 mm", "< 2 mm", "Excise a margin"),
        ("≤ 2 mm", "2 mm", "Excise a margin of"),
        ("2 mm", "0.2 mm", "2 mm"),
        ("2 mm", "1-2 mm", "2 mm"),
        ("2 mm", "1/2 mm", "2 mm"),
        ("2 mm", "2.5 mm", "mm"),
    ],
)
def test_so_are_signs_negations_and_words_that_are_nearly_the_same(old: str, new: str, words: str):
    placement = after(old, new, words)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)


def test_a_drug_of_several_words_is_one_drug():
    text = "Give magnesium sulphate slowly into a vein, and look at the knee jerks every hour of the day."
    placement = after("sulphate", "chloride", "slowly into a vein", text)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)


@pytest.mark.parametrize(("old", "new"), [("child", "Child"), ("tumour", "tumor"), ("kidney", "kidneys"), ("  ", " ")])
def test_another_spelling_or_form_of_a_word_is_not_critical(old: str, new: str):
    text = f"Weigh the patient with care.  Look at each {old} again before anything else, and write it down."
    placement = after(old, new, "write it down", text)
    assert placement.kind in {Kind.EXACT, Kind.MOVED}
    assert not placement.critical


def test_the_difference_says_what_went_and_what_came():
    placement = after("10 mg/kg", "100 mg/kg", "10 mg/kg gentamicin")
    difference = placement.difference
    assert difference is not None
    assert difference.old == "Give 10 mg/kg gentamicin once every 6 hours to a child."
    assert difference.new == "Give 100 mg/kg gentamicin once every 6 hours to a child."
    changed = [(piece.change, piece.text, piece.critical) for piece in difference.pieces if piece.change is not Change.KEPT]
    assert changed == [(Change.REMOVED, "10", True), (Change.ADDED, "100", True)]
    assert words_at(placement, TEXT.replace("10 mg/kg", "100 mg/kg")) == "100 mg/kg gentamicin"


@pytest.mark.parametrize("words", ["Give 10 mg/kg gentamicin once every 6 hours to a child.", "10 mg/kg", "every 6 hours"])
def test_a_sentence_that_moved_is_found_elsewhere_in_its_section(words: str):
    sentence = "Give 10 mg/kg gentamicin once every 6 hours to a child. "
    moved = TEXT.replace(sentence, "").replace("Stop at", f"{sentence}Stop at")
    placement = locate(anchor_of(words), {"dose": moved}, TERMS)
    assert placement.kind is Kind.MOVED
    assert words_at(placement, moved) == words


def test_a_sentence_that_stood_alone_and_was_doubled_is_decided_by_what_stands_around_it():
    words = "Stop at a rise of creatinine."
    doubled = TEXT.replace("Weigh", f"{words} Weigh")
    placement = locate(anchor_of(words), {"dose": doubled}, TERMS)
    assert placement.kind is Kind.MOVED
    assert placement.start == doubled.rindex(words)


def test_a_sentence_that_stands_twice_alike_is_unplaced():
    paragraph = (
        "Weigh the child. Look at the eyes, the skin and nails. Give it slowly. Wait for an hour by the bed with the lamp on.\n"
    )
    text = f"Start.\n{paragraph}End of it."
    twice = f"Start here.\n{paragraph}Other words.\n{paragraph}End of it."
    assert locate(anchor_of("Give it slowly.", text), {"dose": twice}) == UNPLACED


def test_each_of_two_equal_sentences_stays_where_it_was_in_an_unchanged_text():
    text = "Give 5 mg. " * 30
    for at in (0, 11, 44, 11 * 29):
        placement = locate(describe("s", text, at, at + 9), {"s": text})
        assert (placement.kind, placement.start) == (Kind.EXACT, at)


def test_a_sentence_that_was_deleted_is_unplaced():
    assert after("Look for hypercalcaemia in each of them. ", "", "Look for hypercalcaemia in each of them.") == UNPLACED
    assert locate(anchor_of("10 mg/kg"), {"dose": "", "other": "Nothing of the kind stands here."}, TERMS) == UNPLACED
    assert locate(anchor_of("10 mg/kg"), {}, TERMS) == UNPLACED


@pytest.mark.parametrize("words", ["Look for hypercalcaemia in each of them.", "each of them. Excise a margin", "≤ 2 mm"])
def test_a_paragraph_that_was_split_keeps_its_marks(words: str):
    placement = after("of them. Excise", "of them.\nExcise", words)
    assert placement.kind is Kind.EXACT


def test_a_heading_that_was_reworded_moves_its_marks():
    placement = after("Dose: gentamicin", "Dosing: gentamicin", "6 hours")
    assert (placement.kind, placement.start) == (Kind.MOVED, TEXT.index("6 hours") + 2)


def test_a_section_that_got_another_name_is_found_by_its_words():
    placement = locate(anchor_of("6 hours"), {"dosing": TEXT}, TERMS)
    assert (placement.kind, placement.section) == (Kind.MOVED, "dosing")


def test_a_topic_that_got_another_name_keeps_its_marks():
    placement = locate(anchor_of("6 hours", topic="sepsis", pack="clinic"), {"dose": TEXT, "x": "Other."}, TERMS)
    assert placement.kind is Kind.EXACT


@pytest.mark.parametrize("facts", [{}, {"heading_path": ("Treatment", "Dose: gentamicin")}])
@pytest.mark.parametrize("new", ["Dose: amikacin", "Dose: Plaquenil", "Dose in pregnancy", "Dose: not gentamicin"])
def test_a_heading_that_names_another_drug_is_critical(facts: dict[str, tuple[str, ...]], new: str):
    anchor = anchor_of("400 mg a day", **facts)
    placement = locate(anchor, {"dose": TEXT.replace("Dose: gentamicin", new)}, TERMS)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)
    assert placement.difference is not None
    assert new in placement.difference.new


def test_a_second_section_of_the_same_name_inserted_above_takes_no_mark():
    old = {"dose": "Dose\nGive gentamicin 5 mg/kg once daily.", "signs": "Signs\nFever."}
    new = {"dose": "Dose\nGive amikacin 15 mg/kg once daily.", "dose-2": old["dose"], "signs": old["signs"]}
    for words in ("Give gentamicin 5 mg/kg once daily.", "5 mg/kg", "once daily", "gentamicin"):
        placement = locate(anchor_of(words, old["dose"]), new, TERMS)
        assert (placement.kind, placement.section) == (Kind.MOVED, "dose-2")
        assert words_at(placement, old["dose"]) == words


CELLS = (
    "Dose\nGive it by weight.\nDrug\nDose (mg)\nEvery\nGentamicin\n5\n24 hours\nAmikacin\n15\n24 hours\nTobramycin\n5\n24 hours"
)
DRAWN = "Dose\n| Drug | Dose (mg) | Every |\n|---|---|---|\n| Gentamicin | 5 | 24 hours |\n| Amikacin | 15 | 24 hours |"


@pytest.mark.parametrize("table", [CELLS, DRAWN])
@pytest.mark.parametrize("facts", [{}, {"row_headings": ("Amikacin",), "column_headings": ("Dose (mg)",)}])
@pytest.mark.parametrize(("old", "new"), [("(mg)", "(mcg)"), ("Amikacin", "Tobramycin"), ("Dose (mg)", "Most (mg/kg)")])
def test_a_table_whose_heading_changed_is_critical(table: str, facts: dict[str, tuple[str, ...]], old: str, new: str):
    placement = locate(anchor_of("15", table, **facts), {"dose": table.replace(old, new)}, TERMS)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)


def test_another_row_of_a_table_may_change():
    table = CELLS.replace("Tobramycin\n5", "Tobramycin\n7")
    for words in ("15", "Amikacin"):
        assert locate(anchor_of(words, CELLS), {"dose": table}, TERMS).kind is Kind.EXACT


def test_a_line_that_leads_to_a_list_belongs_to_each_of_its_items():
    text = "Treatment\nDo not give:\naspirin to children\ncodeine at any age\nmilk"
    placement = after("Do not give:", "Give:", "codeine at any age", text)
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)
    assert after("aspirin", "ibuprofen", "codeine at any age", text).kind is Kind.MOVED


def test_the_same_words_of_another_drug_are_not_taken_for_those_that_changed():
    """Gentamicin's dose was raised: the only one that reads as before is another drug's."""
    line = "Give 5 mg/kg slowly into a vein once a day, and look at the creatinine before each further dose."
    old = {
        "a": f"Gentamicin\nWeigh first with the shoes off and look for old scars. {line}",
        "b": f"Tobramycin\nAsk first. {line}",
    }
    new = {**old, "a": old["a"].replace("5 mg/kg", "7 mg/kg")}
    placement = locate(anchor_of("Give 5 mg/kg", old["a"], section="a"), new, ("gentamicin", "tobramycin"))
    assert (placement.kind, placement.section, placement.critical) == (Kind.CHANGED, "a", True)
    assert words_at(placement, new["a"]) == "Give 7 mg/kg"
