// What carries the body: forces by equilibrium, and the laws they have to obey.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "body/people.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Level;
using Vector = Eigen::Vector3d;

/// A posture with its load and the solver that knows where everything was.
struct Weighed {
  explicit Weighed(const body::Model& body, const PostureRequest& request)
      : model(body), solver(body) {
    auto result = posture_from_request(body, request);
    EXPECT_TRUE(result.has_value()) << to_string(result.error());
    if (!result) return;
    held = std::move(*result);
    solver.solve(held.posture, held.burden, frame);
    EXPECT_EQ(frame.status, SolveStatus::solved);
  }

  [[nodiscard]] std::map<std::string, double> by_place() const {
    std::map<std::string, double> sums;
    for (std::size_t i = 0; i < held.burden.contacts.size(); ++i) {
      sums[held.burden.contacts[i].at] += frame.contact[static_cast<Eigen::Index>(i)];
    }
    return sums;
  }
  [[nodiscard]] double load(Level level) const { return at(frame.compression, level); }

  const body::Model& model;
  HeldPosture held;
  Solver solver;
  LoadFrame frame;
};

bool is_above(const body::Model& model, std::size_t body, std::size_t joint) {
  for (; body != 0; body = model.joints[body - 1].parent) {
    if (body - 1 == joint) return true;
  }
  return false;
}

/// Muscles on what is above a joint. [N] World
Vector pull_of_muscles(const Weighed& weighed, std::size_t joint) {
  Vector pull = Vector::Zero();
  for (std::size_t f = 0; f < weighed.model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = weighed.model.fascicles[f];
    for (std::size_t c = fascicle.first_crossing; c < fascicle.first_crossing + fascicle.crossings;
         ++c) {
      if (weighed.model.crossings[c].joint != joint) continue;
      pull +=
          weighed.frame.force[static_cast<Eigen::Index>(f)] * weighed.solver.muscles().direction[c];
    }
  }
  return pull;
}

/// Pressure in the abdomen on what is above a joint. [N] World
Vector push_of_pressure(const Weighed& weighed, std::size_t joint) {
  Vector push = Vector::Zero();
  for (const body::PressureSurface& surface : weighed.model.pressure_surfaces) {
    if (!is_above(weighed.model, surface.body, joint)) continue;
    push += weighed.frame.abdominal_pressure *
            (weighed.solver.placement().body[surface.body].R * surface.area);
  }
  return push;
}

PostureRequest lying(Support support) {
  PostureRequest request;
  request.support = support;
  return request;
}

PostureRequest reclined(double recline_deg) {
  PostureRequest request;
  request.support = Support::sitting_backrest;
  request.backrest.recline = degrees(recline_deg);
  return request;
}

std::vector<PostureRequest> supported() {
  std::vector<PostureRequest> list = {lying(Support::lying_supine), lying(Support::lying_prone),
                                      lying(Support::lying_side), reclined(25)};
  PostureRequest desk;
  desk.support = Support::sitting_unsupported;
  desk.left_arm.support = desk.right_arm.support = ForearmSupport::desk;
  list.push_back(desk);
  return list;
}

TEST(Contacts, gravity_contacts_muscles_and_the_joint_balance_above_l5_s1) {
  const body::Model model = model_for();
  const auto level = static_cast<std::size_t>(Level::L5S1);
  const std::size_t joint = model.level_joint[level];
  for (const PostureRequest& request : supported()) {
    const Weighed weighed(model, request);
    Vector outside = Vector::Zero();
    for (std::size_t i = 0; i < model.bodies.size(); ++i) {
      if (is_above(model, i, joint)) outside.y() -= kStandardGravity * model.bodies[i].mass;
    }
    for (std::size_t i = 0; i < weighed.held.burden.contacts.size(); ++i) {
      const Contact& contact = weighed.held.burden.contacts[i];
      ASSERT_TRUE(is_above(model, contact.body, joint));
      outside += weighed.frame.contact[static_cast<Eigen::Index>(i)] * contact.normal;
    }
    const Vector on_joint =
        outside + pull_of_muscles(weighed, joint) + push_of_pressure(weighed, joint);
    const Eigen::Matrix3d plate =
        weighed.solver.placement().body[model.joints[joint].parent].R * model.plate[level];
    const Vector told(weighed.frame.shear_ap[level], -weighed.frame.compression[level],
                      weighed.frame.shear_ml[level]);
    EXPECT_LT((plate * told - on_joint).norm(), 1e-6);
  }
}

