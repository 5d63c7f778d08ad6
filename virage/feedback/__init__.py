"""Opinions that people can give on a service, and the changes that answer them.

Vocabulary
- opinion channel: where people can say what they think of a service; open or closed, day by day.
- opinion: something that someone said of a service.
- change: something published about a service (its content, its flow, who can reach it) that cites the
  opinions that it answers.
- log: the list of published changes; complete when all those of the period are in it.
"""
