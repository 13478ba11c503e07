"""Tunes the upper layers of the embedding model on our own knowledge; needs the dependency group `tune`."""
