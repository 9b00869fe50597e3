"""What a change means, for whoever reviews it (B-09, 六(三))."""
