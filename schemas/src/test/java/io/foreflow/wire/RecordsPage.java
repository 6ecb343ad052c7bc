package io.foreflow.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Makes docs/reference/records.md from the schemas, so that the page says what the code does. */
final class RecordsPage {
  private static final int WIDTH = 118;

  private final StringBuilder page = new StringBuilder();

  private RecordsPage() {}

  static String make() {
    return new RecordsPage().all();
  }

  private String all() {
    page.append(INTRODUCTION);
    example(ForecastCodec.encoder(WireFormat.JSON).encode(Samples.FORECAST));
    page.append(FORMATS);
    describe("Reading", ReadingCodec.versions());
    example(ReadingCodec.encoder(WireFormat.JSON).encode(Samples.READING));
    page.append(COVARIATES);
    describe("Forecast", ForecastCodec.versions());
    example(ForecastCodec.encoder(WireFormat.JSON).encode(Samples.FORECAST));
    page.append(CALIBRATION);
    example(ForecastCodec.encoder(WireFormat.JSON).encode(Samples.CALIBRATED));
    page.append(CLASSES);
    example(ForecastCodec.encoder(WireFormat.JSON).encode(Samples.DIRECTION));
    page.append(MARKETS);
    example(ForecastCodec.encoder(WireFormat.JSON).encode(Samples.MARKET));
    describe("Forecast score", ForecastScoreCodec.versions());
    example(ForecastScoreCodec.encoder(WireFormat.JSON).encode(Samples.SCORE));
    page.append(SCORES);
    describe("Anomaly", AnomalyCodec.versions());
    example(AnomalyCodec.encoder(WireFormat.JSON).encode(Samples.ANOMALY));
    example(AnomalyCodec.encoder(WireFormat.JSON).encode(Samples.CLOSED_ANOMALY));
    page.append(ANOMALIES);
    describe("Model announcement", ModelAnnouncementCodec.versions());
    example(ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(Samples.ANNOUNCEMENT));
    page.append(EVENTS);
    example(ModelEventJson.write(ModelEventTest.SWAPPED));
    example(ModelEventJson.write(ModelEventTest.REFUSED));
    page.append(LOSSES);
    example(TransactionEventJson.write(TransactionEventTest.LOST));
    refusals();
    page.append(EVOLUTION);
    return page.toString();
  }

  private void describe(String title, SchemaVersions versions) {
    Schema schema = versions.current();
    page.append("\n## ").append(title).append("\n\n");
    wrap(schema.getDoc(), "");
    page.append('\n');
    wrap(
        "Schema: `schemas/src/main/avro/%s.avsc`, fingerprint (CRC-64-AVRO) `%016x`."
            .formatted(schema.getName(), SchemaVersions.fingerprint(schema)),
        "");
    page.append('\n');
    describe(schema, "");
  }

  private void describe(Schema schema, String indent) {
    String inner = indent + "  ";
    for (Schema.Field field : schema.getFields()) {
      String types = "Avro: %s; JSON: %s".formatted(avro(field.schema()), json(field.schema()));
      wrap(indent + "- `%s` (%s):".formatted(field.name(), types), inner);
      wrap(inner + field.doc() + enumDoc(field.schema()), inner);
      if (isOfRecords(field.schema())) {
        describe(field.schema().getElementType(), inner);
      }
    }
  }

  private static boolean isOfRecords(Schema schema) {
    return schema.getType() == Schema.Type.ARRAY
        && schema.getElementType().getType() == Schema.Type.RECORD;
  }

  /** Adds a record in JSON. A line breaks only before a quote, where JSON allows white space. */
  private void example(byte[] json) {
    page.append("\n```json\n");
    wrap(new String(json, StandardCharsets.UTF_8), " ", "(?<=,)(?=\")");
    page.append("```\n");
  }

  /** Adds a text, broken at spaces. No line begins with + or *: Markdown would make it a list. */
  private void wrap(String text, String indent) {
    wrap(text, indent, "(?<=[^+*] )(?![+*] )");
  }

