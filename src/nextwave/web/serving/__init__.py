"""The server: a supervisor and its workers, each of which is Granian in front of Django.

starting     what is looked at before anything starts
readiness    what must be so for that: settings and database
law          and the rulebook
file_modes   what is kept is nobody else's to read
supervising  the process that owns the port and starts workers again
worker       the process that answers
bridge       from Granian's RSGI to Django's WSGI: bodies read whole before a thread works on them
lanes        cheap requests go on while dear ones wait for a place
refusals     what is answered where no page can be made
purging      what is kept no longer than it is needed
static_files style sheets and scripts, compressed, under names that change with their content
"""
