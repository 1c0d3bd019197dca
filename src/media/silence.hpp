#pragma once

namespace dorsal::media {

/// While one of them lives, what is written to standard error is lost. For the image libraries
/// (libpng, libjpeg, libtiff), which write there by themselves whatever OpenCV is told; dorsal
/// says in its own words what is wrong with an image. Several threads may hold one at a time.
class Silence {
 public:
  Silence();
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence();
};

}  // namespace dorsal::media
