"""Fonts: Atkinson Hyperlegible for everything, Noto for the scripts it lacks, loaded when such text first appears.

The files come from two pure data packages; nothing is installed on the machine and nothing is fetched.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Atkinson Hyperlegible"
EASIER_FAMILY = "Lexend"
#: First and last code point of a block, and the Noto family that holds it.
_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0180, 0x02FF, ""), (0x0370, 0x052F, ""), (0x0530, 0x058F, "Armenian"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x08FF, "Arabic"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"), (0x0B00, 0x0B7F, "Oriya"), (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"), (0x0C80, 0x0CFF, "Kannada"), (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"), (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"), (0x1200, 0x139F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"),
    (0x1E00, 0x1FFF, ""), (0x2190, 0x2BFF, "Symbols"), (0x1F300, 0x1FAFF, "Emoji"),
)  # fmt: skip
_loaded: set[str] = set()


def _package_folder(package: str) -> Path | None:
    """Where a data package lies, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


@lru_cache(maxsize=1)
def load() -> bool:
    """Register the application's own font; false when its package is missing (the system's font then serves)."""
    # Qt reports each family of the list that lacks a script, though the next one has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    folder = _package_folder("fontpkg_atkinson_hyperlegible")
    if folder is None:
        return False
    found = sorted((folder / "files").glob("*.ttf"))
    added = [QFontDatabase.addApplicationFont(str(path)) for path in found]
    return bool(added) and min(added) >= 0


@lru_cache(maxsize=1)
def load_easier() -> bool:
    """Register Lexend, the easier-reading choice, when somebody chooses it."""
    folder = _package_folder("fontpkg_lexend")
    found = sorted((folder / "files").glob("*.ttf")) if folder is not None else []
    added = [QFontDatabase.addApplicationFont(str(path)) for path in found]
    return bool(added) and min(added) >= 0


def base_font(*, easier: bool = False) -> QFont:
    """The application's font with its fallbacks, at no particular size; ``easier``: Lexend before it."""
    load()
    own = [EASIER_FAMILY, FAMILY] if easier and load_easier() else [FAMILY]
    font = QFont()
    # Every family is named at once: a font made before its script was loaded finds it afterwards.
    noto = dict.fromkeys(_family(script) for _, _, script in _BLOCKS)
    font.setFamilies([*own, *noto])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def ensure(text: str) -> bool:
    """Load the fonts that ``text`` needs and are not there yet; true when something was added."""
    if text.isascii():
        return False
    missing = {script for char in set(text) if (script := _script_of(ord(char))) is not None} - _loaded
    for script in missing:
        _load_noto(script)
    return bool(missing)


def _script_of(code: int) -> str | None:
    if code < 0x180:
        return None
    return next((script for first, last, script in _BLOCKS if first <= code <= last), None)


def _family(script: str) -> str:
    if script == "Emoji":
        return "Noto Emoji"
    return f"Noto Sans {script}".strip()


def _load_noto(script: str) -> None:
    _loaded.add(script)
    folder = _package_folder("manimgx_fonts")
    if folder is None:
        return
    path = folder / f"{_family(script).replace(' ', '')}[wght].ttf"
    if path.is_file():
        QFontDatabase.addApplicationFont(str(path))
