"""Pages of plans: for everyone, for the officers who write them, for the Secretariat."""
