"""Which screen of the wall file is which monitor of this computer."""
