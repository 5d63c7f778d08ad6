"""Pages of services: `public` for everyone, `register` and `acts` for those who keep the register."""
