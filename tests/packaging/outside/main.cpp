#include <dorsal/body/model_file.hpp>
#include <dorsal/body/scaling.hpp>
#include <dorsal/load/solver.hpp>

int main() {
  const auto file = dorsal::body::thoracolumbar_model();
  if (!file) return 1;
  const auto model = dorsal::body::scale_model(*file, dorsal::body::Person{});
  if (!model) return 1;
  const auto frame = dorsal::load::Solver(*model).solve(dorsal::body::Posture{}, {});
  return frame.status == dorsal::load::SolveStatus::solved ? 0 : 2;
}
