"""The one hardened way to an OpenAI-compatible endpoint; `endpoint.py` is its door."""
