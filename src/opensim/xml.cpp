#include "xml.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace dorsal::opensim {
namespace {

// Lengths, forces and angles beyond this are no description of a body; it keeps sums finite.
constexpr double kLargestInXml = 1e12;

constexpr std::string_view kBetween = " \t\r\n,";

template <class Each>
void each_word(std::string_view text, Each each) {
  for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;
       at = text.find_first_not_of(kBetween, at)) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    each(text.substr(at, end - at));
    at = end;
  }
}

std::string shortened(std::string_view word) {
  return std::string(word.substr(0, 40)) + (word.size() > 40 ? "..." : "");
}

}  // namespace

Result<std::vector<double>> numbers_in(std::string_view text, std::string_view place) {
  std::vector<double> numbers;
  std::string bad;
  each_word(text, [&](std::string_view word) {
    if (!bad.empty()) return;
    if (word.size() > 1 && word.front() == '+') word.remove_prefix(1);
    double value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == word.data() + word.size();
    if (!whole || std::isnan(value)) bad = shortened(word);
    numbers.push_back(value);
  });
  if (!bad.empty()) {
    return fail(ErrorCode::malformed, fmt::format("\"{}\" is no finite number", bad),
                std::string(place), "write plain decimal numbers");
  }
  return numbers;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  each_word(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::string Xml::place(Node object) const {
  return fmt::format("{}, {} \"{}\"", file_, object.name(), shortened(name_of(object)));
}

Node Xml::find(Node object, const char* tag) const {
  const Node own = object.child(tag);
  return own ? own : defaults_.child(object.name()).child(tag);
}

std::string Xml::text(Node object, const char* tag) const {
  const std::vector<std::string> words = words_in(find(object, tag).child_value());
  return words.empty() ? std::string() : words.front();
}

Result<std::vector<double>> Xml::numbers(Node object, const char* tag, std::size_t count) const {
  const std::string where = fmt::format("{}, {}", place(object), tag);
  DORSAL_TRY(std::vector<double> all, numbers_in(find(object, tag).child_value(), where));
  if (all.size() != count) {
    return fail(ErrorCode::malformed,
                fmt::format("{} numbers stand where {} are needed", all.size(), count), where,
                "mend the file, or load and save it with OpenSim 4");
  }
  for (const double value : all) {
    if (!(std::abs(value) <= kLargestInXml)) {
      return fail(ErrorCode::out_of_range, fmt::format("{:g} is beyond what a body has", value),
                  where, "give the number in metres, kilograms, newtons and radians");
    }
  }
  return all;
}

Result<double> Xml::number(Node object, const char* tag, double fallback) const {
  if (words_in(find(object, tag).child_value()).empty()) return fallback;
  DORSAL_TRY(const std::vector<double> all, numbers(object, tag, 1));
  return all[0];
}

Result<double> Xml::bound(Node object, const char* tag, double fallback) const {
  const std::string where = fmt::format("{}, {}", place(object), tag);
  DORSAL_TRY(const std::vector<double> all, numbers_in(find(object, tag).child_value(), where));
  return all.empty() ? fallback : all[0];
}

Result<Eigen::Vector3d> Xml::vector(Node object, const char* tag,
                                    const Eigen::Vector3d& fallback) const {
  if (words_in(find(object, tag).child_value()).empty()) return fallback;
  DORSAL_TRY(const std::vector<double> all, numbers(object, tag, 3));
  return Eigen::Vector3d(all[0], all[1], all[2]);
}

Result<bool> Xml::flag(Node object, const char* tag, bool fallback) const {
  const std::string word = text(object, tag);
  if (word.empty()) return fallback;
  if (word == "true" || word == "True" || word == "TRUE" || word == "1") return true;
  if (word == "false" || word == "False" || word == "FALSE" || word == "0") return false;
  return fail(ErrorCode::malformed,
              fmt::format("\"{}\" is neither true nor false", shortened(word)),
              fmt::format("{}, {}", place(object), tag), "write true or false");
}

std::vector<Node> objects_in(Node set) {
  std::vector<Node> all;
  for (const Node child : set.child("objects").children()) {
    if (child.type() == pugi::node_element) all.push_back(child);
  }
  return all;
}

}  // namespace dorsal::opensim
