"""Who may open which page, where a request comes from, and where someone goes on."""
