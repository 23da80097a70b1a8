"""Words in other languages, and what people say for what the law calls otherwise."""
