"""Counts of taking part: always x of n. No mean, no share, no rank; what is voluntary stands by itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How often somebody was expected, how often of these something is recorded, how often of those they joined."""

    expected: int = 0
    recorded: int = 0
    joined: int = 0

    @property
    def open(self):
        return self.expected - self.recorded

    @classmethod
    def of(cls, logs):
        return cls(
            sum(log.expected for log in logs), sum(log.recorded for log in logs), sum(log.joined for log in logs)
        )

    def __add__(self, other):
        return Counts(self.expected + other.expected, self.recorded + other.recorded, self.joined + other.joined)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is for everybody and, apart from it, what is voluntary: to stay out of that lowers no figure."""

    usual: Counts = Counts()
    voluntary: Counts = Counts()

    @classmethod
    def of(cls, logs):
        """Of the logs of any number of periods."""
        voluntary = [log for log in logs if log.period.is_voluntary]
        return cls(Counts.of([log for log in logs if not log.period.is_voluntary]), Counts.of(voluntary))

    def __add__(self, other):
        return Figures(self.usual + other.usual, self.voluntary + other.voluntary)

    @property
    def lines(self):
        """(the counts, whether they are of what is voluntary), where anybody was expected."""
        return [(counts, kind) for counts, kind in ((self.usual, False), (self.voluntary, True)) if counts.expected]

    @property
    def open(self):
        return self.usual.open + self.voluntary.open

    @property
    def counted(self):
        """(joined, of how many): what was voluntary counts where it was joined, and nowhere else."""
        joined = self.voluntary.joined
        return self.usual.joined + joined, self.usual.recorded + joined
