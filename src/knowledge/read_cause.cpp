#include <fmt/format.h>

#include "dorsal/base/printable.hpp"
#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

Prior read_prior(Fields& file) {
  Prior out;
  auto table = file.table("prior");
  if (!table) {
    file.complain("prior", "is missing");
    return out;
  }
  out.value = table->number("value");
  out.low = table->number("low");
  out.high = table->number("high");
  if (out.low <= 0 || out.low > out.value || out.value > out.high || out.high > 1) {
    table->complain("value", "must lie between low and high, and all above 0 and at most 1");
  }
  out.evidence = table->evidence();
  table->finish();
  return out;
}

void check_range(Fields& row, const Likelihood& read) {
  const double p = read.p.value_or(0);
  if (read.p && (read.low.value_or(p) > p || read.high.value_or(p) < p)) {
    row.complain("p", "must lie between low and high");
  }
  for (const auto* ratio : {&read.lr_pos, &read.lr_neg}) {
    if (*ratio && **ratio < 0) row.complain("value", "has a likelihood ratio below 0");
  }
}

}  // namespace

std::string read_id(Fields& file, const std::string& id) {
  const std::string written = file.word("id");
  if (!written.empty() && written != id) {
    file.complain("id", fmt::format("is \"{}\" but the file is named \"{}\"",
                                    printable(written, 60), printable(id, 60)));
  }
  return id;
}

Likelihood read_likelihood(Fields& row, const std::string& finding) {
  Likelihood out;
  out.place = row.here();
  out.finding = finding.empty() ? row.word("finding") : finding;
  out.value = row.value_word("value");
  out.p = row.share("p");
  out.low = row.share("low");
  out.high = row.share("high");
  out.sensitivity = row.share("sensitivity");
  out.specificity = row.share("specificity");
  out.lr_pos = row.optional_number("lr_pos");
  out.lr_neg = row.optional_number("lr_neg");
  out.other = row.optional_word("other");
  out.n = row.count("n");
  out.population = row.optional_word("population");
  out.not_scored = row.optional_word("not_scored");
  out.note = row.optional_word("note");
  out.evidence = row.evidence();
  check_range(row, out);
  row.finish();
  return out;
}

void read_cause(Fields& file, const std::string& id, Knowledge& out) {
  Cause cause;
  cause.place = file.here();
  cause.id = read_id(file, id);
  cause.icd10cm = file.words("icd10cm");
  if (cause.icd10cm.empty()) file.complain("icd10cm", "must hold one code at least");
  cause.icd11 = file.words("icd11");
  cause.origin = file.word("origin");
  cause.urgency = file.urgency("class");
  cause.name = file.text("name");
  cause.description = file.text("description");
  cause.who = file.text("who");
  cause.course = file.text("course");
  cause.prior = read_prior(file);
  for (Fields& row : file.tables("likelihood")) {
    cause.likelihoods.push_back(read_likelihood(row, ""));
  }
  file.finish();
  out.causes.push_back(std::move(cause));
}

}  // namespace dorsal::knowledge
