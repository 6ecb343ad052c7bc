package io.foreflow.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foreflow.calendar.TradingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a manifest from JSON. Its counterpart is {@link ManifestWriter}. */
final class ManifestReader {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Placeholders for parts that could not be read, so that the other problems are found too. */
  private static final StateLayout ANY_STATE =
      new StateLayout(
          List.of(
              new StateLayout.Segment(StateLayout.SEEN, 1),
              new StateLayout.Segment(StateLayout.HISTORY, 1)));

  private static final List<Double> ANY_LEVELS = List.of(0.5);

  private static final Provenance ANY_PROVENANCE =
      new Provenance("?", Instant.EPOCH, Instant.EPOCH, 1, 1, 0, Map.of(), Map.of(), Instant.EPOCH);

  private final ManifestProblems problems = new ManifestProblems();

  Manifest read(String json) {
    JsonFields in = new JsonFields("", tree(json), problems);
    problems.throwIfAny();
    checkContract(in);
    checkDigest(in);
    Manifest manifest = in.build(() -> manifest(in));
    problems.throwIfAny();
    return Objects.requireNonNull(manifest);
  }

  /** Reads a trading calendar alone. */
  TradingCalendar calendar(String json) {
    TradingCalendar calendar = CalendarJson.read(new JsonFields("", tree(json), problems));
    problems.throwIfAny();
    return Objects.requireNonNull(calendar);
  }

  private JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      problems.add("", "no valid JSON (" + e.getOriginalMessage() + ")", "one JSON object");
      problems.throwIfAny();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks the version of the contract before anything else: the other rules hold for this version
   * only.
   */
  private void checkContract(JsonFields in) {
    int contract = in.integer("contract");
    problems
        .require(
            contract == Manifest.CONTRACT,
            "contract",
            "version " + contract,
            "version "
                + Manifest.CONTRACT
                + " (use a release that knows the other, or train the model again)")
        .throwIfAny();
  }

  private void checkDigest(JsonFields in) {
    if (in.has("digest")) {
      String digest = in.text("digest");
      problems.require(
          digest.matches("[0-9a-f]{64}"), "digest", digest, "64 lower-case hexadecimal digits");
    }
  }

  private Manifest manifest(JsonFields in) {
    return new Manifest(
        Manifest.CONTRACT,
        in.text("model"),
        in.text("version"),
        in.duration("cadence"),
        in.has(CalendarJson.FIELD) ? CalendarJson.read(in.object(CalendarJson.FIELD)) : null,
        in.integer("horizon"),
        kind(in),
        in.texts("features", List.of("?")),
        in.has("seasons") ? in.integers("seasons", List.of()) : List.of(),
        in.integer("warmup"),
        state(in),
        provenance(in.object("provenance")),
        in.has("backtest") ? backtest(in.object("backtest")) : null);
  }

  private ForecastKind kind(JsonFields in) {
    List<Double> levels = in.numbers("levels", ANY_LEVELS);
    List<String> classes = in.has("classes") ? in.texts("classes", List.of()) : List.of();
    if (classes.isEmpty()) {
      return new ForecastKind.Quantiles(levels);
    }
    problems.require(
        levels.isEmpty(),
        "levels",
        levels.size() + " levels beside classes",
        "none: a model gives quantiles or probabilities of classes");
    return new ForecastKind.Classes(classes);
  }

  private StateLayout state(JsonFields in) {
    int before = problems.count();
    List<StateLayout.Segment> segments = in.objects("state", ManifestReader::segment);
    if (problems.count() > before) {
      return ANY_STATE;
    }
    try {
      return new StateLayout(segments);
    } catch (ManifestException e) {
      problems.addAll("state", e);
      return ANY_STATE;
    }
  }

  private static StateLayout.@Nullable Segment segment(JsonFields in) {
    return in.build(() -> new StateLayout.Segment(in.text("name"), in.integer("size")));
  }

  private static Provenance provenance(JsonFields in) {
    JsonFields data = in.object("data");
    Provenance provenance =
        in.build(
            () ->
                new Provenance(
                    data.text("digest"),
                    data.time("from", Instant.MIN),
                    data.time("to", Instant.MAX),
                    data.longInteger("series"),
                    data.longInteger("readings"),
                    in.longInteger("seed"),
                    in.object("configuration").allTexts(),
                    in.object("engines").allTexts(),
                    in.time("trainedAt", Instant.EPOCH),
                    in.has("start") ? start(in.object("start")) : null,
                    data.has("generated") ? generated(data.object("generated")) : null,
                    in.has("chosen") ? chosen(in.object("chosen")) : null,
                    in.has("ridgeShare") ? in.numbers("ridgeShare", List.of()) : List.of()));
    data.refuseOthers();
    return provenance == null ? ANY_PROVENANCE : provenance;
  }

  private static Provenance.@Nullable Start start(JsonFields in) {
    return in.build(() -> new Provenance.Start(in.text("model"), in.text("weights")));
  }

  private static Provenance.@Nullable Generated generated(JsonFields in) {
    return in.build(
        () ->
            new Provenance.Generated(
                in.text("kind"), in.longInteger("seed"), in.integer("version")));
  }

  private static Provenance.@Nullable Chosen chosen(JsonFields in) {
    return in.build(
        () ->
            new Provenance.Chosen(
                in.text("kind"), in.texts("options", List.of()), in.texts("reasons", List.of())));
  }

  private static @Nullable Backtest backtest(JsonFields in) {
    return in.build(
        () ->
            new Backtest(
                in.object("model").allNumbers(),
                in.object("baselines").allObjects(JsonFields::allNumbers)));
  }
}
