// dorsal_back_contour [--draw FOLDER] NETS_FOLDER EVERY PICTURE_OR_VIDEO...
// How well the outline of the back in the landmark nets' mask measures a back's rounding: every
// measure of rounding.hpp by every net, and by moved squares, in every EVERYth frame; and what the
// fit to landmarks would gain from it. docs/decisions/0005 rests on what this prints: lines of
// tab-separated values, one for each look, and lines with # that sum them up.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "detector.hpp"
#include "dorsal/media/frame_source.hpp"
#include "drawing.hpp"
#include "landmark_net.hpp"
#include "model_files.hpp"
#include "outline.hpp"
#include "prospect.hpp"
#include "rounding.hpp"

namespace {

using namespace dorsal;
using namespace dorsal::back_contour;

constexpr std::array<std::string_view, 3> kNets = {"lite", "full", "heavy"};
constexpr std::size_t kFull = 1;

/// How the square is moved before the net looks again.
struct Move {
  float x, y;  // [px]
  float grown;
};
constexpr std::array<Move, 7> kMoves = {{{0, 0, 1},
                                         {1.5F, 0, 1},
                                         {-1.5F, 0, 1},
                                         {0, 2, 1},
                                         {0, 0, 1.01F},
                                         {0, 0, 0.99F},
                                         {1, 1, 1.01F}}};

struct Nets {
  pose::Detector detector;
  std::vector<pose::LandmarkNet> net;
};

Result<Nets> load(const std::filesystem::path& folder) {
  using pose::Variant;
  DORSAL_TRY(const auto bytes, load_model_file(folder, pose::detector_file()));
  DORSAL_TRY(pose::Detector detector, pose::Detector::create(bytes));
  std::vector<pose::LandmarkNet> nets;
  for (const Variant v : {Variant::lite, Variant::full, Variant::heavy}) {
    DORSAL_TRY(const auto weights, load_model_file(folder, pose::landmark_file(v)));
    DORSAL_TRY(pose::LandmarkNet net, pose::LandmarkNet::create(weights, true));
    nets.push_back(std::move(net));
  }
  return Nets{std::move(detector), std::move(nets)};
}

pose::PoseFrame to_frame(const pose::NetPose& net) {
  pose::PoseFrame frame;
  frame.time = 0;
  frame.present = true;
  for (std::size_t i = 0; i < pose::kLandmarks; ++i) {
    frame.world[i] = {net.world[i].x(), -net.world[i].y(), -net.world[i].z()};
    frame.image[i] = net.image[i];
    frame.visibility[i] = net.visibility[i];
    frame.presence[i] = net.presence[i];
  }
  return frame;
}

pose::BodyMask mask_of(const pose::LandmarkNet& net, const pose::Roi& roi) {
  constexpr int kSide = static_cast<int>(pose::LandmarkNet::kSide);
  constexpr float kCell = 1.0F / static_cast<float>(kSide);
  pose::BodyMask mask;
  mask.probability.create(kSide, kSide, CV_32F);
  const auto odds = net.mask();
  std::transform(odds.begin(), odds.end(), mask.probability.ptr<float>(),
                 [](float x) { return 1 / (1 + std::exp(-x)); });
  const auto matrix = picture_from_roi(roi);
  mask.picture_from_mask.leftCols<2>() = matrix.leftCols<2>() * kCell;
  mask.picture_from_mask.col(2) =
      matrix * Eigen::Vector3f(0.5F * kCell, 0.5F * kCell, 1) - Point::Constant(0.5F);
  return mask;
}

/// One net's look at one frame.
struct Look {
  Trunk trunk;
  Outline outline;
  Rounding rounding;
  Prospect prospect;
};

std::optional<Look> look(pose::LandmarkNet& net, const cv::Mat& bgr, pose::Roi roi,
                         const Move& move) {
  roi.centre += Point(move.x, move.y);
  roi.side *= move.grown;
  const pose::NetPose found = net.locate(bgr, roi);
  if (!(found.score >= 0.5F)) return std::nullopt;
  const pose::PoseFrame frame = to_frame(found);
  const auto trunk = trunk_of(frame);
  if (!trunk) return std::nullopt;
  const auto prospect = prospect_of(frame);
  if (!prospect) return std::nullopt;
  Look l{*trunk, trace(bgr, mask_of(net, roi), *trunk), {}, *prospect};
  l.rounding = round_of(l.outline, *trunk, frame, prospect->t12, prospect->t1);
  return l;
}

double quantile(std::vector<double> v, double q) {
  if (v.empty()) return std::nan("");
  std::sort(v.begin(), v.end());
  return v[static_cast<std::size_t>(q * static_cast<double>(v.size() - 1) + 0.5)];
}

/// What a recording's frames show together.
class Summary {
 public:
  void add(const std::array<std::optional<Look>, 3>& nets,
           const std::array<std::optional<Look>, kMoves.size()>& moved) {
    if (!nets[kFull] || nets[kFull]->trunk.side_on < 0.866F) return;
    ++from_the_side_;
    if (nets[kFull]->rounding.arm_behind) return;
    ++free_;
    for (std::size_t r = 0; r < kRoundings; ++r) {
      keep(nets[kFull], r, value_[r]);
      spread(nets, r, between_nets_[r]);
      spread(moved, r, by_moving_[r]);
    }
  }
  void print(std::string_view name) const {
    fmt::print("# {}: {} frames from the side, {} without an arm over the back\n", name,
               from_the_side_, free_);
    for (std::size_t r = 0; r < kRoundings; ++r) {
      fmt::print(
          "#   {:18} n {:3} median {:6.1f} ({:.1f} .. {:.1f}); between nets {:.1f}, p90 "
          "{:.1f}; by moving {:.1f}, p90 {:.1f}\n",
          kRoundingNames[r], value_[r].size(), quantile(value_[r], 0.5), quantile(value_[r], 0.1),
          quantile(value_[r], 0.9), quantile(between_nets_[r], 0.5),
          quantile(between_nets_[r], 0.9), quantile(by_moving_[r], 0.5),
          quantile(by_moving_[r], 0.9));
    }
  }

