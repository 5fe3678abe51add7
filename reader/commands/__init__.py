"""What the commands on a workspace do; the command line only says which options they take."""
