#pragma once

#include "dorsal/base/result.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/person.hpp"

namespace dorsal::body {

/// Makes the body of one person: segment masses by sex and body mass, lengths by height, the
/// thoracic curve by kyphosis, strength by sex, age, mass and conditioning.
/// @error out_of_range  height 1.2-2.3 m, mass 30-250 kg, age 10-110 years, kyphosis 10-100
///        degrees, conditioning 0.1-3; not_finite
[[nodiscard]] Result<Model> scale_model(const ModelFile& file, const Person& person);

/// The thoracolumbar model that comes with dorsal, made that person's. @error as scale_model
[[nodiscard]] Result<Model> model_of(const Person& person);

/// Radiographic T1-T12 kyphosis that is usual at this sex and age.
/// @param subject  whose kyphosis the model file has; differences of the norm are added to it
[[nodiscard]] Angle usual_kyphosis(const SubjectRow& subject, Sex sex, double age);

/// Strength of a person's muscles in parts of the model's subject.
[[nodiscard]] double strength_factor(const SubjectRow& subject, const Person& person);

}  // namespace dorsal::body
