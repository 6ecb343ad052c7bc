package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.model.ModelRoutes.Rule;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRoutesTest {
  private static final ModelRoutes ROUTES =
      ModelRoutes.of(
          List.of(
              new Rule("price-test-*", ModelRoutes.DEFAULT_NAME),
              new Rule("price-*", "prices"),
              new Rule("*-hum?dity", "weather"),
              new Rule("*.eu", "prices")));

  @ParameterizedTest
  @CsvSource({
    "price-abc, prices",
    "price-, prices",
    "price-test-1, default",
    "price-x-humidity, prices",
    "roof-humidity, weather",
    "roof-hum\u00efdity, weather",
    "roof-humdity, default",
    "abc.eu, prices",
    "my-price-abc, default",
    "PRICE-abc, default",
  })
  void theFirstRuleThatMatchesDecides(String series, String model) {
    assertThat(ROUTES.names().get(ROUTES.route(series))).isEqualTo(model);
  }

  @Test
  void withoutRulesTheDefaultModelTakesAll() {
    assertThat(ModelRoutes.of(List.of())).isSameAs(ModelRoutes.NONE);
    assertThat(ModelRoutes.NONE.route("anything")).isEqualTo(ModelRoutes.DEFAULT);
    assertThat(ModelRoutes.NONE.names()).containsExactly("default");
  }

  @Test
  void modelsAreNumberedInTheirRulesOrder() throws Exception {
    assertThat(ROUTES.names()).containsExactly("default", "prices", "weather");
    ModelRoutes sent = InstantiationUtil.clone(ROUTES);
    assertThat(sent.names()).isEqualTo(ROUTES.names());
    assertThat(sent.route("roof-humidity")).isEqualTo(2);
  }

  @Test
  void patternsMeanWhatTheSameRegularExpressionMeans() {
    Random random = new Random(1);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab*?", 7);
      String name = text(random, "ab", 8);
      boolean expected = Pattern.matches(pattern.replace("*", ".*").replace('?', '.'), name);
      assertThat(new GlobPattern(pattern).matches(name))
          .as("%s against %s", name, pattern)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isBetween(1_000, 19_000);
  }

  private static String text(Random random, String characters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest); left > 0; left--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  @Test
  void aRuleIsReadFromText() {
    assertThat(Rule.parse(" price-* -> prices ")).isEqualTo(new Rule("price-*", "prices"));
    assertThat(Rule.parse("a->b")).isEqualTo(new Rule("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "price-*", "-> prices", "price-* ->", "price-* = prices"})
  void invalidRulesAreRefused(String text) {
    assertThatThrownBy(() -> Rule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("found \"%s\", allowed: a pattern, ->, and a model's name", text);
  }
}
