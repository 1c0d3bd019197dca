#include "dorsal/schema/document.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "dorsal/base/check.hpp"
#include "embedded.hpp"
#include "explain.hpp"

namespace dorsal::schema {
namespace {

using nlohmann::json;

std::string definition_name(Document document) {
  switch (document) {
    case Document::person:
      return "Person";
    case Document::posture_request:
      return "PostureRequest";
    case Document::load_result:
      return "LoadResult";
    case Document::model_load_result:
      return "ModelLoadResult";
    case Document::landmarks:
      return "Landmarks";
    case Document::report:
      return "Report";
    case Document::knowledge_check:
      return "KnowledgeCheck";
    case Document::knowledge_list:
      return "KnowledgeList";
    case Document::facts:
      return "Facts";
  }
  DORSAL_CHECK(false);
}

const json& whole_schema() {
  static const json kSchema = json::parse(source(), nullptr, false);
  DORSAL_CHECK(!kSchema.is_discarded());
  return kSchema;
}

bool fits(const json& value, const json& root, const std::string& name) {
  json schema_of_document = root;
  schema_of_document["$ref"] = "#/definitions/" + name;
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_of_document), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), nullptr);
}

}  // namespace

std::string_view source() { return embedded_file("schema/dorsal.schema.json"); }

Result<void> check(const json& value, Document document, std::string_view place) {
  return check_definition(value, definition_name(document), place);
}

Result<void> check_definition(const json& value, const std::string& name, std::string_view place) {
  const json& root = whole_schema();
  DORSAL_CHECK(root["definitions"].contains(name));
  if (fits(value, root, name)) return {};
  return tl::unexpected(explain(value, root["definitions"][name], root, std::string(place)));
}

}  // namespace dorsal::schema
