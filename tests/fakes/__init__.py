"""Stand-ins for systems that can't be had here. Each says so in its name."""
