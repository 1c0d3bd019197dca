#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "dorsal/base/check.hpp"
#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

// An address from the content alone: a UUID of version 8 (RFC 9562), whose free bits are a BLAKE2b
// hash of the resource and of its place.
std::string address(const Json& resource, std::size_t index) {
  const std::string content = fmt::format("{} {}", index, resource.dump());
  std::array<unsigned char, 16> id{};
  const int hashed = crypto_generichash(id.data(), id.size(),
                                        reinterpret_cast<const unsigned char*>(content.data()),
                                        content.size(), nullptr, 0);
  DORSAL_CHECK(hashed == 0);
  id[6] = static_cast<unsigned char>((id[6] & 0x0fU) | 0x80U);  // version
  id[8] = static_cast<unsigned char>((id[8] & 0x3fU) | 0x80U);  // variant
  std::string out = "urn:uuid:";
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", id[i]);
  }
  return out;
}

}  // namespace

Json bundle(const std::vector<Json>& resources) {
  Json out;
  out["resourceType"] = "Bundle";
  out["type"] = "collection";
  Json entries = Json::array();
  for (std::size_t i = 0; i < resources.size(); ++i) {
    entries.push_back({{"fullUrl", address(resources[i], i)}, {"resource", resources[i]}});
  }
  if (!entries.empty()) out["entry"] = std::move(entries);
  return out;
}

}  // namespace dorsal::report::fhir
