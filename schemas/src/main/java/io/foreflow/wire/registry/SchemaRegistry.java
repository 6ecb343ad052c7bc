package io.foreflow.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WriterSchemas;
import io.foreflow.wire.registry.RegistryCalls.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A client of a schema registry. It keeps no answers: whoever asks often keeps them. */
public final class SchemaRegistry implements WriterSchemas {
  private static final int NO_SUCH_SCHEMA = 40403;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final RegistryCalls calls;

  /** A client for the addresses of {@code settings}. It connects when it is first asked. */
  public SchemaRegistry(RegistrySettings settings) {
    this(settings, RegistryCalls.Waiting.REAL);
  }

  SchemaRegistry(RegistrySettings settings, RegistryCalls.Waiting waiting) {
    this.settings = settings;
    this.calls = new RegistryCalls(settings, waiting);
  }

  /** The subject under which the values of a topic are registered, as most writers name it. */
  public static String subjectOf(String topic) {
    return topic + "-value";
  }

  /**
   * {@inheritDoc}
   *
   * @throws RegistryException if the registry can't be asked
   */
  @Override
  public Schema byId(int id) throws MalformedRecordException {
    Answer answer = calls.call("/schemas/ids/" + id, null);
    JsonNode json = json(answer);
    if (answer.status() == 404 && json.path("error_code").asInt() == NO_SUCH_SCHEMA) {
      throw new MalformedRecordException(
          RejectionReason.UNKNOWN_SCHEMA,
          "found schema id "
              + id
              + ", which the registry at "
              + answer.url()
              + " does not have; check that the writer uses the same registry");
    }
    if (answer.status() != 200) {
      throw unexpected(answer, "asked for schema " + id);
    }
    String type = json.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw unusable(id, "is of type " + type);
    }
    try {
      return new Schema.Parser().setValidateDefaults(false).parse(json.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw unusable(id, "can't be read: " + e.getMessage());
    }
  }

  private static MalformedRecordException unusable(int id, String why) {
    return new MalformedRecordException(
        RejectionReason.INCOMPATIBLE_SCHEMA,
        "found schema id " + id + ", which " + why + "; allowed: Avro without references");
  }

  /**
   * The id of a writer's schema under a subject. Registers the schema if it is not there, unless
   * the settings say that somebody else does.
   *
   * @throws RegistryException if the registry can't be asked or refuses the schema
   */
  public int idOf(String subject, Schema schema) {
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    Answer answer = calls.call(settings.autoRegister() ? path + "/versions" : path, body(schema));
    JsonNode json = json(answer);
    if (answer.status() == 409) {
      throw new RegistryException(
          "the schema registry at %s refuses the schema of %s under subject %s: %s. Relax the subject's compatibility, or choose another subject"
              .formatted(answer.url(), schema.getName(), subject, said(json, answer)));
    }
    if (answer.status() == 404 && json.has("error_code") && !settings.autoRegister()) {
      throw new RegistryException(
          "the schema registry at %s has no such schema of %s under subject %s (%s). Register it, or let the job register it"
              .formatted(answer.url(), schema.getName(), subject, said(json, answer)));
    }
    if (answer.status() != 200 || !json.path("id").isInt()) {
      throw unexpected(answer, "given the schema of subject " + subject);
    }
    return json.path("id").asInt();
  }

  /**
   * Checks that the registry answers.
   *
   * @throws RegistryException if the registry can't be asked
   */
  public void requireThere() {
    Answer answer = calls.call("/subjects", null);
    if (answer.status() != 200) {
      throw unexpected(answer, "asked for its subjects");
    }
  }

  private static String body(Schema schema) {
    try {
      return JSON.writeValueAsString(Map.of("schema", schema.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema that is no text: " + schema, e);
    }
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static RegistryException unexpected(Answer answer, String asked) {
    return new RegistryException(
        "%s, the schema registry at %s answered %d: %s. Is this the root of a registry's API? Apicurio's is /apis/ccompat/v7"
            .formatted(asked, answer.url(), answer.status(), said(json(answer), answer)));
  }

  /** The registry's own message, for people. */
  private static String said(JsonNode json, Answer answer) {
    String message = json.path("message").asText(answer.body().strip());
    return message.length() <= 300 ? message : message.substring(0, 300) + "...";
  }
}
