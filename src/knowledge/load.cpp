#include "dorsal/knowledge/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <system_error>

#include "dorsal/base/printable.hpp"
#include "embedded.hpp"
#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

namespace fs = std::filesystem;

using Reader = void (*)(Fields&, const std::string&, Knowledge&);

struct Kind {
  std::string_view folder;
  Reader read;
};

constexpr std::array<Kind, 9> kFolders{{{"causes", read_cause},
                                        {"findings", read_finding},
                                        {"screens", read_screen},
                                        {"flags", read_flag},
                                        {"care", read_care},
                                        {"exercises", read_exercise},
                                        {"facts", read_fact},
                                        {"exposures", read_exposure},
                                        {"limits", read_limits}}};

constexpr std::uintmax_t kLargest = 1 << 20;  // bytes of one file

struct Name {
  std::string folder;
  std::string id;
};

std::optional<Name> name_of(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || !path.ends_with(".toml")) return std::nullopt;
  const std::string_view id = path.substr(slash + 1, path.size() - slash - 6);
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (id.empty() || !std::ranges::all_of(id, fine)) return std::nullopt;
  return Name{std::string(path.substr(0, slash)), std::string(id)};
}

// Whether a line begins a table whose name begins with what no name may begin with: toml++ 3.3
// takes for granted there that it does not.
bool is_nameless_table(std::string_view line) {
  constexpr std::string_view kBlank = " \t";
  std::size_t at = line.find_first_not_of(kBlank);
  if (at == std::string_view::npos || line[at] != '[') return false;
  at += line.substr(at).starts_with("[[") ? 2 : 1;
  at = line.find_first_not_of(kBlank, at);
  if (at == std::string_view::npos) return true;
  const auto c = static_cast<unsigned char>(line[at]);
  return std::isalnum(c) == 0 && std::string_view("_-\"'").find(line[at]) == std::string_view::npos;
}

// Whether a quote may open a text after this character; within a number or a name toml++ 3.3 reads
// on over it, as if it were one of its letters.
bool may_stand_before_a_text(char c) {
  return std::string_view(" \t=[,{.").find(c) != std::string_view::npos;
}

// Whether a line has what toml++ 3.3 cannot read safely: a character outside ASCII where blank
// space may stand (undefined behaviour in its table of spaces), a text over several lines, or a
// table without a name, or a } without its { (an inline table stands on one line).
bool is_unsafe(std::string_view line) {
  if (is_nameless_table(line)) return true;
  if (line.find("\"\"\"") != std::string_view::npos) return true;
  if (line.find("'''") != std::string_view::npos) return true;
  char quote = 0;
  std::string open;  // brackets
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '#') {
      return false;
    } else if (c == '"' || c == '\'') {
      if (i > 0 && !may_stand_before_a_text(line[i - 1])) return true;
      quote = c;
    } else if (static_cast<unsigned char>(c) >= 0x80 || (c == '}' && !open.ends_with('{'))) {
      return true;
    } else if (c == '[' || c == '{') {
      open += c;
    } else if (c == '}' || (c == ']' && open.ends_with('['))) {
      open.pop_back();
    }
  }
  return false;
}

// From 1; 0 where every line is safe.
unsigned unsafe_line(std::string_view text) {
  for (unsigned number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    if (is_unsafe(text.substr(0, end + 1))) return number;
    text.remove_prefix(end + 1);
  }
  return 0;
}

void read_file(const SourceFile& file, Knowledge& out, Mistakes& mistakes) {
  const std::string place = printable(file.path, 200);
  const auto name = name_of(file.path);
  if (!name) {
    mistakes.add({place, 0},
                 "a file of knowledge must be named FOLDER/ID.toml, and an id holds "
                 "letters, digits and _ only");
    return;
  }
  const auto* const kind = std::ranges::find(kFolders, name->folder, &Kind::folder);
  if (kind == kFolders.end()) {
    mistakes.add({place, 0},
                 fmt::format("\"{}\" is not a folder of knowledge", printable(name->folder, 60)));
    return;
  }
  if (const unsigned line = unsafe_line(file.text); line != 0) {
    mistakes.add(
        {place, line},
        "a character outside ASCII stands outside quotes, a quote stands within a word, a text "
        "has triple quotes, a table has no name, or a } has no {",
        "write every text on one line in plain quotes, and every table as [name]");
    return;
  }
  const toml::parse_result parsed = toml::parse(std::string_view(file.text));
  if (!parsed) {
    const auto line = static_cast<unsigned>(parsed.error().source().begin.line);
    mistakes.add({place, line},
                 fmt::format("this is not TOML: {}", printable(parsed.error().description(), 200)));
    return;
  }
  Fields fields(parsed.table(), place, "", mistakes);
  kind->read(fields, name->id, out);
}

