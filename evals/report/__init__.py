"""A run and its comparison -> what people and machines read."""
