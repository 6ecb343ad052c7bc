package io.foreflow.cli.demo;

import io.foreflow.cli.demo.DriftStep.Kind;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.retrain.RetrainParts;
import io.foreflow.cli.view.Numbers;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What happens in a demo of drift, from the change to the end. One thread plays it. */
final class DriftScript {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;

  /** One weight update: such a model has learnt next to nothing. */
  private static final Map<String, String> HARDLY_TRAINED = Map.of("train.steps", "1");

  private final DriftPlan plan;
  private final RetrainParts parts;
  private final DriftStory story;
  private final PipelineMonitor monitor;
  private final LiveAccuracy accuracy;
  private final VersionTally versions;
  private final BooleanSupplier stop;
  private final AtomicReference<Map<String, Object>> last;

  /**
   * @param last the last result of the parts: a decision about a version
   * @param stop whether to stop, also because the job has ended
   */
  DriftScript(
      DriftPlan plan,
      RetrainParts parts,
      AtomicReference<Map<String, Object>> last,
      DriftStory story,
      PipelineMonitor monitor,
      LiveAccuracy accuracy,
      VersionTally versions,
      BooleanSupplier stop) {
    this.plan = plan;
    this.parts = parts;
    this.last = last;
    this.story = story;
    this.monitor = monitor;
    this.accuracy = accuracy;
    this.versions = versions;
    this.stop = stop;
  }

  /** Trains the first model, which becomes the champion because there is none. */
  void trainFirst() {
    story.doing("training the first model");
    int exitCode =
        parts.retrain(
            Map.of("history", plan.history().toDays() + "d", "confirm", "0 s"),
            false,
            "there is no champion");
    require(exitCode == ExitCodes.OK, "the first model was not promoted");
    tell(
        Kind.FIRST_MODEL,
        version(),
        "Version %s learns from %s of %d sensors. It is the champion, because there is no other: %s."
            .formatted(
                version(),
                Numbers.span(plan.history()),
                plan.simulation().series(),
                GateText.losses(decision())),
        decided());
  }

  /** Plays everything that follows while readings come. */
  void play() throws IOException {
    adapt();
    refuse();
    rollBack();
  }

  private void adapt() throws IOException {
    String first = version();
    last.set(Map.of());
    story.doing("waiting for the change of the sensors");
    parts.retrainWhen(plan.drift(), this::drifted, this::isAdapted);
    checkStop();
    String second = version();
    tell(
        Kind.PROMOTED,
        second,
        "The challenger wins the gate and is promoted: %s.".formatted(GateText.losses(decision())),
        decided());
    awaitUse(second);
    tell(
        Kind.SWAPPED,
        second,
        "The job swaps: %s. %s".formatted(announced(), inForecasts(second)),
        Map.of("previous", first));
    story.doing("waiting for the scores of the new model");
    await("an error below the bound", () -> accuracy.newest(second) <= plan.bound());
    tell(
        Kind.RECOVERED,
        second,
        "Live accuracy is back: the error of a day is %s of the naive forecast's."
            .formatted(Numbers.decimal(accuracy.newest(second), 2)),
        Map.of("error", accuracy.newest(second)));
    story.doing("watching the live scores of the new model");
    require(parts.watch() == ExitCodes.OK, "the new model was not found to be good");
    tell(Kind.CONFIRMED, second, "Its live scores confirm it: " + brief(why()) + ".", decided());
  }

  /** Called before each retraining of the loop. */
  private void drifted(String because) {
    await("an error above the bound", this::isInaccurate);
    tell(Kind.DRIFT, null, "A retraining starts, because " + because + ".", Map.of());
    story.doing("retraining on the last readings");
  }

  /** Called between two looks of the loop. */
  private boolean isAdapted() {
    if ("kept".equals(decision().get("action"))) {
      tell(
          Kind.KEPT,
          version(),
          "The challenger is refused by %s: %s."
              .formatted(GateText.failed(decision()), GateText.losses(decision())),
          decided());
      last.set(Map.of());
      story.doing("waiting for more readings since the change");
    }
    boolean unused = isInaccurate();
    if (story.has(Kind.DRIFT) && "promoted".equals(decision().get("action"))) {
      return true;
    }
    pause();
    return stop.getAsBoolean();
  }

