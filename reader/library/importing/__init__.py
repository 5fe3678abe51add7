"""Takes annotations of a file into a workspace, as a layer of its own, and takes them back as one."""
