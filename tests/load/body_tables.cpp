#include "load/body_tables.hpp"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "dorsal/body/parts.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Level;
using body::Model;
using body::Part;

struct Held {
  const char* name;
  PostureRequest request;
};

PostureRequest inclined(double forward, double thorax = 0) {
  PostureRequest request;
  request.trunk.inclination = degrees(forward);
  request.thoracic_flexion = degrees(thorax);
  return request;
}

PostureRequest sitting(double thorax) {
  PostureRequest request = inclined(0, thorax);
  request.support = Support::sitting_unsupported;
  return request;
}

PostureRequest arms(double flexion, double hand_kg) {
  PostureRequest request;
  if (flexion > 0) request.left_arm.flexion = request.right_arm.flexion = degrees(flexion);
  request.burden.left_hand = request.burden.right_hand = hand_kg;
  return request;
}

std::vector<Held> usual_postures() {
  PostureRequest bent, turned;
  bent.trunk.lateral_bend = degrees(20);
  turned.trunk.axial_rotation = degrees(20);
  return {{"standing", {}},
          {"inclined 30", inclined(30)},
          {"inclined 60", inclined(60)},
          {"inclined 90", inclined(90)},
          {"10 kg in each hand", arms(0, 10)},
          {"arms forward", arms(90, 0)},
          {"thorax flexed 20", inclined(0, 20)},
          {"sitting", sitting(0)},
          {"slouch: sitting, thorax flexed 15", sitting(15)},
          {"lateral bend 20", bent},
          {"rotation 20", turned}};
}

double compression(const LoadFrame& frame, std::size_t level) {
  return frame.status == SolveStatus::solved ? frame.compression[level] : std::nan("");
}

bool is_back_extensor(std::string_view group) {
  return group.starts_with("longissimus_thoracis") || group.starts_with("iliocostalis_lumborum") ||
         group == "multifidus_lumbar";
}

/// Drive of the erector spinae and the lumbar multifidus, in parts of their strength.
double drive(const Model& model, const LoadFrame& frame) {
  double driven = 0, strength = 0;
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    if (!is_back_extensor(model.groups[fascicle.group])) continue;
    driven += frame.activation[static_cast<Eigen::Index>(f)] * fascicle.max_tension;
    strength += fascicle.max_tension;
  }
  return driven / strength;
}

std::string loads_of_postures(const Model& model) {
  std::string head = "| level |", line = "|---|";
  std::vector<LoadFrame> frames;
  for (const Held& held : usual_postures()) {
    head += fmt::format(" {} |", held.name);
    line += "---|";
    frames.push_back(weigh(model, held.request));
  }
  std::string table = head + "\n" + line + "\n";
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    table += fmt::format("| {} |", body::level_names()[level]);
    for (const LoadFrame& frame : frames)
      table += fmt::format(" {:.0f} |", compression(frame, level));
    table += "\n";
  }
  table += "| pressure in the abdomen, kPa |";
  for (const LoadFrame& frame : frames)
    table += fmt::format(" {:.1f} |", frame.abdominal_pressure / 1000);
  table += "\n| moment of disc and ligaments at L4/L5, N m |";
  for (const LoadFrame& frame : frames) {
    table +=
        fmt::format(" {:.1f} |", frame.passive_moment[static_cast<std::size_t>(Level::L4L5)].z());
  }
  table += "\n| drive of the back's extensors, % of strength |";
  for (const LoadFrame& frame : frames)
    table += fmt::format(" {:.1f} |", 100 * drive(model, frame));
  return table + "\n";
}

