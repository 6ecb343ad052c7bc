package io.foreflow.trainer.loop;

import io.foreflow.trainer.state.FitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores the reach of gradients as numbers in the state of a fit. */
final class GradientReachState {

  private static final String PREFIX = "reach.";

  private GradientReachState() {}

  static void save(List<GradientReach> reaches, FitState state) {
    state.put(PREFIX + "count", reaches.size());
    for (int i = 0; i < reaches.size(); i++) {
      GradientReach reach = reaches.get(i);
      String name = PREFIX + i + ".";
      state.put(name + "step", reach.step());
      state.put(name + "lags", reach.lags().stream().mapToDouble(Integer::doubleValue).toArray());
      reach
          .norms()
          .forEach(
              (layer, norms) ->
                  state.put(
                      name + "norms." + layer,
                      norms.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  static List<GradientReach> of(FitState state) {
    List<GradientReach> reaches = new ArrayList<>();
    int count = (int) state.numbers(PREFIX + "count")[0];
    for (int i = 0; i < count; i++) {
      String name = PREFIX + i + ".";
      List<Integer> lags =
          Arrays.stream(state.numbers(name + "lags")).mapToObj(lag -> (int) lag).toList();
      Map<String, List<Double>> norms = new LinkedHashMap<>();
      state
          .numbersOf(name + "norms.")
          .forEach((layer, values) -> norms.put(layer, Arrays.stream(values).boxed().toList()));
      reaches.add(new GradientReach((int) state.numbers(name + "step")[0], lags, norms));
    }
    return reaches;
  }
}
