"""An error says the same wherever it was raised."""

import pickle
from collections.abc import Iterator

import pytest

from reader.errors import EditionError, ReaderError
from reader.search.checksums import DamagedIndexError


def kinds(kind: type[ReaderError] = ReaderError) -> Iterator[type[ReaderError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds(narrower)


@pytest.mark.parametrize("error", [EditionError("It is gone.", "Look elsewhere."), DamagedIndexError()])
def test_an_error_comes_whole_out_of_another_process(error: ReaderError):
    revived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(revived) is type(error)
    assert (revived.message, revived.advice, str(revived)) == (error.message, error.advice, str(error))


def test_every_kind_of_error_can_come_out_of_another_process():
    for kind in kinds():
        error = kind.__new__(kind, "It is gone.", "")
        ReaderError.__init__(error, "It is gone.", "")
        assert str(pickle.loads(pickle.dumps(error))) == "It is gone."  # noqa: S301 - our own
