"""What holds for both houses once they are loaded."""

from collections import Counter

from django.db.models import F, Q

from centre.models import Change, Membership, User
from demo import sign_ins
from demo.data import HOUSES
from residents.models import Resident, Stay
from rooms.models import Placement

from .tables import both


def test_the_sign_ins_open_their_houses(demo_loaded, db, client):
    works_in = Counter()
    for _label, email, password in sign_ins():
        user = User.objects.get(email=email)
        assert user.check_password(password)
        client.force_login(user)
        pages = [f"/c/{slug}/{page}" for slug in HOUSES for page in ("", "my/", "family/")]
        works_in[email] = sum(client.get(page).status_code == 200 for page in pages)
    assert works_in.pop("both@houses.example") == 2
    assert set(works_in.values()) == {1}


def test_nobody_else_can_sign_in(demo_loaded, db):
    others = User.objects.exclude(email__in=[email for _label, email, _password in sign_ins()])
    assert others.count() == 12
    assert not [user.email for user in others if user.has_usable_password()]


def test_everybody_who_lives_here_has_a_room_and_a_key_worker(demo_loaded, db):
    for centre in both():
        today = centre.day_at(demo_loaded)
        for stay in Stay.unscoped.open_on(today).select_related("key_worker"):
            assert stay.placements.open_on(today).count() == 1
            assert stay.key_worker.is_working_on(today)


def test_every_placement_lies_inside_its_stay(demo_loaded, db):
    for _centre in both():
        outside = Placement.unscoped.filter(
            Q(from_on__lt=F("stay__moved_in_on"))
            | Q(until_on__gt=F("stay__moved_out_on"))
            | Q(until_on=None, stay__moved_out_on__isnull=False)
        )
        assert (Placement.unscoped.exists(), outside.count()) == (True, 0)


def test_the_history_says_that_the_director_wrote_it(demo_loaded, db):
    for centre in both():
        director = User.objects.get(email=f"director@{centre.slug}.example")
        assert set(Change.unscoped.filter(table="residents_stay").values_list("by", flat=True)) == {director.pk}


def test_nobody_is_labelled(demo_loaded, db):
    people = [*User.objects.all()]
    for centre in both():
        people += [*Resident.unscoped.all(), *Stay.unscoped.all(), *Membership.unscoped.filter(centre=centre)]
    texts = " ".join(str(vars(one)).lower() for one in people)
    assert [word for word in ("hikikomori", "ひきこもり", "引きこもり", "収容") if word in texts] == []
