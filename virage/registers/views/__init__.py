"""Pages of obligations: `public` for everyone, `bodies` for officers, `secretariat` for the Secretariat."""
