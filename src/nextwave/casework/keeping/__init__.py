"""How records are kept: encrypted, on the disk before it is told, and never changed."""
