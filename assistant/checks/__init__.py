"""Is a draft fit to be shown? One function per check, one file per practice."""

from assistant.checks.catalogue import CHECKS, faults, faults_among, may_be_shown, results
from assistant.checks.own_words import own_words

__all__ = ["CHECKS", "faults", "faults_among", "may_be_shown", "own_words", "results"]
