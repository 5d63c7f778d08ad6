"""How services are counted: plain functions of plain values, no Django.

Facts that the judgements receive, for one unit over one period:
- take-up: channel -> (status, count or None), from `volumes.channel_facts`, which settles what a
  channel without a line means; `end_to_end`: point -> answer;
- None: nothing is known of the unit in the period ("no_record");
- an empty mapping: an earlier hand-in listed it, this one does not ("no_longer_listed").

`definitions` holds the texts, dates and golden tables, locked by `definitions.lock.json`.
"""
