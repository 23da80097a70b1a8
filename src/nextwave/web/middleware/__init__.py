"""What stands around every page: proxies, headers, turns, and what is said where something goes wrong."""
