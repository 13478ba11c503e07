"""Offline evals: how good retrieval and the gate are, with intervals. From a checkout: python -m evals."""
