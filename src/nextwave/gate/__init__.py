"""What strangers write, read in one way wherever they write it: on a page, over the API, at the command line, in a
cell of a table.

    line("Ana\\u200b  Ruiz", 100)  # "Ana Ruiz"
    money("$1,200.5", sign="$")  # "1200.50"

Signs that nobody sees are taken out and every kind of space and dash is read as one before anything else is looked
at; what cannot be read is refused (`Unreadable`), and nothing is read as something else.
"""
