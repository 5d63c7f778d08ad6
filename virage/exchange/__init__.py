"""What is already known of people, who holds it, and what forms ask again."""
