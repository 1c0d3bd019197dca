#include "autostart_text.hpp"

#include <algorithm>
#include <string_view>

#include "dorsal/base/printable.hpp"

namespace dorsal::desktop {
namespace {

// Puts `before` in front of each of the letters.
std::string with_each(std::string_view text, std::string_view letters, char before) {
  std::string out;
  for (const char letter : text) {
    if (letters.find(letter) != std::string_view::npos) out += before;
    out += letter;
  }
  return out;
}

std::string percents_doubled(std::string_view text) { return with_each(text, "%", '%'); }

// Letters that mean nothing to either format.
bool needs_no_quotes(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') ||
           std::string_view("/._-+,:@").find(letter) != std::string_view::npos;
  });
}

// systemd: C-style escapes inside double quotes; % starts a specifier everywhere.
std::string unit_word(const std::string& text) {
  if (needs_no_quotes(text)) return text;
  return '"' + percents_doubled(with_each(text, "\\\"", '\\')) + '"';
}

// A value of type string in a desktop entry has escapes of its own.
std::string entry_string(std::string_view text) { return with_each(text, "\\", '\\'); }

// Desktop entries: inside the quotes four letters are escaped; then the whole is a string.
std::string entry_word(const std::string& text) {
  if (needs_no_quotes(text)) return text;
  return entry_string('"' + percents_doubled(with_each(text, "\\\"`$", '\\')) + '"');
}

template <class Quote>
std::string command_line(Quote quote, const std::filesystem::path& program,
                         const std::vector<std::string>& arguments) {
  std::string line = quote(program.string());
  for (const std::string& argument : arguments) line += ' ' + quote(argument);
  return line;
}

// Some desktops look for the program before they read the doubled percents; the one that they find
// then is env.
std::string entry_command(const std::filesystem::path& program,
                          const std::vector<std::string>& arguments) {
  const bool has_percent = program.string().find('%') != std::string::npos;
  return (has_percent ? "env " : "") + command_line(entry_word, program, arguments);
}

tl::unexpected<Error> cannot_carry(const std::string& text, std::string sentence) {
  return fail(ErrorCode::out_of_range, std::move(sentence), printable(text),
              "give the program a plain path");
}

}  // namespace

Result<void> check_command(Autostart kind, const std::filesystem::path& program,
                           const std::vector<std::string>& arguments) {
  const std::string path = program.string();
  if (!program.is_absolute() || path.ends_with('/')) {
    return cannot_carry(path, "the program to start is not a full path");
  }
  if (kind == Autostart::desktop_entry && path.find('=') != std::string::npos) {
    return cannot_carry(path, "a desktop entry cannot start a program with '=' in its path");
  }
  if (kind == Autostart::systemd_unit && path.find_first_of("\"'\\") != std::string::npos) {
    return cannot_carry(path, "systemd starts no program with a quote or backslash in its path");
  }
  const auto is_plain = [](const std::string& text) { return printable(text) == text; };
  if (!is_plain(path)) return cannot_carry(path, "the program's path has unprintable characters");
  const auto odd = std::ranges::find_if_not(arguments, is_plain);
  if (odd != arguments.end()) return cannot_carry(*odd, "an argument has unprintable characters");
  return {};
}

// No access to the network, no new rights; devices stay open to it, for the camera. Restarted when
// it failed, thrice at most: another watcher may be running.
std::string systemd_unit(const std::filesystem::path& program,
                         const std::vector<std::string>& arguments) {
  return "[Unit]\n"
         "Description=dorsal, looks after the upper back\n"
         "PartOf=graphical-session.target\n"
         "After=graphical-session.target\n"
         "StartLimitIntervalSec=120\n"
         "StartLimitBurst=3\n"
         "\n"
         "[Service]\n"
         // The colon: a dollar sign is a dollar sign.
         "ExecStart=:" +
         command_line(unit_word, program, arguments) +
         "\n"
         "Restart=on-failure\n"
         "RestartSec=10\n"
         "UMask=0077\n"
         "NoNewPrivileges=yes\n"
         "RestrictAddressFamilies=AF_UNIX\n"
         "RestrictNamespaces=yes\n"
         "RestrictRealtime=yes\n"
         "RestrictSUIDSGID=yes\n"
         "LockPersonality=yes\n"
         "SystemCallArchitectures=native\n"
         "SystemCallFilter=@system-service\n"
         "\n"
         "[Install]\n"
         "WantedBy=graphical-session.target\n";
}

std::string desktop_entry(const std::filesystem::path& program,
                          const std::vector<std::string>& arguments) {
  return "[Desktop Entry]\n"
         "Type=Application\n"
         "Name=dorsal\n"
         "Comment=Looks after the upper back while you work\n"
         "TryExec=" +
         entry_string(program.string()) + "\nExec=" + entry_command(program, arguments) +
         "\n"
         "Terminal=false\n"
         "NoDisplay=true\n"
         "X-GNOME-Autostart-enabled=true\n";
}

}  // namespace dorsal::desktop
