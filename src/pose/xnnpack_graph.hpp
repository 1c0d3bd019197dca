#pragma once

#include <xnnpack.h>

#include <cstdint>
#include <map>
#include <memory>
#include <type_traits>
#include <vector>

#include "dorsal/base/result.hpp"
#include "graph.hpp"

namespace dorsal::pose {

struct SubgraphDeleter {
  void operator()(xnn_subgraph_t s) const { xnn_delete_subgraph(s); }
};
struct RuntimeDeleter {
  void operator()(xnn_runtime_t r) const { xnn_delete_runtime(r); }
};
using SubgraphOwner = std::unique_ptr<std::remove_pointer_t<xnn_subgraph_t>, SubgraphDeleter>;
using RuntimeOwner = std::unique_ptr<std::remove_pointer_t<xnn_runtime_t>, RuntimeDeleter>;

/// The operations that the wanted tensors need, in order.
[[nodiscard]] std::vector<Op> needed_ops(const Graph& graph,
                                         const std::vector<std::size_t>& wanted);

/// A tensor whose memory the caller owns: the input, an output, or a part of a concatenated one.
struct ExternalTensor {
  std::size_t tensor = 0;
  float* data = nullptr;
};

/// Builds XNNPACK's runtime for checked operations. The graph's constants must outlive it.
/// @param external  the input first; then every tensor that the caller reads. Concatenations are
///                  left out: their parts are external and lie behind each other.
/// @error unsupported: XNNPACK does not take an operation
[[nodiscard]] Result<RuntimeOwner> build_runtime(const Graph& graph, const std::vector<Op>& ops,
                                                 const std::vector<ExternalTensor>& external);

}  // namespace dorsal::pose
