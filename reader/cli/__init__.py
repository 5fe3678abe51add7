"""The command line: one file a command, NAME_command.py, and what the commands print with."""
