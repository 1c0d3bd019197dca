#include "model_passive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "dorsal/base/units.hpp"

namespace dorsal::body {
namespace {

const std::vector<std::string_view> kQualities = {"model_file", "measured", "derived", "expert"};
const std::vector<std::string_view> kTissues = {"segment", "ribs"};
const std::vector<std::string_view> kAxes = {"flexion", "lateral_bend", "axial_rotation"};
const std::vector<std::string_view> kSenses = {"plus", "minus", "both"};

/// The level, the tissue, the axis and the sense of a law.
using LawKey = std::tuple<std::string, Tissue, std::size_t, bool>;

StiffnessRow read_law(RowReader& row, const ModelFile& file) {
  StiffnessRow stiffness;
  stiffness.level = row.name();
  stiffness.tissue = static_cast<Tissue>(row.word(kTissues));
  stiffness.axis = row.word(kAxes);
  const std::size_t sense = row.word(kSenses);
  stiffness.plus = sense != 1;
  stiffness.minus = sense != 0;
  constexpr double kPerRadian = 1 / kRadiansPerDegree;
  stiffness.law.linear = row.number() * kPerRadian;
  stiffness.law.square = row.number() * kPerRadian * kPerRadian;
  stiffness.law.cube = row.number() * kPerRadian * kPerRadian * kPerRadian;
  stiffness.rest = row.number() * kRadiansPerDegree;
  stiffness.push = row.number();
  read_provenance(row, file, stiffness.quality, stiffness.source);
  return stiffness;
}

/// A law has to resist any rotation more than every smaller one.
void check_law(RowReader& row, const StiffnessLaw& law) {
  const bool falls = law.linear < 0 || law.cube < 0 ||
                     (law.square < 0 && law.square * law.square > 3 * law.linear * law.cube);
  if (falls) {
    row.reject(ErrorCode::out_of_range, "the moment does not rise with the rotation",
               "linear and cube are not below zero, and square not far");
  }
}

void take_law(RowReader& row, const StiffnessRow& stiffness, std::set<LawKey>& taken) {
  for (const bool plus : {true, false}) {
    if (plus ? !stiffness.plus : !stiffness.minus) continue;
    if (!taken.emplace(stiffness.level, stiffness.tissue, stiffness.axis, plus).second) {
      row.reject(
          ErrorCode::malformed,
          fmt::format("the {} of {} at {} has a law already", kAxes[stiffness.axis],
                      kTissues[static_cast<std::size_t>(stiffness.tissue)], stiffness.level));
    }
  }
}

/// Both senses of an axis share rest and push, and only a moment against flexion pushes.
void check_rest(RowReader& row, const StiffnessRow& stiffness, const ModelFile& file) {
  for (const StiffnessRow& other : file.stiffness) {
    if (other.level == stiffness.level && other.tissue == stiffness.tissue &&
        other.axis == stiffness.axis &&
        (other.rest != stiffness.rest || other.push != stiffness.push)) {
      row.reject(ErrorCode::malformed, "rest or push is another than that of the other sense");
    }
  }
  if (stiffness.push < 0) row.reject(ErrorCode::out_of_range, "push_per_m is below zero");
  if (stiffness.push > 0 && stiffness.axis != 0) {
    row.reject(ErrorCode::malformed, "only a moment against flexion pushes");
  }
}

}  // namespace

void read_provenance(RowReader& row, const ModelFile& file, Quality& quality, std::string& source) {
  quality = static_cast<Quality>(row.word(kQualities));
  source = row.name();
  if (!file.sources.contains(source)) {
    row.reject(ErrorCode::missing, fmt::format("the source '{}' is not in model.toml", source));
  }
}

Result<void> read_stiffness(std::string_view text, ModelFile& file) {
  if (text.empty()) return {};
  DORSAL_TRY(
      const auto table,
      CsvTable::read("stiffness.csv", text,
                     {"level", "part", "axis", "sense", "linear_Nm_per_deg", "square_Nm_per_deg2",
                      "cube_Nm_per_deg3", "rest_deg", "push_per_m", "quality", "source"}));
  std::set<LawKey> taken;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    StiffnessRow stiffness = read_law(row, file);
    check_law(row, stiffness.law);
    take_law(row, stiffness, taken);
    check_rest(row, stiffness, file);
    const bool known =
        std::any_of(file.joints.begin(), file.joints.end(), [&](const JointRow& joint) {
          return joint.kind == JointKind::level && joint.name == stiffness.level;
        });
    if (!known) {
      row.reject(ErrorCode::missing, fmt::format("there is no level '{}'", stiffness.level));
    }
    if (row.error()) return tl::unexpected(*row.error());
    file.stiffness.push_back(std::move(stiffness));
  }
  return {};
}

Result<void> read_pressure(std::string_view text, ModelFile& file) {
  if (text.empty()) return {};
  DORSAL_TRY(const auto table, CsvTable::read("pressure.csv", text,
                                              {"body", "at_x_m", "at_y_m", "at_z_m", "area_x_m2",
                                               "area_y_m2", "area_z_m2", "quality", "source"}));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    PressureRow pressure;
    pressure.body = row.name();
    pressure.at = row.vector();
    pressure.area = row.vector();
    read_provenance(row, file, pressure.quality, pressure.source);
    const bool known = std::any_of(file.bodies.begin(), file.bodies.end(),
                                   [&](const BodyRow& b) { return b.name == pressure.body; });
    if (!known) {
      row.reject(ErrorCode::missing, fmt::format("there is no body '{}'", pressure.body),
                 "name a body of bodies.csv");
    }
    if (file.pressure_limits.highest <= 0) {
      row.reject(ErrorCode::missing, "model.toml has no table [pressure]");
    }
    if (row.error()) return tl::unexpected(*row.error());
    file.pressure.push_back(std::move(pressure));
  }
  return {};
}

}  // namespace dorsal::body
