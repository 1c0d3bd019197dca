#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "desktop/fake_notices.hpp"
#include "desktop/handling.hpp"
#include "desktop/private_bus.hpp"
#include "dorsal/desktop/bus.hpp"
#include "dorsal/desktop/notices.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;

class NoticesTest : public OnPrivateBus {
 protected:
  void SetUp() override {
    OnPrivateBus::SetUp();
    if (!private_bus) return;
    auto opened = Bus::session();
    ASSERT_TRUE(opened) << to_string(opened.error());
    bus.emplace(std::move(*opened));
    notices.emplace(*bus);
  }
  void serve(NoticeManners manners = {}) { server.emplace(*private_bus, std::move(manners)); }
  // A server that was there first, so that it need not be heard of.
  void serve_known(NoticeManners manners = {}) {
    serve(std::move(manners));
    notices.emplace(*bus);
  }
  NoticeId show(const Notice& notice, std::optional<NoticeId> replaces = {}) {
    const auto id = notices->show(notice, replaces);
    EXPECT_TRUE(id) << to_string(id.error());
    return id.value_or(0);
  }
  std::vector<NoticeReply> next_replies() {
    std::vector<NoticeReply> replies;
    handle_until(*bus, [&] { return !(replies = notices->take_replies()).empty(); });
    return replies;
  }
  // What has come after everything that was sent so far must have come.
  std::vector<NoticeReply> replies_after_a_while() {
    handle_for(*bus, milliseconds(150));
    return notices->take_replies();
  }

  std::optional<FakeNotices> server;
  std::optional<Bus> bus;
  std::optional<Notices> notices;
};

const Notice kStretch{
    "Time to move", "34 minutes bent", {{"done", "Done"}, {"later", "Later"}}, true};

TEST_F(NoticesTest, a_notice_is_shown_with_its_actions) {
  serve();
  const NoticeId id = show(kStretch);
  const auto shown = server->shown();
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].id, id);
  EXPECT_EQ(shown[0].replaces, 0U);
  EXPECT_EQ(shown[0].title, "Time to move");
  EXPECT_EQ(shown[0].body, "34 minutes bent");
  EXPECT_EQ(shown[0].actions, (std::vector<std::string>{"done", "Done", "later", "Later"}));
  EXPECT_EQ(shown[0].timeout, 0) << "it stays";
}

TEST_F(NoticesTest, one_that_need_not_stay_runs_out_as_the_desktop_likes) {
  serve();
  show({"Good morning", "", {}, false});
  EXPECT_EQ(server->shown().at(0).timeout, -1);
}

TEST_F(NoticesTest, even_one_that_stays_never_breaks_through_the_persons_quiet) {
  serve();
  show(kStretch);
  EXPECT_EQ(server->shown().at(0).urgency, 1);
}

TEST_F(NoticesTest, a_pressed_action_is_one_reply) {
  serve();
  const NoticeId id = show(kStretch);
  server->press(id, "later");  // and closed by the server
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, "later"}}));
  EXPECT_EQ(replies_after_a_while(), std::vector<NoticeReply>{});
}

TEST_F(NoticesTest, a_closed_notice_is_a_reply_without_an_action) {
  serve();
  const NoticeId id = show(kStretch);
  server->close(id);
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, ""}}));
}

TEST_F(NoticesTest, answers_to_notices_of_others_and_to_buttons_that_were_not_offered_say_nothing) {
  serve();
  const NoticeId id = show(kStretch);
  server->press(id + 1, "done");
  server->close(id + 1);
  EXPECT_EQ(replies_after_a_while(), std::vector<NoticeReply>{});
  server->press(id, "delete everything");  // the notice is closed by that, and no more
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, ""}}));
}

TEST_F(NoticesTest, an_answer_from_another_than_the_server_says_nothing) {
  serve();
  const NoticeId id = show(kStretch);
  const auto stranger = sdbus::createSessionBusConnectionWithAddress(private_bus->address());
  const auto object = sdbus::createObject(*stranger, "/org/freedesktop/Notifications");
  auto signal = object->createSignal("org.freedesktop.Notifications", "ActionInvoked");
  signal << id << std::string("done");
  signal.setDestination(bus->connection().getUniqueName());
  signal.send();
  EXPECT_EQ(replies_after_a_while(), std::vector<NoticeReply>{});
  server->press(id, "later");
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, "later"}}));
}

TEST_F(NoticesTest, a_replaced_notice_keeps_its_number_and_its_place) {
  serve();
  const NoticeId first = show(kStretch);
  const NoticeId second = show({"Still there", "", {{"go", "Go"}}, true}, first);
  EXPECT_EQ(second, first);
  EXPECT_EQ(server->shown().at(1).replaces, first);
  server->press(first, "go");
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{first, "go"}}));
}

TEST_F(NoticesTest, one_that_is_gone_is_not_replaced_but_shown_anew) {
  serve();
  const NoticeId first = show(kStretch);
  server->close(first);
  next_replies();
  const NoticeId second = show(kStretch, first);
  EXPECT_EQ(server->shown().at(1).replaces, 0U);
  EXPECT_NE(second, first);
}

TEST_F(NoticesTest, a_withdrawn_notice_is_closed_and_gives_no_reply) {
  serve_known();
  const NoticeId id = show(kStretch);
  notices->withdraw(id);
  EXPECT_EQ(server->withdrawn(), std::vector<std::uint32_t>{id});
  EXPECT_EQ(replies_after_a_while(), std::vector<NoticeReply>{});
  notices->withdraw(id);
  EXPECT_EQ(server->withdrawn().size(), 1U);
}

