#!/usr/bin/env python3
"""Carries the published thoracolumbar figures over into models/thoracolumbar.

usage: derive_thoracolumbar.py REFERENCE_DIR OUTPUT_DIR

REFERENCE_DIR holds 1_mass, 2_spine_geometry and 5_thoracolumbar: the right half of the
thoracolumbar model of Bruno, Bouxsein and Anderson (2015) as tables. Writes bodies.csv,
joints.csv, fascicles.csv, path_points.csv, torques.csv, stiffness.csv and pressure.csv with both
halves; model.toml beside them is written by hand and lists what is derived here and what is odd in
the source. Equal input gives equal bytes.
"""

import csv
import math
import pathlib
import re
import sys

from thoracolumbar_additions import SPINE_ROOT, additions, lengths, put_right
from thoracolumbar_passive import PRESSURE, stiffness

SOURCE = "bruno2015"
# The sternum frame stands on the right sternoclavicular joint; its mirror plane is half of this.
STERNUM_WIDTH = 0.067098596
THORACIC = [f"T{i}" for i in range(1, 13)]
LUMBAR = [f"L{i}" for i in range(1, 6)]
SPINE = THORACIC + LUMBAR + ["sacrum"]
# The seven true ribs carry the sternum; see model.toml.
TRUE_RIBS = 7
# Muscles between girdle and humerus. Their straight paths pass through the joint when the arm is
# raised (the anterior deltoid loses its lever at 80 degrees), so joint moments stand for them.
WITHIN_SHOULDER = {"deltoid", "supraspinatus", "infraspinatus", "subscapularis", "teres_minor",
                   "teres_major", "coracobrachialis"}
# The capsule of the sternoclavicular joint holds the hanging arm without muscle, until the girdle is
# lifted: slack by 5 degrees, and far cheaper than a muscle (about a tenth of clavicular trapezius).
CAPSULE_SLACK = 5.0  # [deg] expert
CAPSULE_PRICE = 1.0  # [N m] expert, in place of a volume
SHOULDER_MOMENT = 50.0  # [N m] DELT1 in the neutral posture: 968 N at 0.048 m, rounded


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def body_name(name):
    name = re.sub(r"^thoracic(\d+)$", r"T\1", name)
    name = re.sub(r"^lumbar(\d+)$", r"L\1", name)
    return "abdomen" if name == "Abdomen" else name


def other_side(name):
    return name[:-2] + "_L" if name.endswith("_R") else name


def numbers(text):
    return [float(word) for word in text.split()]


def mirrored_point(body, point):
    x, y, z = point
    return [x, y, -STERNUM_WIDTH - z if body == "sternum" else -z]


def mirrored_rotation(angles):
    """Body-fixed x-y-z angles of the mirrored frame (z changes sign)."""
    rx, ry, rz = angles
    return [-rx, -ry, rz]


# Rotations, to put two links of the source into one.
def multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def apply(a, v):
    return [sum(a[i][k] * v[k] for k in range(3)) for i in range(3)]


def transpose(a):
    return [list(column) for column in zip(*a)]


def rotation(angles):
    (cx, cy, cz), (sx, sy, sz) = map(math.cos, angles), map(math.sin, angles)
    about_x = [[1, 0, 0], [0, cx, -sx], [0, sx, cx]]
    about_y = [[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]]
    about_z = [[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]]
    return multiply(multiply(about_x, about_y), about_z)


def angles_of(r):
    return [math.atan2(-r[1][2], r[2][2]), math.asin(r[0][2]), math.atan2(-r[0][1], r[0][0])]


def link_pose(joint):
    """Rotation and origin of the child in its parent at the neutral posture."""
    parent = rotation(joint["parent_angles"])
    child = rotation(joint["child_angles"])
    turn = multiply(parent, transpose(child))
    back = apply(turn, joint["child_point"])
    return turn, [p - b for p, b in zip(joint["parent_point"], back)]


