"""Putting copies into the outbox, and delivering what is in it."""

from exporters.outbox.deliverer import Deliverer, Tally
from exporters.outbox.queueing import put_in_outbox, what_would_be_sent

__all__ = ["Deliverer", "Tally", "put_in_outbox", "what_would_be_sent"]
