package io.foreflow.trainer.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The reach of gradients back in time: how strongly the loss of a forecast depends on the layers'
 * state some slots before it.
 *
 * @param step the step after which this was measured
 * @param lags numbers of slots back, ascending, from 1
 * @param norms gradient norms by layer, one for each lag
 */
public record GradientReach(int step, List<Integer> lags, Map<String, List<Double>> norms) {

  /**
   * A gradient has vanished if less than this share of it is left after {@link #REACH_WANTED}
   * slots.
   */
  private static final double KEPT = 1e-3;

  private static final String AGAINST_VANISHING =
      "if the series need a long memory, choose cell lstm or gru, or attention, or let the network"
          + " see more readings (recent, seasons, linear-window)";

  /** Gradients have exploded if they are this many times as large as one slot back. */
  private static final double TOO_LARGE = 100;

  private static final int REACH_WANTED = 16;

  public GradientReach {
    lags = List.copyOf(lags);
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    norms.forEach((layer, ofLags) -> copy.put(layer, List.copyOf(ofLags)));
    norms = Collections.unmodifiableMap(copy);
  }

  /** Warnings in plain words: what is wrong and what to change. Empty if nothing is wrong. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    norms.forEach(
        (layer, ofLags) -> {
          vanished(layer, ofLags).ifPresent(warnings::add);
          exploded(layer, ofLags).ifPresent(warnings::add);
        });
    return warnings;
  }

  private Optional<String> vanished(String layer, List<Double> ofLags) {
    double near = ofLags.get(0);
    if (near == 0) {
      return Optional.of(
          "no gradient reaches layer "
              + layer
              + ": it learns nothing, and the forecast does not depend on it; "
              + AGAINST_VANISHING);
    }
    int at = lags.indexOf(REACH_WANTED);
    if (at < 0 || !(ofLags.get(at) < KEPT * near)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the gradients of layer %s vanish: %d slots back they are %.0e of what they are 1 slot"
                + " back, so the network hardly learns from readings further back; %s",
            layer,
            REACH_WANTED,
            ofLags.get(at) / near,
            AGAINST_VANISHING));
  }

  private Optional<String> exploded(String layer, List<Double> ofLags) {
    double near = ofLags.get(0);
    for (int i = 1; i < lags.size(); i++) {
      double norm = ofLags.get(i);
      if (near > 0 && !(norm <= TOO_LARGE * near)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the gradients of layer %s explode: %d slots back they are %.0e times what they are"
                    + " 1 slot back, so the updates are random; lower clip-norm and learning-rate,"
                    + " make window shorter, or choose cell lstm or gru",
                layer,
                lags.get(i),
                norm / near));
      }
    }
    return Optional.empty();
  }
}
