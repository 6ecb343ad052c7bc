package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkShapeTest {

  private static TrainingConfig config(String options) {
    Map<String, String> texts = new HashMap<>();
    for (String option : options.isEmpty() ? new String[0] : options.split(" ")) {
      texts.put(
          option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }
    return TrainingConfig.builder().set(texts).build();
  }

  private static SavedWeights weights(Map<String, String> network) {
    return SavedWeights.read(SavedWeights.of("5e", network, List.of(), List.of()).file());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cell=lstm layers=2 dilations=1,4 attention=2 linear-window=24 profile=2",
        "head=student-t levels=0.05,0.5,0.95 members=3",
        "head=point loss=mse",
        "head=direction cadence=PT1M seasons=[] horizon=5",
        "covariates=load static-covariates=site known-covariates=tariff relative-covariates=open"
      })
  void everyKindOfNetworkIsEqualToItself(String options) {
    TrainingConfig config = config(options);

    assertThat(NetworkShape.differences(weights(NetworkShape.of(config)), config)).isEmpty();
  }

  @Test
  void optionsOfTheTrainingMayDiffer() {
    SavedWeights weights = weights(NetworkShape.of(config("")));

    assertThat(
            NetworkShape.differences(
                weights, config("steps=7 loss=quantile hidden=5 seed=3 warmup=5 dropout=0.1")))
        .containsExactly("hidden was 64 and is 5");
  }

  @Test
  void quantilesMayHaveAnotherHorizonAndLevels() {
    SavedWeights weights = weights(NetworkShape.of(config("horizon=12 levels=0.25,0.5,0.75")));

    assertThat(NetworkShape.differences(weights, config("horizon=36 levels=0.1,0.3,0.5,0.7,0.9")))
        .isEmpty();
    assertThat(NetworkShape.differences(weights, config("levels=0.5"))).isEmpty();
  }

  @Test
  void whatNeverFitsIsRefusedWithTheReason() {
    String known = "known-covariates=tariff horizon=";

    assertThat(differences(known + 12, known + 24))
        .containsExactly("horizon was 12 and is 24, which known-covariates don't allow");
    assertThat(differences(known + 12, known + 12 + " levels=0.5")).isEmpty();
    assertThat(differences("head=gaussian", "head=gaussian horizon=12 levels=0.5"))
        .containsExactly(
            "horizon was 24 and is 12, which needs head quantile",
            "levels was [0.1, 0.5, 0.9] and is [0.5], which needs head quantile");
    assertThat(differences("", "levels=0.4,0.5"))
        .containsExactly(
            "levels was [0.1, 0.5, 0.9] and is [0.4, 0.5], with another level in the middle");
    assertThat(differences("levels=0.5", ""))
        .containsExactly(
            "levels was [0.5] and is [0.1, 0.5, 0.9],"
                + " and one level alone says nothing about others");
  }

  private static List<String> differences(String weights, String config) {
    return NetworkShape.differences(weights(NetworkShape.of(config(weights))), config(config));
  }

  @Test
  void optionsNotInTheWeightsHaveDefaults() {
    Map<String, String> network = new HashMap<>(NetworkShape.of(config("")));
    network.remove("profile");

    assertThat(NetworkShape.differences(weights(network), config(""))).isEmpty();
    assertThat(NetworkShape.differences(weights(network), config("profile=3")))
        .containsExactly("profile was 0 and is 3");
  }

  @Test
  void oneNetworkStartsSeveralOfItsKind() {
    SavedWeights one = weights(NetworkShape.of(config("cell=gru")));
    SavedWeights three = weights(NetworkShape.of(config("cell=gru members=3")));

    assertThat(NetworkShape.differences(one, config("cell=gru members=4"))).isEmpty();
    assertThat(NetworkShape.differences(one, config("cell=gru members=2,gru,ridge"))).isEmpty();
    assertThat(NetworkShape.differences(one, config("cell=gru members=2,lstm")))
        .containsExactly("members was 1 and is 2,lstm");
    assertThat(NetworkShape.differences(three, config("cell=gru members=4")))
        .containsExactly("members was 3 and is 4");
  }

  @Test
  void optionsOfALaterReleaseAreRefused() {
    Map<String, String> network = new HashMap<>(NetworkShape.of(config("")));
    network.put("mixture", "4");

    assertThatThrownBy(() -> NetworkShape.differences(weights(network), config("")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("this release can't build their network")
        .hasMessageContaining("mixture");
  }
}
