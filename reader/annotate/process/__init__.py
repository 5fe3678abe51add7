"""The annotation process, which runs beside the interface.

The pools of concurrent.futures, loky and anyio return one answer for each call, and can cancel a running call only by
ending its process, which loses the lexicons that it has read. Here the proposals of each annotator arrive as they are
found, and a cancelled article leaves the process running. The messages are JSON and not pickles, since a plug-in's
proposals may have types of its own, whose modules the interface would have to import in order to read them.
"""
