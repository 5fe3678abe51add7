"""The command line: a file for each command, NAME_command.py, and the modules with which the commands print."""
