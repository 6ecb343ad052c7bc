package io.foreflow.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.options.Setting;
import io.foreflow.trainer.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceReaderTest {

  @Test
  void readsValuesRangesAndValuesThatAreLists() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cell", "gru,lstm");
    settings.put("seasons", "24 | 24,168");
    settings.put("hidden.min", "16");
    settings.put("hidden.max", "64");
    settings.put("learning-rate.min", "0.0005");
    settings.put("learning-rate.max", "0.01");
    settings.put("learning-rate.scale", "log");

    SearchSpace space = read(settings, TrialMetric.WQL);

    assertThat(space.yaml())
        .containsExactly(
            "cell: [gru, lstm]",
            "hidden: {min: 16, max: 64}",
            "learning-rate: {min: 5.0E-4, max: 0.01, scale: log}",
            "seasons: \"24 | 24,168\"");
  }

  @Test
  void onlyBarsSeparateValuesThatHoldCommas() {
    assertThat(texts("members", "1,ridge")).containsExactly("1,ridge");
    assertThat(texts("members", "1 | 1,ridge|gru,lstm"))
        .containsExactly("1", "1,ridge", "gru,lstm");
    assertThat(texts("seasons", "24,168")).containsExactly("24,168");
    assertThat(texts("covariates", "a,b | a")).containsExactly("a,b", "a");
    String calendar = "Asia/Tokyo Mon-Fri 09:00-11:30, 12:30-15:30";
    assertThat(texts("trading-calendar", calendar)).containsExactly(calendar);
    assertThat(texts("cell", "gru,lstm")).containsExactly("gru", "lstm");
    assertThat(texts("cell", "gru | lstm")).containsExactly("gru", "lstm");
  }

  @Test
  void writtenValuesReadAsTheSame() {
    for (String values : List.of("1", "1 | 4", "1,ridge", "2 | gru,lstm,ridge")) {
      SearchSpace space = read(Map.of("members", values), TrialMetric.WQL);

      assertThat(space.yaml()).containsExactly("members: \"" + values + "\"");
    }
  }

  @Test
  void sayThatBarsSeparateValues() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("members", "1,2");
    settings.put("covariates", "a,b c");
    settings.put("horizon-weights", "1,x");
    settings.put("layers", "1,0");

    assertThatThrownBy(() -> read(settings, TrialMetric.WQL))
        .hasMessageContaining("members is \"1,2\", but that means 3; bars separate values: a | b")
        .hasMessageContaining(
            "covariates are [a, b c], they must be names without spaces, quotes, brackets, commas"
                + " and +; it is one value, since only bars separate values: a | b")
        .hasMessageContaining(
            "horizon-weights is \"1,x\", it must be numbers, separated by commas;"
                + " it is one value, since only bars separate values: a | b")
        .hasMessageContaining("layers is 0, it must be at least 1");
    assertThatThrownBy(() -> read(Map.of("layers", "1,0"), TrialMetric.WQL))
        .hasMessageNotContaining("bars");
  }

  private static List<String> texts(String option, String values) {
    SearchSpace space = read(Map.of(option, values), TrialMetric.WQL);
    assertThat(space.choices()).containsOnlyKeys(option);
    return space.choices().get(option) instanceof OptionChoices.OneOf one ? one.texts() : List.of();
  }

  @Test
  void namesEveryProblemAtOnce() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cel", "gru");
    settings.put("cell", "gru,grue");
    settings.put("layers", "1,1");
    settings.put("hidden.min", "0");
    settings.put("hidden.max", "x");
    settings.put("hidden.step", "2");
    settings.put("dropout.min", "0.3");
    settings.put("dropout.max", "0.1");
    settings.put("averaging.min", "1");
    settings.put("weight-decay.max", "1");
    settings.put("batch.min", "8");
    settings.put("batch.max", "64");
    settings.put("batch.scale", "log2");
    settings.put("horizon", "12,24");

    assertThatThrownBy(() -> read(settings, TrialMetric.WQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no option cel; there are [model, ")
        .hasMessageContaining("cell is \"grue\", it must be one of ")
        .hasMessageContaining("layers has a value twice: [1, 1]")
        .hasMessageContaining("hidden is 0, it must be at least 1")
        .hasMessageContaining("hidden is \"x\", it must be a whole number")
        .hasMessageContaining("there is no hidden.step; a range has [min, max, scale]")
        .hasMessageContaining("dropout.min is 0.3, it must be below the max, 0.1")
        .hasMessageContaining("averaging has a range, but is text: give its values")
        .hasMessageContaining("weight-decay needs both min and max")
        .hasMessageContaining("batch.scale is \"log2\", it must be one of [linear, log]")
        .hasMessageContaining("horizon can't be searched: trials that differ in it");
    assertThatThrownBy(() -> read(Map.of(), TrialMetric.WQL))
        .hasMessageContaining("the space has no option");
  }

  @Test
  void optionsThatChangeTheLossAreNotSearched() {
    Map<String, String> settings = Map.of("context", "96,168");

    assertThat(read(settings, TrialMetric.WQL).choices()).containsKey("context");
    assertThatThrownBy(() -> read(settings, TrialMetric.LOSS))
        .hasMessageContaining("context can't be searched: it changes what the loss is measured in");
    Map<String, String> members = Map.of("members", "2 | 2,ridge");
    assertThat(read(members, TrialMetric.WQL).choices()).containsKey("members");
    assertThatThrownBy(() -> read(members, TrialMetric.LOSS))
        .hasMessageContaining("the loss is the mean of the networks, without the member ridge");
  }

  @Test
  void drawsWithinTheBoundsAndByTheScale() {
    SearchSpace space =
        new SearchSpace(
            Map.of(
                "hidden", new OptionChoices.Between(4, 64, true, true),
                "learning-rate", new OptionChoices.Between(1e-4, 1e-2, true, false),
                "cell", new OptionChoices.OneOf(List.of("gru", "lstm"))));
    List<Map<String, String>> drawn = space.draw(3, 2001).subList(1, 2001);

    double[] rates =
        drawn.stream()
            .mapToDouble(one -> Double.parseDouble(one.getOrDefault("learning-rate", "")))
            .toArray();
    assertThat(Arrays.stream(rates)).allMatch(rate -> rate >= 1e-4 && rate <= 1e-2);
    double below = Arrays.stream(rates).filter(rate -> rate < 1e-3).count() / 2000.0;
    assertThat(below).as("half of a log scale").isCloseTo(0.5, within(0.05));
    assertThat(drawn.stream().mapToInt(one -> Integer.parseInt(one.getOrDefault("hidden", ""))))
        .allMatch(hidden -> hidden >= 4 && hidden <= 64);
    assertThat(space.draw(3, 5)).isEqualTo(space.draw(3, 50).subList(0, 5));
  }

  @Test
  void everythingInTheDefaultSpaceCanBeTrained() {
    for (Map<String, String> drawn : DefaultSpace.space().draw(1, 50)) {
      assertThat(TrainingConfig.builder().set(drawn).build().options()).containsAllEntriesOf(drawn);
    }
  }

  @Test
  void namesTheLineOfAProblem() {
    assertThatThrownBy(
            () ->
                SearchSpaceReader.read(
                    Map.of(
                        "cell", new Setting("grue", "space.yaml:1"),
                        "hidden.min", new Setting("8", "space.yaml:2")),
                    TrialMetric.WQL))
        .hasMessageContaining("min-lstm] (space.yaml:1)")
        .hasMessageContaining("hidden needs both min and max (space.yaml:2)");
  }

  private static SearchSpace read(Map<String, String> texts, TrialMetric metric) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    texts.forEach((name, text) -> settings.put(name, new Setting(text, "")));
    return SearchSpaceReader.read(settings, metric);
  }
}
