"""Fascicles that the published thoracolumbar figures lack, and what is mended in them.

Attachments are landmarks of the published figures themselves: tips of spinous processes are where
trapezius begins, transverse processes where multifidus begins, rib points where intercostals and
longissimus end. model.toml says what is measured, derived and expert in them.
"""

import math

# Muscle stress that areas are multiplied with; AnyBody AMMR, spine muscles.
STRESS = 90.0  # [N/cm2]

# Tips of spinous processes: origins of trapezius, of multifidus and of latissimus; midline.
SPINOUS = {"C6": ("head_neck", -0.03624, 0.027575, 0.0), "C7": ("head_neck", -0.0477, 0.019, 0.0),
           "T1": ("T1", -0.035, -0.015, 0.0), "T2": ("T2", -0.036, -0.016, 0.0),
           "T3": ("T3", -0.04, -0.017, 0.0), "T4": ("T4", -0.042, -0.017, 0.0),
           "T5": ("T5", -0.043, -0.016, 0.0), "T6": ("T6", -0.047, -0.015, 0.0),
           "T7": ("T7", -0.047, -0.015, 0.0), "T8": ("T8", -0.043, -0.011, 0.0),
           "T9": ("T9", -0.046, -0.002, 0.0), "T10": ("T10", -0.047, -0.005, 0.0),
           "T11": ("T11", -0.05, -0.002, 0.0), "T12": ("T12", -0.05, 0.0, 0.0),
           "L1": ("L1", -0.05301, 0.008254, 0.0), "L2": ("L2", -0.053552, 0.000282, 0.0)}
# Transverse processes of the right side: origins of multifidus.
TRANSVERSE = {"T1": ("T1", -0.03863, 0.017481, 0.03751), "T2": ("T2", -0.033656, 0.015528, 0.02951),
              "T3": ("T3", -0.03753, 0.014869, 0.03141), "T4": ("T4", -0.040116, 0.015462, 0.03171),
              "T5": ("T5", -0.036019, 0.018063, 0.03081), "T6": ("T6", -0.041691, 0.017773, 0.03081),
              "T7": ("T7", -0.041153, 0.018936, 0.02932), "T8": ("T8", -0.043776, 0.018821, 0.031785),
              "T9": ("T9", -0.043809, 0.028984, 0.029693),
              "T10": ("T10", -0.035069, 0.020827, 0.026421),
              "T11": ("T11", -0.033832, 0.021362, 0.028934),
              "T12": ("T12", -0.032265, 0.021908, 0.031389)}
# Lamina against the tip of the spinous process, from the two insertions that the source has on T1.
LAMINA = (0.0065, 0.0117, 0.0025)
# Ribs between tubercle and angle, and beyond the angle: ends of external intercostals.
RIB_INNER = {2: (-0.02504, 0.000717, 0.05333), 3: (-0.031884, 0.002665, 0.041756),
             4: (-0.036345, -0.002292, 0.04692), 5: (-0.036362, -0.006465, 0.049831),
             6: (-0.037027, -0.008743, 0.053113), 7: (-0.03592, -0.008523, 0.05301),
             8: (-0.036645, -0.01352, 0.061757), 9: (-0.036892, -0.021264, 0.066777),
             10: (-0.040624, -0.018985, 0.056216), 11: (-0.032356, -0.026391, 0.059758),
             12: (-0.025723, -0.028704, 0.04283)}
RIB_OUTER = {2: (-0.013733, -0.011732, 0.07656), 3: (-0.022463, -0.012455, 0.081386),
             4: (-0.022113, -0.019152, 0.089506), 5: (-0.020705, -0.022899, 0.092456)}
# Between the front end of the bone and the first origin of serratus anterior; pectoralis minor.
RIB_FRONT = {3: (0.100210, -0.081048, 0.069592), 4: (0.118546, -0.098566, 0.080919),
             5: (0.132384, -0.113136, 0.090040)}
