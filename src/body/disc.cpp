#include "dorsal/body/disc.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csv_table.hpp"
#include "disc_file.hpp"

namespace dorsal::body {
namespace {

constexpr double kSquareMillimetre = 1e-6;  // [m^2]
// Height of whom the areas were measured on; not published with them; expert. [m]
constexpr double kHeightOfMen = 1.75;
constexpr double kHeightOfWomen = 1.62;

DiscArea read_area(RowReader& row) {
  DiscArea area;
  for (double* value : {&area.mean, &area.low, &area.high}) {
    *value = row.number() * kSquareMillimetre;
  }
  if (!(area.low > 0 && area.low <= area.mean && area.mean <= area.high)) {
    row.reject(ErrorCode::out_of_range, "a disc area has to be above zero and within its bounds");
  }
  return area;
}

DiscArea scaled(const DiscArea& area, double factor) {
  return {area.mean * factor, area.low * factor, area.high * factor};
}

}  // namespace

Result<void> read_discs(std::string_view text, ModelFile& file) {
  if (text.empty()) return {};
  DORSAL_TRY(const auto table,
             CsvTable::read("disc_areas.csv", text,
                            {"level", "male_mm2", "male_low_mm2", "male_high_mm2", "female_mm2",
                             "female_low_mm2", "female_high_mm2", "quality", "source"}));
  const auto& names = level_names();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    DiscRow disc;
    disc.level = row.word({names.begin(), names.end()});
    disc.male = read_area(row);
    disc.female = read_area(row);
    (void)row.word({"measured", "derived", "expert"});
    disc.source = row.name();
    if (!file.sources.contains(disc.source)) {
      row.reject(ErrorCode::missing,
                 fmt::format("the source '{}' is not in model.toml", disc.source));
    }
    if (std::any_of(file.discs.begin(), file.discs.end(),
                    [&](const DiscRow& other) { return other.level == disc.level; })) {
      row.reject(ErrorCode::malformed, "the level is there twice");
    }
    if (row.error()) return tl::unexpected(*row.error());
    file.discs.push_back(std::move(disc));
  }
  return {};
}

LevelArray<DiscArea> scale_discs(const std::vector<DiscRow>& rows, Sex sex, double height) {
  const double ratio = height / (sex == Sex::male ? kHeightOfMen : kHeightOfWomen);
  LevelArray<DiscArea> discs;
  for (const DiscRow& row : rows) {
    discs[row.level] = scaled(sex == Sex::male ? row.male : row.female, ratio * ratio);
  }
  return discs;
}

}  // namespace dorsal::body