def bodies(reference):
    result = []

    def add(name, mass, com, segment, quality="model_file"):
        result.append([name, mass, *com, segment, quality, SOURCE])

    levels = {row["body"]: row for row in rows(reference / "1_mass/bruno2015_model_bodies.csv")}
    others = {row["body"]: row for row in rows(reference / "5_thoracolumbar/bodies_other.csv")}

    def com_of(row, keys):
        return [float(row[key]) for key in keys]

    level_keys = ["com_x_anterior_m", "com_y_up_m", "com_z_right_m"]
    other_keys = ["com_x_m", "com_y_m", "com_z_m"]
    add("pelvis", float(levels["pelvis"]["mass_kg"]), com_of(levels["pelvis"], level_keys), "trunk")
    add("sacrum", 0.0, [0, 0, 0], "none")
    add("abdomen", 0.0, [0, 0, 0], "none")
    for name in reversed(THORACIC + LUMBAR):
        add(name, float(levels[name]["mass_kg"]), com_of(levels[name], level_keys), "trunk")
    head = levels["head_neck"]
    add("head_neck", float(head["mass_kg"]), com_of(head, level_keys), "head_neck")
    for side in "RL":
        for rib in range(1, 13):
            add(f"rib{rib}_{side}", 0.0, [0, 0, 0], "none")
    for rib in range(TRUE_RIBS - 1, 0, -1):
        add(f"cage_T{rib}", 0.0, [0, 0, 0], "none", "derived")
    add("sternum", 0.0, [0, 0, 0], "none")
    segments = {"clavicle": "none", "scapula": "none", "humerus": "upper_arm", "ulna": "forearm",
                "radius": "forearm", "hand": "hand"}
    for side in "RL":
        for name, segment in segments.items():
            row = others[f"{name}_R"]
            mass = 0.0 if segment == "none" else float(row["mass_kg"])
            add(f"{name}_{side}", mass, com_of(row, other_keys), segment)
    return result


def source_joints(reference):
    joints = {}
    for row in rows(reference / "5_thoracolumbar/joints.csv"):
        joints[row["child"]] = {
            "parent": body_name(row["parent"]),
            "parent_point": numbers(row["parent_offset_xyz_m"]),
            "parent_angles": numbers(row["parent_orientation_xyz_rad"]),
            "child_point": numbers(row["child_offset_xyz_m"]),
            "child_angles": numbers(row["child_orientation_xyz_rad"]),
        }
    for row in rows(reference / "2_spine_geometry/bruno2015_model_joints.csv"):
        joints[row["joint"].split("_")[0]] = {
            "parent": row["parent_body"],
            "parent_point": [float(row["offset_x_anterior_m"]), float(row["offset_y_up_m"]), 0.0],
            "parent_angles": [0, 0, float(row["neutral_rotation_z_rad_positive_extension"])],
            "child_point": [0, 0, 0],
            "child_angles": [0, 0, 0],
        }
    return joints


def joints(reference):
    source = source_joints(reference)
    result = []

    def add(name, child, joint, kind, rows_, follows="", gain=1.0, quality="model_file"):
        result.append([name, joint["parent"], child, kind, *joint["parent_point"],
                       *joint["parent_angles"], *joint["child_point"], *joint["child_angles"],
                       rows_, follows, gain, quality, SOURCE])

    add("pelvis_sacrum", "sacrum", source["sacrum"], "fixed", "")
    add("abdomen", "abdomen", source["Abdomen"], "abdomen", "xyz")
    for upper, lower in reversed(list(zip(SPINE, SPINE[1:]))):
        short = "S1" if lower == "sacrum" else lower
        add(f"{upper}/{short}", upper, source[upper], "level", "xyz")
    add("neck", "head_neck", source["head_neck"], "neck", "xyz")
    for side in "RL":
        for rib in range(1, 13):
            joint = dict(source[f"rib{rib}_R"])
            if side == "L":
                joint = mirrored_joint(joint)
            add(f"costovertebral_{rib}_{side}", f"rib{rib}_{side}", joint, "fixed", "")
    for rib in range(TRUE_RIBS - 1, 0, -1):
        joint = dict(source[f"T{rib}"])
        joint["parent"] = f"T{TRUE_RIBS}" if rib == TRUE_RIBS - 1 else f"cage_T{rib + 1}"
        add(f"cage_T{rib}/T{rib + 1}", f"cage_T{rib}", joint, "carried", "",
            f"T{rib}/T{rib + 1}", rib / TRUE_RIBS, "derived")
    add("sternum", "sternum", sternum_on_first_vertebra(source), "fixed", "", quality="derived")
    for side in "RL":
        def arm(child, kind, rows_):
            joint = dict(source[f"{child}_R"])
            if child == "scapula":
                joint = scapula_about_its_centre(source)
            if child == "humerus":
                joint = humerus_on_clavicle(source)
            if side == "L":
                joint = mirrored_joint(joint)
            add(f"{kind if kind != 'fixed' else child}_{side}", f"{child}_{side}", joint, kind, rows_)

        arm("clavicle", "girdle", "xy")
        arm("scapula", "scapula", "")
        arm("humerus", "shoulder", "xyz")
        arm("ulna", "elbow", "")
        arm("radius", "fixed", "")
        arm("hand", "fixed", "")
    return result


