"""Counts files of millions of lines by day, with an analytical engine, before their kind sees them.

A file is taken in parts. What each part gives is kept beside the database until the hand-in is accepted
or withdrawn, so that a reading that was killed goes on where it stopped, and the memory is bounded by
that of one part whatever the size of the file.

Vocabulary
- *part*: some row groups of a Parquet file, or some lines of a CSV file, counted by one statement.
- *shared day*: a day of which more than one part holds lines; it is counted over all of them at the end.
- *summary*: what is known of the whole file once all parts are counted.
"""