TEST_F(NoticesTest, buttons_are_left_off_where_the_server_has_none) {
  serve_known({{"body"}, {}, false});
  EXPECT_FALSE(notices->shows_actions());
  show(kStretch);
  EXPECT_TRUE(server->shown().at(0).actions.empty());
}

TEST_F(NoticesTest, buttons_are_told_where_the_server_has_them) {
  EXPECT_FALSE(notices->shows_actions());
  serve();
  EXPECT_TRUE(handle_until(*bus, [&] { return notices->shows_actions(); }));
}

TEST_F(NoticesTest, text_is_escaped_only_where_the_server_reads_markup) {
  serve();
  show({"a < b", "<b>load</b> & more\nof it", {}, false});
  EXPECT_EQ(server->shown().at(0).title, "a < b");
  EXPECT_EQ(server->shown().at(0).body, "&lt;b&gt;load&lt;/b&gt; &amp; more\nof it");
  server.reset();
  serve_known({{"body"}, {}, false});
  show({"", "<b>load</b> & more", {}, false});
  EXPECT_EQ(server->shown().at(0).body, "<b>load</b> & more");
}

TEST_F(NoticesTest, bytes_that_a_bus_would_throw_the_sender_out_for_do_not_reach_it) {
  serve();
  show({"tit\x01le", "bro\xffken\ntext", {{"ok", "o\xc3"}}, false});
  EXPECT_EQ(server->shown().at(0).title, "tit?le");
  EXPECT_EQ(server->shown().at(0).body, "bro?ken\ntext");
  show(kStretch);
}

TEST_F(NoticesTest, without_a_server_there_is_one_clear_sentence) {
  const auto id = notices->show(kStretch);
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, ErrorCode::missing);
  const std::string sentence = to_string(id.error());
  EXPECT_EQ(sentence.find("nobody shows notices here"), 0U) << sentence;
  EXPECT_EQ(sentence.find('\n'), std::string::npos);
  EXPECT_FALSE(notices->shows_actions());
  EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
}

TEST_F(NoticesTest, a_server_that_appears_later_is_used) {
  EXPECT_FALSE(notices->show(kStretch));
  serve();
  const NoticeId id = show(kStretch);
  handle_for(*bus, milliseconds(50));  // hears only now that there is one
  server->press(id, "done");
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, "done"}}));
}

TEST_F(NoticesTest, a_notice_is_closed_when_its_server_dies) {
  serve();
  const NoticeId id = show(kStretch);
  server.reset();
  EXPECT_EQ(next_replies(), (std::vector<NoticeReply>{{id, ""}}));
  EXPECT_FALSE(notices->show(kStretch));
  serve({{"body"}, {}, false});
  show(kStretch, id);
  EXPECT_EQ(server->shown().at(0).replaces, 0U) << "a number of the server before";
  EXPECT_TRUE(server->shown().at(0).actions.empty()) << "asked the new server anew";
}

TEST_F(NoticesTest, quiet_is_told_as_the_server_has_it_now) {
  serve_known({{"body"}, false, false});
  EXPECT_EQ(notices->do_not_disturb(), false);
  server->set_inhibited(true);
  EXPECT_EQ(notices->do_not_disturb(), true);
}

TEST_F(NoticesTest, quiet_is_unknown_where_the_server_does_not_say) {
  serve_known();
  EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
}

TEST_F(NoticesTest, a_server_with_answers_of_wrong_types_is_none) {
  serve_known({{}, {}, true});
  EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
  const auto id = notices->show(kStretch);
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, ErrorCode::missing);
}

TEST_F(NoticesTest, a_server_that_hangs_holds_one_call_for_two_seconds_and_then_none) {
  serve_known({{"body"}, true, false});
  server->hang();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
  for (int look = 0; look < 100; ++look) EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
  EXPECT_FALSE(notices->shows_actions());
  const auto held = std::chrono::steady_clock::now() - start;
  EXPECT_GE(held, milliseconds(1900));
  EXPECT_LE(held, milliseconds(3500));
  const auto id = notices->show(kStretch);
  ASSERT_FALSE(id);
  EXPECT_NE(to_string(id.error()).find("does not answer"), std::string::npos);
  server->recover();
  show(kStretch);
  EXPECT_EQ(notices->do_not_disturb(), true) << "heard of again";
}

TEST_F(NoticesTest, a_bus_that_ends_is_told_and_does_no_harm) {
  serve();
  show(kStretch);
  server.reset();
  private_bus->stop();
  EXPECT_TRUE(handle_until(*bus, [&] { return !bus->wait(milliseconds(1)); }));
  EXPECT_FALSE(notices->show(kStretch));
  EXPECT_EQ(notices->do_not_disturb(), std::nullopt);
  EXPECT_FALSE(bus->wait(milliseconds(0)));
}

TEST(BusTest, says_in_one_sentence_that_there_is_no_session_bus) {
  const Variable address("DBUS_SESSION_BUS_ADDRESS", {});
  const Variable folder("XDG_RUNTIME_DIR", {});
  const auto bus = Bus::session();
  ASSERT_FALSE(bus);
  EXPECT_EQ(bus.error().code, ErrorCode::missing);
  const std::string sentence = to_string(bus.error());
  EXPECT_EQ(sentence.find("there is no session bus here"), 0U) << sentence;
  EXPECT_EQ(sentence.find('\n'), std::string::npos);
}

TEST(BusTest, says_so_too_where_the_address_leads_nowhere) {
  const Variable address("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
  const auto bus = Bus::session();
  ASSERT_FALSE(bus);
  EXPECT_EQ(bus.error().code, ErrorCode::missing);
}

}  // namespace
}  // namespace dorsal::desktop
