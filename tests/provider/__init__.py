"""The one way to an endpoint, through its door."""
