"""The version of Nextwave."""

__version__ = "0.1.0"
