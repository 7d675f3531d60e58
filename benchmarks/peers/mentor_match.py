"""mentor-match on a file of points: three rounds, since it knows no capacity. Prints seconds and pairs as JSON."""

import json
import sys
import time

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify

with open(sys.argv[1], encoding="utf-8") as file:
    POINTS = json.load(file)


class Points:
    """The points of a pair, ready: mentor-match need not work them out."""

    def apply(self, match):
        return max(0, POINTS[int(match.mentee.email)][int(match.mentor.email)] or 0)


def people(kind, count):
    return [kind(email=str(number), grade="1") for number in range(count)]


rules = [Points(), Disqualify(lambda match: POINTS[int(match.mentee.email)][int(match.mentor.email)] is None)]
once = Disqualify(lambda match: bool(match.mentee.mentors))
begin = time.process_time()
_, mentees = process_data(
    people(Mentor, len(POINTS[0])), people(Mentee, len(POINTS)), [[*rules, once] for _ in range(3)]
)
seconds = time.process_time() - begin
mate = [int(mentee.mentors[0].email) if mentee.mentors else -1 for mentee in mentees]
print(json.dumps({"seconds": seconds, "mate": mate}))
