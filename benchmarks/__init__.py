"""What is timed, each beside the bare library in the same run."""
