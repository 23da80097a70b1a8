"""Publishing counts without telling anything of a person: a library of its own, without the web or a database."""
