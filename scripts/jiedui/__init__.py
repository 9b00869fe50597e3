"""The paired-help ledger of a city Disabled Persons' Federation: read, check, reckon, publish."""