  /** Adds a text in lines of at most {@link #WIDTH}, which may break at a regular expression. */
  private void wrap(String text, String indent, String breaks) {
    StringBuilder line = new StringBuilder();
    for (String part : text.split(breaks, -1)) {
      if (!line.isEmpty() && line.length() + part.stripTrailing().length() > WIDTH) {
        page.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      line.append(part);
    }
    page.append(line.toString().stripTrailing()).append('\n');
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
      return "time";
    }
    return switch (schema.getType()) {
      case STRING -> "string";
      case BOOLEAN -> "true or false";
      case INT, LONG -> "integer";
      case RECORD -> "object";
      case DOUBLE, FLOAT -> "number";
      case UNION -> json(schema.getTypes().get(1)) + " or null";
      case ENUM -> "`\"" + String.join("\"` or `\"", codes(schema)) + "\"`";
      case ARRAY -> "array of " + plural(json(schema.getElementType()));
      default -> throw new IllegalStateException("no words for " + schema);
    };
  }

  /** "numbers" of "number", "arrays of numbers" of "array of numbers". */
  private static String plural(String what) {
    int end = what.contains(",") ? what.indexOf(',') : what.indexOf(' ');
    return end < 0 ? what + "s" : what.substring(0, end) + "s" + what.substring(end);
  }

  private static List<String> codes(Schema schema) {
    return schema.getEnumSymbols().stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
  }

  private static String enumDoc(Schema schema) {
    return schema.getType() == Schema.Type.ENUM ? " " + schema.getDoc() : "";
  }

  private void refusals() {
    page.append(REFUSALS);
    for (RejectionReason reason : RejectionReason.values()) {
      wrap("- `%s`: %s".formatted(reason.code(), words(reason)), "  ");
    }
  }

  private static String words(RejectionReason reason) {
    return switch (reason) {
      case UNDECODABLE ->
          "The bytes are no record of the configured format. Or a field is missing, comes twice, or"
              + " has the wrong type.";
      case UNKNOWN_SCHEMA ->
          "Avro bytes whose schema this reader does not know, or whose id the registry does not"
              + " have. Use a reader at least as new as the writer, and the writer's registry.";
      case INCOMPATIBLE_SCHEMA ->
          "Avro bytes with a schema from the registry that can't be read as the record: a field"
              + " without a default is missing, or has another type.";
      case EMPTY_SERIES -> "The series has no name.";
      case SERIES_TOO_LONG -> "The name of the series is longer than 1024 bytes of UTF-8.";
      case TIME_OUT_OF_RANGE -> "The time is before 1970 or after the year 9999.";
      case TIME_IN_FUTURE ->
          "The time is more than `max-future` later than the record's own timestamp, or than the"
              + " job's clock.";
      case NOT_FINITE -> "The value is infinite, or beyond the range of a 32-bit float.";
      case WRONG_COVARIATES ->
          "The number of covariates is not the number of the model's features after its target.";
      case MARKET_CLOSED ->
          "The market is closed at this time, by the"
              + " [trading calendar](../concepts/time.md#trading-calendars) of the model.";
      case TOO_LARGE ->
          "The value is longer than `max-record-bytes`. Its first bytes are kept. Headers have its"
              + " length and its SHA-256.";
      case INVALID_FIELD -> "The value of a field is not allowed, or contradicts another field.";
    };
  }

  private static final String INTRODUCTION =
      """
      # Records on the wire

      <!-- Made from the schemas by RecordsPageTest. To make it again:
           ./mvnw -pl schemas test -Dtest=RecordsPageTest -Dforeflow.docs.write=true -->

      Readings go into Kafka, forecasts come out. This is the smallest reading and a forecast of it, in JSON:

      ```json
      {"series":"sensor-7","time":"2026-01-31T12:00:00Z","value":21.5}
      ```
      """;

