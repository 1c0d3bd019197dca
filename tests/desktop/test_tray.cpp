#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "desktop/fake_tray.hpp"
#include "desktop/handling.hpp"
#include "desktop/private_bus.hpp"
#include "dorsal/desktop/bus.hpp"
#include "dorsal/desktop/tray.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;

class TrayTest : public OnPrivateBus {
 protected:
  void SetUp() override {
    OnPrivateBus::SetUp();
    if (!private_bus) return;
    bus.emplace(Bus::session().value());
  }
  void come(bool shows = true) { desktop.emplace(*private_bus, shows); }
  void begin(const TrayState& state) {
    tray.emplace(*bus);
    const auto told = tray->set(state);
    ASSERT_TRUE(told) << to_string(told.error());
  }
  bool becomes_visible(bool visible = true) {
    return handle_until(*bus, [&] { return tray->visible() == visible; });
  }
  // What a panel finds that reads the entry now.
  template <class Read>
  auto panel(Read read) {
    return while_handling(*bus, [this, read] {
      FakePanel one(*private_bus, desktop->entries().back());
      return read(one);
    });
  }
  bool choice_arrives(const std::vector<std::string>& wanted) {
    handle_for(*bus, milliseconds(20));
    return tray->take_choices() == wanted;
  }

  std::optional<FakeTray> desktop;
  std::optional<Bus> bus;
  std::optional<Tray> tray;
};

TrayState some_state() {
  return {"dorsal",
          "34 minutes <bent>",
          false,
          0.4,
          false,
          {{"pause", "Pause_it", true},
           {"", "", true},
           {"stop", "Stop", true},
           {"calibrate", "Calibrate", false}}};
}

TEST_F(TrayTest, an_entry_offers_itself_to_the_tray) {
  come();
  begin(some_state());
  EXPECT_TRUE(becomes_visible());
  EXPECT_EQ(desktop->entries(), std::vector<std::string>{bus->connection().getUniqueName()});
}

TEST_F(TrayTest, without_a_tray_it_is_not_visible_and_nothing_fails) {
  begin(some_state());
  handle_for(*bus, milliseconds(50));
  EXPECT_FALSE(tray->visible());
}

TEST_F(TrayTest, a_tray_that_comes_later_finds_the_entry_and_one_that_comes_again_too) {
  begin(some_state());
  come();
  EXPECT_TRUE(becomes_visible());
  desktop.reset();
  EXPECT_TRUE(becomes_visible(false));
  come();
  EXPECT_TRUE(becomes_visible());
  EXPECT_EQ(desktop->entries().size(), 1U);
}

TEST_F(TrayTest, a_tray_without_a_panel_shows_nothing_until_the_panel_comes) {
  come(false);
  begin(some_state());
  EXPECT_TRUE(handle_until(*bus, [&] { return !desktop->entries().empty(); }));
  handle_for(*bus, milliseconds(50));
  EXPECT_FALSE(tray->visible());
  desktop->set_shows(true);
  EXPECT_TRUE(becomes_visible());
  desktop->set_shows(false);
  EXPECT_TRUE(becomes_visible(false));
}

TEST_F(TrayTest, a_tray_that_hangs_holds_nobody) {
  come();
  desktop->hang();
  const auto start = std::chrono::steady_clock::now();
  begin(some_state());
  bus->wait(milliseconds(0));
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1000));
  EXPECT_FALSE(tray->visible());
  desktop->recover();
  EXPECT_TRUE(becomes_visible());
}

TEST_F(TrayTest, the_silence_of_a_tray_before_says_nothing_of_this_one) {
  come();
  desktop->hang();
  begin(some_state());
  desktop->give_up_name();
  FakeTray second(*private_bus);
  EXPECT_TRUE(becomes_visible());
  handle_for(*bus, milliseconds(2300));  // the first has not answered within two seconds
  EXPECT_TRUE(tray->visible());
}

TEST_F(TrayTest, a_panel_reads_the_words) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  using ToolTip =
      sdbus::Struct<std::string, std::vector<FakePanel::Pixmap>, std::string, std::string>;
  EXPECT_EQ(panel([](FakePanel& one) { return one.entry<std::string>("Title"); }), "dorsal");
  EXPECT_EQ(panel([](FakePanel& one) { return one.entry<std::string>("Status"); }), "Active");
  EXPECT_EQ(panel([](FakePanel& one) { return one.entry<ToolTip>("ToolTip").get<3>(); }),
            "34 minutes &lt;bent&gt;");
  TrayState state = some_state();
  state.needs_attention = true;
  EXPECT_TRUE(tray->set(state));
  EXPECT_EQ(panel([](FakePanel& one) { return one.entry<std::string>("Status"); }),
            "NeedsAttention");
}

