"""A tour through every screen and state of the window, with the example families."""
