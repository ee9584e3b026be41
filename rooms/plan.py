"""The house at a moment: wings, rooms, who sleeps where, who is out. Read by the plan and by Today."""

from dataclasses import dataclass, field

from residents.models import Away, Stay

from .models import Placement, Room, RoomKind, Wing


@dataclass
class Occupant:
    """Somebody who lives here, and where they are by their own word."""

    stay: Stay
    away: Away | None = None
    is_out: bool = False
    is_overnight: bool = False

    @property
    def resident(self):
        return self.stay.resident

    @property
    def glyph(self):
        return "night" if self.is_out and self.is_overnight else "out" if self.is_out else "in"


@dataclass
class PlanRoom:
    room: Room
    occupants: list[Occupant] = field(default_factory=list)

    @property
    def free_beds(self):
        return max(self.beds - len(self.occupants), 0)

    @property
    def beds(self):
        """Places to sleep; none in a room that is out of use, and fewer while some are out of service."""
        return 0 if self.room.closed_on else max(self.room.beds - self.room.out_of_service, 0)


@dataclass
class Floor:
    """A wing with its rooms."""

    wing: Wing
    bedrooms: list[PlanRoom] = field(default_factory=list)
    shared: list[PlanRoom] = field(default_factory=list)

    @property
    def occupants(self):
        return [occupant for room in self.bedrooms for occupant in room.occupants]

    @property
    def inside(self):
        return [occupant for occupant in self.occupants if not occupant.is_out]

    @property
    def free_beds(self):
        return sum(room.free_beds for room in self.bedrooms)


@dataclass
class House:
    floors: list[Floor]
    without_room: list[Occupant]

    @property
    def occupants(self):
        return [occupant for floor in self.floors for occupant in floor.occupants] + self.without_room

    @property
    def outside(self):
        """Those who are out, the first to come back first."""
        out = [occupant for occupant in self.occupants if occupant.is_out]
        return sorted(out, key=lambda o: (o.away.expected_on is None, o.away.expected_on or o.away.left_on))

    @property
    def resting(self):
        return [occupant for occupant in self.occupants if occupant.away and not occupant.is_out]

    @property
    def inside_count(self):
        return sum(not occupant.is_out for occupant in self.occupants)

    @property
    def beds(self):
        return sum(room.beds for floor in self.floors for room in floor.bedrooms)

    @property
    def free_beds(self):
        return sum(floor.free_beds for floor in self.floors)


def house_at(viewer, day, time):
    """The house at a wall time of a date. Five queries, whatever its size."""
    occupants = occupants_at(viewer, day, time)
    floors = {wing.pk: Floor(wing) for wing in Wing.visible_to(viewer)}
    rooms = {}
    for room in Room.visible_to(viewer).with_closures_on(day).in_order():
        rooms[room.pk] = PlanRoom(room)
        floor = floors[room.wing_id]
        (floor.bedrooms if room.kind == RoomKind.BEDROOM else floor.shared).append(rooms[room.pk])
    placed = set()
    for placement in Placement.visible_to(viewer).open_on(day).order_by("bed"):
        if placement.stay_id in occupants:
            rooms[placement.room_id].occupants.append(occupants[placement.stay_id])
            placed.add(placement.stay_id)
    without_room = [occupant for stay_id, occupant in occupants.items() if stay_id not in placed]
    return House(list(floors.values()), without_room)


def occupants_at(viewer, day, time):
    stays = Stay.visible_to(viewer).open_on(day).by_name()
    open_now = Away.visible_to(viewer).open_on(day).order_by("left_on", "id")
    aways = {away.resident_id: away for away in open_now if away.has_begun_by(day, time)}
    return {stay.pk: occupant_at(stay, aways.get(stay.resident_id), day, time) for stay in stays}


def occupant_at(stay, away, day, time):
    if away is None:
        return Occupant(stay)
    return Occupant(stay, away, away.is_out_at(day, time), away.is_overnight_on(day))
