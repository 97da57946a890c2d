package io.takt.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.Schema;

/** The routes as OpenAPI 3.1: {@code GET /api/v1/openapi.json}. Facts are described by Avro. */
final class ApiDescription implements Routes {

  private final JsonNode description;

  ApiDescription() throws IOException {
    try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.yaml")) {
      ObjectNode read = (ObjectNode) new YAMLMapper().readTree(in);
      ObjectNode schemas = (ObjectNode) read.get("components").get("schemas");
      ArrayNode anyFact = ((ObjectNode) schemas.get("Fact")).putArray("anyOf");
      for (FactKind kind : FactKind.ALL) {
        Schema schema = kind.topic().schema();
        schemas.set(schema.getName(), object(schema));
        anyFact.addObject().put("$ref", "#/components/schemas/" + schema.getName());
      }
      description = read;
    }
  }

  @Override
  public void addTo(Router router) {
    router.add("GET", "/api/v1/openapi.json", exchange -> Answer.json(description));
  }

  private static ObjectNode object(Schema schema) {
    ObjectNode object = Json.object().put("type", "object");
    object.put("description", schema.getDoc());
    object.put("additionalProperties", false);
    ArrayNode required = Json.array();
    ObjectNode properties = object.putObject("properties");
    for (Schema.Field field : schema.getFields()) {
      if (!field.name().equals("arrived_at")) {
        properties.set(field.name(), type(field.schema()).put("description", field.doc()));
        if (!field.hasDefaultValue()) {
          required.add(field.name());
        }
      }
    }
    object.set("required", required);
    return object;
  }

  private static ObjectNode type(Schema schema) {
    ObjectNode type = Json.object();
    switch (schema.getType()) {
      case UNION -> {
        ArrayNode either = type.putArray("anyOf");
        either.add(type(schema.getTypes().get(1)));
        either.addObject().put("type", "null");
      }
      case STRING -> type.put("type", "string");
      case DOUBLE -> type.put("type", "number");
      case BOOLEAN -> type.put("type", "boolean");
      case LONG -> {
        if (schema.getLogicalType() == null) {
          type.put("type", "integer").put("minimum", 0);
        } else {
          type.putArray("type").add("string").add("integer");
          type.put("format", "date-time");
        }
      }
      case ENUM -> {
        ArrayNode symbols = type.put("type", "string").putArray("enum");
        schema.getEnumSymbols().stream()
            .filter(symbol -> !symbol.equals("UNKNOWN"))
            .forEach(symbols::add);
      }
      case ARRAY -> type.put("type", "array").set("items", type(schema.getElementType()));
      default -> throw new IllegalStateException("no fact has a field of type " + schema);
    }
    return type;
  }
}