 private:
  static void keep(const std::optional<Look>& l, std::size_t r, std::vector<double>& to) {
    if (l && std::isfinite(l->rounding.value[r]))
      to.push_back(static_cast<double>(l->rounding.value[r]));
  }
  template <std::size_t N>
  static void spread(const std::array<std::optional<Look>, N>& looks, std::size_t r,
                     std::vector<double>& to) {
    std::vector<double> values;
    for (const auto& l : looks) keep(l, r, values);
    if (values.size() < 2) return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    to.push_back(*high - *low);
  }

  std::array<std::vector<double>, kRoundings> value_, between_nets_, by_moving_;
  int from_the_side_ = 0, free_ = 0;
};

void print(std::string_view name, std::size_t frame, std::string_view net, const Move& m,
           const Look& l) {
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{:.2f}\t{:d}\t{:.4f}", name, frame, net, m.x, m.y, m.grown,
             l.trunk.side_on, l.rounding.arm_behind, l.rounding.roughness);
  for (const float v : l.rounding.value) fmt::print("\t{:.1f}", v);
  fmt::print("\t{:.1f}\t{:.1f}\t{:.1f}\n", l.prospect.thoracic_deg, l.prospect.lumbar_deg,
             l.prospect.trunk_mm);
}

void print_prospect(std::string_view name, const Prospect& p) {
  constexpr std::array<std::string_view, 2> kNames = {"tangents_deg", "bulge_mm"};
  constexpr std::array<std::array<double, 4>, 2> kErrors = {{{5, 10, 15, 20}, {10, 15, 20, 30}}};
  fmt::print("# {}: thoracic flexion {:.1f} +- {:.1f} by the landmarks\n", name, p.thoracic_deg,
             p.deviation_deg);
  for (std::size_t r = 0; r < 2; ++r) {
    fmt::print(
        "#   {:12} of its spine {:5.1f} +- {:4.1f}; per degree thoracic {:.2f}, lumbar "
        "{:.2f}; observed to",
        kNames[r], p.predicted[r], p.predicted_deviation[r], p.per_thoracic_degree[r],
        p.per_lumbar_degree[r]);
    for (const double e : kErrors[r]) fmt::print(" {} -> +- {:.2f},", e, p.narrowed_deg(r, e));
    fmt::print("\n");
  }
}