def mirrored_joint(joint):
    return {
        "parent": other_side(joint["parent"]),
        "parent_point": mirrored_point(joint["parent"], joint["parent_point"]),
        "parent_angles": mirrored_rotation(joint["parent_angles"]),
        "child_point": mirrored_point("", joint["child_point"]),
        "child_angles": mirrored_rotation(joint["child_angles"]),
    }


def sternum_on_first_vertebra(source):
    """T1 - right first rib - sternum put into one link: the sternum hangs on the ghost of T1."""
    turn_rib, rib = link_pose(source["rib1_R"])
    turn_sternum, sternum = link_pose(source["sternum"])
    point = [a + b for a, b in zip(rib, apply(turn_rib, sternum))]
    # The source's right angles are rounded to 1e-5; the sternum stands exactly in the middle.
    point[2] = STERNUM_WIDTH / 2
    angles = [0.0, 0.0, angles_of(multiply(turn_rib, turn_sternum))[2]]
    return {"parent": "cage_T1", "parent_point": point, "parent_angles": angles,
            "child_point": [0, 0, 0], "child_angles": [0, 0, 0]}


def scapula_about_its_centre(source):
    """The scapula turns about the middle between the root of its spine, where its centre of rotation
    lies at first, and the acromion, where it ends."""
    joint = dict(source["scapula_R"])
    centre = [x / 2 for x in SPINE_ROOT]
    moved = apply(rotation(joint["parent_angles"]), centre)
    joint["parent_point"] = [a + b for a, b in zip(joint["parent_point"], moved)]
    joint["child_point"] = centre
    return joint


def humerus_on_clavicle(source):
    """The shoulder's centre on the clavicle, so that a scapula that turns leaves the arm's place to
    the girdle's coordinates."""
    turn_scapula, scapula = link_pose(source["scapula_R"])
    joint = dict(source["humerus_R"])
    joint["parent"] = "clavicle_R"
    joint["parent_point"] = [a + b for a, b in
                             zip(scapula, apply(turn_scapula, joint["parent_point"]))]
    joint["parent_angles"] = angles_of(multiply(turn_scapula, rotation(joint["parent_angles"])))
    return joint


def front_of_levels(reference, neutral):
    """Metres from each disc between ribs forward to where the upper one meets its cartilage."""
    front = {}
    for row in rows(reference / "5_thoracolumbar/costal_links.csv"):
        found = re.fullmatch(r"rib(\d+)Ract", row["link"])
        if found:
            rib = int(found.group(1))
            end = neutral.world(f"rib{rib}_R", numbers(row["point_A_in_body_A_xyz_m"]))
            front[f"T{rib}/T{rib + 1}"] = end[0] - neutral.world(f"T{rib}", [0, 0, 0])[0]
    return front


class Neutral:
    """Where the bodies stand in the neutral posture, pelvis at the origin."""

    def __init__(self, table):
        self.poses = {table[0][1]: (rotation([0, 0, 0]), [0, 0, 0])}
        for _, parent, child, _, *frames in table:
            turn, point = link_pose({"parent_point": frames[0:3], "parent_angles": frames[3:6],
                                     "child_point": frames[6:9], "child_angles": frames[9:12]})
            base, origin = self.poses[parent]
            self.poses[child] = (multiply(base, turn),
                                 [a + b for a, b in zip(origin, apply(base, point))])

    def world(self, body, at):
        turn, origin = self.poses[body]
        return [a + b for a, b in zip(origin, apply(turn, at))]

    def local(self, body, at):
        turn, origin = self.poses[body]
        return apply(transpose(turn), [a - b for a, b in zip(at, origin)])


def group_name(group):
    return re.sub(r"_+", "_", re.sub(r"[^a-z]+", "_", group.lower())).strip("_")