int flag_number(const Flag& flag) {
  return flag.id.size() > 1 && flag.id.size() < 6 ? std::atoi(flag.id.c_str() + 1) : 0;
}

void put_in_order(Knowledge& all) {
  std::ranges::stable_sort(all.findings, {}, &Finding::id);
  std::ranges::stable_sort(all.causes, {}, &Cause::id);
  std::ranges::stable_sort(all.care, {}, &Care::id);
  std::ranges::stable_sort(all.screens, {}, &Screen::order);
  std::ranges::stable_sort(all.facts, {}, &Fact::number);
  std::ranges::stable_sort(all.exposures, {}, &Exposure::id);
  std::ranges::stable_sort(all.flags, {}, flag_number);
}

void check_something_there(const Knowledge& all, Mistakes& mistakes) {
  const auto need = [&](bool there, const char* folder) {
    if (!there) mistakes.add({folder, 0}, "there is no file of this kind", {}, ErrorCode::missing);
  };
  need(!all.causes.empty(), "causes");
  need(!all.findings.empty(), "findings");
  need(!all.flags.empty(), "flags");
  need(!all.limits.thresholds.empty(), "limits");
}

void check_care_ids(const Knowledge& all, Mistakes& mistakes) {
  for (std::size_t i = 1; i < all.care.size(); ++i) {
    if (all.care[i].id != all.care[i - 1].id) continue;
    mistakes.add(all.care[i].place, "this id is in care/ and in exercises/");
  }
}

}  // namespace

Reading read(const std::vector<SourceFile>& files) {
  Reading out;
  Mistakes mistakes;
  for (const SourceFile& file : files) read_file(file, out.knowledge, mistakes);
  put_in_order(out.knowledge);
  if (mistakes.none()) check_something_there(out.knowledge, mistakes);
  if (mistakes.none()) check_care_ids(out.knowledge, mistakes);
  if (mistakes.none()) link(out.knowledge, mistakes);
  if (mistakes.none()) check_whole(out.knowledge, mistakes);
  out.mistakes = mistakes.take();
  return out;
}

Result<std::vector<SourceFile>> files_in(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return fail(ErrorCode::no_such_file, "there is no such folder of knowledge",
                printable(folder.string()));
  }
  std::vector<SourceFile> out;
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->is_directory(error) || at->path().extension() != ".toml") continue;
    const std::string name = fs::relative(at->path(), folder, error).generic_string();
    if (name.starts_with("methods/")) continue;  // tables of the ergonomics stage
    std::ifstream stream(at->path(), std::ios::binary);
    if (!stream) return fail(ErrorCode::unreadable, "the file cannot be read", printable(name));
    if (fs::file_size(at->path(), error) > kLargest) {
      return fail(ErrorCode::unsupported, "a file of knowledge is at most 1 MiB large",
                  printable(name));
    }
    out.push_back({name, {std::istreambuf_iterator<char>(stream), {}}});
  }
  if (error)
    return fail(ErrorCode::unreadable, "the folder cannot be read", printable(folder.string()));
  std::ranges::sort(out, {}, &SourceFile::path);
  return out;
}

std::vector<SourceFile> embedded_files() {
  constexpr std::string_view kFolder = "knowledge/";
  std::vector<SourceFile> out;
  for (const std::string_view name : embedded_names()) {
    out.push_back({std::string(name.substr(kFolder.size())), std::string(embedded_file(name))});
  }
  return out;
}

namespace {

Result<Knowledge> without_mistakes(Reading reading) {
  if (reading.mistakes.empty()) return std::move(reading.knowledge);
  return tl::unexpected(std::move(reading.mistakes.front()));
}

}  // namespace

Result<Knowledge> load(const fs::path& folder) {
  DORSAL_TRY(const auto files, files_in(folder));
  return without_mistakes(read(files));
}

Result<Knowledge> embedded() { return without_mistakes(read(embedded_files())); }

}  // namespace dorsal::knowledge
