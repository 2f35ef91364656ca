"""The map: three columns of cards, edited and moved in place."""
