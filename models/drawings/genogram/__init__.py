"""The genogram as a picture: people, couples, children, ties and homes as pieces of flat primitives."""

from models.drawings.genogram.figure import figure
from models.drawings.genogram.legend import legend
from models.drawings.genogram.outline import OutlineLine, outline
from models.drawings.genogram.pieces import Figure, Options, Piece

__all__ = ["Figure", "Options", "OutlineLine", "Piece", "figure", "legend", "outline"]
