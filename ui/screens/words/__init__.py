"""The room of words and pictures: a story for the children, made with their parents."""

from ui.screens.words.screen import WordsScreen

__all__ = ["WordsScreen"]
