"""Open what belongs to the reader alone: the notebook, and what is remembered of the reading."""

from dataclasses import dataclass

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.locking.change import is_unsettled, settle
from reader.notebook.locking.key import Key
from reader.notebook.locking.lock import LockedError, find_lock
from reader.notebook.notebook import Notebook
from reader.notebook.state import State


@dataclass(frozen=True, slots=True)
class Personal:
    """Notebook and state of one home; without a notebook, and with an empty state, while they are locked."""

    notebook: Notebook | None
    state: State
    locked: bool = False
    notice: str = ""  # what the reader should be told of the opening
    key: Key | None = None  # what opened them

    def close(self) -> None:
        """Give the files back."""
        if self.notebook is not None:
            self.notebook.close()
        self.state.close()


def open_personal(home: Home, key: Key | None = None, *, mend: bool = False) -> Personal:
    """Open both, or neither where there is a passphrase and `key` isn't given.

    Whoever holds the home's lock may `mend` what is damaged or was cut off. Raises LockedError for a wrong key.
    """
    try:
        _settle(home, mend=mend)
        if key is None and find_lock(home) is not None:
            return closed_personal()
    except NotebookError as error:
        return Personal(None, State.passing(), notice=str(error))
    return _open(home, key, mend=mend)


def closed_personal() -> Personal:
    """Return what there is while the notebook is locked: what is remembered lasts until it is unlocked."""
    return Personal(None, State.passing(), locked=True)


def _settle(home: Home, *, mend: bool) -> None:
    if mend:
        settle(home)
    elif is_unsettled(home):
        raise NotebookError("The notebook's passphrase is being changed.", "Try again in a moment.")


def _open(home: Home, key: Key | None, *, mend: bool) -> Personal:
    try:
        opened = Notebook.open(home, key, mend=mend)
    except LockedError:
        raise
    except NotebookError as error:
        return Personal(None, State.open(home, key), notice=str(error), key=key)
    return Personal(opened.notebook, State.open(home, key), notice=opened.notice, key=key)
