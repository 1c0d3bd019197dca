#include "dorsal/pose/tracker.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "detector.hpp"
#include "landmark_net.hpp"
#include "model_files.hpp"
#include "smoother.hpp"

namespace dorsal::pose {
namespace {

constexpr float kLeastPoseScore = 0.5F;  // below it the net says that there is nobody

// A detection below it is believed once the next frame agrees: heads at the picture's edge and
// pieces of furniture come with 0.5 to 0.7, people as a rule with more.
constexpr float kSureDetection = 0.75F;

// Somebody in the background is smaller than this share of the nearest person. [-]
constexpr float kNearlyAsLarge = 0.6F;

/// Whether more than one of the people is near.
bool are_several(const std::vector<Detection>& people) {
  float largest = 0;
  for (const Detection& person : people) largest = std::max(largest, roi_of(person).side);
  return std::ranges::count_if(people, [&](const Detection& person) {
           return person.score >= kSureDetection && roi_of(person).side >= kNearlyAsLarge * largest;
         }) > 1;
}

/// Whether the body could be a person's. On chair legs and the like the net draws crouched bodies
/// of 0.2 to 0.3 m trunk, sure of itself; on people, standing, sitting and bent, 0.38 m and more.
bool is_plausible(const NetPose& pose) {
  // [m] mid hip to mid shoulder of a child of 1.15 m: shoulders at 0.818 and hips at 0.530 of body
  // height, Drillis 1964 after Winter 2009, ISBN 978-0-470-39818-0, figure 4.1
  constexpr float kShortestTrunk = 0.33F;
  const auto middle = [&](Landmark left, Landmark right) -> Eigen::Vector3f {
    return (pose.world[static_cast<std::size_t>(left)] +
            pose.world[static_cast<std::size_t>(right)]) /
           2;
  };
  const Eigen::Vector3f trunk = middle(Landmark::left_shoulder, Landmark::right_shoulder) -
                                middle(Landmark::left_hip, Landmark::right_hip);
  return trunk.norm() >= kShortestTrunk;
}

Result<void> check_picture(const cv::Mat& bgr) {
  if (!bgr.empty() && bgr.dims == 2 && bgr.type() == CV_8UC3) return {};
  return fail(ErrorCode::malformed, "a picture is empty or not 3 x 8 bit");
}

/// The pose in the axes that dorsal uses: y up, z towards the camera.
PoseFrame to_frame(const NetPose& pose, double time) {
  PoseFrame frame;
  frame.time = time;
  frame.present = true;
  frame.score = pose.score;
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    const Eigen::Vector3f& w = pose.world[i];
    frame.world[i] = {w.x(), -w.y(), -w.z()};
    frame.image[i] = pose.image[i];
    frame.visibility[i] = pose.visibility[i];
    frame.presence[i] = pose.presence[i];
  }
  return frame;
}

PoseFrame nobody(double time, float score) {
  PoseFrame frame;
  frame.time = time;
  frame.score = score;
  const Eigen::Vector3f unknown =
      Eigen::Vector3f::Constant(std::numeric_limits<float>::quiet_NaN());
  frame.world.fill(unknown);
  frame.image.fill(unknown);
  return frame;
}

}  // namespace

TrackerOptions for_stills(TrackerOptions options) {
  options.smoothing = false;
  options.detect_every_frame = true;
  return options;
}

struct Tracker::State {
  TrackerOptions options;
  std::optional<Eigen::Vector2f> chosen;  // options.person as given; that one moves along
  Detector detector;
  LandmarkNet net;
  Smoother smoother;
  std::optional<Roi> next;  // where the person is looked for in the next frame
  double detected = 0;      // [s] when the detector last found them
  std::optional<Roi> last;  // the square of the last frame, where somebody was found in it
  bool several = false;     // people near the camera, when it was last looked for them
  bool sure = false;        // that next is a person's: not only one weak detection says so

