#pragma once

#include <Eigen/Core>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/load/posture_request.hpp"

namespace dorsal::validation {

/// About the 5th, 50th and 95th percentile of either sex; orderings and trends have to hold in
/// each.
inline constexpr std::array<const char*, 6> kBuilds = {
    "small man", "middle man", "large man", "small woman", "middle woman", "large woman"};

/// A load, and the body and posture that it is of.
struct Weighed {
  const body::Model* model = nullptr;
  load::LoadFrame frame;
  double neck = 0;  // [N] on the lower side of the joint of neck and thorax, along the neck
};

/// The bodies and postures of tools/validate/scenes.json, and their loads, each computed once.
class Weighing {
 public:
  /// @error as of the files' parts: no such file, malformed, out_of_range
  static Result<Weighing> open(const std::filesystem::path& scenes);

  [[nodiscard]] const body::Person& person(const std::string& body) const;
  [[nodiscard]] const body::Model& model(const std::string& body) const;
  [[nodiscard]] const load::PostureRequest& posture(const std::string& name) const;
  [[nodiscard]] bool knows_body(const std::string& name) const { return models_.contains(name); }
  [[nodiscard]] bool knows_posture(const std::string& name) const;

  /// The load of a named body in a named posture; NaN everywhere when it is not held.
  const Weighed& weigh(const std::string& body, const std::string& posture);

  /// Rows of the document's tables of bodies and postures: name, description, why.
  struct Scene {
    std::string name;
    std::string told;
    std::string why;
  };
  [[nodiscard]] const std::vector<Scene>& bodies() const { return body_scenes_; }
  [[nodiscard]] const std::vector<Scene>& postures() const { return posture_scenes_; }

 private:
  std::map<std::string, body::Person> persons_;
  std::map<std::string, body::Model> models_;
  std::map<std::string, load::PostureRequest> postures_;
  std::vector<Scene> body_scenes_;
  std::vector<Scene> posture_scenes_;
  std::map<std::pair<std::string, std::string>, Weighed> weighed_;
};

/// The load of a request that no file names.
/// @param model  has to outlive what is returned
[[nodiscard]] Weighed weigh(const body::Model& model, const load::PostureRequest& request);

/// A number of a load; a mean where there are several levels. Not a number when it is not held.
/// @param measure  pressure [MPa], compression, resultant, shear, neck, muscle_force [N],
///                 passive_moment [N m], "activation:group+fascicles*" [-] mean by volume
///                 of groups, and of fascicles whose names begin so
/// @param levels   "L4/L5" or "L1/L2..L4/L5"; compression and pressure have such means
[[nodiscard]] double measure(const Weighed& weighed, std::string_view measure,
                             std::string_view levels);

/// First and last of levels written "L1/L2..L4/L5" or "L4/L5".
[[nodiscard]] std::pair<std::size_t, std::size_t> level_range(std::string_view levels);

}  // namespace dorsal::validation
