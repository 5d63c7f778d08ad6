"""The sentences of the barometer: a figure, a verdict or a change said in the words of its reader.

Pure functions of the JSON that `rules` makes, in the active language: a page, a command and an
archive that say the same figure say it with the same words. Every sentence can be quoted alone.

nouns    what is counted, and how a French sentence agrees with it
terms    what the codes are called (answers, sources, verdicts, ways in and out)
figures  one figure: its sentence, verdict, quotation
notes    what goes with a figure: weight, population, flags, coverage
changes  the change between two editions: direction, bridge
"""