  /// Looks for a person in the whole picture.
  void detect(const cv::Mat& bgr, double time) {
    const auto before = std::exchange(next, std::nullopt);
    smoother.reset();
    const auto people = detector.detect(bgr);
    several = are_several(people);
    const auto value = [this](const Detection& person) {  // the greater, the better
      const Roi roi = roi_of(person);
      return options.person ? -(roi.centre - *options.person).norm() : roi.side;
    };
    const auto best = std::max_element(
        people.begin(), people.end(),
        [&](const Detection& a, const Detection& b) { return value(a) < value(b); });
    if (best == people.end()) {
      if (options.remember > 0 && time - detected <= options.remember) next = before;
      return;
    }
    detected = time;
    next = roi_of(*best);
    sure = options.detect_every_frame || best->score >= kSureDetection;
  }

  PoseFrame track(const cv::Mat& bgr, double time) {
    last.reset();
    if (!next || options.detect_every_frame) detect(bgr, time);
    if (!next || !is_usable(*next)) return lose(time, 0);
    const Roi roi = *next;
    NetPose pose = net.locate(bgr, roi);
    if (!(pose.score >= kLeastPoseScore) || !is_plausible(pose)) return lose(time, pose.score);
    follow(pose, time, roi);
    if (!std::exchange(sure, true)) return nobody(time, pose.score);
    last = roi;
    return to_frame(pose, time);
  }

  PoseFrame lose(double time, float score) {
    next.reset();
    return nobody(time, score);
  }

  void follow(NetPose& pose, double time, const Roi& roi) {
    if (!options.detect_every_frame) smoother.smooth_alignment(pose, time, roi.side);
    if (options.smoothing) smoother.smooth_landmarks(pose, time, roi.side);
    next = roi_of(pose);
    if (options.person) options.person = next->centre;  // found again where they were last seen
  }
};

Tracker::Tracker(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tracker::Tracker(Tracker&&) noexcept = default;
Tracker& Tracker::operator=(Tracker&&) noexcept = default;
Tracker::~Tracker() = default;

Result<Tracker> Tracker::create(const std::filesystem::path& models,
                                const TrackerOptions& options) {
  DORSAL_TRY(const auto detector_bytes, load_model_file(models, detector_file()));
  DORSAL_TRY(Detector detector, Detector::create(detector_bytes));
  DORSAL_TRY(const auto net_bytes, load_model_file(models, landmark_file(options.variant)));
  DORSAL_TRY(LandmarkNet net, LandmarkNet::create(net_bytes, options.mask));
  return Tracker(std::unique_ptr<State>(new State{options,
                                                  options.person,
                                                  std::move(detector),
                                                  std::move(net),
                                                  Smoother(),
                                                  {},
                                                  {},
                                                  {},
                                                  {},
                                                  {}}));
}

Result<PoseFrame> Tracker::track(const cv::Mat& bgr, double time) {
  DORSAL_TRY_VOID(check_picture(bgr));
  return state_->track(bgr, time);
}

bool Tracker::several_people() const { return state_->several; }

void Tracker::reset() {
  state_->options.person = state_->chosen;
  state_->next.reset();
  state_->last.reset();
  state_->several = false;
  state_->smoother.reset();
}

std::optional<BodyMask> Tracker::mask() const {
  const auto log_odds = state_->net.mask();
  if (!state_->last || log_odds.empty()) return std::nullopt;
  constexpr int kSide = static_cast<int>(LandmarkNet::kSide);
  BodyMask mask;
  mask.probability.create(kSide, kSide, CV_32F);
  std::transform(log_odds.begin(), log_odds.end(), mask.probability.ptr<float>(),
                 [](float x) { return 1.0F / (1.0F + std::exp(-x)); });
  // from pixel centres of the mask to the unit square, then from corners to pixel centres
  const auto matrix = picture_from_roi(*state_->last);
  constexpr float kCell = 1.0F / static_cast<float>(kSide);
  mask.picture_from_mask.leftCols<2>() = matrix.leftCols<2>() * kCell;
  mask.picture_from_mask.col(2) =
      matrix * Eigen::Vector3f(0.5F * kCell, 0.5F * kCell, 1.0F) - Eigen::Vector2f::Constant(0.5F);
  return mask;
}

}  // namespace dorsal::pose
