"""A faulty endpoint on this machine, for what mocks cannot show."""
