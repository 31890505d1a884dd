"""Know where Wardbook's files live, and write them so that a crash leaves the old ones whole."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from reader.errors import HomeError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

_PACKAGE = Path(__file__).resolve().parent
_PORTABLE_MARK = "wardbook-home"


@dataclass(frozen=True, slots=True)
class Home:
    """Name every file and folder that Wardbook keeps for one user.

    Nothing is made by naming it: `prepare` makes the folders.
    """

    root: Path

    @classmethod
    def locate(cls, chosen: Path | None = None) -> "Home":
        """Return the home that was chosen, else WARDBOOK_HOME, else a portable one, else the platform's.

        A portable home is a folder `wardbook-home` beside the program's own folder.
        Raises HomeError for the home of a user who doesn't exist.
        """
        if chosen is not None:
            return cls(_expanded(chosen))
        if named := os.environ.get("WARDBOOK_HOME"):
            return cls(_expanded(Path(named)))
        portable = _PACKAGE.parent / _PORTABLE_MARK
        if portable.is_dir():
            return cls(portable)
        return cls(user_data_path("wardbook", appauthor=False))

    @property
    def notebook(self) -> Path:
        """Everything that the user made."""
        return self.root / "notebook.sqlite"

    @property
    def state(self) -> Path:
        """Reading places, history and recent searches: personal, but replaceable."""
        return self.root / "state.sqlite"

    @property
    def backups(self) -> Path:
        """Rolling copies of the notebook."""
        return self.root / "backups"

    @property
    def shelf(self) -> Path:
        """Which edition of each pack is current."""
        return self.root / "shelf.json"

    @property
    def editions(self) -> Path:
        """Sources as installed, one folder an edition."""
        return self.root / "editions"

    @property
    def compiled(self) -> Path:
        """Compiled topics, disposable."""
        return self.root / "compiled"

    @property
    def indexes(self) -> Path:
        """Search indexes, disposable."""
        return self.root / "indexes"

    @property
    def settings(self) -> Path:
        """Preferences and the window's state."""
        return self.root / "settings.ini"

    @property
    def logs(self) -> Path:
        """Where a bug leaves its traceback."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """The file that the one writer of this home holds locked."""
        return self.root / "lock"

    def prepare(self) -> None:
        """Make the folders that are missing, readable by their owner alone.

        Raises HomeError where that can't be done.
        """
        folders = (self.root, self.editions, self.compiled, self.indexes, self.backups, self.logs)
        try:
            for folder in folders:
                folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"The home folder {self.root} can't be made or written: {error.strerror}.",
                "Choose another one with --home DIR, or ask for the right to write there.",
            ) from error
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise HomeError(
                f"The home folder {self.root} can't be written.",
                "Choose another one with --home DIR, or ask for the right to write there.",
            )


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise HomeError(
            f"The home folder {path} can't be found: there is no such user.", "Choose another with --home DIR."
        ) from error


def program_folder(name: str) -> Path:
    """Return the folder `content` or `resources`: inside an installed package, or beside it in a source tree."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, so that a crash at any moment leaves the old bytes or the new ones.

    Raises OSError where the disk refuses; nothing is left behind then.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(draft, "xb", opener=open_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, on systems where that is possible."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_private(path: str, flags: int) -> int:
    """Open a file as `open` has it done, so that one which is made belongs to its owner alone; for its `opener`."""
    return os.open(path, flags, PRIVATE_FILE)
