#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace dorsal::pose {

/// Bytes of a flatbuffer. A read outside of them gives zero and is remembered, so that a parser
/// asks once at its end whether all it read was there.
class FlatBytes {
 public:
  explicit FlatBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
  FlatBytes(const FlatBytes&) = delete;
  FlatBytes& operator=(const FlatBytes&) = delete;
  ~FlatBytes() = default;

  [[nodiscard]] bool failed() const { return failed_; }

  template <class T>
  [[nodiscard]] T load(std::size_t at) const {
    T value{};
    if (!covers(at, sizeof(T))) return value;
    std::memcpy(&value, bytes_.data() + at, sizeof(T));  // little endian, as flatbuffers are
    return value;
  }
  /// Where the unsigned offset that stands at `at` points to.
  [[nodiscard]] std::size_t follow(std::size_t at) const { return at + load<std::uint32_t>(at); }
  [[nodiscard]] std::span<const std::byte> slice(std::size_t at, std::size_t size) const {
    return covers(at, size) ? bytes_.subspan(at, size) : std::span<const std::byte>{};
  }
  [[nodiscard]] bool covers(std::size_t at, std::size_t size) const {
    const bool inside = at <= bytes_.size() && size <= bytes_.size() - at;
    failed_ = failed_ || !inside;
    return inside;
  }

 private:
  std::span<const std::byte> bytes_;
  mutable bool failed_ = false;
};

class FlatTable;

/// A vector of scalars or tables; its whole extent was checked when it was made.
class FlatVector {
 public:
  FlatVector() = default;
  FlatVector(const FlatBytes& bytes, std::size_t at, std::size_t element_size);

  [[nodiscard]] std::size_t size() const { return size_; }
  template <class T>
  [[nodiscard]] T at(std::size_t i) const {
    return i < size_ ? bytes_->load<T>(begin_ + i * sizeof(T)) : T{};
  }
  [[nodiscard]] FlatTable table(std::size_t i) const;
  [[nodiscard]] std::span<const std::byte> bytes(std::size_t element_size) const;

 private:
  const FlatBytes* bytes_ = nullptr;
  std::size_t begin_ = 0;
  std::size_t size_ = 0;
};

/// A table, whose fields are numbered as in the schema; an absent one has its default.
class FlatTable {
 public:
  FlatTable(const FlatBytes& bytes, std::size_t at) : bytes_(&bytes), at_(at) {}

  template <class T>
  [[nodiscard]] T scalar(std::size_t field, T absent) const {
    const auto at = position(field);
    return at ? bytes_->load<T>(*at) : absent;
  }
  [[nodiscard]] std::optional<FlatTable> table(std::size_t field) const;
  [[nodiscard]] FlatVector vector(std::size_t field, std::size_t element_size) const;
  [[nodiscard]] std::string_view text(std::size_t field) const;

 private:
  [[nodiscard]] std::optional<std::size_t> position(std::size_t field) const;

  const FlatBytes* bytes_;
  std::size_t at_;
};

[[nodiscard]] inline FlatTable flat_root(const FlatBytes& bytes) {
  return {bytes, bytes.follow(0)};
}

}  // namespace dorsal::pose
