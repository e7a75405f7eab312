"""store: see the docstring that the room's author writes."""
