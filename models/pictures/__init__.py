"""Pictures to choose from: reading them, finding them, and where they come from."""
