package io.foreflow.cli.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.canary.LiveComparison;
import io.foreflow.cli.history.PartitionRead;
import io.foreflow.evaluation.gate.Finding;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.evaluation.gate.HeldOutLosses;
import io.foreflow.evaluation.gate.SeriesLosses;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.store.Decision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a decision was made from, as fields of its record. */
final class DecisionDetails {

  /** The field that names the retraining of a decision. */
  static final String RETRAINING = "retraining";

  /** The field that says whether a promotion is to be announced. */
  static final String IS_ANNOUNCED = "announces";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private DecisionDetails() {}

  /** The fields about the data. */
  static Map<String, Object> data(RetrainData data, List<PartitionRead> partitions) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("digest", HistoryDigest.of(data.series()));
    fields.put("from", data.from().toString());
    fields.put("heldOutFrom", data.heldOutFrom().toString());
    fields.put("to", data.to().toString());
    fields.put("series", data.series().stream().map(SeriesHistory::series).distinct().count());
    fields.put("readings", data.series().stream().mapToLong(SeriesHistory::readings).sum());
    fields.put("missing", data.all().missing());
    fields.put("duplicates", data.all().duplicates());
    fields.put("skipped", data.all().skipped());
    List<Map<String, Object>> read = new ArrayList<>();
    for (PartitionRead partition : partitions) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("topic", partition.topic());
      one.put("partition", partition.partition());
      one.put("from", partition.from());
      one.put("end", partition.end());
      one.put("readings", partition.readings());
      read.add(one);
    }
    fields.put("partitions", read);
    return fields;
  }

  /** The fields about what the gate found. */
  static Map<String, Object> judgement(Judgement judgement) {
    HeldOutLosses losses = judgement.losses();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("promotes", judgement.outcome() instanceof GateOutcome.Promoted);
    fields.put("findings", findings(judgement.outcome().findings()));
    fields.put("loss", losses.loss().text());
    fields.put("series", losses.series().size());
    fields.put("seriesLeftOut", losses.leftOut());
    fields.put("targets", losses.targets());
    fields.put("challenger", number(HeldOutLosses.mean(losses.series(), SeriesLosses::challenger)));
    fields.put("champion", number(HeldOutLosses.mean(losses.series(), SeriesLosses::champion)));
    fields.put(losses.naive(), number(HeldOutLosses.mean(losses.series(), SeriesLosses::naive)));
    losses.coverage().ifPresent(band -> fields.put("coverage", number(band.share())));
    losses.coverage().ifPresent(band -> fields.put("coverageNominal", number(band.nominal())));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("challenger", numbers(judgement.challenger().model().metrics()));
    judgement
        .champion()
        .ifPresent(champion -> metrics.put("champion", numbers(champion.model().metrics())));
    judgement
        .challenger()
        .baselineMetrics()
        .forEach((name, baseline) -> metrics.put(name, numbers(baseline)));
    fields.put("metrics", metrics);
    return fields;
  }

  /** The fields about the live scores of two versions. */
  static Map<String, Object> comparison(LiveComparison found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("compared", found.basis().text());
    fields.put("forecasts", found.forecasts());
    fields.put("series", found.series().size());
    fields.put("seriesOfNewOnly", found.onlyNew());
    fields.put("seriesOfOldOnly", found.onlyOld());
    fields.put("newLoss", number(found.newLoss()));
    fields.put("oldLoss", number(found.oldLoss()));
    fields.put("newMase", number(found.newMase()));
    fields.put("oldMase", number(found.oldMase()));
    fields.put("chance", number(found.chance()));
    return fields;
  }

  /** The fields of a verdict about a promotion by the live scores of two versions. */
  static Map<String, Object> live(
      WatchedVersions versions, LiveComparison found, PipelineConfig config) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("command", LiveRollback.COMMAND);
    fields.put("newVersion", versions.champion().version());
    fields.put("oldVersion", versions.previous().version());
    fields.putAll(comparison(found));
    fields.put("from", Instant.ofEpochMilli(found.from()).toString());
    fields.put("end", Instant.ofEpochMilli(found.end()).toString());
    fields.put(WatchedVersions.END, found.end());
    fields.put("worse", config.get(WatchOptions.WORSE));
    fields.put("significance", config.get(WatchOptions.SIGNIFICANCE));
    return fields;
  }

  private static List<Map<String, Object>> findings(List<Finding> findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rule", finding.rule());
      one.put("verdict", finding.verdict().text());
      one.put("why", finding.why());
      all.add(one);
    }
    return all;
  }

  private static Map<String, Object> numbers(Map<String, Double> metrics) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    metrics.forEach((name, value) -> numbers.put(name, number(value)));
    return numbers;
  }

  /** JSON has no NaN and no infinity: they are texts. */
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : String.valueOf(value);
  }

  /** The fields of a record, as it was written. */
  static Map<String, Object> read(Decision decision) throws IOException {
    try {
      return JSON.readValue(decision.detailsJson(), FIELDS);
    } catch (JsonProcessingException e) {
      throw new IOException("the details of " + decision.id() + " are no JSON", e);
    }
  }

  /** The fields as a JSON object. */
  static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("fields of numbers and texts are always JSON", e);
    }
  }
}
