"""The HTTP API, a module for each kind of thing; the folder is the list."""
