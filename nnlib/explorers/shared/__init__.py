"""What the explorers of several notebooks have in common."""
