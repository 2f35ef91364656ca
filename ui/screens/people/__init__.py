"""Family: the people of a case and their homes."""

from ui.screens.people.screen import PeopleScreen

__all__ = ["PeopleScreen"]