# Of seth2019, whose scapula has the same frame (glenoid within 0.1 mm).
CORACOID = ("scapula_R", 0.010875, -0.035041, -0.022941)
SPINE_ROOT = (-0.082669, -0.022911, -0.101734)
INFERIOR_ANGLE = (-0.106256, -0.106713, -0.092724)
# Rectus over its sheath, as in the source; above it spreads to three ribs.
RECTUS_FORCE = 662.21  # [N]
RECTUS_FIBRE = 0.30336 / (0.30336 + 0.08249)
PUBIS = ("pelvis", -0.04158, -0.09648, 0.01069)
LOWER_INTERSECTION = ("abdomen", 0.021589, -0.04, 0.049809)
UPPER_INTERSECTION = ("abdomen", 0.02557, 0.04, 0.052061)
RECTUS_ENDS = {5: (0.150682, -0.123359, 0.068086), 6: (0.173686, -0.110172, 0.037893),
               7: (0.149118, -0.141772, 0.094252)}

# Length at neutral in parts of fibre and tendon together; the families of the source lie between
# 0.82 and 0.87.
NEUTRAL_LENGTH = 0.85
MULTIFIDUS_FIBRE = 0.723  # fibre in parts of fibre and tendon: thoracic multifidus of the source
LONGISSIMUS_FIBRE = 0.297
CERVICIS_FIBRE = 0.713
INTERCOSTAL_FIBRE = 0.977
SLIP_FIBRE = 0.9  # flat muscles, as the obliques of the source


def rib(number, point):
    return (f"rib{number}_R", *point)


def lamina(level):
    body, x, y, z = SPINOUS[level]
    return (body, x + LAMINA[0], y + LAMINA[1], z + LAMINA[2])


def between(share):
    return ("scapula_R", *[a + share * (b - a) for a, b in zip(SPINE_ROOT, INFERIOR_ANGLE)])


def fascicle(name, group, force, path, fibre_share, quality="derived", source="anatomy"):
    return {"name": name, "group": group, "force": force, "path": path, "share": fibre_share,
            "quality": quality, "source": source}


def of_lengths(name, group, force, path, fibre, tendon):
    made = fascicle(name, group, force, path, None, source="seth2019")
    made["lengths"] = (fibre, tendon)
    return made


def girdle():
    """Strength and lengths of seth2019, shared out over the levels of origin."""
    for level in ("C7", "T1"):
        yield of_lengths(f"rhomboid_minor_{level}", "rhomboid_minor", 200.2 / 2,
                         [SPINOUS[level], between(0.0)], 0.0986, 0.015)
    for i, level in enumerate(("T2", "T3", "T4", "T5")):
        yield of_lengths(f"rhomboid_major_{level}", "rhomboid_major", 407.4 / 4,
                         [SPINOUS[level], between(0.4 + 0.2 * i)], 0.1152, 0.028)
    for number, point in RIB_FRONT.items():
        yield of_lengths(f"pec_minor_R{number}", "pectoralis_minor", 429.8 / 3,
                         [rib(number, point), CORACOID], 0.1183, 0.032)


def long_extensors():
    # Half of the area that AnyBody AMMR gives a fascicle of semispinalis cervicis; expert.
    for low, high in (("T6", "C6"), ("T7", "C7"), ("T8", "T1"), ("T8", "T2"), ("T9", "T3"),
                      ("T10", "T4")):
        yield fascicle(f"semispinalis_thoracis_{low}_{high}", "semispinalis_thoracis",
                       STRESS * 0.5 * 3.67 / 6, [TRANSVERSE[low], SPINOUS[high]], CERVICIS_FIBRE,
                       "expert")
    # 1.5 cm2 in AnyBody AMMR, over four fascicles; guided past every second spinous process.
    levels = [f"T{i}" for i in range(1, 13)] + ["L1", "L2"]
    for low, high in (("L2", "T2"), ("L1", "T4"), ("T12", "T6"), ("T11", "T8")):
        last, first = levels.index(low), levels.index(high)
        passed = [levels[i] for i in range(last - 2, first, -2)]
        path = [beside(level) for level in (low, *passed, high)]
        yield fascicle(f"spinalis_thoracis_{low}_{high}", "spinalis_thoracis", STRESS * 1.5 / 4,
                       path, LONGISSIMUS_FIBRE, source="ammr")


