"""The two kinds of error: ones a person can act on, and bugs."""

from __future__ import annotations


class KnownError(Exception):
    """Something a person can act on. ``str(error)`` is one plain sentence: what happened, what is safe, what to do.

    It never carries a name, an address or any words of a case, so it may be shown, printed and logged.
    """
