"""Weekly tips: a roster in, one reviewed tip per person and ISO week out, as files."""
