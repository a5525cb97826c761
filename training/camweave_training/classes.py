"""How many classes the pack knows."""

CLASSES = 20
