#include "dorsal/pipeline/assess.hpp"

#include "files_out.hpp"
#include "known_person.hpp"
#include "output_folder.hpp"
#include "recording.hpp"
#include "weigh.hpp"

namespace dorsal::pipeline {

Result<report::Assessment> assess(const Request& request, const std::optional<Output>& output,
                                  Progress& progress) {
  DORSAL_TRY(OutputFolder folder, OutputFolder::open(output));
  DORSAL_TRY(Recording recording, record(request, request.input, folder.scratch(), progress));
  DORSAL_TRY(const KnownPerson known, know_person(request, recording, folder.scratch(), progress));
  SeriesFiles series;
  if (output) {
    DORSAL_TRY(series, SeriesFiles::create(folder.scratch(), recording, known.model));
  }
  DORSAL_TRY(report::Assessment assessment,
             weigh(request, recording, known, series, folder.scratch(), progress));
  describe(request, recording, known, assessment);
  if (output) {
    DORSAL_TRY_VOID(series.commit());
    DORSAL_TRY_VOID(write_report(assessment, folder.scratch(), output->language));
    DORSAL_TRY_VOID(folder.publish());
  }
  return assessment;
}

}  // namespace dorsal::pipeline
