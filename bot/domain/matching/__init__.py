"""Who should meet whom: the best assignment there is, proved, explained and repeatable.

participants, scheme   what goes in: people with their answers, and what counts for how much
encoding, rules        answers as numbers, hard rules as a mask
market                 everything that the solver sees: points and refusals of a block of pairs
optimum                candidates -> flow -> prices -> violators, again until there are none
floor, ties            nobody badly off; load spread and seed
certificate            the proof, and the check of it
matching               the whole run
explanation, …         what can be said about a result, as facts and keys
"""
