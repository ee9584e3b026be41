"""A register from files: by the house's own rules, whole or not at all; each fault by file, line and column."""

import pytest
from django.core.management import CommandError, call_command

from centre.models import Centre, Change, Membership
from reports import actions
from reports.register import Register, Row, StayRow
from residents.models import Away, Resident, Stay
from rooms.models import Closure, Room
from tests.world import inside

from .house import day
from .register import STAYS, import_reference

STAYS_HEAD, LEAVES_HEAD, CLOSURES_HEAD = (
    "id,person,admitted,discharged,reason",
    "stay,left,returned,kind",
    "from,until,beds",
)


@pytest.fixture
def refused(db, tmp_path):
    """What the command says to these lines; nothing of them may be stored."""

    def run(stays=("S1,P1,2025-01-01,,",), leaves=(), closures=(), capacity=2):
        files = {}
        for name, head, lines in [
            ("stays", STAYS_HEAD, stays),
            ("leaves", LEAVES_HEAD, leaves),
            ("closures", CLOSURES_HEAD, closures),
        ]:
            files[name] = tmp_path / f"{name}.csv"
            files[name].write_text("\n".join([head, *lines]))
        with pytest.raises(CommandError) as refusal:
            call_command("import_register", centre="new", create=True, capacity=capacity, **files)
        assert not Centre.objects.exists()
        *problems, last = str(refusal.value).splitlines()
        assert last == "Nothing is stored."
        return problems

    return run


def test_a_register_becomes_a_house(db, capsys):
    import_reference(name="Plain House", director="director@plain.example")
    centre = Centre.objects.get(slug="register")
    assert (centre.name, centre.time_zone) == ("Plain House", "Asia/Tokyo")
    assert capsys.readouterr().out == "/c/register/: 16 stays of 15 people, 10 places.\n"
    with inside(centre):
        assert Membership.unscoped.get().user.email == "director@plain.example"
        assert [resident.name for resident in Resident.unscoped.order_by("sort_key")][:2] == ["P01", "P02"]
        assert Resident.unscoped.get(family_name="P02").stays.count() == 2
        assert Room.unscoped.filter(beds=1).count() == 10
        assert Closure.unscoped.get().until_on.isoformat() == "2025-03-17"
        assert Stay.unscoped.get(number="S09").reason == "other_support"
        assert Stay.unscoped.get(number="S01").reason == "planned"
        assert Away.unscoped.get(kind="hospital").back_on.isoformat() == "2024-05-05"
        assert Away.unscoped.get(back_on=None).left_on.isoformat() == "2025-03-30"


def test_every_fault_is_named_at_once(refused):
    assert refused(
        stays=[
            "S1,P1,2025-01-01,2024-12-31,planned",
            "S1,P2,2025-02-30,,",
            ",P3,2025-01-01,2025-02-01,vanished",
            "S4,,2025-01-01,,planned",
            "S5,P5,1850-01-01,,",
            "S6,P6,2025-01-01",
        ],
        leaves=["S9,2025-01-01,,home", "S4,2024-12-30,2024-12-29,rest"],
        closures=["2025-01-05,2025-01-05,1", "2025-01-05,,many"],
    ) == [
        "stays.csv, line 2, column discharged: 2024-12-31 is before the day of moving in",
        "stays.csv, line 3, column admitted: '2025-02-30' is no date like 2025-03-31",
        "stays.csv, line 4, column id: is empty",
        "stays.csv, line 4, column reason: 'vanished' is not one of own_home, shared_home, family_home, study, work,"
        " planned, own_choice, other_support, asked_to_leave, money, death, other, transfer",
        "stays.csv, line 5, column person: is empty",
        "stays.csv, line 5, column reason: is given, but nobody has moved out",
        "stays.csv, line 6, column admitted: 1850-01-01 is not from 2000-01-01 to 2100-12-31",
        "stays.csv, line 7: 3 columns instead of 5",
        "stays.csv, line 3, column id: S1 stands on line 2 already",
        "leaves.csv, line 2, column stay: there is no stay 'S9'",
        "leaves.csv, line 3, column kind: 'rest' is not one of home, travel, hospital, work, outing, clinic",
        "leaves.csv, line 3, column returned: 2024-12-29 is before the day of leaving",
        "leaves.csv, line 3, column left: 2024-12-30 is before the day of moving in",
        "closures.csv, line 2, column until: 2025-01-05 is not after the first night",
        "closures.csv, line 3, column beds: 'many' is not a number from 1 to the capacity, 2",
    ]


def test_stays_and_leaves_of_one_person_do_not_overlap(refused):
    assert refused(
        stays=["S1,P1,2025-01-01,2025-03-01,planned", "S2,P1,2025-02-28,,", "S3,P2,2025-01-01,,"],
        leaves=["S3,2025-01-05,2025-01-09,home", "S3,2025-01-08,,home", "S1,2025-03-01,,home"],
    ) == [
        "leaves.csv, line 4, column left: 2025-03-01 is not before the day of moving out",
        "stays.csv, line 3, column admitted: P1 has stay S1 at that time",
        "leaves.csv, line 3, column left: is within the leave of line 2",
    ]


def test_no_more_places_close_than_there_are(refused):
    assert refused(closures=["2025-01-01,,1", "2025-01-05,2025-01-09,2"]) == [
        "closures.csv, line 3, column beds: with the other lines, more places than the capacity, 2, are closed"
    ]


def test_a_hidden_character_is_no_name(refused):
    assert refused(stays=["S1,P\x07,2025-01-01,,"]) == [
        "stays.csv, line 2, column person: There is a hidden character in this text. Please type it again."
    ]


def test_what_the_house_itself_refuses_is_named_by_its_line(house):
    """The reader of the files foresees it; if it did not, the house still would."""
    problems = []
    stays = [
        StayRow(Row("stays.csv", line, {}, problems), f"S{line}", "P1", day("2025-01-01"), None, "") for line in (2, 3)
    ]
    actions.import_register(centre=house.centre, register=Register(stays, problems=problems), capacity=0)
    assert problems == ["stays.csv, line 3, column id: This person already has a stay at that time."]


def test_wrong_columns_and_missing_files_are_named(db, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("id,name\n1,2\n")
    with pytest.raises(CommandError, match="other.csv, line 1: the columns are id,person,admitted,discharged,reason"):
        call_command("import_register", centre="new", create=True, stays=other)
    with pytest.raises(CommandError, match="nowhere.csv: No such file"):
        call_command("import_register", centre="new", create=True, stays=tmp_path / "nowhere.csv")


def test_a_house_with_records_is_not_written_into(db):
    import_reference()
    with pytest.raises(CommandError, match="already a house"):
        import_reference()
    with pytest.raises(CommandError, match="has stays on record already"):
        call_command("import_register", centre="register", stays=STAYS)
    with pytest.raises(CommandError, match="no house at /c/other/"):
        call_command("import_register", centre="other", stays=STAYS)


def test_a_standing_house_takes_a_register_and_keeps_its_rooms(house):
    house.rooms(3)
    with pytest.raises(CommandError, match="has rooms already"):
        call_command("import_register", centre="plain", stays=STAYS, capacity=4)
    call_command("import_register", centre="plain", stays=STAYS, verbosity=0)
    with inside(house.centre):
        assert (Stay.unscoped.count(), Room.unscoped.count()) == (16, 3)
        assert Change.visible_to(house.viewer).filter(table="residents_stay").exists()
