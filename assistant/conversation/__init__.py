"""A conversation: turns -> a situation, a change to the last answer, or a line about it."""
