"""Fusion: claims of many documents → links → events."""
