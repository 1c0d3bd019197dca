// dorsal_pose_dump [--squares REFERENCE.json] NETS_FOLDER full|lite|heavy PICTURE...
// Writes to standard output what dorsal finds in each picture alone: the detector runs on every
// one, nothing is smoothed. The form is that of reference.mjs. With --squares the landmark net
// looks where MediaPipe's did, so that what is left of the difference is not the detector's.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "detector.hpp"
#include "dorsal/pose/tracker.hpp"
#include "landmark_net.hpp"
#include "model_files.hpp"

namespace {

using dorsal::pose::PoseFrame;
using nlohmann::json;

std::optional<dorsal::pose::Variant> variant_named(std::string_view name) {
  if (name == "lite") return dorsal::pose::Variant::lite;
  if (name == "full") return dorsal::pose::Variant::full;
  if (name == "heavy") return dorsal::pose::Variant::heavy;
  return std::nullopt;
}

// FNV-1a over red, green and blue: shows that both programs saw the same picture.
std::uint32_t checksum(const cv::Mat& bgr) {
  std::uint32_t hash = 0x811c9dc5U;
  for (int y = 0; y < bgr.rows; ++y) {
    const auto* row = bgr.ptr<std::uint8_t>(y);
    for (int x = 0; x < bgr.cols; ++x) {
      for (const int channel : {2, 1, 0}) hash = (hash ^ row[3 * x + channel]) * 0x01000193U;
    }
  }
  return hash;
}

json described(const dorsal::pose::Roi& square) {
  return {{"centre", {square.centre.x(), square.centre.y()}},
          {"side", square.side},
          {"rotation", square.rotation}};
}

dorsal::pose::Roi square_in(const json& value) {
  const Eigen::Vector2f centre(value["centre"][0].get<float>(), value["centre"][1].get<float>());
  return {centre, value["side"].get<float>(), value["rotation"].get<float>()};
}

// The body's landmarks in MediaPipe's axes: y down, z away from the camera.
template <class Points>
json described(const Points& points, const Points& world, const auto& visibility, float turn) {
  json landmarks = json::array();
  json metres = json::array();
  for (std::size_t i = 0; i < dorsal::pose::kLandmarks; ++i) {
    landmarks.push_back({points[i].x(), points[i].y(), points[i].z(), visibility[i]});
    metres.push_back({world[i].x(), turn * world[i].y(), turn * world[i].z(), visibility[i]});
  }
  return {{"landmarks", landmarks}, {"world", metres}};
}

struct Programs {
  dorsal::pose::Tracker tracker;  // what dorsal does
  dorsal::pose::Detector detector;
  dorsal::pose::LandmarkNet net;  // its parts
};

dorsal::Result<Programs> load(const char* folder, dorsal::pose::Variant variant) {
  using namespace dorsal::pose;
  TrackerOptions options;
  options.variant = variant;
  DORSAL_TRY(auto tracker, Tracker::create(folder, for_stills(options)));
  DORSAL_TRY(const auto detector_bytes, load_model_file(folder, detector_file()));
  DORSAL_TRY(auto detector, Detector::create(detector_bytes));
  DORSAL_TRY(const auto net_bytes, load_model_file(folder, landmark_file(variant)));
  DORSAL_TRY(auto net, LandmarkNet::create(net_bytes, false));
  return Programs{std::move(tracker), std::move(detector), std::move(net)};
}

std::optional<dorsal::pose::Roi> own_square(dorsal::pose::Detector& detector, const cv::Mat& bgr) {
  std::optional<dorsal::pose::Roi> largest;
  for (const auto& person : detector.detect(bgr)) {
    const auto square = dorsal::pose::roi_of(person);
    if (!largest || square.side > largest->side) largest = square;
  }
  return largest;
}

// The squares of a reference by the names of its pictures.
json squares_of(const char* path) {
  json squares;
  const json reference = json::parse(std::ifstream(path));
  for (const json& picture : reference["detected"]) squares[picture["name"]] = picture["square"];
  return squares;
}

dorsal::Result<json> look(Programs& programs, const char* path, const json& squares) {
  const cv::Mat bgr = cv::imread(path, cv::IMREAD_COLOR);
  const std::string name = std::filesystem::path(path).filename().string();
  json output = {{"landmarks", nullptr}, {"world", nullptr}};
  if (squares.contains(name)) {
    const auto pose = programs.net.locate(bgr, square_in(squares[name]));
    output = described(pose.image, pose.world, pose.visibility, 1);
    output["score"] = pose.score;
  } else {
    DORSAL_TRY(const PoseFrame frame, programs.tracker.track(bgr, 0));
    if (frame.present) output = described(frame.image, frame.world, frame.visibility, -1);
    output["score"] = frame.score;
    if (const auto square = own_square(programs.detector, bgr))
      output["square"] = described(*square);
  }
  output["name"] = name;
  output["width"] = bgr.cols;
  output["height"] = bgr.rows;
  output["checksum"] = checksum(bgr);
  return output;
}

int complain(const dorsal::Error& error) {
  std::cerr << to_string(error) << "\n";
  return 1;
}

int run(std::vector<const char*> arguments) {
  json squares;
  if (arguments.size() > 2 && std::string_view(arguments[0]) == "--squares") {
    squares = squares_of(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  const auto variant = arguments.size() > 2 ? variant_named(arguments[1]) : std::nullopt;
  if (!variant) {
    std::cerr
        << "usage: dorsal_pose_dump [--squares FILE] NETS_FOLDER full|lite|heavy PICTURE...\n";
    return 2;
  }
  auto programs = load(arguments[0], *variant);
  if (!programs) return complain(programs.error());
  json pictures = json::array();
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    auto output = look(*programs, arguments[i], squares);
    if (!output) return complain(output.error());
    pictures.push_back(std::move(*output));
  }
  std::cout << json{{"detected", pictures}}.dump() << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  return run({argv + 1, argv + argc});
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
