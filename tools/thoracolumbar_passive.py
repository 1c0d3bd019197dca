"""Passive stiffness of the levels and the geometry of the pressurised abdomen.

A moment against a rotation x in degrees is linear x + square x^2 + cube x^3 for each sense, x being
counted from the level's rest. Sources by their keys in model.toml.
"""

LUMBAR = ["T12/L1", "L1/L2", "L2/L3", "L3/L4", "L4/L5", "L5/S1"]
THORACIC = [f"T{i}/T{i + 1}" for i in range(1, 12)]

# Lordosis T12-S1 standing 49.8, recumbent 36.8 degrees in the same 627 people, over six levels: the
# lumbar levels rest flexed by this against standing. L4-S1 alone gives 2.2.
LUMBAR_REST = (49.8 - 36.8) / 6  # [deg]

# The curve was measured without a load along the spine, which stiffens it about the neutral posture
# and takes little of its range: the linear term is raised to what a load of 500 N makes of it (about
# that of standing). Flexion: twofold at 1200 N, taken as growing evenly. Bend and rotation: 2.11 at
# 500 N, the mean over eight terms of the stiffness matrix.
PRELOAD = 500.0  # [N]
UNDER_PRELOAD = {"flexion": 1 + PRELOAD / 1200, "lateral_bend": 2.11, "axial_rotation": 2.11}

# Secant stiffness without ribs at T3/T4 and T7/T8 (10 N m over the median range), and what the
# intact rib cage adds to it. [N m/deg]
WITHOUT_RIBS = {"flexion": (10 / 3.8, 10 / 4.2), "lateral_bend": (10 / 6.9, 10 / 4.7),
                "axial_rotation": (10 / 7.2, 10 / 6.6)}
WITH_RIBS = {"flexion": (10 / 2.4, 10 / 2.1), "lateral_bend": (10 / 4.1, 10 / 2.2),
             "axial_rotation": (10 / 2.2, 10 / 3.2)}
SECANT_MOMENT = 5.0  # [N m] where these secants end
# Stiffness of the neutral over that of the elastic zone, ribs removed, mean of the three segment
# groups of Mannen 2018; bending showed no neutral zone (ratios 0.66 to 1.8).
NEUTRAL_RATIO = {"flexion": (1.29 / 2.12 + 1.95 / 3.36 + 0.89 / 1.39) / 3, "lateral_bend": 1.0,
                 "axial_rotation": (0.51 / 1.35 + 0.42 / 1.08 + 0.48 / 1.02) / 3}
FLOATING = ("T10/T11", "T11/T12")  # ribs 11 and 12 reach no cartilage: they add nothing
# First and last levels of the +-7.5 N m series, whose ranges differ from their neighbours'.
T1T2_FLEXION = 1.07   # [N m/deg]
T10_T12_AXIAL = 2.01  # [N m/deg] middle of 1.88 to 2.14

# Part of what the cage adds in flexion that is lost when the rib-to-rib connections in front are cut
# (ranges of 3.0 and 2.7 degrees then), same specimens.
FRONT_SHARE = tuple((whole - 10 / cut) / (whole - bare) for whole, cut, bare in
                    zip(WITH_RIBS["flexion"], (3.0, 2.7), WITHOUT_RIBS["flexion"]))

AXES = ("flexion", "lateral_bend", "axial_rotation")


def along(level, ends):
    """Straight line between T3/T4 and T7/T8, constant beyond."""
    share = min(max((THORACIC.index(level) - 2) / 4, 0.0), 1.0)
    return ends[0] + share * (ends[1] - ends[0])


def with_neutral_zone(secant, ratio, moment):
    """Linear and cubic coefficients with that secant at that moment and that ratio of slopes."""
    bend = (1 / ratio - 1) / 3
    linear = secant / (1 + bend)
    angle = moment / secant
    return linear, linear * bend / angle ** 2


def thoracic_segment(level):
    for axis in AXES:
        secant, moment = along(level, WITHOUT_RIBS[axis]), SECANT_MOMENT
        source = "liebsch2020"
        if level == "T1/T2" and axis == "flexion":
            secant, moment, source = T1T2_FLEXION, 7.5, "wilke2017"
        if level in FLOATING and axis == "axial_rotation":
            secant, moment, source = T10_T12_AXIAL, 7.5, "wilke2017"
        linear, cube = with_neutral_zone(secant, NEUTRAL_RATIO[axis], moment)
        yield [level, "segment", axis, "both", linear, 0.0, cube, 0.0, 0.0, "derived", source]


def ribs(level, front):
    """The part of the front connections acts as a strut there: it pushes the vertebrae apart with its
    moment over its distance from the disc. Beside and behind, pushes cancel."""
    if level in FLOATING:
        return
    for axis in AXES:
        push = along(level, FRONT_SHARE) / front[level] if axis == "flexion" else 0.0
        secant = along(level, WITH_RIBS[axis]) - along(level, WITHOUT_RIBS[axis])
        yield [level, "ribs", axis, "both", secant, 0.0, 0.0, 0.0, push, "derived", "liebsch2020"]


def lumbar_segment(level):
    for axis, sense, linear, square, cube, rest in (
            ("flexion", "plus", 0.4726, -0.0141, 0.002, LUMBAR_REST),
            ("flexion", "minus", 0.4726, 0.0141, 0.002, LUMBAR_REST),
            ("lateral_bend", "both", 0.6989, 0.0087, 0.0, 0.0),
            ("axial_rotation", "both", 1.0191, 0.0, 0.0061, 0.0)):
        yield [level, "segment", axis, sense, linear * UNDER_PRELOAD[axis], square, cube, rest, 0.0,
               "derived", "han2010"]


def stiffness(front):
    """@param front  (level) metres from the disc forward to where the rib meets its cartilage"""
    table = []
    for level in THORACIC:
        table += thoracic_segment(level)
        table += ribs(level, front)
    for level in LUMBAR:
        table += lumbar_segment(level)
    return table


# A pressure p pushes a body with p times the area vector, which is fixed in the body. The diaphragm
# lifts the lower thorax 38 mm in front of the disc below T11, the wall is pushed forward and the
# lumbar vertebrae back by the same force; the floor pushes the pelvis, which is held.
DIAPHRAGM = 0.0243  # [m2]
WALL = 0.042        # [m2]
PRESSURE = [["T11", 0.038, 0.0, 0.0, 0.0, DIAPHRAGM, 0.0, "expert", "mcgill1987"],
            ["abdomen", 0.02, 0.0, 0.0, WALL, 0.0, 0.0, "expert", "anatomy"]] + [
    [f"L{i}", 0.0, 0.015, 0.0, -WALL / 5, 0.0, 0.0, "expert", "anatomy"] for i in range(1, 6)]
