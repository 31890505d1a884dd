"""Name what can go wrong in the world, as opposed to in the program.

    ReaderError             anything below: the command line prints it and exits with 1
    ├── PackError           a pack can't be read or has faults
    ├── EditionError        an installed edition is missing, damaged or older than the one it would replace
    ├── SearchError         an index can't be built or opened
    ├── NotebookError       the notebook can't be opened or written
    └── HomeError           the home folder can't be made, written or locked

Each carries one sentence for the user and, where there is one, what to do next.
Whatever isn't a ReaderError is a bug and is reported with its traceback.
"""


class ReaderError(Exception):
    """Say in one sentence what is wrong and where, and in another what to do about it."""

    def __init__(self, message: str, advice: str = "") -> None:
        """Keep `message` and `advice`; both are whole sentences, shown as they are."""
        super().__init__(message, advice)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        """Return both sentences as the one line that a user sees."""
        return f"{self.message} {self.advice}".rstrip()

    def __reduce__(self) -> tuple[object, ...]:
        """Come whole out of another process, whatever the constructor of the kind takes."""
        return _revived, (type(self), self.args), self.__dict__


def _revived(kind: type[ReaderError], arguments: tuple[object, ...]) -> ReaderError:
    return kind.__new__(kind, *arguments)


class PackError(ReaderError):
    """Tell that a pack can't be read or was refused for its faults."""


class EditionError(ReaderError):
    """Tell that an installed edition is missing, damaged or may not be replaced."""


class SearchError(ReaderError):
    """Tell that an index can't be built or opened."""


class NotebookError(ReaderError):
    """Tell that the notebook can't be opened or written."""


class HomeError(ReaderError):
    """Tell that the home folder can't be made, written or locked."""
