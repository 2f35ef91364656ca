"""The room for the plan: its rules, its diary, the hard days ahead, the meetings of the network."""

from ui.screens.plan.screen import PlanScreen

__all__ = ["PlanScreen"]