def beside(level):
    body, x, y, _ = SPINOUS[level]
    return (body, x + 0.003, y + 0.006, 0.004)


def rotators():
    """Short and long rotators: from a transverse process to the laminae one and two above."""
    for i in range(2, 13):
        yield fascicle(f"rotator_brevis_T{i}", "rotatores", STRESS * 0.2,
                       [TRANSVERSE[f"T{i}"], lamina(f"T{i - 1}")], MULTIFIDUS_FIBRE, "expert")
        if i > 2:
            yield fascicle(f"rotator_longus_T{i}", "rotatores", STRESS * 0.2,
                           [TRANSVERSE[f"T{i}"], lamina(f"T{i - 2}")], MULTIFIDUS_FIBRE, "expert")


def slips():
    for level, number in zip(("C7", "T1", "T2", "T3"), (2, 3, 4, 5)):
        yield fascicle(f"serratus_posterior_superior_R{number}", "serratus_posterior_superior",
                       STRESS * 0.2, [SPINOUS[level], rib(number, RIB_OUTER[number])], SLIP_FIBRE,
                       "expert")
    for level, number in zip(("T11", "T12", "L1", "L2"), (9, 10, 11, 12)):
        yield fascicle(f"serratus_posterior_inferior_R{number}", "serratus_posterior_inferior",
                       STRESS * 0.25, [SPINOUS[level], rib(number, RIB_INNER[number])], SLIP_FIBRE,
                       "expert")
    for i in range(1, 12):
        yield fascicle(f"levator_costae_T{i}", "levatores_costarum", STRESS * 0.15,
                       [TRANSVERSE[f"T{i}"], rib(i + 1, RIB_INNER[i + 1])], INTERCOSTAL_FIBRE,
                       "expert")


def rectus():
    """Split by its intersections, which are fixed to the sheath: each part has its own tension, and
    the part between the intersections stays within the wall."""
    yield fascicle("rect_abd_low", "rectus_abdominis", RECTUS_FORCE, [PUBIS, LOWER_INTERSECTION],
                   RECTUS_FIBRE, source="bruno2015")
    for number, point in RECTUS_ENDS.items():
        yield fascicle(f"rect_abd_R{number}", "rectus_abdominis", RECTUS_FORCE / 3,
                       [UPPER_INTERSECTION, rib(number, point)], RECTUS_FIBRE, source="bruno2015")


def additions():
    for part in (girdle, long_extensors, rotators, slips, rectus):
        yield from part()


def path_length(path, world):
    points = [world(body, at) for body, *at in path]
    return sum(math.dist(a, b) for a, b in zip(points, points[1:]))


def lengths(made, world):
    """Optimal fibre and slack tendon of a fascicle, by its length in the neutral posture."""
    if "lengths" in made:
        return made["lengths"]
    whole = path_length(made["path"], world) / NEUTRAL_LENGTH
    return made["share"] * whole, (1 - made["share"]) * whole


def put_right(name, path, world, local):
    """Serratus anterior is guided over the ribs up to their side only: the source's points beneath the
    scapula would turn its pull round once the scapula has turned with the arm.

    The source has the two ends of every internal intercostal on each other's ribs: read in the
    frame of the other rib they lie on it (within 1 mm of the external intercostals' ends), read in
    their own they hang 27 mm beside it and the muscle pulls the upper rib up. Mended by carrying
    each end to the rib that it lies on at the neutral posture."""
    if name.startswith("SerrAnt") and len(path) > 6:
        return path[:4] + path[-1:]
    if not name.startswith("IntIC_"):
        return path
    (upper, *a), (lower, *b) = path
    return [(upper, *local(upper, world(lower, b))), (lower, *local(lower, world(upper, a)))]
