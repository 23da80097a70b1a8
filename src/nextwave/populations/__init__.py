"""Populations that ship, each a folder of tables with a data sheet, and in `sources` the surveys that some are made of."""
