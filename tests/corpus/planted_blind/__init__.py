"""Blind plants: single errors in reports that the rules' authors never saw, measured through the public door."""
