package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.json.Json;
import io.foreflow.console.json.RecordJson;
import io.foreflow.console.memory.ModelVersion;
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
    List<Forecast> forecasts = forecasts(series);
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          Json.array(
              out,
              "cutoffs",
              forecasts,
              (cutoffs, forecast) ->
                  Json.object(
                      cutoffs,
                      fields -> {
                        Json.time(fields, "cutoff", forecast.cutoff());
                        fields.writeStringField("model", forecast.model());
                        fields.writeStringField("version", forecast.modelVersion());
                        fields.writeStringField("status", forecast.status().code());
                      }));
          Json.time(out, "keptSince", forecasts.isEmpty() ? null : forecasts.get(0).cutoff());
          AgainJson.write(out, readAgain);
        });
  }

  private List<Forecast> forecasts(String series) throws Refusal {
    return memory.forecasts(series).orElseThrow(() -> Refusal.noSeries(series));
  }

  byte[] forecast(Query query) throws Refusal {
    String series = query.requiredSeries();
    long latest = query.time("cutoff", Long.MAX_VALUE);
    Optional<String> model = query.text("model");
    Optional<String> version = query.text("version");
    Optional<ReadAgain> readAgain = again.ensure(series);
    List<Forecast> newest = new ArrayList<>();
    for (Forecast forecast : forecasts(series)) {
      boolean fits =
          forecast.cutoff() <= latest
              && model.map(forecast.model()::equals).orElse(true)
              && version.map(forecast.modelVersion()::equals).orElse(true);
      if (fits) {
        if (!newest.isEmpty() && newest.get(0).cutoff() != forecast.cutoff()) {
          newest.clear();
        }
        newest.add(forecast);
      }
    }
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          Json.time(out, "cutoff", newest.isEmpty() ? null : newest.get(0).cutoff());
          Json.array(
              out,
              "forecasts",
              newest,
              (forecasts, forecast) -> Json.raw(forecasts, RecordJson.of(forecast)));
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
                        fields.writeStringField("model", span.model().model());
                        fields.writeStringField("version", span.model().version());
                        Json.time(fields, "from", span.from());
                        Json.time(fields, "to", span.to());
                      }));
          AgainJson.write(out, readAgain);
        });
  }

  /** A stretch of cutoffs with forecasts of one version. */
  record Span(ModelVersion model, long from, Forecast last) {

    long to() {
      return last.cutoff();
    }

    static List<Span> of(List<Forecast> forecasts) {
      List<Span> spans = new ArrayList<>();
      for (Forecast forecast : forecasts) {
        ModelVersion model = new ModelVersion(forecast.model(), forecast.modelVersion());
        int last = spans.size() - 1;
        // Versions side by side alternate: each goes on with its own stretch.
        while (last >= 0 && !spans.get(last).model().equals(model)) {
          last--;
        }
        boolean goesOn = last >= 0 && isNext(spans, last, forecast);
        if (goesOn) {
          spans.set(last, new Span(model, spans.get(last).from(), forecast));
        } else {
          spans.add(new Span(model, forecast.cutoff(), forecast));
        }
      }
      return spans;
    }

    private static boolean isNext(List<Span> spans, int index, Forecast forecast) {
      if (index == spans.size() - 1) {
        return true;
      }
      Forecast last = spans.get(index).last();
      // Where a market closes, the next slot may be days later.
      long[] steps = last.stepTimes();
      return steps.length > 0
          ? forecast.cutoff() < steps[Math.min(1, steps.length - 1)] + last.cadenceMillis()
          : forecast.cutoff() - last.cutoff() <= 2 * forecast.cadenceMillis();
    }
  }
}
