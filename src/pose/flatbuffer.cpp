#include "flatbuffer.hpp"

namespace dorsal::pose {

FlatVector::FlatVector(const FlatBytes& bytes, std::size_t at, std::size_t element_size)
    : bytes_(&bytes), begin_(at + 4) {
  const std::size_t size = bytes.load<std::uint32_t>(at);
  if (bytes.covers(begin_, size * element_size)) size_ = size;
}

FlatTable FlatVector::table(std::size_t i) const {
  return {*bytes_, bytes_->follow(begin_ + i * sizeof(std::uint32_t))};
}

std::span<const std::byte> FlatVector::bytes(std::size_t element_size) const {
  if (bytes_ == nullptr) return {};
  return bytes_->slice(begin_, size_ * element_size);
}

std::optional<std::size_t> FlatTable::position(std::size_t field) const {
  // the table begins with the signed distance back to its list of field offsets
  const auto back = static_cast<std::int64_t>(bytes_->load<std::int32_t>(at_));
  const auto list = static_cast<std::size_t>(static_cast<std::int64_t>(at_) - back);
  const std::size_t entry = 4 + 2 * field;
  if (entry + 2 > bytes_->load<std::uint16_t>(list)) return std::nullopt;
  const std::size_t offset = bytes_->load<std::uint16_t>(list + entry);
  if (offset == 0) return std::nullopt;
  return at_ + offset;
}

std::optional<FlatTable> FlatTable::table(std::size_t field) const {
  const auto at = position(field);
  if (!at) return std::nullopt;
  return FlatTable(*bytes_, bytes_->follow(*at));
}

FlatVector FlatTable::vector(std::size_t field, std::size_t element_size) const {
  const auto at = position(field);
  return at ? FlatVector(*bytes_, bytes_->follow(*at), element_size) : FlatVector();
}

std::string_view FlatTable::text(std::size_t field) const {
  const auto bytes = vector(field, 1).bytes(1);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace dorsal::pose
