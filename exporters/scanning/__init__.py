"""What can be read in a finished file, piece by piece, whatever its format: for :mod:`exporters.leakscan`."""

from exporters.scanning.piece import Piece, Unreadable
from exporters.scanning.pieces import pieces
from exporters.scanning.unwrapping import unwrapped

__all__ = ["Piece", "Unreadable", "pieces", "unwrapped"]
