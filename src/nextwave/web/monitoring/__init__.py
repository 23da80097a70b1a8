"""For whoever watches over the service: the lines of its log, and whether it lives and is ready."""