TEST_F(TrayTest, icons_have_the_bytes_of_their_sizes) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  const auto icons = panel([](FakePanel& one) { return one.icons(); });
  ASSERT_EQ(icons.size(), 2U);
  for (const std::size_t which : {0U, 1U}) {
    const std::int32_t size = which == 0 ? 22 : 44;
    EXPECT_EQ(icons[which].get<0>(), size);
    EXPECT_EQ(icons[which].get<1>(), size);
    EXPECT_EQ(icons[which].get<2>().size(), static_cast<std::size_t>(size * size * 4));
  }
}

TEST_F(TrayTest, the_panel_is_told_what_has_changed_and_nothing_else) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  const auto listener = sdbus::createSessionBusConnectionWithAddress(private_bus->address());
  std::string heard;
  const auto slot =
      listener->addMatch("type='signal',path='/StatusNotifierItem'",
                         [&](sdbus::Message& message) { heard += message.getMemberName() + ";"; });
  const auto heard_after = [&](const TrayState& state) {
    heard.clear();
    EXPECT_TRUE(tray->set(state));
    handle_for(*bus, milliseconds(30));
    while (listener->processPendingRequest()) {
    }
    return heard;
  };
  TrayState state = some_state();
  EXPECT_EQ(heard_after(state), "");
  state.level = 0.9;
  EXPECT_EQ(heard_after(state), "NewIcon;NewAttentionIcon;");
  state.title = "dorsal: paused";
  EXPECT_EQ(heard_after(state), "NewTitle;NewToolTip;");
  state.level = 5;
  heard_after(state);
  EXPECT_EQ(heard_after(state), "") << "above 1 is 1";
}

TEST_F(TrayTest, a_choice_in_the_menu_arrives) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  panel([](FakePanel& one) {
    one.click(one.line("Pause__it"));  // one underscore would be a key to press
    one.click(one.line("Stop"), "hovered");
    return one.click_all({one.line("Stop"), 99});
  });
  EXPECT_TRUE(choice_arrives({"pause", "stop"}));
  EXPECT_TRUE(choice_arrives({}));
}

TEST_F(TrayTest, a_line_that_is_switched_off_or_gone_cannot_be_chosen) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  const auto [off, stop] =
      panel([](FakePanel& one) { return std::pair(one.line("Calibrate"), one.line("Stop")); });
  panel([line = off](FakePanel& one) { return one.click(line), 0; });
  EXPECT_TRUE(choice_arrives({}));
  TrayState state = some_state();
  state.menu = {{"resume", "Resume", true}};
  EXPECT_TRUE(tray->set(state));
  panel([line = stop](FakePanel& one) { return one.click(line), 0; });
  EXPECT_TRUE(choice_arrives({}));
  const auto resume = panel([](FakePanel& one) { return one.line("Resume"); });
  EXPECT_NE(resume, stop) << "a late click would mean another line";
}

TEST_F(TrayTest, the_layout_answers_as_deep_and_as_much_as_is_asked) {
  come();
  begin(some_state());
  ASSERT_TRUE(becomes_visible());
  const auto whole = panel([](FakePanel& one) { return one.layout(); });
  ASSERT_EQ(whole.get<2>().size(), 4U);
  const auto line = whole.get<2>()[1].get<FakePanel::Layout>();
  EXPECT_EQ(line.get<1>().at("type").get<std::string>(), "separator");
  const auto last = whole.get<2>()[3].get<FakePanel::Layout>();
  EXPECT_FALSE(last.get<1>().at("enabled").get<bool>());
  const auto root = panel([](FakePanel& one) { return one.layout(0, 0, {}); });
  EXPECT_TRUE(root.get<2>().empty());
  const auto only_labels = panel([](FakePanel& one) { return one.layout(0, 1, {"label"}); });
  EXPECT_EQ(only_labels.get<2>()[0].get<FakePanel::Layout>().get<1>().size(), 1U);
  EXPECT_THROW(panel([](FakePanel& one) { return one.layout(77, 1, {}); }), sdbus::Error);
}

TEST_F(TrayTest, a_level_that_is_no_number_is_refused) {
  begin(some_state());
  TrayState state = some_state();
  state.level = std::numeric_limits<double>::quiet_NaN();
  const auto told = tray->set(state);
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::not_finite);
}

TEST_F(TrayTest, a_second_entry_on_one_bus_is_told_not_thrown) {
  begin(some_state());
  Tray second(*bus);
  const auto told = second.set(some_state());
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::unsupported);
  EXPECT_FALSE(second.visible());
}

}  // namespace
}  // namespace dorsal::desktop
