package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @Test
  void aShareIsBetweenZeroAndOne() {
    assertThat(ValueType.share().parse(" 0.25 ")).isEqualTo(0.25);
    assertThat(ValueType.share().parse("0")).isZero();
    assertThat(ValueType.share().parse("1")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.01", "NaN", "half", ""})
  void anythingElseIsNoShare(String text) {
    assertThatThrownBy(() -> ValueType.share().parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUriHasOneOfTheSchemes() {
    ValueType<URI> type = ValueType.uri("http", "https");
    assertThat(type.parse("https://host:1/x")).isEqualTo(URI.create("https://host:1/x"));
    assertThat(type.name()).isEqualTo("a URI that begins with http: or https:");
    assertThatThrownBy(() -> type.parse("ftp://host")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> type.parse("host")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPathBecomesAFileUri() {
    assertThat(ValueType.uri("file", "http").parse("/models/m.onnx"))
        .hasScheme("file")
        .hasPath("/models/m.onnx");
  }

  @Test
  void aListIsCheckedItemByItem() {
    ValueType<List<String>> type = ValueType.list("a rule", s -> s.contains(">"));
    assertThat(type.parse("a > b, c > d")).containsExactly("a > b", "c > d");
    assertThatThrownBy(() -> type.parse("a > b, c")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> type.parse("a > b,")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNamedOptionFindsItsNames() {
    NamedOption<Double> option = new NamedOption<>("models.", ".share", ValueType.share(), "x");
    assertThat(option.name()).isEqualTo("models.NAME.share");
    assertThat(option.nameIn("models.prices.share")).contains("prices");
    assertThat(option.nameIn("models.eu.prices.share")).contains("eu.prices");
    assertThat(option.nameIn("models.share")).isEmpty();
    assertThat(option.nameIn("models..share")).isEmpty();
    assertThat(option.nameIn("models.a b.share")).isEmpty();
  }
}
