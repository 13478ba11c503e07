"""Somebody's own documents: from a path to a Document that can be indexed and cited."""
