#include "dorsal/report/html.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cmath>

#include "embedded.hpp"
#include "markup.hpp"
#include "sections.hpp"
#include "texts.hpp"

namespace dorsal::report {
namespace {

constexpr std::array kLanguages = {Language::english, Language::spanish};

/// What a content security policy calls the source of an inline element.
std::string source_hash(std::string_view content) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()),
                     content.size());
  constexpr std::size_t kLength =
      sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL);
  std::array<char, kLength> text{};
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return fmt::format("'sha256-{}'", text.data());
}

std::string fact(const Texts& t, const char* key, std::string_view value) {
  return element("div", "",
                 element("dt", "", escape(t(fmt::format("facts.{}", key)))) +
                     element("dd", "", escape(value)));
}

std::string body_text(const Texts& t, const body::Person& person) {
  return t(person.sex == body::Sex::female ? "facts.body_female" : "facts.body_male",
           {{"age", t.number(person.age)},
            {"height", t.number(in_metres(person.height), 2)},
            {"mass", t.number(in_kilograms(person.mass))}});
}

std::string facts(const Texts& t, const Assessment& a) {
  std::string out = fact(t, "recording", a.input.name);
  if (!is_single(a)) {
    out += fact(t, "length", t.duration(a.input.duration));
    out += fact(t, "seen",
                t("facts.frames_value", {{"seen", std::to_string(a.input.frames_with_person)},
                                         {"all", std::to_string(a.input.frames_read)}}));
  }
  out += fact(t, "view", a.view ? t(fmt::format("view.{}", word(*a.view))) : t("page.unknown"));
  out += fact(t, "body", body_text(t, a.person));
  out += fact(t, "upright", t(fmt::format("calibration.{}", word(a.calibration))));
  return element("dl", "class=\"facts\"", out);
}

std::string header(const Texts& t, const Assessment& a) {
  const std::string kind = t(fmt::format("kind.{}", word(a.input.kind)));
  return element(
      "header", "",
      element("p", "class=\"brand\"", "dorsal") + element("h1", "", escape(t("page.title"))) +
          paragraph(t("page.standfirst", {{"kind", kind}}), "class=\"lead\"") + facts(t, a));
}

std::string page(const Texts& t, const Assessment& a) {
  std::string main = headline_section(t, a);
  main += moments_section(t, a);
  main += posture_course_section(t, a);
  main += load_course_section(t, a);
  main += zones_section(t, a);
  main += exposure_section(t, a);
  main += workplace_section(t, a);
  main += fatigue_section(t, a);
  main += levels_section(t, a);
  main += measures_section(t, a);
  main += notes_section(t, a);
  main += how_section(t);
  main += sources_section(t);
  const std::string footer =
      element("footer", "", paragraph(t("page.disclaimer"), "class=\"disclaimer\""));
  return element("div", fmt::format("class=\"page\" lang=\"{}\"", code(t.language())),
                 header(t, a) + element("main", "", main) + footer);
}

std::string language_switch(Language first) {
  std::string out = "<legend>Language / Idioma</legend>";
  for (const Language language : kLanguages) {
    const Texts t(language);
    out += fmt::format(
        "<input type=\"radio\" name=\"lang\" id=\"lang-{0}\" value=\"{0}\" autocomplete=\"off\""
        "{2}><label for=\"lang-{0}\" lang=\"{0}\">{1}</label>",
        code(language), escape(t("page.name")), language == first ? " checked" : "");
  }
  return element("fieldset", "class=\"switch\"", out);
}

std::string head(const Texts& t, std::string_view style, std::string_view script) {
  const std::string policy = fmt::format(
      "default-src 'none'; img-src data:; style-src {}; script-src {}; base-uri 'none'; "
      "form-action 'none'",
      source_hash(style), source_hash(script));
  return fmt::format(
      "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n",
      policy, escape(t("page.title")), style);
}

// Stripes for what was not seen: told apart without colour.
constexpr std::string_view kPatterns =
    "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
    "focusable=\"false\"><defs>"
    "<pattern id=\"stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#f6f6f4\"/>"
    "<line x1=\"0\" x2=\"0\" y1=\"0\" y2=\"6\" stroke=\"#b9bfc1\" stroke-width=\"2\"/></pattern>"
    "</defs></svg>\n";

}  // namespace

std::string report_html(const Assessment& a, Language first) {
  const std::string_view style = embedded_file("src/report/style.css");
  const std::string_view script = embedded_file("src/report/report.js");
  std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n{}</head>\n<body>\n",
                                code(first), head(Texts(first), style, script));
  out += kPatterns;
  out += language_switch(first) + '\n';
  for (const Language language : kLanguages) out += page(Texts(language), a) + '\n';
  out += fmt::format("<script>{}</script>\n</body>\n</html>\n", script);
  return out;
}

}  // namespace dorsal::report
