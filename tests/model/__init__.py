"""A real model on this machine: protocol, schema, streaming and errors, never the wording. `make test-model` sets it up."""
