"""What lies beside the pages: calendars, feeds, the data of the search."""
