"""Deadlines put on people, and the reminders that reached them in time."""
