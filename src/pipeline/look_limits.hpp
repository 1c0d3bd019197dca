#pragma once

namespace dorsal::pipeline::look_limits {

// From a picture to a look. All of them our own choice, explained in docs/methods/watch.md; a test
// compares.

// Whether a picture changed.
inline constexpr int kSmallWidth = 160;   // [px] of the picture that is compared
inline constexpr int kCell = 8;           // [px] of it, side of a cell
inline constexpr double kCellChange = 6;  // [grey levels of 255] of a cell's mean

// Whether the person moves, between two looks.
inline constexpr double kMoveSpeed = 0.15;  // [m/s] of the middle of the shoulders or hips
inline constexpr double kArmSpeed = 0.30;   // [m/s] of an elbow
inline constexpr double kLongestStep = 3;   // [s] further apart, two looks tell no speed

// What of a pose is believed.
inline constexpr double kSeen = 0.5;           // [-] visibility of a landmark
inline constexpr double kWidestInterval = 60;  // [deg] from low to high of a measure's 90 %
inline constexpr double kRemembered = 10;      // [s] somebody whom the detector finds no more
inline constexpr int kViewLooks = 15;          // of which the most frequent view counts

// Whether the background still lies where it lay.
inline constexpr int kPatch = 24;              // [px] of the small picture, side
inline constexpr int kSearch = 8;              // [px] of it, how far a patch is looked for
inline constexpr double kTexture = 6;          // [grey levels] standard deviation of a patch
inline constexpr double kLikeness = 0.8;       // [-] correlation of a patch that is found
inline constexpr int kFewestPatches = 4;       // fewer tell nothing
inline constexpr double kStandingShare = 0.5;  // of the patches; fewer found: another picture
inline constexpr double kBodyMargin = 0.25;    // of the person's box, left out around it

}  // namespace dorsal::pipeline::look_limits
