"""What happens in simulated rooms: people, gifts, messages, activities."""
