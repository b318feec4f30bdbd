"""Files as government sites and office desks have them, thought out before the readers were read, with their truth."""
