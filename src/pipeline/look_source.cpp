#include "dorsal/pipeline/look_source.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "appraiser.hpp"
#include "dorsal/pose/landmark_files.hpp"
#include "look_limits.hpp"
#include "recording.hpp"
#include "scene.hpp"

namespace dorsal::pipeline {
namespace {

using watch::Look;
using watch::Sight;
using watch::Time;

double seconds_between(Time from, Time to) {
  return std::chrono::duration<double>(to - from).count();
}

Look empty_look(Time at, Sight sight) {
  Look look;
  look.at = at;
  look.sight = sight;
  return look;
}

// Pictures of a camera or a video.
class PictureLooks final : public LookSource {
 public:
  PictureLooks(OpenFrames open, bool live, Time begin, const LookRequest& request,
               pose::Tracker tracker)
      : open_(std::move(open)),
        live_(live),
        begin_(begin),
        tracker_(std::move(tracker)),
        appraiser_(request.person.value_or(body::Person{}), pose::LandmarkSource::camera) {}

  [[nodiscard]] Result<std::optional<Look>> look(Time at, bool skip_unchanged) override {
    auto seen = next_picture(at);
    if (!seen && live_) {
      trouble_ = to_string(seen.error());
      let_go();
      return empty_look(at, Sight::no_camera);
    }
    if (!seen) return tl::unexpected(std::move(seen).error());
    if (!*seen) return std::optional<Look>();
    trouble_.clear();
    return measure(at, skip_unchanged);
  }

  void let_go() override {
    if (!live_) return;
    source_.reset();
    tracker_.reset();
    measured_.release();
  }

  // The next picture that is measured is the one.
  void remember_backdrop() override {
    backdrop_.forget();
    backdrop_wanted_ = true;
    measured_.release();
  }

  [[nodiscard]] std::string trouble() const override { return trouble_; }

  Result<void> open() {
    DORSAL_TRY(source_, open_());
    if (!live_ && source_->info().kind == media::SourceKind::stills) {
      return fail(ErrorCode::unsupported, "photos have no time, so nobody can be watched in them",
                  source_->info().name, "give a video; for photos there is: dorsal analyze");
    }
    return {};
  }

 private:
  // The picture that a camera would show at a time. @return false after a recording's end
  Result<bool> next_picture(Time at) {
    if (!source_) DORSAL_TRY_VOID(open());
    if (live_) return source_->read(frame_);
    const double wanted = seconds_between(begin_, at);
    do {
      DORSAL_TRY(const bool more, source_->read(frame_));
      if (!more) return false;
    } while (frame_.time < wanted);
    return true;
  }

  Result<std::optional<Look>> measure(Time at, bool skip_unchanged) {
    const cv::Mat small = small_grey(frame_.bgr);
    if (skip_unchanged && !measured_.empty() && !differs(small, measured_)) {
      Look look = empty_look(at, last_sight_);
      look.unchanged = true;
      return look;
    }
    DORSAL_TRY(const pose::PoseFrame pose,
               tracker_.track(frame_.bgr, live_ ? seconds_between(begin_, at) : frame_.time));
    Look look = appraiser_.appraise(pose, at, frame_.bgr.rows);
    if (look.sight == Sight::present && tracker_.several_people())
      look.sight = Sight::somebody_else;
    compare_backdrop(look, small, pose);
    measured_ = small;
    last_sight_ = look.sight;
    return look;
  }

  void compare_backdrop(Look& look, const cv::Mat& small, const pose::PoseFrame& pose) {
    std::optional<cv::Rect2d> person;
    if (const auto box = pose.present ? box_of(pose) : std::nullopt) {
      const double scale = static_cast<double>(small.cols) / frame_.bgr.cols;
      person = cv::Rect2d(box->x * scale, box->y * scale, box->width * scale, box->height * scale);
    }
    if (backdrop_wanted_ && look.sight == Sight::present) {
      backdrop_.remember(small, person);
      backdrop_wanted_ = false;
    }
    if (look.outline) look.outline->background = backdrop_.shift(small, person);
  }

  OpenFrames open_;
  bool live_;
  Time begin_;
  pose::Tracker tracker_;
  Appraiser appraiser_;
  std::unique_ptr<media::FrameSource> source_;
  media::Frame frame_;
  cv::Mat measured_;  // the last picture that was
  Sight last_sight_ = Sight::absent;
  Backdrop backdrop_;
  bool backdrop_wanted_ = false;
  std::string trouble_;
};

// Landmarks of a file.
class LandmarkLooks final : public LookSource {
 public:
  LandmarkLooks(pose::LandmarkFile file, Time begin, const LookRequest& request)
      : frames_(std::move(file.track.frames)),
        begin_(begin),
        appraiser_(request.person.value_or(body::Person{}), pose::LandmarkSource::file) {}

  [[nodiscard]] Result<std::optional<Look>> look(Time at, bool /*skip_unchanged*/) override {
    const double wanted = frames_.empty() ? 0 : frames_.front().time + seconds_between(begin_, at);
    const auto later =
        std::ranges::find_if(frames_.begin() + static_cast<std::ptrdiff_t>(next_), frames_.end(),
                             [&](const pose::PoseFrame& frame) { return frame.time >= wanted; });
    if (later == frames_.end()) return std::optional<Look>();
    next_ = static_cast<std::size_t>(later - frames_.begin());
    return appraiser_.appraise(*later, at, 0);
  }

 private:
  std::vector<pose::PoseFrame> frames_;
  Time begin_;
  Appraiser appraiser_;
  std::size_t next_ = 0;
};

// Looks are too far apart for the tracker to follow anybody from one to the next.
pose::TrackerOptions tracker_options(const LookRequest& request) {
  pose::TrackerOptions options;
  options.variant = request.variant;
  options.remember = look_limits::kRemembered;
  return pose::for_stills(options);
}

Result<std::unique_ptr<PictureLooks>> picture_looks(OpenFrames open, bool live, Time begin,
                                                    const LookRequest& request) {
  DORSAL_TRY(pose::Tracker tracker,
             pose::Tracker::create(request.pose_models, tracker_options(request)));
  return std::make_unique<PictureLooks>(std::move(open), live, begin, request, std::move(tracker));
}

}  // namespace

Result<std::unique_ptr<LookSource>> look_through_camera(int number, const LookRequest& request) {
  return look_at_frames(
      [number] { return media::open_camera(number, media::CameraUse::now_and_then); }, true, {},
      request);
}

Result<std::unique_ptr<LookSource>> look_at_recording(const std::filesystem::path& path, Time begin,
                                                      const LookRequest& request) {
  if (is_landmark_file(path)) {
    DORSAL_TRY(pose::LandmarkFile file, pose::read_landmarks(path));
    return std::make_unique<LandmarkLooks>(std::move(file), begin, request);
  }
  // Opened at once, so that a wrong file is told before anything begins.
  DORSAL_TRY(auto looks,
             picture_looks([path] { return media::open_source(path); }, false, begin, request));
  DORSAL_TRY_VOID(looks->open());
  return looks;
}

Result<std::unique_ptr<LookSource>> look_at_frames(OpenFrames open, bool live, Time begin,
                                                   const LookRequest& request) {
  DORSAL_TRY(auto looks, picture_looks(std::move(open), live, begin, request));
  return looks;
}

}  // namespace dorsal::pipeline
