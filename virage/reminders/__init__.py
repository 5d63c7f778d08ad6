"""Deadlines put on people, and the reminders that reached them in time.

Vocabulary
- deadline: a kind of day by which people must do something ("renew a driving licence").
- due: how many people had to meet it over some days.
- in time: delivered, not only sent, seven days before the deadline or earlier.
- log: the journal of reminders; complete when every reminder sent is in it.
"""
