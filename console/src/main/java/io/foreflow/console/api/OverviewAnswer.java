package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.health.HealthLine;
import io.foreflow.console.intake.TopicStatus;
import io.foreflow.console.json.Json;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.memory.PipelineFigures;
import io.foreflow.console.waves.WaveFigures;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The answer to {@code /api/overview}. */
public final class OverviewAnswer {

  private final PipelineView view;

  public OverviewAnswer(PipelineView view) {
    this.view = view;
  }

  /** The answer at this moment. */
  public byte[] json() {
    PipelineView.Moment moment = view.now();
    PipelineFigures figures = moment.figures();
    return Json.object(
        out -> {
          Json.time(out, "now", moment.now());
          out.writeStringField("foreflow", view.release());
          out.writeStringField("zone", "UTC");
          out.writeStringField("bootstrapServers", view.bootstrapServers());
          Json.object(
              out,
              "broker",
              broker -> {
                broker.writeBooleanField("reachable", moment.broker().reachable());
                Json.time(broker, "since", moment.broker().since());
              });
          Json.array(out, "topics", moment.topics(), OverviewAnswer::topic);
          series(out, figures.series());
          rates(out, figures.rates());
          Json.object(
              out,
              "lag",
              lag -> {
                Json.number(lag, "p50", figures.lagP50());
                Json.number(lag, "p99", figures.lagP99());
              });
          waves(out, moment.waves());
          asides(out, figures);
          Json.array(out, "health", moment.health(), OverviewAnswer::health);
          memory(out, figures);
        });
  }

  private static void topic(JsonGenerator out, TopicStatus topic) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeStringField("role", topic.role().code());
          Json.text(fields, "name", topic.name());
          fields.writeStringField("state", topic.state().code());
          fields.writeNumberField("records", topic.records());
          fields.writeNumberField("unreadable", topic.unreadable());
          fields.writeNumberField("behind", topic.behind());
          Json.time(fields, "newest", topic.newest());
        });
  }

  private static void series(JsonGenerator out, PipelineFigures.SeriesCounts counts)
      throws IOException {
    Json.object(
        out,
        "series",
        fields -> {
          fields.writeNumberField("known", counts.known());
          fields.writeNumberField("kept", counts.kept());
          fields.writeNumberField("waiting", counts.waiting());
          fields.writeNumberField("warming", counts.warming());
          fields.writeNumberField("ready", counts.ready());
          fields.writeNumberField("silent", counts.silent());
          fields.writeNumberField("inEpisode", counts.inEpisode());
        });
  }

  private static void rates(JsonGenerator out, PipelineFigures.Rates rates) throws IOException {
    Json.object(
        out,
        "rates",
        fields -> {
          Json.number(fields, "readings", rates.readings());
          Json.number(fields, "forecasts", rates.forecasts());
          Json.object(
              fields,
              "history",
              history -> {
                Json.array(history, "times", rates.times(), Json::time);
                Json.array(history, "readings", rates.readingsHistory(), Json::number);
                Json.array(history, "forecasts", rates.forecastsHistory(), Json::number);
                Json.array(history, "marketClosed", rates.marketClosedHistory(), Json::number);
              });
        });
  }

  private static void waves(JsonGenerator out, WaveFigures waves) throws IOException {
    Json.object(
        out,
        "waves",
        fields -> {
          fields.writeStringField("state", waves.state().code());
          Json.text(fields, "flink", waves.flink());
          Json.number(fields, "medianSize", waves.medianSize());
          Json.number(fields, "largestSize", waves.largestSize());
          Json.number(fields, "medianStep", waves.medianStep());
          Json.number(fields, "longStep", waves.longStep());
          Json.number(fields, "takeoversLeft", waves.takeoversLeft());
        });
  }

  private static void asides(JsonGenerator out, PipelineFigures figures) throws IOException {
    Json.object(
        out,
        "deadLetters",
        fields -> {
          fields.writeNumberField("total", figures.deadLetters());
          Json.object(
              fields,
              "byReason",
              reasons -> {
                for (Map.Entry<String, Long> reason :
                    new TreeMap<>(figures.deadLettersByReason()).entrySet()) {
                  reasons.writeNumberField(reason.getKey(), reason.getValue());
                }
              });
        });
    Json.object(
        out, "lateReadings", fields -> fields.writeNumberField("total", figures.lateReadings()));
  }

  /** Writes the outcome of a rule. */
  static void health(JsonGenerator out, HealthLine line) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeStringField("rule", line.rule());
          fields.writeStringField("state", line.state().code());
          fields.writeStringField("text", line.text());
        });
  }

  private void memory(JsonGenerator out, PipelineFigures figures) throws IOException {
    MemoryLimits limits = view.memory().limits();
    Json.object(
        out,
        "memory",
        fields -> {
          fields.writeNumberField("bytes", figures.memoryBytes());
          fields.writeNumberField("limit", limits.bytes());
          fields.writeNumberField("seriesLimit", limits.series());
          fields.writeNumberField("readings", limits.readings());
          fields.writeNumberField("cutoffs", limits.cutoffs());
          fields.writeNumberField("forgotten", figures.forgotten());
        });
  }
}
