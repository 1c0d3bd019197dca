#include "network.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "dorsal/base/check.hpp"
#include "xnnpack_graph.hpp"

namespace dorsal::pose {
namespace {

// XNNPACK reads up to this far behind a tensor's end.
constexpr std::size_t kSlack = XNN_EXTRA_BYTES / sizeof(float);

std::vector<float> buffer_for(const std::vector<std::size_t>& shape) {
  return std::vector<float>(element_count(shape) + kSlack, 0.0F);
}

Result<std::vector<std::size_t>> find_outputs(const Graph& graph,
                                              const std::vector<std::string>& wanted) {
  if (wanted.empty()) return graph.outputs;
  std::vector<std::size_t> result;
  for (const std::string& name : wanted) {
    const auto found =
        std::find_if(graph.outputs.begin(), graph.outputs.end(),
                     [&](std::size_t output) { return graph.tensors[output].name == name; });
    if (found == graph.outputs.end()) {
      return fail(ErrorCode::missing, "the net has no output '" + name + "'");
    }
    result.push_back(*found);
  }
  return result;
}

}  // namespace

struct Network::State {
  Graph graph;  // its constants serve the runtime
  std::vector<std::size_t> wanted;
  std::vector<float> input;
  std::vector<std::vector<float>> outputs;
  RuntimeOwner runtime;

  /// A concatenated output is computed part by part, each in its place.
  [[nodiscard]] std::vector<ExternalTensor> externals(const std::vector<Op>& ops) {
    std::vector<ExternalTensor> result = {{graph.inputs.front(), input.data()}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto joined = std::find_if(ops.begin(), ops.end(), [&](const Op& op) {
        return op.output == wanted[i] && op.kind == OpKind::concatenation;
      });
      float* data = outputs[i].data();
      if (joined == ops.end()) {
        result.push_back({wanted[i], data});
        continue;
      }
      for (const std::size_t part : joined->inputs) {
        result.push_back({part, data});
        data += element_count(graph.tensors[part].shape);
      }
    }
    return result;
  }
};

Network::Network(std::unique_ptr<State> state) : state_(std::move(state)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

Result<Network> Network::create(std::span<const std::byte> tflite,
                                const std::vector<std::string>& wanted, const GraphLimits& limits) {
  auto state = std::make_unique<State>();
  DORSAL_TRY(state->graph, read_tflite(tflite, limits));
  DORSAL_TRY(state->wanted, find_outputs(state->graph, wanted));
  state->input = buffer_for(state->graph.tensors[state->graph.inputs.front()].shape);
  for (const std::size_t output : state->wanted) {
    state->outputs.push_back(buffer_for(state->graph.tensors[output].shape));
  }
  const std::vector<Op> ops = needed_ops(state->graph, state->wanted);
  const auto externals = state->externals(ops);
  DORSAL_TRY(state->runtime, build_runtime(state->graph, ops, externals));
  return Network(std::move(state));
}

std::span<float> Network::input() {
  return std::span(state_->input).first(state_->input.size() - kSlack);
}

const std::vector<std::size_t>& Network::input_shape() const {
  return state_->graph.tensors[state_->graph.inputs.front()].shape;
}

void Network::run() {
  // fails only for a runtime that was never set up
  DORSAL_CHECK(xnn_invoke_runtime(state_->runtime.get()) == xnn_status_success);
}

std::size_t Network::outputs() const { return state_->outputs.size(); }

std::span<const float> Network::output(std::size_t i) const {
  DORSAL_CHECK(i < outputs());
  return std::span(state_->outputs[i]).first(state_->outputs[i].size() - kSlack);
}

const std::vector<std::size_t>& Network::output_shape(std::size_t i) const {
  DORSAL_CHECK(i < outputs());
  return state_->graph.tensors[state_->wanted[i]].shape;
}

const std::string& Network::output_name(std::size_t i) const {
  DORSAL_CHECK(i < outputs());
  return state_->graph.tensors[state_->wanted[i]].name;
}

}  // namespace dorsal::pose
