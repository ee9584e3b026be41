import pytest
from django.core.management import CommandError, call_command

from centre.models import Centre, User


def open_house(slug="hill-house"):
    call_command("house", "Hill House", "--slug", slug, "--director", "mori@example.org", verbosity=0)


def test_a_house_opens_with_its_director(db, client, capsys):
    open_house()
    Centre.objects.update(second_factor="off")
    client.force_login(User.objects.get(email="mori@example.org"))
    assert client.get("/c/hill-house/settings/").status_code == 200
    assert "/c/hill-house/" in capsys.readouterr().out


@pytest.mark.parametrize("slug", ["My_House", "x-", "x--y", "café", ""])
def test_a_short_name_that_no_address_takes_is_refused(db, slug):
    with pytest.raises(CommandError, match="short name"):
        open_house(slug)
    assert not Centre.objects.exists()


def test_a_second_house_of_a_short_name_is_refused(db):
    open_house()
    with pytest.raises(CommandError, match="already"):
        open_house()
