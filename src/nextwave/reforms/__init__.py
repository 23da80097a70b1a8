"""Runs of reforms over a population, kept in the database and worked out outside the requests that ask for them."""
