"""What pages are drawn with: escaped markup, links, signs, charts, tiles."""
