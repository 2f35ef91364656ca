"""Family: the family drawn, the people in it, and how they get on."""
