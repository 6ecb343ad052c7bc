package io.foreflow.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;

/** Makes docs/reference/records.md from the schemas, so that the page says what the code does. */
final class RecordsPage {
  private final StringBuilder page = new StringBuilder();

  private RecordsPage() {}

  static String make() {
    return new RecordsPage().all();
  }

  private String all() {
    page.append(INTRODUCTION);
    describe(
        "Reading",
        ReadingCodec.versions(),
        ReadingCodec.encoder(WireFormat.JSON).encode(Samples.READING));
    page.append(COVARIATES);
    describe(
        "Forecast",
        ForecastCodec.versions(),
        ForecastCodec.encoder(WireFormat.JSON).encode(Samples.FORECAST));
    page.append(CLASSES).append("```json\n");
    page.append(
        new String(
            ForecastCodec.encoder(WireFormat.JSON).encode(Samples.DIRECTION),
            StandardCharsets.UTF_8));
    page.append("\n```\n");
    describe(
        "Model announcement",
        ModelAnnouncementCodec.versions(),
        ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(Samples.ANNOUNCEMENT));
    page.append(EVENTS.formatted(events()));
    page.append(LOSSES.formatted(text(TransactionEventJson.write(TransactionEventTest.LOST))));
    refusals();
    page.append(EVOLUTION);
    return page.toString();
  }

  private static String events() {
    return text(ModelEventJson.write(ModelEventTest.SWAPPED))
        + "\n"
        + text(ModelEventJson.write(ModelEventTest.REFUSED));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private void describe(String title, SchemaVersions versions, byte[] json) {
    Schema schema = versions.current();
    page.append("\n## ").append(title).append("\n\n");
    page.append(schema.getDoc()).append("\n\n");
    page.append("Schema: `schemas/src/main/avro/").append(schema.getName());
    page.append(".avsc`, fingerprint (CRC-64-AVRO) `");
    page.append(String.format("%016x", SchemaVersions.fingerprint(schema))).append("`.\n\n");
    page.append("| field | Avro | JSON | meaning |\n|---|---|---|---|\n");
    for (Schema.Field field : schema.getFields()) {
      page.append("| `").append(field.name()).append("` | ");
      page.append(avro(field.schema())).append(" | ").append(json(field.schema())).append(" | ");
      page.append(field.doc()).append(enumDoc(field.schema())).append(" |\n");
    }
    page.append("\n```json\n");
    page.append(new String(json, StandardCharsets.UTF_8)).append("\n```\n");
  }

  private static String avro(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getType().getName() + ", " + schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case ARRAY -> "array of " + plural(avro(schema.getElementType()));
      case UNION -> String.join(" or ", schema.getTypes().stream().map(RecordsPage::avro).toList());
      case ENUM -> "enum " + String.join(", ", schema.getEnumSymbols());
      default -> schema.getType().getName();
    };
  }

  private static String json(Schema schema) {
    if (schema.getLogicalType() != null) {
      return "string in ISO-8601; a reader takes integer epoch milliseconds too";
    }
    return switch (schema.getType()) {
      case STRING -> "string";
      case LONG -> "integer";
      case DOUBLE, FLOAT -> "number";
      case UNION -> "number or null";
      case ENUM -> "`\"" + String.join("\"` or `\"", codes()) + "\"`";
      case ARRAY -> "array of " + plural(json(schema.getElementType()));
      default -> throw new IllegalStateException("no words for " + schema);
    };
  }

  /** "numbers" of "number", "arrays of numbers" of "array of numbers". */
  private static String plural(String what) {
    int end = what.indexOf(' ');
    return end < 0 ? what + "s" : what.substring(0, end) + "s" + what.substring(end);
  }

  private static String[] codes() {
    return Arrays.stream(Forecast.Status.values())
        .map(Forecast.Status::code)
        .toArray(String[]::new);
  }

  private static String enumDoc(Schema schema) {
    return schema.getType() == Schema.Type.ENUM ? " " + schema.getDoc() : "";
  }

  private void refusals() {
    page.append(REFUSALS);
    for (RejectionReason reason : RejectionReason.values()) {
      page.append("| `").append(reason.code()).append("` | ").append(words(reason)).append(" |\n");
    }
  }

