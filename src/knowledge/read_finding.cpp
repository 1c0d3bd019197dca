#include <fmt/format.h>

#include <charconv>

#include "dorsal/base/printable.hpp"
#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

AnswerType read_type(Fields& file) {
  const std::string word = file.word("type");
  if (word == "boolean") return AnswerType::boolean;
  if (word == "choice") return AnswerType::choice;
  if (word == "integer") return AnswerType::integer;
  if (word == "number") return AnswerType::number;
  if (!word.empty()) {
    file.complain("type", fmt::format("is \"{}\"", printable(word, 40)),
                  "use boolean, choice, integer or number");
  }
  return AnswerType::boolean;
}

void read_options(Fields& file, Finding& out) {
  out.options = file.words("options");
  if (out.options.size() < 2) file.complain("options", "must name two options at least");
  auto texts = file.table("option");
  if (!texts) file.complain("option", "is missing");
  for (const std::string& option : out.options) {
    out.option_text.push_back(texts ? texts->text(option) : Text{});
  }
  if (texts) texts->finish();
  const std::string absent = file.optional_word("absent");
  if (absent.empty()) return;
  out.absent = option_index(out, absent);
  if (!out.absent) file.complain("absent", "is not one of the options");
}

void read_range(Fields& file, Finding& out) {
  const auto range = file.numbers("range");
  if (range.size() == 2 && range[0] < range[1]) {
    out.least = range[0];
    out.most = range[1];
  } else {
    file.complain("range", "must be two numbers, the smaller one first");
  }
}

std::optional<Alarm> alarm_from(const Finding& finding, const std::string& word) {
  if (!is_numeric(finding)) {
    const auto option = option_index(finding, word);
    const bool harmless = word == "false" || word == "none" || word == "never" || word == "unsure";
    if (!option || harmless) return std::nullopt;
    return Alarm{option, std::nullopt};
  }
  int bound = 0;
  const char* const end = word.data() + word.size();
  if (!word.starts_with(">=")) return std::nullopt;
  const auto read = std::from_chars(word.data() + 2, end, bound);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  if (bound <= finding.least || bound > finding.most) return std::nullopt;
  return Alarm{std::nullopt, bound};
}

void read_alarms(Fields& file, Finding& out) {
  for (const std::string& word : file.words("alarming")) {
    const auto alarm = alarm_from(out, word);
    if (alarm) {
      out.alarming.push_back(*alarm);
    } else {
      file.complain("alarming", fmt::format("names \"{}\", which cannot be an alarming answer here",
                                            printable(word, 40)));
    }
  }
}

}  // namespace

void read_finding(Fields& file, const std::string& id, Knowledge& out) {
  Finding finding;
  finding.place = file.here();
  finding.id = read_id(file, id);
  finding.group = file.word("group");
  finding.type = read_type(file);
  if (finding.type == AnswerType::boolean) {
    finding.options = {"false", "true"};
    finding.absent = 0;
  } else if (finding.type == AnswerType::choice) {
    read_options(file, finding);
  } else {
    read_range(file, finding);
  }
  read_alarms(file, finding);
  finding.screen = file.optional_word("screen");
  finding.implies = file.words("implies");
  finding.asked_if = file.optional_word("asked_if");
  finding.counts_with = file.optional_word("counts_with");
  finding.question = file.text("question");
  finding.why = file.text("why");
  finding.hint = file.optional_text("hint");
  for (Fields& row : file.tables("default")) {
    finding.ordinary.push_back(read_likelihood(row, finding.id));
  }
  file.finish();
  out.findings.push_back(std::move(finding));
}

void read_screen(Fields& file, const std::string& id, Knowledge& out) {
  Screen screen;
  screen.place = file.here();
  screen.id = read_id(file, id);
  screen.order = file.number("order");
  screen.findings = file.words("findings");
  if (screen.findings.empty()) file.complain("findings", "must name one finding at least");
  screen.question = file.text("question");
  file.finish();
  out.screens.push_back(std::move(screen));
}

}  // namespace dorsal::knowledge