TEST(Contacts, contacts_and_muscles_leave_no_moment_unbalanced) {
  const body::Model model = model_for();
  for (const PostureRequest& request : supported()) {
    const Weighed weighed(model, request);
    EXPECT_LT(weighed.frame.residual.lpNorm<Eigen::Infinity>(), 1e-7);
    EXPECT_GE(weighed.frame.contact.minCoeff(), 0);
  }
}

TEST(Contacts, a_bed_carries_most_of_the_upper_body_and_the_spine_little) {
  for (const body::Sex sex : {body::Sex::male, body::Sex::female}) {
    const body::Model model = model_for(body::person(sex, 45, metres(1.68), kilograms(70)));
    const double standing = Weighed(model, {}).load(Level::L4L5);
    double weight = 0;
    for (std::size_t i = 0; i < model.bodies.size(); ++i) {
      if (is_above(model, i, model.level_joint[16]))
        weight += kStandardGravity * model.bodies[i].mass;
    }
    for (const Support support :
         {Support::lying_supine, Support::lying_prone, Support::lying_side}) {
      const Weighed weighed(model, lying(support));
      EXPECT_LT(weighed.load(Level::L4L5), 0.5 * standing);
      double carried = 0;
      for (const auto& [place, force] : weighed.by_place()) carried += force;
      EXPECT_GT(carried, 0.6 * weight);
      EXPECT_LT(carried, 1.05 * weight);
      EXPECT_GT(weighed.by_place()["pillow"], 0.5 * 0.0694 * 70 * kStandardGravity);
      for (std::size_t l = 0; l < body::kLevels; ++l) {
        // A joint may be pulled a little: nothing tenses the muscles of who lies.
        EXPECT_GT(weighed.frame.compression[l], -15) << body::level_names()[l];
      }
    }
  }
}

TEST(Contacts, a_backrest_pushes_across_its_plane_and_the_more_the_further_it_reclines) {
  const body::Model model = model_for();
  double last_force = -1;
  double last_load = 1e9;
  for (const double recline : {0.0, 10.0, 20.0, 30.0, 45.0, 60.0}) {
    const Weighed weighed(model, reclined(recline));
    const double force = weighed.by_place()["backrest"];
    EXPECT_GT(force, last_force) << recline;
    EXPECT_LT(weighed.load(Level::L4L5), last_load) << recline;
    EXPECT_LT(force, recline == 0 ? 20 : 400);
    for (const Contact& contact : weighed.held.burden.contacts) {
      const double angle = recline * kRadiansPerDegree;
      EXPECT_LT((contact.normal - Vector(std::cos(angle), std::sin(angle), 0)).norm(), 1e-12);
    }
    last_force = force;
    last_load = weighed.load(Level::L4L5);
  }
}

TEST(Contacts, who_leans_away_from_the_backrest_is_not_carried_by_it) {
  PostureRequest request = reclined(10);
  request.trunk.inclination = degrees(30);
  const body::Model model = model_for();
  const Weighed weighed(model, request);
  EXPECT_LT(weighed.by_place()["backrest"], 1);
}

TEST(Contacts, only_vertebrae_below_the_upper_edge_touch_a_backrest) {
  const body::Model model = model_for();
  const auto highest = [&](double height) {
    PostureRequest request = reclined(20);
    request.backrest.height = metres(height);
    std::size_t top = model.bodies.size();
    for (const Contact& contact : Weighed(model, request).held.burden.contacts) {
      top = std::min(top, model.bodies.size() - contact.body);
    }
    return top;
  };
  EXPECT_LT(highest(0.6), highest(0.4));  // the further from the root, the higher
}

TEST(Contacts, a_desk_takes_the_weight_of_the_forearms_and_unloads_every_level) {
  const body::Model model = model_for();
  PostureRequest free;
  free.support = Support::sitting_unsupported;
  for (ArmRequest* arm : {&free.left_arm, &free.right_arm}) {
    arm->flexion = degrees(25);
    arm->elbow_flexion = degrees(70);
  }
  PostureRequest desk = free;
  desk.left_arm.support = desk.right_arm.support = ForearmSupport::desk;
  const Weighed held(model, free);
  const Weighed rested(model, desk);
  double forearms = 0;
  for (const body::Body& body : model.bodies) {
    const bool rests =
        body.segment == body::Segment::forearm || body.segment == body::Segment::hand;
    if (rests) forearms += kStandardGravity * body.mass;
  }
  const double carried = rested.by_place().at("desk");
  EXPECT_GT(carried, 0.5 * forearms);
  EXPECT_LT(carried, forearms + 1e-9);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_LT(rested.frame.compression[level], held.frame.compression[level]);
  }
}