  private static String words(RejectionReason reason) {
    return switch (reason) {
      case UNDECODABLE ->
          "The bytes are no record of the configured format, or a field has the wrong type, is missing, or comes twice.";
      case UNKNOWN_SCHEMA ->
          "Avro bytes whose schema this reader does not know, or whose id the registry does not have. Use a reader at least as new as the writer, and the writer's registry.";
      case INCOMPATIBLE_SCHEMA ->
          "Avro bytes by a schema from the registry that can't be read as the record: a field without a default is missing, or has another type.";
      case EMPTY_SERIES -> "The series has no name.";
      case SERIES_TOO_LONG -> "The name of the series is longer than 1024 bytes of UTF-8.";
      case TIME_OUT_OF_RANGE -> "A time before 1970 or after the year 9999.";
      case TIME_IN_FUTURE ->
          "A time further ahead of the record's own timestamp, or of the job's clock, than `max-future` allows.";
      case NOT_FINITE -> "An infinite value, or one beyond the range of a 32-bit float.";
      case WRONG_COVARIATES -> "Not as many covariates as the model has features after its target.";
      case TOO_LARGE ->
          "A value longer than `max-record-bytes`. Its first bytes are kept; headers tell its length and its SHA-256.";
      case INVALID_FIELD -> "A field whose value is not allowed, or which contradicts another.";
    };
  }

  private static final String INTRODUCTION =
      """
      # Records on the wire

      <!-- Made from the schemas by RecordsPageTest. To make it again:
           ./mvnw -pl schemas test -Dtest=RecordsPageTest -Dforeflow.docs.write=true -->

      Three kinds of record pass through Kafka: readings go in, forecasts come out, and announcements say which model to use
      (what becomes of those is told by events).
      Each has the same field names in every form; a topic has one of them, by configuration; announcements are read as `avro` or
      `json`, whichever each one is.

      - `avro`: **Avro** in its [single-object encoding](https://avro.apache.org/docs/1.11.1/specification/#single-object-encoding):
        the bytes `C3 01`, the fingerprint of the writer's schema in 8 bytes, the fields. It needs no registry.
      - `avro-confluent`: **Avro in Confluent's wire format**: a zero byte, the id of the writer's schema in 4 bytes (big-endian),
        the fields. Needs a [schema registry](#with-a-schema-registry). Readings and forecasts only.
      - `json`: **JSON**, one object in UTF-8, for people and for tools without Avro.

      The **Kafka key** of readings and forecasts is the series in UTF-8, so that all records of a series stay in order in one
      partition. The key of an announcement is the name of the model, so that a compacted topic keeps the last one of each.

      Any Avro library reads the binary form with nothing but the schema file. In Python, of the bytes of a record:

      ```python
      import io, avro.io, avro.schema
      schema = avro.schema.parse(open("schemas/src/main/avro/Forecast.avsc").read())
      forecast = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))
      ```

      ## The names that forecasters know

      | here | Nixtla and other data frames | |
      |---|---|---|
      | `series` | `unique_id` | one name for each series |
      | `time` of a reading | `ds` | event time |
      | `value` of a reading | `y` | null (or NaN) where it is missing |
      | `covariates` of a reading | exogenous columns | in the order of the model's features |
      | `cutoff` of a forecast | `cutoff` | time of the last reading that it knows |
      | `cutoff + (k + 1) * cadenceMillis` | `ds` of a forecast's row | for step `k`, counted from 0 |
      | `quantiles[level][k]` | columns such as `GRU-lo-80`, `GRU-median`, `GRU-hi-80` | levels 0.1, 0.5 and 0.9 are lo-80, median and hi-80 |
      | `model` | the first part of such a column's name | |
      """;

  private static final String COVARIATES =
      """

      ### Covariates

      A model that reads more than its target says so in its manifest's `features`: the target, then the covariates, whose order is the
      order of `covariates` here. `foreflow inspect` shows it. For `features` of `y`, `temperature`, `site`, `promotion`, `promotion+1`,
      `promotion+2`:

      ```json
      {"series":"shop-3","time":"2026-01-31T12:00:00Z","value":21.5,"covariates":[7.5,2,0,1,null]}
      ```

      `NAME+k` is what is known at the time of this reading of `NAME` at the k-th slot after it. So each reading brings its own view of the
      future: nothing has to be looked up, a gap loses nothing, and a forecast of the weather that was revised comes with the next reading. What is
      not known is null. A constant of the series, such as a site, comes with every reading. A reading with another number of covariates goes to the
      dead letters with `wrong-covariates`.
      """;

