"""All articles of a workspace: which of them a command means."""
