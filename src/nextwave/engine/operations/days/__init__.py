"""Days and months: ages, days so long after another, months that begin on a day of one's own."""
