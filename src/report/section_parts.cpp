#include <fmt/format.h>

#include <algorithm>

#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {

bool is_single(const Assessment& a) {
  return a.input.kind == InputKind::image || a.input.frames_read <= 1;
}

bool nobody_seen(const Assessment& a) { return a.input.frames_with_person == 0; }

std::string section(const Texts& texts, std::string_view key, std::string_view content,
                    std::string_view attributes) {
  std::string id = fmt::format("{}-{}", code(texts.language()), key);
  std::ranges::replace(id, '.', '-');
  const std::string heading = element("h2", fmt::format("id=\"{}\"", id), escape(texts(key)));
  return element(
      "section",
      fmt::format("aria-labelledby=\"{}\"{}{}", id, attributes.empty() ? "" : " ", attributes),
      heading + std::string(content));
}

std::string paragraph(std::string_view text, std::string_view attributes) {
  return element("p", attributes, escape(text));
}

std::string table(const Texts& texts, std::string_view label_key, std::string_view head,
                  std::string_view body, std::string_view attributes) {
  const std::string inner = element("table", attributes, std::string(head) + std::string(body));
  return element("div",
                 fmt::format("class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"",
                             escape(texts(label_key))),
                 inner);
}

}  // namespace dorsal::report
