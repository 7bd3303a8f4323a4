"""The reference of connectors and presets: what each is good for and what that rests on.

Made of what they say of themselves, of the worked examples beside the page, and of what they say when they
meet answers that are none of theirs.
"""
