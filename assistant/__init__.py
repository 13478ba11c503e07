"""smallacts: one small act of micro-mentorship for a moment at work."""

__version__ = "0.1.0"
