"""Where cases stand and in which order they are worked on."""