  private static final String FORMATS =
      """

      There are seven kinds of record:

      - a [reading](#reading) goes in, with the series as the Kafka key;
      - a [forecast](#forecast) comes out, with the series as the key;
      - a [forecast score](#forecast-score) says how good the forecasts of a series were, with the series as the key;
      - an [anomaly](#anomaly) says that readings were not forecast, with the series as the key;
      - a [model announcement](#model-announcement) says which model to use, with the model's name as the key;
      - a [model event](#model-event) says what became of an announcement;
      - a [transaction event](#transaction-event) says that records were lost.

      Keys are plain UTF-8 in every format. So all records of a series stay in order in one partition, and a compacted
      topic keeps the last announcement of each model.

      ## Formats

      A topic has one format, which `format.readings` and `format.forecasts` set. Scores and anomalies have that of
      forecasts. The names of the fields are the same in all formats.

      - `avro`: **Avro** in its
        [single-object encoding](https://avro.apache.org/docs/1.11.1/specification/#single-object-encoding):
        the bytes `C3 01`, the fingerprint of the writer's schema in 8 bytes, the fields. It needs no registry.
      - `avro-confluent`: **Avro in Confluent's wire format**: a zero byte, the id of the writer's schema in 4 bytes
        (big-endian), the fields. It needs a [schema registry](#with-a-schema-registry). Not for announcements and events.
      - `json`: **JSON**, one object in UTF-8, for people and for tools without Avro. On the wire it is one line. A time
        is written as a string in ISO-8601; a reader takes epoch milliseconds as an integer too.

      Announcements are read as `avro` or `json`, whichever each one is. Events are always JSON.

      Any Avro library reads `avro` with nothing but the schema file. In Python, with the bytes of a record in `value`:

      ```python
      import io, avro.io, avro.schema
      schema = avro.schema.parse(open("schemas/src/main/avro/Forecast.avsc").read())
      forecast = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))
      ```

      ## The names that forecasters know

      | Here | Nixtla and other data frames | |
      |---|---|---|
      | `series` | `unique_id` | one name for each series |
      | `time` of a reading | `ds` | event time |
      | `value` of a reading | `y` | null (or NaN) if it is missing |
      | `covariates` of a reading | exogenous columns | in the order of the model's features |
      | `cutoff` of a forecast | `cutoff` | time of the last reading that it knows |
      | `cutoff + (k + 1) * cadenceMillis` | `ds` of a forecast's row | for step `k`, from 0; or `stepTimes[k]` |
      | `quantiles[level][k]` | columns such as `GRU-lo-80` | levels 0.1, 0.5 and 0.9 are lo-80, median and hi-80 |
      | `model` | the first part of such a column's name | |
      """;

  private static final String COVARIATES =
      """

      ### Covariates

      If a model reads more than its target, the `features` of its manifest say so: first the target, then the
      covariates. The list `covariates` has the same order. `foreflow inspect` shows it. For the `features` `y`,
      `temperature`, `site`, `promotion`, `promotion+1`, `promotion+2`:

      ```json
      {"series":"shop-3","time":"2026-01-31T12:00:00Z","value":21.5,"covariates":[7.5,2,0,1,null]}
      ```

      - `NAME+k` is what is known, at the time of this reading, of `NAME` at the k-th slot after it. So each reading brings
        its own view of the future. Nothing has to be looked up, a gap loses nothing, and a revised weather forecast comes
        with the next reading.
      - What is not known is null.
      - A constant of the series, such as a site, comes with every reading.
      - A reading with another number of covariates goes to the dead letters with `wrong-covariates`.
      """;

  private static final String CALIBRATION =
      """

      With `calibration: online` and `forecasts.raw-quantiles: true`, a forecast whose bands were moved has both:
      """;

  private static final String MARKETS =
      """

      ### Times of the steps

      The steps of most forecasts are one cadence apart. Step `k`, counted from 0, is for
      `cutoff + (k + 1) * cadenceMillis`. If the model has a [trading calendar](../concepts/time.md#trading-calendars),
      its steps are the next slots in which the market is open. Then `stepTimes` has the times at which these slots begin.
      So a reader needs no calendar. Use `stepTimes[k]` if the field is there, and the sum if it is not.

      This market closes after the first step and opens again 42 hours later:
      """;

  private static final String CLASSES =
      """

      A model of directions gives probabilities in place of quantiles. They are never calibrated:
      """;

  private static final String SCORES =
      """

      A consumer adds up what it wants to know: the records of a series, of a version, of a day. Divide only then, for
      each step:

      | Figure | Of the sums |
      |---|---|
      | coverage of the outer band | `inside` / `forecasts` |
      | MASE against seasonal naive | `errorMicros` / `naiveErrorMicros` |
      | mean loss, in scales of the series | `lossMicros` / `forecasts` / 1,000,000 |
      """;

  private static final String ANOMALIES =
      """

      In JSON, what is not known is left out, and so is a direction that is none. The closing record has no reading. Its
      `peak` is the time of the reading in the record before it, which opened the episode or made it worse.
      [Anomalies](../concepts/anomalies.md) explains episodes.
      """;

