"""Tell where an error happened and of what kind it was, and leave out its words where they may be personal."""

import traceback

# Their words are Python's own, about the program. Others may hold any value, as those of KeyError and ValueError do.
_SAFE = (AttributeError, ImportError, IndexError, NameError, RecursionError, RuntimeError, TypeError)


def discreet(error: BaseException) -> str:
    """Return the traceback of an error, after those of the errors that led to it."""
    chain: list[BaseException] = []
    before: BaseException | None = error
    while before is not None and before not in chain:
        chain.append(before)
        before = before.__cause__ or (None if before.__suppress_context__ else before.__context__)
    return "\nwhich led to\n".join(map(_written, reversed(chain)))


def _written(error: BaseException) -> str:
    return "".join(["Traceback (most recent call last):\n", *traceback.format_tb(error.__traceback__), _told(error)])


def _told(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror}"
    return f"{kind}: {error}" if isinstance(error, _SAFE) else kind
