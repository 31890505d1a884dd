"""A checked claim has a source, and is judged alike wherever it stands."""

from collections.abc import Callable

Told = Callable[..., list[str]]

CLAIM = '!!! claim "{}"\n    verdict: {}\n    id: cc1\n    {}\n\n'


def test_claims_with_sources_that_agree_are_left_alone(told: Told):
    assert told(CLAIM.format("One", "wrong", "No.[@a1]") + CLAIM.format("Two", "wrong", "No.[@a1]")) == []


def test_a_claim_without_a_source_is_told(told: Told):
    (found,) = told("Text.\n\n" + CLAIM.format("One", "wrong", "No."))
    assert found.startswith("3: The claim “One” is answered without a citation.")


def test_boxes_of_one_claim_that_differ_are_told_at_the_second(told: Told):
    (found,) = told(CLAIM.format("One", "wrong", "No.[@a1]") + CLAIM.format("Two", "outdated", "No.[@a1]"))
    assert found.startswith("6: The claim is “outdated” here and “wrong” in topics/sentinel.md:13.")
