#include "model_toml.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "dorsal/base/units.hpp"

namespace dorsal::body {
namespace {

constexpr const char* kFile = "model.toml";

/// Looks values up by their dotted path and keeps the first thing that is wrong.
class TomlReader {
 public:
  explicit TomlReader(const toml::table& root) : root_(root) {}

  std::string text(std::string_view path) {
    const auto value = root_.at_path(path).value<std::string>();
    if (!value || value->empty()) reject(path, "a text");
    return value.value_or(std::string());
  }
  std::vector<std::string> texts(const std::string& path) {
    std::vector<std::string> result;
    for (std::size_t i = 0; has(fmt::format("{}[{}]", path, i)); ++i) {
      result.push_back(text(fmt::format("{}[{}]", path, i)));
    }
    if (!has(path)) reject(path, "a list of texts");
    return result;
  }
  double number(std::string_view path) {
    const auto value = root_.at_path(path).value<double>();
    if (!value || !std::isfinite(*value)) reject(path, "a finite number");
    return value.value_or(0.0);
  }
  double positive(std::string_view path) {
    const double value = number(path);
    if (value <= 0) reject(path, "a number above zero");
    return value;
  }
  Eigen::Vector3d vector(std::string_view path) {
    Eigen::Vector3d result = Eigen::Vector3d::Zero();
    for (int i = 0; i < 3; ++i) result[i] = number(fmt::format("{}[{}]", path, i));
    return result;
  }
  LandmarkRow landmark(const std::string& path) {
    return {text(path + ".body"), vector(path + ".at_m")};
  }
  [[nodiscard]] bool has(std::string_view path) const {
    return static_cast<bool>(root_.at_path(path));
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  void reject(std::string_view path, std::string_view wanted) {
    if (error_) return;
    error_ = Error{ErrorCode::malformed, fmt::format("{} has to be {}", path, wanted), kFile, ""};
  }

 private:
  const toml::table& root_;
  std::optional<Error> error_;
};

SubjectRow read_subject(TomlReader& reader) {
  SubjectRow subject;
  const std::string sex = reader.text("subject.sex");
  if (sex != "male" && sex != "female") reader.reject("subject.sex", "male or female");
  subject.sex = sex == "female" ? Sex::female : Sex::male;
  subject.mass = reader.positive("subject.mass_kg");
  subject.height = reader.positive("subject.height_m");
  subject.age = reader.positive("subject.age_years");
  subject.kyphosis = reader.positive("subject.kyphosis_deg") * kRadiansPerDegree;
  return subject;
}

/// Parts that a model may be without; a table that is there has to be whole.
void read_parts(TomlReader& reader, ModelFile& file) {
  if (reader.has("pressure")) {
    file.pressure_limits = {1000 * reader.positive("pressure.highest_kPa"),
                            reader.positive("pressure.volume_Nm")};
  }
  if (reader.has("muscle")) {
    file.resting_tone = reader.number("muscle.resting_tone");
    if (file.resting_tone < 0 || file.resting_tone >= 1) {
      reader.reject("muscle.resting_tone", "from 0 up to, not including, 1");
    }
    file.force_length_width = reader.positive("muscle.force_length_width");
    file.borrowed_lengths = reader.texts("muscle.borrowed_lengths");
  }
  if (reader.has("scapula")) {
    file.scapula = {reader.positive("scapula.turn_per_degree"),
                    reader.number("scapula.from_elevation_deg") * kRadiansPerDegree,
                    reader.number("scapula.plane_forward_deg") * kRadiansPerDegree};
  }
}

HeadRow read_head(TomlReader& reader) {
  HeadRow head;
  head.pivot = reader.vector("head.pivot_m");
  head.neck_com = reader.vector("head.neck_com_m");
  head.mass_share = reader.number("head.mass_share");
  if (head.mass_share <= 0 || head.mass_share > 1) {
    reader.reject("head.mass_share", "above 0 and at most 1");
  }
  return head;
}

}  // namespace

Result<ModelFile> read_model_toml(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(kFile));
  if (!parsed) {
    return fail(ErrorCode::malformed, std::string(parsed.error().description()),
                fmt::format("{} line {}", kFile, parsed.error().source().begin.line));
  }
  TomlReader reader(parsed.table());
  ModelFile file;
  file.name = reader.text("name");
  file.version = reader.text("version");
  file.subject = read_subject(reader);
  file.hip_centre = reader.landmark("landmarks.hip_centre");
  file.c7 = reader.landmark("landmarks.c7");
  file.left_hand = reader.text("hands.left");
  file.right_hand = reader.text("hands.right");
  file.head = read_head(reader);
  file.sacrum_end_plate = reader.number("end_plates.sacrum_forward_deg") * kRadiansPerDegree;
  read_parts(reader, file);
  if (const toml::table* sources = parsed.table()["sources"].as_table()) {
    for (const auto& [key, value] : *sources) {
      file.sources.emplace(key.str(), value.value_or(std::string()));
    }
  }
  if (reader.error()) return tl::unexpected(*reader.error());
  return file;
}

}  // namespace dorsal::body
