"""What is remembered, in SQL: SQLite in the data folder, or PostgreSQL by URL."""