  /** Looks at the newest figures, and tells the change and what it does to the accuracy. */
  private boolean isInaccurate() {
    long change = plan.change().from().toEpochMilli();
    if (!story.has(Kind.CHANGED) && monitor.eventTime() >= change) {
      tell(
          Kind.CHANGED,
          null,
          "All %d sensors change for good: %s. The model has not learnt it."
              .formatted(plan.simulation().series(), plan.change().text()),
          Map.of("from", plan.change().from().toString()));
      story.doing("waiting for the scores after the change");
    }
    if (!story.has(Kind.INACCURATE)
        && accuracy.newestDay() >= change
        && accuracy.newest() > plan.bound()) {
      tell(
          Kind.INACCURATE,
          null,
          "Live accuracy falls below the bound: the error of a day is %s of the naive forecast's, allowed: %s."
              .formatted(Numbers.decimal(accuracy.newest(), 2), Numbers.decimal(plan.bound(), 2)),
          Map.of("error", accuracy.newest(), "bound", plan.bound()));
    }
    return story.has(Kind.INACCURATE);
  }

  private void refuse() {
    story.doing("training a bad challenger");
    int exitCode = parts.retrain(HARDLY_TRAINED, false, "the demo shows a bad challenger");
    require(exitCode == ExitCodes.KEPT, "the bad challenger was not refused");
    tell(
        Kind.REFUSED,
        version(),
        "A challenger that was hardly trained is refused by %s: %s."
            .formatted(GateText.failed(decision()), GateText.losses(decision())),
        decided());
  }

  private void rollBack() {
    String good = String.valueOf(aliasBefore());
    story.doing("promoting a bad challenger by force");
    int exitCode = parts.retrain(HARDLY_TRAINED, true, "the demo shows a rollback");
    require(exitCode == ExitCodes.OK, "the forced challenger is not in use");
    String bad = version();
    awaitUse(bad);
    tell(
        Kind.FORCED,
        bad,
        "Somebody promotes such a challenger by force: %s. %s"
            .formatted(announced(), inForecasts(bad)),
        decided());
    story.doing("watching the forced model");
    require(parts.watch() == ExitCodes.ROLLED_BACK, "the forced model was not rolled back");
    tell(Kind.ROLLED_BACK, bad, "It is rolled back: " + brief(why()) + ".", decided());
    awaitUse(good);
    story.doing("waiting for the scores of the restored model");
    await("an error below the bound", () -> accuracy.newest(good) <= plan.bound());
    tell(
        Kind.RESTORED,
        good,
        "%s The error of a day is %s of the naive forecast's again."
            .formatted(inForecasts(good), Numbers.decimal(accuracy.newest(good), 2)),
        Map.of("error", accuracy.newest(good)));
  }

  private String aliasBefore() {
    return story.steps().stream()
        .filter(step -> step.kind() == Kind.SWAPPED)
        .map(DriftStep::version)
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private String inForecasts(String version) {
    return "Version %s makes the forecasts of %d of %d sensors."
        .formatted(version, versions.seriesOf(version), plan.simulation().series());
  }

  private void awaitUse(String version) {
    await(
        "forecasts of version " + version + " for all series",
        () -> versions.seriesOf(version) == plan.simulation().series());
  }

  private void tell(Kind kind, @Nullable String version, String why, Map<String, Object> figures) {
    story.tell(kind, monitor.eventTime(), version, why, figures);
  }

  private Map<String, Object> decision() {
    Map<String, Object> found = last.get();
    return found == null ? Map.of() : found;
  }

  private String version() {
    return String.valueOf(decision().get("version"));
  }

  private String why() {
    return String.valueOf(decision().get("why"));
  }

  /** The losses of a verdict by live scores, without what follows them. */
  private static String brief(String why) {
    int end = why.indexOf("; MASE ");
    return end < 0 ? why : why.substring(0, end);
  }

  private String announced() {
    return decision().get("announcement") instanceof Map<?, ?> announcement
        ? String.valueOf(announcement.get("why"))
        : "not announced";
  }

  /** What a program wants to know of the decision. */
  private Map<String, Object> decided() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : List.of("action", "because", "forced", "gate", "scores", "announcement")) {
      if (decision().get(name) != null) {
        fields.put(name, decision().get(name));
      }
    }
    fields.put("reason", why());
    return fields;
  }

  private void require(boolean holds, String problem) {
    checkStop();
    if (!holds) {
      throw new IllegalStateException(problem + ": " + why());
    }
  }

  private void await(String what, BooleanSupplier isThere) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere.getAsBoolean()) {
      checkStop();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%s did not come within %s".formatted(what, PATIENCE));
      }
      pause();
    }
  }

  private void checkStop() {
    if (stop.getAsBoolean()) {
      throw new CancellationException("stopped");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
