"""Makes populations of surveys. What is peculiar to a survey is beside the populations, in `populations/sources`."""
