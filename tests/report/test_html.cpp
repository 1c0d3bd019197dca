#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "dorsal/report/html.hpp"
#include "report/example_assessment.hpp"

namespace dorsal::report {
namespace {

std::string page(const ExampleOptions& options = {}, Language first = Language::english) {
  return report_html(example_assessment(options), first);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ReportHtml, nothing_is_fetched_from_anywhere) {
  const std::string html = page();
  EXPECT_FALSE(std::regex_search(html, std::regex(R"((src|href)\s*=\s*["'](https?:)?//)")));
  EXPECT_FALSE(std::regex_search(html, std::regex(R"(url\((?!#))")));
  EXPECT_FALSE(holds(html, "@import"));
  EXPECT_TRUE(holds(html, "Content-Security-Policy"));
}

TEST(ReportHtml, both_languages_are_inside_and_marked_as_such) {
  const std::string html = page({}, Language::spanish);
  EXPECT_TRUE(holds(html, "lang=\"en\""));
  EXPECT_TRUE(holds(html, "lang=\"es\""));
  EXPECT_TRUE(holds(html, "does not diagnose"));
  EXPECT_TRUE(holds(html, "no diagnostica"));
}

TEST(ReportHtml, a_hostile_file_name_is_shown_and_not_run) {
  Assessment assessment = example_assessment();
  assessment.input.name = "<script>alert(1)</script>&\"'.mp4";
  assessment.diagnostics.push_back({"<img onerror=x>", "<b>"});
  const std::string html = report_html(assessment, Language::english);
  EXPECT_FALSE(holds(html, "<script>alert"));
  EXPECT_FALSE(holds(html, "<img onerror"));
  EXPECT_TRUE(holds(html, "&lt;script&gt;alert"));
}

TEST(ReportHtml, no_number_that_is_none_is_ever_shown) {
  ExampleOptions nobody, desk, photo, day;
  nobody.person = false;
  desk.hips = false;
  photo.single = true;
  day.minutes = 480;
  for (const ExampleOptions& options : {ExampleOptions{}, nobody, desk, photo, day}) {
    const std::string html = page(options);
    EXPECT_FALSE(std::regex_search(html, std::regex(R"([>" ,-](nan|inf)[<" ,])")));
    EXPECT_TRUE(holds(html, "</html>"));
    EXPECT_LT(html.size(), 2'000'000U);
  }
}

Assessment with_eyes(const exposure::Reading& metres) {
  Assessment assessment = example_assessment();
  const exposure::Duration second = exposure::duration_from_seconds(1);
  assessment.posture.add(assessment.posture.duration(), second, {}, {}, metres);
  return assessment;
}

std::string why_not(const Assessment& assessment, std::string_view measure) {
  for (const NotMeasurable& gap : not_measurable(assessment)) {
    if (gap.measure == measure) return gap.why;
  }
  return "";
}

TEST(ReportHtml, says_how_far_the_screen_is_as_surely_as_it_was_seen) {
  struct Case {
    exposure::Reading eyes;
    const char* says;
    const char* why;  // that the distance of the screen is not known; null: it is
  };
  for (const Case& c : {Case{{0.30, 0.22, 0.42}, "nearer than is advised", nullptr},
                        Case{{0.60, 0.42, 0.88}, "this may be so", nullptr},
                        Case{{1.30, 0.95, 1.80}, "farther than is advised", nullptr},
                        Case{{2.60, 1.90, 3.60}, "sits on no screen", "camera_far"},
                        Case{{}, nullptr, "face_turned"}}) {
    const Assessment assessment = with_eyes(c.eyes);
    const std::string html = report_html(assessment, Language::english);
    EXPECT_EQ(holds(html, "How far the eyes are"), c.says != nullptr);
    EXPECT_TRUE(holds(html, c.says == nullptr ? "</html>" : c.says));
    EXPECT_EQ(why_not(assessment, "screen_distance"), c.why == nullptr ? "" : c.why);
  }
  Assessment landmarks = with_eyes({});
  landmarks.input.kind = InputKind::landmarks;
  EXPECT_EQ(why_not(landmarks, "screen_distance"), "no_picture");
}

TEST(ReportHtml, labels_of_a_drawings_guides_never_lie_on_each_other) {
  const std::string html = page();
  const std::regex label(R"re(<svg|<text x="100%" dx="5" y="([-0-9.]+)")re");
  double above = -1000;
  int labels = 0;
  for (std::sregex_iterator it(html.begin(), html.end(), label), end; it != end; ++it) {
    if (!(*it)[1].matched) {
      above = -1000;
      continue;
    }
    const double y = std::stod((*it)[1]);
    EXPECT_GE(y - above, 12);
    above = y;
    ++labels;
  }
  EXPECT_GT(labels, 5);
}

TEST(ReportHtml, every_drawing_has_a_title_for_those_who_cannot_see_it) {
  const std::string html = page();
  const auto count = [&](const std::string& pattern) {
    const std::regex regex(pattern);
    return std::distance(std::sregex_iterator(html.begin(), html.end(), regex),
                         std::sregex_iterator());
  };
  EXPECT_GT(count("<svg"), 4);
  EXPECT_EQ(count("<svg[^>]*role=\"img\""), count("<title id="));
}

TEST(ReportHtml, a_picture_is_in_it_only_when_the_assessment_carries_one) {
  Assessment assessment = example_assessment();
  EXPECT_FALSE(holds(report_html(assessment, Language::english), "data:image/jpeg"));
  ASSERT_TRUE(assessment.worst);
  assessment.worst->jpeg = "\xff\xd8 not really a picture";
  EXPECT_TRUE(holds(report_html(assessment, Language::english), "data:image/jpeg"));
}

TEST(ReportHtml, equal_assessments_give_equal_bytes) { EXPECT_EQ(page(), page()); }

}  // namespace
}  // namespace dorsal::report
