"""Short forms by which families, children and staff say how it was; what came back."""

from ui.screens.feedback.page import FeedbackPage

__all__ = ["FeedbackPage"]
