"""The kit. Import from here; every value comes from ``ui.theme.theme()``, every icon from ``resources/icons.txt``.

=====================  =========================================================================================
base                   ``Label`` (role, ink, wrap, max_lines, clamped), ``Card``, ``Surface``, ``Rule``, ``ScrollArea``,
                       ``column()``, ``across()``, ``announce(widget, text)``, ``follow_theme(bound_method)``
painting               ``paint_frame``, ``paint_lifted`` (card in the hand), ``paint_focus``, ``paint_avatar``,
                       ``paint_number``, ``paint_key``; icons: ``ui.icons.paint(painter, name, rect, color)``
to press               ``Button(text, name=, kind=primary|outline|quiet|danger|tint, icon=, size=small|normal|search|
                       large|huge, key=, menu=, pill=)``, ``IconButton(icon, tip, name=)``, ``LinkButton``,
                       ``Switch``, ``SegmentedControl`` (``chosen(int)``), ``KeyCap``; for what paints itself
                       ``Pressable`` and ``paint_line``
people and strands     ``Avatar(name, kind=family|child|professional, size=24|32|40|56, done=)``, ``Chip`` (tones),
                       ``StrandBadge(number, name)``, ``initials_of``
scales                 ``MiniSpread(scores)``, ``ScaleStrip`` with ``ScalePerson``, ``spread_words``
to write               ``GrowingTextEdit`` (``committed``, ``paused``, ``cancelled``, ``finished``, ``commit()``),
                       ``LineField``, ``PassphraseField``, ``SearchField``, ``InPlace`` (read, and written there)
bigger                 ``SectionHeader``, ``EmptyState``, ``IconMark``, ``SidePanel`` + ``Drawer``, ``Toast``,
                       ``slide_in``, ``Menu``
layout                 ``FlowLayout``, ``clear(layout)``
focus                  ``FocusRing(window)``: one for each window; kit widgets give it ``corner_radius()``
=====================  =========================================================================================

Sizes in constructors are px at 100 %; ``theme().px(n)`` gives them at the text size in force. Connect bound methods,
never a lambda that holds ``self``.
"""

from ui.widgets.base import (
    Card,
    Label,
    Rule,
    ScrollArea,
    SlimScrollBar,
    Surface,
    across,
    announce,
    column,
    focus_first,
    follow_theme,
    paint_focus,
    paint_frame,
    paint_lifted,
    text_width,
)
from ui.widgets.buttons import (
    Button,
    IconButton,
    KeyCap,
    LinkButton,
    SegmentedControl,
    Switch,
    paint_key,
    paint_number,
)
from ui.widgets.choosing import ChoiceButton, ChoiceRow
from ui.widgets.editing import GrowingTextEdit, InPlace, LineField, PassphraseField, SearchField
from ui.widgets.focus import FocusRing
from ui.widgets.layout import FlowLayout, clear
from ui.widgets.panels import Drawer, EmptyState, IconMark, Menu, SectionHeader, SidePanel, Toast, slide_in
from ui.widgets.people import Avatar, Chip, PersonKind, StrandBadge, initials_of, paint_avatar
from ui.widgets.pressing import Pressable, paint_line
from ui.widgets.scales import MiniSpread, ScalePerson, ScaleStrip, spread_words

__all__ = [
    "Avatar",
    "Button",
    "Card",
    "Chip",
    "ChoiceButton",
    "ChoiceRow",
    "Drawer",
    "EmptyState",
    "FlowLayout",
    "FocusRing",
    "GrowingTextEdit",
    "IconButton",
    "IconMark",
    "InPlace",
    "KeyCap",
    "Label",
    "LineField",
    "LinkButton",
    "Menu",
    "MiniSpread",
    "PassphraseField",
    "PersonKind",
    "Pressable",
    "Rule",
    "ScalePerson",
    "ScaleStrip",
    "ScrollArea",
    "SearchField",
    "SectionHeader",
    "SegmentedControl",
    "SidePanel",
    "SlimScrollBar",
    "StrandBadge",
    "Surface",
    "Switch",
    "Toast",
    "across",
    "announce",
    "clear",
    "column",
    "focus_first",
    "follow_theme",
    "initials_of",
    "paint_avatar",
    "paint_focus",
    "paint_frame",
    "paint_key",
    "paint_lifted",
    "paint_line",
    "paint_number",
    "slide_in",
    "spread_words",
    "text_width",
]
