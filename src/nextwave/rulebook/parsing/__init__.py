"""From the files of a rulebook to what they declare: rules, figures and worked cases."""
