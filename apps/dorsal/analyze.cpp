#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "commands.hpp"
#include "days.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/report/files.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"
#include "output.hpp"
#include "pose_models.hpp"
#include "progress_bar.hpp"
#include "stop_signal.hpp"

namespace dorsal::app {
namespace {

namespace fs = std::filesystem;

struct AnalyzeOptions {
  std::vector<std::string> inputs;
  std::string person, days, calibration, hands, follow, view = "auto", language = "en", out, shard,
                                                        variant = "full";
  bool keep_frames = false;
  double field_of_view = 0;  // [deg]; 0: not known
  int uncertainty = 16;
  bool json = false;
};

// "a,b" or "a/b" as two numbers.
template <class Number>
std::optional<std::pair<Number, Number>> two_numbers(const std::string& text, char between) {
  const std::size_t middle = text.find(between);
  if (middle == std::string::npos) return std::nullopt;
  std::pair<Number, Number> numbers;
  if (!CLI::detail::lexical_cast(text.substr(0, middle), numbers.first) ||
      !CLI::detail::lexical_cast(text.substr(middle + 1), numbers.second)) {
    return std::nullopt;
  }
  return numbers;
}

Result<load::Burden> hands_from(const std::string& text) {
  const auto masses = two_numbers<double>(text, ',');
  // Written so that a NaN fails too.
  const auto fits = [](double mass) { return mass >= 0 && mass <= 150; };
  if (!masses || !fits(masses->first) || !fits(masses->second)) {
    return fail(ErrorCode::out_of_range, fmt::format("\"{}\" does not name two masses", text),
                "--hands", "give left and right in kilograms from 0 to 150, for example 2.5,0");
  }
  load::Burden burden;
  burden.left_hand = masses->first;
  burden.right_hand = masses->second;
  return burden;
}

Result<Eigen::Vector2f> point_from(const std::string& text) {
  const auto point = two_numbers<float>(text, ',');
  // No picture is larger; a NaN fails too.
  const auto fits = [](float pixel) { return std::abs(pixel) <= 1e6F; };
  if (!point || !fits(point->first) || !fits(point->second)) {
    return fail(ErrorCode::malformed, fmt::format("\"{}\" is no point of a picture", text),
                "--follow",
                "give pixels from the left and from the top of the picture, for example 640,360");
  }
  return Eigen::Vector2f(point->first, point->second);
}

std::optional<posture::View> view_from(const std::string& word) {
  for (const auto view : {posture::View::front, posture::View::left, posture::View::right,
                          posture::View::rear, posture::View::oblique}) {
    if (report::word(view) == word) return view;
  }
  return std::nullopt;
}

Result<pipeline::Request> request_from(const AnalyzeOptions& options) {
  pipeline::Request request;
  DORSAL_TRY(request.conditioning, conditioning_of_days(options.days));
  if (!options.person.empty()) {
    DORSAL_TRY(const std::string text, read_text(options.person));
    DORSAL_TRY(const nlohmann::json value, schema::parse(text, place_of(options.person)));
    DORSAL_TRY(request.person, report::person_from_json(value, place_of(options.person)));
    if (value.contains("conditioning")) request.conditioning.reset();  // the person knows better
  }
  if (!options.calibration.empty()) request.calibration = options.calibration;
  if (!options.hands.empty()) {
    DORSAL_TRY(request.hands, hands_from(options.hands));
  }
  if (!options.follow.empty()) {
    DORSAL_TRY(request.tracking.person, point_from(options.follow));
  }
  request.view = view_from(options.view);
  if (options.field_of_view > 0) request.field_of_view = degrees(options.field_of_view);
  request.keep_frames = options.keep_frames;
  request.uncertainty = options.uncertainty;
  request.pose_models = pose_models();
  if (options.variant == "lite") request.tracking.variant = pose::Variant::lite;
  if (options.variant == "heavy") request.tracking.variant = pose::Variant::heavy;
  return request;
}

// Folders of two inputs with one stem must not fall together.
std::string folder_name(const fs::path& input, std::set<std::string>& taken) {
  std::error_code error;
  const fs::path path =
      fs::absolute(input, error).lexically_normal();  // "." has no name of its own
  const fs::path clean = path.has_filename() ? path : path.parent_path();
  const std::string stem = clean.stem().empty() ? "recording" : clean.stem().string();
  std::string name = stem;
  for (int count = 2; !taken.insert(name).second; ++count) name = fmt::format("{}-{}", stem, count);
  return name;
}

void tell(const report::Assessment& assessment, const std::optional<pipeline::Output>& output) {
  print_line(fmt::format("{}: {} frames, {} with a person", assessment.input.name,
                         assessment.input.frames_read, assessment.input.frames_with_person));
  if (output) print_line((output->folder / "report.html").string());
}

[[noreturn]] void stop() {
  std::fflush(stdout);
  std::fputs("dorsal: stopped; nothing of the recording at work was kept.\n", stderr);
  end_by_signal();
}

int analyze(const AnalyzeOptions& options) {
  listen_for_stop();
  auto base = request_from(options);
  if (!base) return complain(base.error());
  std::pair<std::size_t, std::size_t> shard{0, 1};
  if (!options.shard.empty()) shard = *two_numbers<std::size_t>(options.shard, '/');
  const std::string out = options.out.empty() && !options.json ? "dorsal-report" : options.out;
  const bool several = options.inputs.size() > 1;
  std::set<std::string> taken;
  int code = kDone;
  for (std::size_t i = 0; i < options.inputs.size(); ++i) {
    const fs::path input = options.inputs[i];
    const std::string name = folder_name(input, taken);
    if (i % shard.second != shard.first) continue;
    pipeline::Request request = *base;
    request.input = input;
    std::optional<pipeline::Output> output;
    if (!out.empty()) {
      output =
          pipeline::Output{fs::path(out) / name, *report::language_from_code(options.language)};
    }
    auto bar = std::make_unique<ProgressBar>(name);
    const auto assessment = pipeline::assess(request, output, *bar);
    bar.reset();
    if (!assessment) {
      if (stop_wanted()) stop();
      code = std::max(code, complain(assessment.error()));
      if (options.json && several) print_line(report::error_json(assessment.error()).dump());
      continue;
    }
    if (options.json) {
      const std::string document = report::report_json(*assessment);
      print_line(several ? nlohmann::ordered_json::parse(document).dump()
                         : document.substr(0, document.size() - 1));
    } else {
      tell(*assessment, output);
    }
  }
  return code;
}

std::string check_shard(const std::string& text) {
  const auto shard = two_numbers<std::size_t>(text, '/');
  return shard && shard->first < shard->second ? "" : "a shard is I/N with I from 0 to N-1";
}

}  // namespace

void add_analyze(CLI::App& app, int& code) {
  auto options = std::make_shared<AnalyzeOptions>();
  CLI::App* command = app.add_subcommand(
      "analyze", "Posture and load on every vertebra from a video, photo or landmark file");
  command
      ->add_option("input", options->inputs, "videos, images, folders of images, .trc .csv .json")
      ->required();
  command->add_option("--person", options->person, "file with sex, age, height and mass (JSON)");
  command->add_option("--days", options->days,
                      "days as the watcher keeps them: how strong weeks of them leave the muscles");
  command->add_option("--calibration", options->calibration,
                      "a recording or photo of the same person held upright");
  command->add_option("--hands", options->hands, "masses in the hands: LEFT_KG,RIGHT_KG");
  command->add_option("--view", options->view, "the side of the person that the camera sees")
      ->check(CLI::IsMember({"auto", "front", "left", "right", "rear", "oblique"}))
      ->capture_default_str();
  command->add_option("--lang", options->language, "language that the report opens in")
      ->check(CLI::IsMember({"en", "es"}))
      ->capture_default_str();
  command->add_option("--net", options->variant, "size of the landmark net")
      ->check(CLI::IsMember({"lite", "full", "heavy"}))
      ->capture_default_str();
  command->add_option(
      "--follow", options->follow,
      "of several people, the one nearest to this pixel, X,Y; without it the largest");
  command
      ->add_option("--field-of-view", options->field_of_view,
                   "what the camera sees along the longer side of its picture, in degrees: makes "
                   "the distance of the eyes surer")
      ->check(CLI::Range(20.0, 160.0));
  command->add_flag("--keep-frames", options->keep_frames,
                    "put pictures of the person in the report");
  command
      ->add_option("--uncertainty", options->uncertainty,
                   "postures drawn for the band of the loads, 0 for none")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  command->add_option("--out", options->out, "folder for the reports (dorsal-report)");
  command->add_option("--shard", options->shard, "do only every N-th input, from the I-th: I/N")
      ->check(CLI::Validator(check_shard, "I/N"));
  command->add_flag("--json", options->json, "print report.json; files only with --out");
  command->callback([options, &code] { code = analyze(*options); });
}

}  // namespace dorsal::app
