"""The annotation process, which runs beside the interface.

The pools of concurrent.futures, loky and anyio give one answer to a call, and can take back a call that is running only
by ending its process, with the lexicons it has read. Here the proposals of each annotator come as they are found, and a
cancelled article leaves the process warm. The messages are JSON and not pickles: what a plug-in proposes may be of its
own types, whose modules the interface would import in order to read them.
"""
