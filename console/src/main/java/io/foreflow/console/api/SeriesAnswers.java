package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.json.Json;
import io.foreflow.console.json.RecordJson;
import io.foreflow.console.memory.KnownForecast;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.memory.ReadAgain;
import io.foreflow.console.memory.SeriesPage;
import io.foreflow.console.memory.SeriesQuery;
import io.foreflow.console.memory.SeriesReadings;
import io.foreflow.console.memory.SeriesRow;
import io.foreflow.console.server.Query;
import io.foreflow.console.server.Refusal;
import io.foreflow.wire.Forecast;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers about series, their readings and their forecasts. */
final class SeriesAnswers {

  private final PipelineMemory memory;
  private final SeriesAgain again;

  SeriesAnswers(PipelineMemory memory, SeriesAgain again) {
    this.memory = memory;
    this.again = again;
  }

  byte[] list(Query query) throws Refusal {
    SeriesPage page =
        memory.list(
            new SeriesQuery(
                query.text("search").orElse(""),
                query.choice("status", SeriesQuery.State.class),
                query.text("model"),
                query.choice("sort", SeriesQuery.Sort.class).orElse(SeriesQuery.Sort.NAME),
                query.flag("descending"),
                query.integer("offset", 0, 0, Integer.MAX_VALUE),
                query.limit()));
    return Json.object(
        out -> {
          out.writeNumberField("total", page.total());
          out.writeNumberField("matching", page.matching());
          out.writeNumberField("offset", page.offset());
          Json.array(out, "items", page.rows(), SeriesAnswers::row);
        });
  }

  private static void row(JsonGenerator out, SeriesRow row) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeStringField("series", row.series());
          Json.text(fields, "model", row.model() == null ? null : row.model().model());
          Json.text(fields, "version", row.model() == null ? null : row.model().version());
          fields.writeStringField("status", row.status().code());
          fields.writeBooleanField("silent", row.silent());
          fields.writeBooleanField("inEpisode", row.inEpisode());
          Json.time(fields, "lastTime", row.lastTime());
          Json.number(fields, "lastValue", row.lastValue());
          Json.number(fields, "mase", row.mase());
          Json.number(fields, "coverage", row.coverage());
          Json.number(fields, "nominalCoverage", row.nominalCoverage());
          fields.writeBooleanField("inMemory", row.inMemory());
          fields.writeArrayFieldStart("sparkline");
          for (float value : row.sparkline()) {
            Json.number(fields, value);
          }
          fields.writeEndArray();
        });
  }

  byte[] readings(Query query) throws Refusal {
    String series = query.requiredSeries();
    Optional<ReadAgain> readAgain = again.ensure(series);
    SeriesReadings readings =
        memory
            .readings(series, query.time("from", Long.MIN_VALUE), query.time("to", Long.MAX_VALUE))
            .orElseThrow(() -> Refusal.noSeries(series));
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          out.writeArrayFieldStart("times");
          for (long time : readings.times()) {
            Json.time(out, time);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("values");
          for (float value : readings.values()) {
            Json.number(out, value);
          }
          out.writeEndArray();
          Json.array(
              out,
              "late",
              readings.late(),
              (late, each) ->
                  Json.object(
                      late,
                      fields -> {
                        Json.time(fields, "time", each.time());
                        Json.number(fields, "value", each.value());
                      }));
          Json.array(
              out,
              "closed",
              readings.closed(),
              (closed, each) ->
                  Json.object(
                      closed,
                      fields -> {
                        Json.time(fields, "from", each.from());
                        Json.time(fields, "to", each.to());
                      }));
          Json.time(out, "keptSince", readings.keptSince());
          AgainJson.write(out, readAgain);
        });
  }

  byte[] cutoffs(Query query) throws Refusal {
    String series = query.requiredSeries();
    Optional<ReadAgain> readAgain = again.ensure(series);
    List<KnownForecast> forecasts = forecasts(series);
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          Json.array(
              out,
              "cutoffs",
              forecasts,
              (cutoffs, known) ->
                  Json.object(
                      cutoffs,
                      fields -> {
                        Json.time(fields, "cutoff", known.forecast().cutoff());
                        ForecasterJson.write(fields, known.forecaster());
                        fields.writeStringField("status", known.forecast().status().code());
                      }));
          Json.time(out, "keptSince", forecasts.isEmpty() ? null : cutoff(forecasts));
          AgainJson.write(out, readAgain);
        });
  }

  /** The cutoff of the first forecasts. */
  private static long cutoff(List<KnownForecast> forecasts) {
    return forecasts.get(0).forecast().cutoff();
  }

  private List<KnownForecast> forecasts(String series) throws Refusal {
    return memory.forecasts(series).orElseThrow(() -> Refusal.noSeries(series));
  }

  byte[] forecast(Query query) throws Refusal {
    String series = query.requiredSeries();
    long latest = query.time("cutoff", Long.MAX_VALUE);
    Optional<String> model = query.text("model");
    Optional<String> version = query.text("version");
    Optional<ReadAgain> readAgain = again.ensure(series);
    List<KnownForecast> newest = new ArrayList<>();
    for (KnownForecast known : forecasts(series)) {
      Forecast forecast = known.forecast();
      boolean fits =
          forecast.cutoff() <= latest
              && model.map(forecast.model()::equals).orElse(true)
              && version.map(forecast.modelVersion()::equals).orElse(true);
      if (fits) {
        if (!newest.isEmpty() && cutoff(newest) != forecast.cutoff()) {
          newest.clear();
        }
        newest.add(known);
      }
    }
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          Json.time(out, "cutoff", newest.isEmpty() ? null : cutoff(newest));
          Json.array(
              out,
              "forecasts",
              newest,
              (forecasts, known) ->
                  Json.raw(forecasts, RecordJson.of(known.forecast(), known.shadow())));
          AgainJson.write(out, readAgain);
        });
  }

  byte[] spans(Query query) throws Refusal {
    String series = query.requiredSeries();
    Optional<ReadAgain> readAgain = again.ensure(series);
    List<Span> spans = Span.of(forecasts(series));
    return Json.object(
        out -> {
          Json.array(
              out,
              "items",
              spans,
              (items, span) ->
                  Json.object(
                      items,
                      fields -> {
                        ForecasterJson.write(fields, span.forecaster());
                        Json.time(fields, "from", span.from());
                        Json.time(fields, "to", span.to());
                      }));
          AgainJson.write(out, readAgain);
        });
  }
}
