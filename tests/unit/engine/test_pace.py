"""Whoever has much to do rests while somebody with little is at work; with a clock that moves only when told to."""

import asyncio
from dataclasses import dataclass, field

from engine.pipeline.pace import NEWS_SECONDS, OWED_SECONDS, Load, Pace, Times

LARGE, SMALL, OTHER = "large", "small", "other"


@dataclass
class World:
    """Time passes while somebody sleeps, and each run takes a tenth of a second of the processor."""

    seconds: float = 100.0
    used: float = 50.0
    rests: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pace = Pace(40, share=0.5, times=Times(lambda: self.seconds, lambda: self.used, self.sleep))

    async def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def work(self, seconds: float) -> None:
        self.seconds += seconds
        self.used += seconds

    async def runs(self, key: str, count: int) -> list[float]:
        """Begin runs that take a tenth of a second each; how long the process rested before them."""
        self.rests.clear()
        for _ in range(count):
            await self.pace.step(key)
            self.work(0.1)
        return [round(seconds, 9) for seconds in self.rests]


async def test_who_is_alone_or_with_others_of_its_kind_never_rests() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000)):
        assert await world.runs(LARGE, 20) == []
        with world.pace.turn(OTHER, Load(2_500)):
            assert await world.runs(LARGE, 20) == []


async def test_beside_somebody_with_little_it_works_half_of_the_time_and_the_other_always() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000)), world.pace.turn(SMALL, Load(20)):
        rests = await world.runs(LARGE, 10)
        assert rests == [0.1] * 9
        assert await world.runs(SMALL, 10) == []
    assert await world.runs(LARGE, 10) == []


async def test_somebody_with_little_who_is_at_work_elsewhere_counts_too() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000, least_of_others=20)):
        assert len(await world.runs(LARGE, 5)) == 4
        world.seconds += NEWS_SECONDS
        assert await world.runs(LARGE, 5) == []
    with world.pace.turn(SMALL, Load(20, least_of_others=5_000)):
        assert await world.runs(SMALL, 5) == []


async def test_little_stays_little_beside_somebody_with_less() -> None:
    world = World()
    with world.pace.turn(SMALL, Load(400)), world.pace.turn(OTHER, Load(1)):
        assert await world.runs(SMALL, 5) == []
    world = World()
    with world.pace.turn(SMALL, Load(401)), world.pace.turn(OTHER, Load(1)):
        assert len(await world.runs(SMALL, 5)) == 4


async def test_what_was_done_before_somebody_came_is_not_paid_back_for_long() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000)), world.pace.turn(SMALL, Load(20)):
        await world.runs(LARGE, 1)
        world.work(60)
        assert await world.runs(LARGE, 1) == [OWED_SECONDS / 0.5]


async def test_a_rest_ends_when_nobody_with_little_is_there_any_more() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000)):
        with world.pace.turn(SMALL, Load(20)):
            await world.runs(LARGE, 1)
            waiting = [asyncio.create_task(world.pace.step(LARGE)) for _ in range(3)]
            await asyncio.sleep(0)
        await asyncio.wait_for(asyncio.gather(*waiting), 5)
    assert len(world.rests) == 1


async def test_where_the_processor_is_idle_nobody_rests() -> None:
    world = World()
    with world.pace.turn(LARGE, Load(5_000)), world.pace.turn(SMALL, Load(20)):
        for _ in range(50):
            await world.pace.step(LARGE)
            world.seconds += 0.1
            world.used += 0.01
    assert world.rests == []
