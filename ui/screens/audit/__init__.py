"""Looking at the work together: audits with the record's own evidence, and feedback on short forms."""

from ui.screens.audit.screen import AuditScreen

__all__ = ["AuditScreen"]