  private static final String CLASSES =
      """

      A model of the direction of move gives probabilities in place of quantiles:

      """;

  private static final String EVENTS =
      """

      ## Model event

      What became of an announced model, on the topic `topics.events`; in JSON only. Each parallel task of the job says it for
      itself. The Kafka key is the name of the model.

      | field | JSON | meaning |
      |---|---|---|
      | `event` | `"swapped"` or `"refused"` | `swapped`: the model is in use; every forecast that the task makes from now on is its. `refused`: it is not used, and what was in use goes on. |
      | `time` | string in ISO-8601 | When, by the clock of the machine. |
      | `model`, `version`, `uri`, `sha256` | strings | As announced. |
      | `inUse` | string | The version of this model that the task uses from now on; left out where no series is stepped by a model of this name. |
      | `replaced` | string | Of `swapped`: the version used before. |
      | `reason` | string | Of `refused`: a code that a program can switch on; [models](../concepts/models.md) lists them. |
      | `message` | string | Of `refused`: what was found and what is allowed, for a person. |
      | `task`, `tasks` | integers | Which of the job's parallel tasks says so, from 0, and how many there are. |

      ```json
      %s
      ```
      """;

  private static final String LOSSES =
      """

      ## Transaction event

      A Kafka transaction of the job whose records are not in their topic, on the topic `topics.events`; in JSON only. The Kafka
      key is the transactional id. [Monitoring](../operations/monitoring.md#foreflowforecastslost) says what to do.

      | field | JSON | meaning |
      |---|---|---|
      | `event` | `"transaction-lost"` or `"transaction-unknown"` | `transaction-lost`: the broker aborted it before it was committed. `transaction-unknown`: the broker has forgotten how it ended, as is usual for a savepoint older than a week. |
      | `time` | string in ISO-8601 | When the job found out, by the clock of the machine. |
      | `pipeline` | string | The pipeline's `name`. |
      | `topic` | string | Where the records should be. |
      | `transactionalId` | string | The id of the transaction at the broker. |
      | `message` | string | What has happened and what to do, for a person. |

      ```json
      %s
      ```
      """;

  private static final String REFUSALS =
      """

      ## What is refused

      A record that cannot be used is never dropped in silence and never stops the job: it goes to the dead-letter topic, byte
      for byte, with one of these reasons and a sentence that says what was found and what is allowed.

      | reason | when |
      |---|---|
      """;

  private static final String EVOLUTION =
      """

      ## With a schema registry

      With `format.readings: avro-confluent` any program that writes by Confluent's or Apicurio's Avro serializer is a source of
      readings, and with `format.forecasts: avro-confluent` their deserializers read forecasts. The registry is one that speaks
      Confluent's REST API: its own, Apicurio's (under `/apis/ccompat/v7`), Karapace.

      - The writer's schema is asked for by its id, once for each id and task, and resolved into this release's. **Fields are matched
        by name**: `series` (string) and `time` (long, milliseconds) must be there; `value` may be a double, float, int or long, with or
        without null, or be absent (missing); `covariates` may be absent. What the record is called does not matter. Other fields are
        skipped.
      - A writer that adds a field is read on without a restart. One that drops or retypes a field that is needed goes to the dead
        letters with `incompatible-schema` and the place in the schema; an id that the registry does not have, with
        `unknown-schema`. Refused ids are asked for again after 30 seconds.
      - While the registry is away, the job waits for `schema-registry.patience`, then fails and goes on from its last checkpoint:
        no good record becomes a dead letter by an outage. Ids that a task knows already need no registry.
      - The schema of forecasts is registered when the job starts, under the subject `<topic>-value` (TopicNameStrategy) or
        `schema-registry.forecasts-subject`.
      - Keys are the plain UTF-8 of the series, not Avro.

      ## How records may change

      A later release may add fields that have a default, and symbols to `Status`; it does not remove, rename or retype fields.
      Bytes of every release are kept as files in the tests and must stay readable.

      - JSON: a reader skips fields that it does not know.
      - Avro: the writer's schema is named by its fingerprint, and a reader refuses one that it does not know
        (`unknown-schema`). So update readers before writers, or give a reader the writer's schema, or let both use a registry.

      `classes` of a forecast came after the first release: its Avro bytes are still read, by `Forecast-1.avsc`.
      """;
}
