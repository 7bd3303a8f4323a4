"""Beyond the room: a running wall lays pictures, wall.json and a page down in folders that others show."""
