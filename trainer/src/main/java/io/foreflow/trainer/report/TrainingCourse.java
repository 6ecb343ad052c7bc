package io.foreflow.trainer.report;

import io.foreflow.evaluation.report.Plot;
import io.foreflow.evaluation.report.TrainingPart;
import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.TrainingReport;
import io.foreflow.trainer.ensemble.Shares;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.GradientReach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The course of a training, for the report about its model. */
public final class TrainingCourse {

  private TrainingCourse() {}

  /**
   * Describes a training.
   *
   * @param manifest manifest of the model that the training made
   */
  public static TrainingPart of(TrainingReport report, Manifest manifest) {
    List<Plot> plots = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    plots.add(TrainingPlots.losses(report));
    plots.add(TrainingPlots.gradientNorms(report));
    for (Fit member : report.members()) {
      if (!member.reaches().isEmpty()) {
        GradientReach last = member.reaches().get(member.reaches().size() - 1);
        plots.add(TrainingPlots.reach(last, manifest));
        notes.addAll(last.warnings());
        break;
      }
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("weight updates", "" + report.steps());
    facts.put("updates not made", "" + report.skippedSteps());
    facts.put("ended because", ending(report));
    Shares.in(manifest.provenance())
        .ifPresent(shares -> facts.put("share of the member ridge", shares.text()));
    return new TrainingPart(course(report), plots, notes, facts);
  }

  private static String course(TrainingReport report) {
    String skipped =
        report.skippedSteps() == 0
            ? ""
            : " %s of them were not made, because the loss or the gradients were not finite."
                .formatted(count(report.skippedSteps()));
    return "%s weight updates.%s The training ended because %s."
        .formatted(count(report.steps()), skipped, ending(report));
  }

  private static String ending(TrainingReport report) {
    return switch (report.ending()) {
      case ALL_STEPS -> "all steps were made";
      case NO_BETTER ->
          "the held-out readings were forecast no better for as long as patience says";
      case ASKED -> "it was asked to stop";
    };
  }

  private static String count(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
