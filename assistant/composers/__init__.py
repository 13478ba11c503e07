"""Composers: each makes a Draft from a Brief."""