def fascicles(reference, neutral):
    table, points = [], []

    def add(name, group, numbers, path, quality, source):
        for side, ending in (("right", "_R"), ("left", "_L")):
            table.append([name + ending, group, side, *numbers, quality, source])
            for index, (body, *point) in enumerate(path, 1):
                if side == "left":
                    body, point = other_side(body), mirrored_point(other_side(body), point)
                points.append([name + ending, index, body, *point])

    paths = {}
    for row in rows(reference / "5_thoracolumbar/path_points.csv"):
        paths.setdefault(row["fascicle"], []).append(row)
    for row in rows(reference / "5_thoracolumbar/fascicles.csv"):
        group = group_name(row["group"])
        if group in ("lower_limb", "rectus_abdominis") or group in WITHIN_SHOULDER:
            continue
        # The hips are held, so what lies beyond the pelvis pulls on nothing that is balanced here.
        kept = [p for p in paths[row["fascicle"]] if not p["body"].startswith("femur")]
        path = [(body_name(p["body"]), float(p["x_m"]), float(p["y_m"]), float(p["z_m"]))
                for p in kept]
        mended = put_right(row["fascicle"], path, neutral.world, neutral.local)
        changed = len(kept) < len(paths[row["fascicle"]]) or mended != path
        add(row["fascicle"], group,
            [float(row[key]) for key in ("max_isometric_force_N", "optimal_fiber_length_m",
                                         "tendon_slack_length_m", "pennation_rad")],
            mended, "derived" if changed else "model_file", SOURCE)
    for made in additions():
        add(made["name"], made["group"],
            [made["force"], *lengths(made, neutral.world), 0.0], made["path"], made["quality"],
            made["source"])
    return table, points


def torques(reference, neutral):
    """The shoulder's own muscles as joint moments, see model.toml: each direction gets an equal part
    of their volume, and the moment that the strongest of them has in the neutral posture."""
    volume = sum(float(row["max_isometric_force_N"]) * float(row["optimal_fiber_length_m"])
                 for row in rows(reference / "5_thoracolumbar/fascicles.csv")
                 if group_name(row["group"]) in WITHIN_SHOULDER)
    shoulders = [[f"shoulder_{side}_{axis}", f"shoulder_{side}", axis, "both", 0.0, SHOULDER_MOMENT,
                  volume / 6, "derived", SOURCE] for side in "RL" for axis in "xyz"]
    capsules = [[f"sternoclavicular_{side}", f"girdle_{side}", "x", sense, CAPSULE_SLACK,
                 arm_moment(reference, neutral), CAPSULE_PRICE, "expert", "bearn1967"]
                for side, sense in (("R", "minus"), ("L", "plus"))]
    return shoulders + capsules


def arm_moment(reference, neutral):
    """What a hanging arm does about the sternoclavicular joint. [N m]"""
    masses = {row["body"]: float(row["mass_kg"])
              for row in rows(reference / "5_thoracolumbar/bodies_other.csv")}
    arm = sum(masses[f"{name}_R"] for name in ("humerus", "ulna", "radius", "hand"))
    lever = neutral.world("humerus_R", [0, 0, 0])[2] - neutral.world("clavicle_R", [0, 0, 0])[2]
    return 9.80665 * arm * lever


def write(path, header, table):
    def text(value):
        if isinstance(value, float):
            value = float(f"{value:.9g}")
            return repr(0.0 if value == 0 else value)
        return str(value)

    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([text(value) for value in row] for row in table)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    reference, output = map(pathlib.Path, sys.argv[1:])
    write(output / "bodies.csv",
          ["name", "mass_kg", "com_x_m", "com_y_m", "com_z_m", "segment", "quality", "source"],
          bodies(reference))
    joint_table = joints(reference)
    neutral = Neutral(joint_table)
    write(output / "joints.csv",
          ["name", "parent", "child", "kind", "parent_x_m", "parent_y_m", "parent_z_m",
           "parent_rx_rad", "parent_ry_rad", "parent_rz_rad", "child_x_m", "child_y_m", "child_z_m",
           "child_rx_rad", "child_ry_rad", "child_rz_rad", "balanced", "follows", "gain", "quality",
           "source"], joint_table)
    kept, points = fascicles(reference, neutral)
    write(output / "fascicles.csv",
          ["name", "group", "side", "max_force_N", "optimal_fibre_m", "tendon_slack_m",
           "pennation_rad", "quality", "source"], kept)
    write(output / "torques.csv",
          ["name", "joint", "axis", "sense", "slack_deg", "max_moment_Nm", "volume_Nm", "quality",
           "source"],
          torques(reference, neutral))
    write(output / "stiffness.csv",
          ["level", "part", "axis", "sense", "linear_Nm_per_deg", "square_Nm_per_deg2",
           "cube_Nm_per_deg3", "rest_deg", "push_per_m", "quality", "source"],
          stiffness(front_of_levels(reference, neutral)))
    write(output / "pressure.csv",
          ["body", "at_x_m", "at_y_m", "at_z_m", "area_x_m2", "area_y_m2", "area_z_m2", "quality",
           "source"], PRESSURE)
    write(output / "path_points.csv", ["fascicle", "index", "body", "x_m", "y_m", "z_m"], points)


if __name__ == "__main__":
    main()