/// Fascicles of each group that cross each level, both sides.
std::string groups_by_level(const Model& model) {
  std::string table = "| group | all |", line = "|---|---|";
  for (const auto name : body::level_names()) {
    table += fmt::format(" {} |", name);
    line += "---|";
  }
  table += "\n" + line + "\n";
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    std::size_t all = 0;
    body::LevelArray<std::size_t> crossing{};
    for (const body::Fascicle& fascicle : model.fascicles) {
      if (fascicle.group != g) continue;
      ++all;
      std::set<std::size_t> levels;
      for (std::size_t c = fascicle.first_crossing;
           c < fascicle.first_crossing + fascicle.crossings; ++c) {
        levels.insert(model.joints[model.crossings[c].joint].level);
      }
      levels.erase(body::kNone);
      for (const std::size_t level : levels) ++crossing[level];
    }
    table += fmt::format("| {} | {} |", model.groups[g], all);
    for (const std::size_t count : crossing) {
      table += count == 0 ? std::string(" |") : fmt::format(" {} |", count);
    }
    table += "\n";
  }
  return table;
}

struct Variant {
  const char* name;
  std::function<Model(const Model&)> change;
};

std::vector<Variant> variants() {
  const auto part = [](Part what) {
    return [what](const Model& model) { return without(model, what); };
  };
  const auto groups = [](std::vector<const char*> names) {
    return [names](Model model) {
      for (const char* name : names) model = without_group(std::move(model), name);
      return model;
    };
  };
  return {{"the model", [](const Model& model) { return model; }},
          {"without the resting tone", part(Part::tone)},
          {"without the pull of stretched muscles", part(Part::stretch)},
          {"without strength by length", part(Part::length)},
          {"without stiffness of discs and ligaments", part(Part::segments)},
          {"without the rib cage", part(Part::ribs)},
          {"without pressure in the abdomen", part(Part::pressure)},
          {"without rhomboids, pectoralis minor",
           groups({"rhomboid_major", "rhomboid_minor", "pectoralis_minor"})},
          {"without semispinalis, spinalis thoracis",
           groups({"semispinalis_thoracis", "spinalis_thoracis"})},
          {"without rotatores", groups({"rotatores"})},
          {"without serratus posterior, levatores",
           groups({"serratus_posterior_superior", "serratus_posterior_inferior",
                   "levatores_costarum"})},
          {"without the (mended) internal intercostals", groups({"internal_intercostal"})},
          {"without rectus", groups({"rectus_abdominis"})}};
}

std::string effects(const Model& model) {
  const std::vector<Held> held = {
      {"standing", {}}, {"flexed", inclined(30, 15)}, {"bent", inclined(90)}};
  const std::vector<Level> levels = {Level::T1T2,  Level::T6T7, Level::T9T10,
                                     Level::T12L1, Level::L4L5, Level::L5S1};
  std::string table = "| |", line = "|---|";
  for (const Held& posture : held) {
    for (const Level level : levels) {
      table += fmt::format(" {} {} |", posture.name,
                           body::level_names()[static_cast<std::size_t>(level)]);
      line += "---|";
    }
  }
  table += "\n" + line + "\n";
  for (const Variant& variant : variants()) {
    const Model changed = variant.change(model);
    table += fmt::format("| {} |", variant.name);
    for (const Held& posture : held) {
      const LoadFrame frame = weigh(changed, posture.request);
      for (const Level level : levels) {
        table += fmt::format(" {:.0f} |", compression(frame, static_cast<std::size_t>(level)));
      }
    }
    table += "\n";
  }
  return table;
}

}  // namespace

std::string body_tables() {
  const Model model = model_for();
  return fmt::format(
      "# Tables of the body model\n\n"
      "Made by `tests/load/body_tables.cpp`, which also compares them with this file; "
      "`DORSAL_WRITE_TABLES=1 dorsal_load_tests --gtest_filter='Tables.*'` writes it anew.\n"
      "Default body: man, 45 years, 1.74 m, 72 kg. {} fascicles, {} groups.\n\n"
      "## Compression in usual postures, N\n\n{}\n"
      "## What each derived part changes, N\n\n"
      "Standing, flexed (inclined 30 degrees with the thorax flexed by 15) and bent (inclined 90). "
      "`nan`: cannot be held.\n\n{}\n"
      "## Fascicles that cross each level, both sides\n\n{}",
      model.fascicles.size(), model.groups.size(), loads_of_postures(model), effects(model),
      groups_by_level(model));
}

}  // namespace dorsal::load
