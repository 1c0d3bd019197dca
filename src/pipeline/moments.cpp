#include "moments.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>

namespace dorsal::pipeline {
namespace {

using CoordinateVector = Eigen::Matrix<double, body::kCoordinates, 1>;

posture::PostureFrame posture_of(const LoadedRecord& record) {
  posture::PostureFrame frame;
  frame.time = record.landmarks.time;
  frame.status = posture::FitStatus::fitted;
  frame.posture.q = Eigen::Map<const CoordinateVector>(record.q.data());
  frame.deviation = Eigen::Map<const CoordinateVector>(record.deviation.data());
  frame.measures = record.measures;
  frame.trunk_seen = true;
  return frame;
}

}  // namespace

double load_score(const load::LoadFrame& frame, const body::LevelArray<double>& standing) {
  double sum = 0;
  for (std::size_t level = 0; level < body::kThoracicLevels; ++level) {
    sum += frame.compression[level] / standing[level];
  }
  return sum / static_cast<double>(body::kThoracicLevels);
}

LoadedRecord loaded_record(const PoseRecord& landmarks, const posture::PostureFrame& frame,
                           double score) {
  LoadedRecord record{};
  record.landmarks = landmarks;
  record.score = score;
  std::ranges::copy(frame.posture.q, record.q.begin());
  std::ranges::copy(frame.deviation, record.deviation.begin());
  record.measures = frame.measures;
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    record.spine[level] = {frame.spine[level].x(), frame.spine[level].y(), frame.spine[level].z()};
  }
  return record;
}

std::optional<ChosenMoments> choose_moments(Spool<LoadedRecord>& records,
                                            const exposure::Distribution& scores) {
  if (records.size() == 0) return std::nullopt;
  const double median = scores.quantile(0.5);
  double nearest = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
  ChosenMoments chosen{};
  LoadedRecord record{};
  records.rewind();
  while (records.read(record)) {
    if (std::abs(record.score - median) < nearest) {
      nearest = std::abs(record.score - median);
      chosen.median = record;
    }
    if (record.score > greatest) {
      greatest = record.score;
      chosen.worst = record;
    }
  }
  return chosen;
}

report::Moment to_moment(const LoadedRecord& record) {
  report::Moment moment;
  moment.time = record.landmarks.time;
  moment.posture = posture_of(record);
  const double heading = moment.posture.posture[body::Coordinate::pelvis_rotation];
  const Eigen::Matrix3d turn =
      Eigen::AngleAxisd(-heading, Eigen::Vector3d::UnitY()).toRotationMatrix();
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    moment.spine[level] = turn * Eigen::Vector3d(record.spine[level].data());
  }
  for (std::size_t i = 0; i < pose::kLandmarks; ++i) {
    if (record.landmarks.presence[i] < 0.5F) continue;  // likelier outside the picture than inside
    moment.landmarks[i] = turn * Eigen::Vector3f(record.landmarks.world[i].data()).cast<double>();
  }
  return moment;
}

}  // namespace dorsal::pipeline
