package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.json.Json;
import io.foreflow.console.json.RecordJson;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.memory.ReadAgain;
import io.foreflow.console.memory.StepErrors;
import io.foreflow.console.memory.VersionScore;
import io.foreflow.console.server.Query;
import io.foreflow.console.server.Refusal;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers about how good forecasts were, and about readings that were not forecast. */
final class QualityAnswers {

  private final PipelineMemory memory;
  private final SeriesAgain again;

  QualityAnswers(PipelineMemory memory, SeriesAgain again) {
    this.memory = memory;
    this.again = again;
  }

  byte[] scores(Query query) throws Refusal {
    Optional<String> series = query.series();
    if (series.isEmpty()) {
      return ofVersions(memory.scores());
    }
    Optional<ReadAgain> readAgain = again.ensure(series.get());
    List<ForecastScore> scores =
        memory.scores(series.get()).orElseThrow(() -> Refusal.noSeries(series.get()));
    return Json.object(
        out -> {
          Json.array(out, "items", scores, (items, score) -> Json.raw(items, RecordJson.of(score)));
          AgainJson.write(out, readAgain);
        });
  }

  private static byte[] ofVersions(List<VersionScore> versions) {
    return Json.object(
        out -> {
          Json.array(
              out,
              "items",
              versions,
              (items, version) ->
                  Json.object(
                      items,
                      fields -> {
                        fields.writeStringField("model", version.model().model());
                        fields.writeStringField("modelVersion", version.model().version());
                        fields.writeBooleanField("shadow", version.shadow());
                        Json.number(fields, "nominalCoverage", version.nominalCoverage());
                        Json.array(fields, "steps", version.steps(), QualityAnswers::step);
                      }));
          AgainJson.write(out, Optional.empty());
        });
  }

  private static void step(JsonGenerator out, StepScore step) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeNumberField("step", step.step());
          fields.writeNumberField("forecasts", step.forecasts());
          Json.number(fields, "coverage", step.coverage());
          Json.number(fields, "mase", step.mase());
          Json.number(fields, "meanLoss", step.meanLoss());
        });
  }

  byte[] errors(Query query) throws Refusal {
    String series = query.requiredSeries();
    Optional<ReadAgain> readAgain = again.ensure(series);
    StepErrors errors = memory.errors(series).orElseThrow(() -> Refusal.noSeries(series));
    return Json.object(
        out -> {
          out.writeStringField("series", series);
          Json.array(out, "models", errors.models(), QualityAnswers::model);
          Json.object(
              out,
              "calibration",
              fields -> {
                Json.array(fields, "levels", errors.calibration().levels(), Json::number);
                Json.array(fields, "share", errors.calibration().share(), Json::number);
                fields.writeNumberField("count", errors.calibration().count());
              });
          AgainJson.write(out, readAgain);
        });
  }

  private static void model(JsonGenerator out, StepErrors.OfVersion errors) throws IOException {
    Json.object(
        out,
        fields -> {
          ForecasterJson.write(fields, errors.forecaster());
          Json.array(fields, "steps", errors.steps(), JsonGenerator::writeNumber);
          Json.array(fields, "mae", errors.mae(), Json::number);
          Json.array(fields, "naiveMae", errors.naiveMae(), Json::number);
          Json.array(fields, "coverage", errors.coverage(), Json::number);
          Json.number(fields, "nominal", errors.nominal());
          Json.array(fields, "count", errors.count(), JsonGenerator::writeNumber);
        });
  }

  byte[] anomalies(Query query) throws Refusal {
    Optional<String> series = query.series();
    int limit = query.limit();
    Optional<ReadAgain> readAgain;
    List<Anomaly> anomalies;
    if (series.isPresent()) {
      readAgain = again.ensure(series.get());
      anomalies =
          memory.anomalies(series.get(), limit).orElseThrow(() -> Refusal.noSeries(series.get()));
    } else {
      readAgain = Optional.empty();
      anomalies = memory.anomalies(limit);
    }
    return Json.object(
        out -> {
          Json.array(
              out, "items", anomalies, (items, anomaly) -> Json.raw(items, RecordJson.of(anomaly)));
          AgainJson.write(out, readAgain);
        });
  }
}
