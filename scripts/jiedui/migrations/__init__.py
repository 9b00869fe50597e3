"""How a record of an older format becomes one of this format: numbered pure functions, applied one after the other.

``policy/ledger.yml`` says in ``format`` which format the records of a ledger have; where it says nothing they have the
first. Each module ``mNNNN_*`` leads from format NNNN - 1 to NNNN; ``chain.MIGRATIONS`` lists them.
"""
