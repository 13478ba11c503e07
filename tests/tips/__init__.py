"""Tests of weekly tips."""
