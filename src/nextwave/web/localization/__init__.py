"""The languages of the pages: which is spoken, the catalogues of texts, and how amounts and days are written."""
