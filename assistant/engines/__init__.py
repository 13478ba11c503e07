"""Where a week's tips are made: this process, a provider's batch files, a Ray cluster."""
