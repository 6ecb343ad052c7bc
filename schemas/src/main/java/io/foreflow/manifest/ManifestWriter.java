package io.foreflow.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.calendar.TradingCalendar;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a manifest as compact JSON with its fields in a fixed order. Its counterpart is {@link
 * ManifestReader}.
 */
final class ManifestWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private ManifestWriter() {}

  /** Writes a part of the manifest. */
  @FunctionalInterface
  private interface Part {
    void write() throws IOException;
  }

  static String write(Manifest manifest, @Nullable String digest) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("contract", manifest.contract());
      if (digest != null) {
        out.writeStringField("digest", digest);
      }
      writeModel(manifest, out);
      writeState(manifest.state(), out);
      writeProvenance(manifest.provenance(), out);
      Backtest backtest = manifest.backtest();
      if (backtest != null) {
        writeBacktest(backtest, out);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeModel(Manifest manifest, JsonGenerator out) throws IOException {
    out.writeStringField("model", manifest.model());
    out.writeStringField("version", manifest.version());
    out.writeStringField("cadence", manifest.cadence().toString());
    TradingCalendar calendar = manifest.tradingCalendar();
    // Left out if there is none, so that the bytes of other manifests do not change.
    if (calendar != null) {
      CalendarJson.write(calendar, out);
    }
    out.writeNumberField("horizon", manifest.horizon());
    writeNumbers("levels", manifest.levels(), out);
    // Left out of other kinds, so that the bytes of files with quantiles do not change.
    Part ofClasses =
        manifest
            .kind()
            .match(
                quantiles -> () -> {},
                classes -> () -> writeNames("classes", classes.names(), out));
    ofClasses.write();
    writeNames("features", manifest.features(), out);
    // Left out if there are none, so that the bytes of other manifests do not change.
    if (!manifest.seasons().isEmpty()) {
      out.writeArrayFieldStart("seasons");
      for (int season : manifest.seasons()) {
        out.writeNumber(season);
      }
      out.writeEndArray();
    }
    out.writeNumberField("warmup", manifest.warmup());
  }

  private static void writeNames(String name, List<String> names, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String one : names) {
      out.writeString(one);
    }
    out.writeEndArray();
  }

  private static void writeNumbers(String name, List<Double> numbers, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (double number : numbers) {
      out.writeNumber(number);
    }
    out.writeEndArray();
  }

  private static void writeState(StateLayout state, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("state");
    for (StateLayout.Segment segment : state.segments()) {
      out.writeStartObject();
      out.writeStringField("name", segment.name());
      out.writeNumberField("size", segment.size());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeProvenance(Provenance provenance, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("provenance");
    out.writeObjectFieldStart("data");
    out.writeStringField("digest", provenance.dataDigest());
    out.writeStringField("from", provenance.from().toString());
    out.writeStringField("to", provenance.to().toString());
    out.writeNumberField("series", provenance.series());
    out.writeNumberField("readings", provenance.readings());
    Provenance.Generated generated = provenance.generated();
    // Left out of models of real data, so that the bytes of their manifests do not change.
    if (generated != null) {
      out.writeObjectFieldStart("generated");
      out.writeStringField("kind", generated.kind());
      out.writeNumberField("seed", generated.seed());
      out.writeNumberField("version", generated.version());
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeNumberField("seed", provenance.seed());
    writeTexts("configuration", provenance.configuration(), out);
    writeTexts("engines", provenance.engines(), out);
    out.writeStringField("trainedAt", provenance.trainedAt().toString());
    Provenance.Start start = provenance.start();
    // Left out if there is none, so that the bytes of other manifests do not change.
    if (start != null) {
      out.writeObjectFieldStart("start");
      out.writeStringField("model", start.model());
      out.writeStringField("weights", start.weights());
      out.writeEndObject();
    }
    Provenance.Chosen chosen = provenance.chosen();
    if (chosen != null) {
      out.writeObjectFieldStart("chosen");
      out.writeStringField("kind", chosen.kind());
      writeNames("options", chosen.options(), out);
      writeNames("reasons", chosen.reasons(), out);
      out.writeEndObject();
    }
    if (!provenance.ridgeShare().isEmpty()) {
      writeNumbers("ridgeShare", provenance.ridgeShare(), out);
    }
    out.writeEndObject();
  }

  private static void writeTexts(String name, Map<String, String> texts, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  private static void writeBacktest(Backtest backtest, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("backtest");
    writeMetrics("model", backtest.model(), out);
    out.writeObjectFieldStart("baselines");
    for (Map.Entry<String, Map<String, Double>> baseline : backtest.baselines().entrySet()) {
      writeMetrics(baseline.getKey(), baseline.getValue(), out);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeMetrics(String name, Map<String, Double> metrics, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      out.writeNumberField(metric.getKey(), metric.getValue());
    }
    out.writeEndObject();
  }
}
