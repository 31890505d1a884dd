"""Tell which names of files are safe on every system that a pack may be copied to."""

import re
import unicodedata
from collections.abc import Callable

MAX_PATH = 240  # characters below the pack's folder; Windows counts the folder too

_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_WINDOWS_SIGNS = frozenset('<>:"|?*\\')
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps `name` for a device, as it does con and com1.txt."""
    # Windows cuts spaces off the stem before it looks: "con .txt" is the console too.
    stem, dot, rest = name.partition(".")
    return _WINDOWS_DEVICE.fullmatch(stem.rstrip() + dot + rest) is not None


_RULES: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda name: name in {"", ".", ".."}, "isn't the name of a file"),
    (lambda name: any(unicodedata.category(sign) in _INVISIBLE for sign in name), "holds characters that can't be seen"),
    (lambda name: not _DIRECTION.isdisjoint(name), "holds characters that turn the direction of writing"),
    (lambda name: "/" in name, "holds a slash"),
    (lambda name: not _WINDOWS_SIGNS.isdisjoint(name), "holds one of < > : \" | ? * \\, which Windows doesn't allow"),
    (lambda name: name != name.strip(), "begins or ends with a space"),
    (lambda name: name.endswith("."), "ends with a full stop, which Windows doesn't allow"),
    (is_reserved, "is the name of a device on Windows"),
)


def unsafe_name(name: str) -> str | None:
    """Return why a file or folder may not be called `name`, as the end of a sentence, or None where it may."""
    return next((reason for forbidden, reason in _RULES if forbidden(name)), None)


def unsafe_path(path: str) -> str | None:
    """Return why `path`, with forward slashes, may not stand in a pack, or None where it may.

    It serves the names within an archive too, which may be absolute or climb out with `..`.
    """
    if len(path) > MAX_PATH:
        return f"is longer than {MAX_PATH} characters"
    if path.startswith("/"):
        return "begins at the root of the disk"
    reasons = (unsafe_name(part) for part in path.split("/"))
    return next((reason for reason in reasons if reason), None)


def collision_key(name: str) -> str:
    """Return what two names share when some system can't hold both: one that ignores case or composes accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def printable(name: str) -> str:
    """Return `name`, or any text, with what can't be printed spelt out, so that it never garbles a terminal."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in name)
