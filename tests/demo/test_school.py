"""The school as it is on record: seven staff, women behind the kitchen, men upstairs without windows."""

from centre.models import Membership
from residents.models import Resident, Stay
from rooms.models import ForWhom, Placement, Room, Wing


def test_seven_staff_work_today(school, today):
    members = Membership.unscoped.filter(centre=school).working_on(today)
    assert members.count() == members.values("user").distinct().count() == 7


def test_women_live_behind_the_kitchen(school, today):
    kitchen = Room.unscoped.select_related("wing").get(name="Kitchen").wing
    women = Wing.unscoped.get(for_whom=ForWhom.WOMEN)
    assert (women.building, women.storey) == (kitchen.building, kitchen.storey) == ("Dormitory", 1)
    assert Placement.unscoped.open_on(today).filter(room__wing=women).count() == 5


def test_men_live_upstairs_without_window_or_heating(school, today):
    rooms = Room.unscoped.filter(wing__for_whom=ForWhom.MEN)
    assert set(rooms.values_list("wing__storey", "has_window", "is_heated")) == {(2, False, False)}
    assert Placement.unscoped.open_on(today).filter(room__in=rooms).count() == 7


def test_the_living_room_is_heated_and_has_a_television(school):
    room = Room.unscoped.get(name="Living room")
    assert (room.is_heated, room.furnishing) == (True, "Television")


def test_students_are_from_sixteen_to_their_early_thirties(school, today):
    born = Resident.unscoped.living_in_on(today).values_list("born_on", flat=True)
    ages = sorted(today.year - day.year - ((today.month, today.day) < (day.month, day.day)) for day in born)
    assert (ages[0], ages[-1]) == (16, 32)


def test_miyuki_lived_here_and_works_here_now(school, today):
    stay = Stay.unscoped.get(resident__family_latin="Miyuki")
    work = Membership.unscoped.get(centre=school, user__family_latin="Miyuki")
    assert stay.moved_out_on < work.from_on
    assert work.is_working_on(today)
    assert work.label == "Part-time staff"


def test_former_students_work_in_factories_on_farms_and_for_the_postal_service(school, today):
    destinations = " ".join(Stay.unscoped.finished_by(today).values_list("destination", flat=True))
    assert [word for word in ("factory", "farm", "postal service") if word not in destinations] == []


def test_the_fee_stays_empty(school):
    assert (school.monthly_fee, school.fee_currency) == (None, "")


def test_the_word_for_a_resident_is_student(school):
    assert (school.resident_word, school.residents_word, school.resident_word_ja) == (
        "student",
        "students",
        "生徒",
    )
