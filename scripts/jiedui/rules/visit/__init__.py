"""Rules of visits: who came, when, and what they say of the household's needs (五(四))."""
