import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code():
    """A public id for a person: random, so that it tells nothing and cannot be counted; no letters that look alike."""
    return "".join(secrets.choice(LETTERS) for _position in range(8))
