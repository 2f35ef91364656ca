"""SofS Desk: the ways in (window, command line, measurements)."""

__version__ = "0.1.0"
