"""The practice library: guides, examples and questions, on a page of the desk and in a panel beside every room."""
