#!/usr/bin/env python3
"""Carries published disc areas over into models/thoracolumbar/disc_areas.csv.

usage: derive_disc_areas.py DISC_AREAS_CSV OUTPUT_CSV

DISC_AREAS_CSV holds published sizes with their quality, one a line. T4/T5 to T10/T11 get the measured
mean of four thoracic discs by sex and its standard deviation. T11/T12 to L4/L5 get the ellipse of a
measured width and depth, for both sexes together; men's and women's are parted by what men's vertebrae
are larger by. T1/T2 to T3/T4 and L5/S1 have no published area and get no row. Equal input gives equal
bytes.
"""

import csv
import pathlib
import re
import sys

# The pooled levels lie between T4 and T11.
POOLED = [f"T{i}/T{i + 1}" for i in range(4, 11)]
ELLIPSES = {"T11-T12": "disc area from width only", "T12-L1": "disc area from width only",
            "L1-L2": "disc area, ellipse", "L2-L3": "disc area, ellipse",
            "L3-L4": "disc area, ellipse", "L4-L5": "disc area, ellipse"}
# Spread between people of an ellipse: disc depths 7 to 9 percent, end plate widths 7 to 10 percent.
SPREAD = 0.12
# One man's L4-L5 disc measured 1800 mm2, the ellipse at that level 1268 mm2 (both sexes).
KIDNEY = "1800"


def number(text):
    return float(re.match(r"[0-9.]+", text).group())


def pooled(rows, sex):
    row = next(r for r in rows if r["quantity"] == f"disc cross-section area, {sex}")
    mean, spread = (float(part) for part in row["value"].split(" +- "))
    return mean, mean - spread, mean + spread


def ellipses(rows):
    """Area of each level, both sexes together. [mm2]"""
    return {level: next(number(r["value"]) for r in rows
                        if r["level"] == level and r["quantity"].startswith(start))
            for level, start in ELLIPSES.items()}


def main(source, output):
    rows = list(csv.DictReader(pathlib.Path(source).read_text().splitlines()))
    larger = next(number(r["value"]) for r in rows if r["quantity"].startswith("vertebral body area, men"))
    men = 2 * (1 + larger / 100) / (2 + larger / 100)  # over the mean of both sexes
    women = 2 / (2 + larger / 100)
    areas = ellipses(rows)
    highest = float(KIDNEY) / (men * areas["L4-L5"])
    lines = ["level,male_mm2,male_low_mm2,male_high_mm2,female_mm2,female_low_mm2,female_high_mm2,quality,source"]
    figures = {level: (pooled(rows, "men"), pooled(rows, "women"), "discs2010") for level in POOLED}
    for level, area in areas.items():
        triple = [tuple(factor * area * part for part in (1, 1 - SPREAD, highest)) for factor in (men, women)]
        origin = "panjabi1991" if level == "T11-T12" else "bonczar2024"
        figures[level.replace("-", "/")] = (*triple, origin)
    for level, (male, female, origin) in figures.items():
        cells = ",".join(f"{value:.0f}" for value in (*male, *female))
        lines.append(f"{level},{cells},derived,{origin}")
    pathlib.Path(output).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