TEST(Contacts, a_support_on_one_side_mirrors_to_the_other) {
  const body::Model model = model_for();
  PostureRequest left;
  left.support = Support::sitting_unsupported;
  left.left_arm.support = ForearmSupport::armrest;
  PostureRequest right = left;
  std::swap(right.left_arm, right.right_arm);
  const Weighed one(model, left);
  const Weighed other(model, right);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_NEAR(one.frame.compression[level], other.frame.compression[level], 1e-5);
    EXPECT_NEAR(one.frame.shear_ml[level], -other.frame.shear_ml[level], 1e-5);
  }
}

TEST(Contacts, lying_on_the_back_loads_both_sides_alike) {
  const body::Model model = model_for();
  const Weighed weighed(model, lying(Support::lying_supine));
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_NEAR(weighed.frame.shear_ml[level], 0, 1e-5);
  }
}

TEST(Contacts, ten_times_stiffer_padding_changes_the_spine_little) {
  const body::Model model = model_for();
  for (const PostureRequest& request : supported()) {
    Weighed weighed(model, request);
    HeldPosture stiff = weighed.held;
    for (Contact& contact : stiff.burden.contacts) contact.stiffness *= 10;
    const LoadFrame frame = Solver(model).solve(stiff.posture, stiff.burden);
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      EXPECT_NEAR(frame.compression[level], weighed.frame.compression[level], 40)
          << body::level_names()[level];
    }
  }
}

TEST(Contacts, a_solver_forgets_the_contacts_of_the_last_posture) {
  const body::Model model = model_for();
  const auto bed = posture_from_request(model, lying(Support::lying_supine));
  ASSERT_TRUE(bed.has_value());
  Solver solver(model);
  LoadFrame frame;
  solver.solve(bed->posture, bed->burden, frame);
  solver.forget();
  solver.solve({}, {}, frame);
  const LoadFrame fresh = Solver(model).solve({}, {});
  EXPECT_EQ(frame.contact.size(), 0);
  EXPECT_EQ(frame.compression, fresh.compression);
}

/// Anything that the schema lets pass.
PostureRequest random_request(std::mt19937& random) {
  const auto between = [&random](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  const auto maybe = [&](double low, double high) {
    return between(0, 1) < 0.5 ? std::optional<Angle>() : degrees(between(low, high));
  };
  PostureRequest request;
  request.support = static_cast<Support>(random() % 6);
  request.backrest = {degrees(between(0, 80)), metres(between(0.1, 1.2))};
  request.trunk = {degrees(between(-60, 120)), degrees(between(-60, 60)),
                   degrees(between(-80, 80))};
  request.pelvis_tilt = maybe(-60, 100);
  request.thoracic_flexion = degrees(between(-40, 60));
  request.head = {maybe(-70, 90), metres(between(-0.1, 0.15))};
  for (ArmRequest* arm : {&request.left_arm, &request.right_arm}) {
    *arm = {maybe(-60, 180), degrees(between(-30, 180)), maybe(-10, 150),
            static_cast<ForearmSupport>(random() % 4)};
  }
  request.burden.left_hand = between(0, 150);
  return request;
}

TEST(Contacts, whatever_is_asked_gets_numbers_or_one_sentence) {
  const body::Model model = model_for();
  Solver solver(model);
  std::mt19937 random(11);
  int answered = 0;
  for (int run = 0; run < 150; ++run) {
    const auto held = posture_from_request(model, random_request(random));
    if (!held) {
      EXPECT_FALSE(held.error().sentence.empty());
      EXPECT_FALSE(held.error().place.empty());
      continue;
    }
    ++answered;
    const LoadFrame frame = solver.solve(held->posture, held->burden);
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      EXPECT_TRUE(std::isfinite(frame.compression[level])) << run;
    }
  }
  EXPECT_GT(answered, 20);
}

}  // namespace
}  // namespace dorsal::load