  private static final String EVENTS =
      """

      ## Model event

      An event says what became of an announced model. Events are JSON on the topic `topics.events`, with the name of the
      model as the key. Each parallel task of the job writes its own event.

      | Field | JSON | Meaning |
      |---|---|---|
      | `event` | `"swapped"` or `"refused"` | see below |
      | `time` | time | when, by the clock of the machine |
      | `model`, `version`, `uri`, `sha256` | strings | as announced |
      | `inUse` | string | the version of this model that the task uses from now on |
      | `replaced` | string | with `swapped`: the version used before |
      | `reason` | string | with `refused`: a code for programs; [models](../concepts/models.md#what-is-checked) lists them |
      | `message` | string | with `refused`: what was found and what is allowed, for people |
      | `task`, `tasks` | integers | the number of this task, from 0, and how many tasks the job has |

      - `swapped`: the model is in use. The task makes every forecast from now on with it.
      - `refused`: the model is not used. The model that was in use continues.
      - `inUse` is left out if no series uses a model of this name.
      """;

  private static final String LOSSES =
      """

      ## Transaction event

      A transaction event says that the records of a Kafka transaction of the job are not in their topic. It is JSON on
      the topic `topics.events`, with the transactional id as the key.
      [Monitoring](../operations/monitoring.md#foreflowforecastslost) says what to do.

      | Field | JSON | Meaning |
      |---|---|---|
      | `event` | `"transaction-lost"` or `"transaction-unknown"` | see below |
      | `time` | time | when the job found out, by the clock of the machine |
      | `pipeline` | string | the pipeline's `name` |
      | `topic` | string | where the records should be |
      | `transactionalId` | string | the id of the transaction at the broker |
      | `message` | string | what has happened and what to do, for people |

      - `transaction-lost`: the broker aborted the transaction before it was committed.
      - `transaction-unknown`: the broker has forgotten how the transaction ended. This is normal for a savepoint older
        than a week.
      """;

  private static final String REFUSALS =
      """

      ## What is refused

      A record that can't be used never stops the job and is never lost. It goes to the dead-letter topic, byte for byte
      (cut only if [it is too large](../concepts/job.md#large-records)). Its headers have one of these reasons, and a
      sentence that says what was found and what is allowed:

      """;

  private static final String EVOLUTION =
      """

      ## With a schema registry

      With `format.readings: avro-confluent`, any program that writes with Confluent's or Apicurio's Avro serializer can
      send readings. With `format.forecasts: avro-confluent`, their deserializers read forecasts. The registry must have
      Confluent's REST API: Confluent's own, Apicurio's (under `/apis/ccompat/v7`), or Karapace.

      - The job asks for the writer's schema by its id, once for each id and task, and converts the record to this
        release's schema. **Fields are matched by name.** `series` (string) and `time` (long, milliseconds) must be there.
        `value` may be a double, float, int or long, with or without null, or be absent (missing). `covariates` may be
        absent. The name of the record does not matter. Other fields are skipped.
      - If a writer adds a field, the job continues without a restart. If it drops or retypes a field that is needed, its
        records go to the dead letters with `incompatible-schema` and the place in the schema. An id that the registry
        does not have gives `unknown-schema`. Refused ids are asked for again after 30 seconds.
      - If the registry is away, the job waits for `schema-registry.patience`. Then it fails and continues from its last
        checkpoint. So an outage makes no good record a dead letter. Ids that a task knows already need no registry.
      - The schema of forecasts is registered when the job starts, under the subject `<topic>-value` (TopicNameStrategy)
        or `schema-registry.forecasts-subject`.
      - Keys are the plain UTF-8 of the series, not Avro.

      ## How records may change

      A later release may add fields that have a default, and symbols to `Status`. It does not remove, rename or retype
      fields. Bytes of every release are kept as files in the tests and must stay readable.

      - JSON: a reader skips fields that it does not know.
      - Avro: the fingerprint names the writer's schema. A reader refuses a schema that it does not know
        (`unknown-schema`). So update readers before writers, or give a reader the writer's schema, or let both use a
        registry.

      `classes` of a forecast is newer than the first release, `calibrated` and `rawQuantiles` are newer than `classes`,
      and `stepTimes` is newer than these. Forecasts of before are still read, by `Forecast-1.avsc` to
      `Forecast-3.avsc`. In the format `avro`, a forecast without `stepTimes` is written by `Forecast-3.avsc`, so readers
      of the release before read it.
      """;
}
