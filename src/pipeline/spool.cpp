#include "spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>

namespace dorsal::pipeline {
namespace {

tl::unexpected<Error> full(const std::string& folder) {
  return fail(ErrorCode::write_failed, "the temporary file could not be written", folder,
              "make room on the disk, or name a folder on another one with --out");
}

}  // namespace

void SpoolFile::Close::operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }

Result<SpoolFile> SpoolFile::create(const std::filesystem::path& folder, std::size_t record_bytes) {
  std::string name = (folder / ".dorsal-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  std::FILE* file = descriptor < 0 ? nullptr : ::fdopen(descriptor, "w+b");
  if (descriptor >= 0) ::unlink(name.c_str());
  if (file == nullptr) {
    if (descriptor >= 0) ::close(descriptor);
    return fail(ErrorCode::write_failed, "no temporary file can be made here", folder.string(),
                "give a folder that can be written to with --out");
  }
  return SpoolFile(file, record_bytes, folder.string());
}

Result<void> SpoolFile::append(const void* record) {
  if (std::fwrite(record, record_bytes_, 1, file_.get()) != 1) return full(folder_);
  ++size_;
  return {};
}

Result<void> SpoolFile::settle() {
  if (std::fflush(file_.get()) != 0) return full(folder_);
  return {};
}

void SpoolFile::rewind() { std::rewind(file_.get()); }

bool SpoolFile::read(void* record) {
  return std::fread(record, record_bytes_, 1, file_.get()) == 1;
}

}  // namespace dorsal::pipeline
