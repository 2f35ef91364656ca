"""PDFium must not be used by two threads at once; a sync scans on a thread of its own while somebody makes a copy."""

from __future__ import annotations

import threading

LOCK = threading.RLock()
"""Held by whoever has a document open."""
