"""Tips -> the files that another system sends from: one renderer a sink, each with its own way to keep words mere words."""
