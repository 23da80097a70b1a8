"""Applying: from the answers to an application that is filed, with a code to come back."""
