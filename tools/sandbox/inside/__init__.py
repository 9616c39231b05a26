"""What runs behind the outer wall, beside the students' code: it holds no secret."""
