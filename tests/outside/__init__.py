"""What holds seen from outside: over HTTP, at the command line, in a browser and with a database's own client.

These tests import nothing of Nextwave, so that one file can be run on any version of it. NEXTWAVE_COMMAND names the
`nextwave` to try; without it the one of this environment is.
"""
