"""What a city gives to its province: figures and contacts of published quarters, without people and small counts."""
