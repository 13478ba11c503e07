"""The faces of the assistant: HTTP today."""