/// Where to look in a frame: where the person was, or where the detector sees the largest.
std::optional<pose::Roi> square_in(Nets& nets, const cv::Mat& bgr,
                                   const std::optional<pose::Roi>& last) {
  if (last) return last;
  std::optional<pose::Roi> largest;
  for (const auto& person : nets.detector.detect(bgr)) {
    const pose::Roi roi = roi_of(person);
    if (is_usable(roi) && (!largest || roi.side > largest->side)) largest = roi;
  }
  return largest;
}

void examine(Nets& nets, const media::Frame& picture, const pose::Roi& roi, std::string_view name,
             const std::string& folder, Summary& summary) {
  std::array<std::optional<Look>, 3> by_net;
  std::array<std::optional<Look>, kMoves.size()> moved;
  for (std::size_t n = 0; n < 3; ++n) by_net[n] = look(nets.net[n], picture.bgr, roi, kMoves[0]);
  moved[0] = by_net[kFull];
  for (std::size_t m = 1; m < kMoves.size(); ++m)
    moved[m] = look(nets.net[kFull], picture.bgr, roi, kMoves[m]);
  for (std::size_t n = 0; n < 3; ++n) {
    if (!by_net[n]) continue;
    print(name, picture.index, kNets[n], kMoves[0], *by_net[n]);
    if (!folder.empty())
      draw(picture.bgr, by_net[n]->trunk, by_net[n]->outline,
           {by_net[n]->prospect.t12, by_net[n]->prospect.t1},
           fmt::format("{}/{}_{}_{}.jpg", folder, name, picture.index, kNets[n]));
  }
  for (std::size_t m = 1; m < kMoves.size(); ++m)
    if (moved[m]) print(name, picture.index, kNets[kFull], kMoves[m], *moved[m]);
  summary.add(by_net, moved);
}

Result<void> examine(Nets& nets, const std::filesystem::path& path, std::size_t every,
                     const std::string& folder) {
  DORSAL_TRY(const auto source, media::open_source(path));
  const bool still = source->info().kind == media::SourceKind::stills;
  const std::string name = path.stem().string();
  Summary summary;
  std::optional<pose::Roi> last;
  media::Frame picture;
  while (true) {
    DORSAL_TRY(const bool more, source->read(picture));
    if (!more) break;
    const auto roi = square_in(nets, picture.bgr, last);
    if (!roi) continue;
    if (picture.index % every == 0) examine(nets, picture, *roi, name, folder, summary);
    const pose::NetPose found = nets.net[kFull].locate(picture.bgr, *roi);
    last.reset();
    if (!still && found.score >= 0.5F && is_usable(roi_of(found))) last = roi_of(found);
    if (!still) continue;
    if (const auto p = prospect_of(to_frame(found))) print_prospect(name, *p);
  }
  summary.print(name);
  return {};
}

int run(std::vector<std::string> arguments) {
  std::string folder;
  if (arguments.size() > 1 && arguments[0] == "--draw") {
    folder = arguments[1];
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 3) {
    fmt::print(stderr, "usage: dorsal_back_contour [--draw FOLDER] NETS_FOLDER EVERY PICTURE...\n");
    return 2;
  }
  auto nets = load(arguments[0]);
  if (!nets) return fmt::print(stderr, "{}\n", to_string(nets.error())), 1;
  const auto every = static_cast<std::size_t>(std::max(1, std::stoi(arguments[1])));
  fmt::print("name\tframe\tnet\tx\ty\tgrown\tside_on\tarm_behind\troughness");
  for (const auto rounding : kRoundingNames) fmt::print("\t{}", rounding);
  fmt::print("\tthoracic_deg\tlumbar_deg\ttrunk_mm\n");
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (const auto done = examine(*nets, arguments[i], every, folder); !done)
      return fmt::print(stderr, "{}\n", to_string(done.error())), 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  return run({argv + 1, argv + argc});
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
