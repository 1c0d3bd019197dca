#include <iostream>
#include <string>

#include "dorsal/report/files.hpp"
#include "dorsal/report/html.hpp"
#include "report/example_assessment.hpp"

// Writes reports of made-up recordings into a folder, to be looked at.
int main(int argc, char** argv) {
  using namespace dorsal::report;
  if (argc != 2) {
    std::cerr << "usage: dorsal_report_example FOLDER\n";
    return 2;
  }
  ExampleOptions day;
  day.minutes = 480;
  day.bands = false;
  ExampleOptions desk;
  desk.hips = false;
  ExampleOptions empty;
  empty.person = false;
  ExampleOptions photo;
  photo.single = true;
  ExampleOptions brief;
  brief.minutes = 0.2;
  brief.fps = 30;
  const std::pair<const char*, ExampleOptions> examples[] = {{"hour", {}},     {"day", day},
                                                             {"desk", desk},   {"empty", empty},
                                                             {"photo", photo}, {"brief", brief}};
  for (const auto& [name, options] : examples) {
    const Assessment a = example_assessment(options);
    for (const Language language : {Language::english, Language::spanish}) {
      const std::string path =
          std::string(argv[1]) + '/' + name + '.' + std::string(code(language)) + ".html";
      if (auto done = write_whole_file(path, report_html(a, language)); !done) {
        std::cerr << dorsal::to_string(done.error()) << '\n';
        return 1;
      }
    }
  }
  return 0;
}
