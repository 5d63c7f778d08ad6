"""The demonstration government: invented bodies and services, handed in as anyone would."""
