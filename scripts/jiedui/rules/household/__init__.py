"""Rules of a household: whom to help, what it needs, and how helping ends (二, 四, 五(一))."""
