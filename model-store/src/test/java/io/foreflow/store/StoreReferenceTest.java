package io.foreflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "store:/store#sensors@champion, file:///store, sensors, champion",
    "store:file:///my/store/#sensors@previous, file:///my/store, sensors, previous",
    "store:file:/my%20store#sensors@champion, file:///my%20store, sensors, champion",
    "store:/a/../b/./c#a@b@challenger, file:///b/c, a@b, challenger",
    "store:s3://models#sensors@3f2a91, s3://models, sensors, 3f2a91",
    "store:s3://models/team-a/#caf%C3%A9%2F1@champion, s3://models/team-a, café/1, champion",
  })
  void readsAReference(String text, String store, String model, String ref) throws Exception {
    StoreReference reference = StoreReference.parse(text);

    assertThat(reference.store().uri()).isEqualTo(store);
    assertThat(reference.model()).isEqualTo(model);
    assertThat(reference.ref()).isEqualTo(ref);
    assertThat(StoreReference.parse(reference.uri())).isEqualTo(reference);
    assertThat(StoreLocation.parse(store)).isEqualTo(reference.store());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store:",
        "store:/store",
        "store:/store#sensors",
        "store:/store#@champion",
        "store:/store#sensors@",
        "store:/store#sens%2@champion",
        "store:/store#sens%zz@champion",
        "store:#sensors@champion",
        "store:ftp://x#sensors@champion",
        "store:s3://#sensors@champion",
        "store:s3://Models#sensors@champion",
        "store:s3://models/a/../b#sensors@champion",
        "store:s3://key:secret@models#sensors@champion",
        "file:/store#sensors@champion"
      })
  void refusesOtherTextsWithAdvice(String text) {
    assertThatThrownBy(() -> StoreReference.parse(text))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("found")
        .hasMessageContaining("allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "a\\b", ".hidden", "a b", "ä", "%2e%2e", "a:b"})
  void anyNameIsOneSafeFolder(String name) {
    String encoded = PercentText.encode(name);

    assertThat(encoded).matches("[A-Za-z0-9%_-][A-Za-z0-9%._-]*");
    assertThat(Path.of("/root", encoded).normalize().getParent()).isEqualTo(Path.of("/root"));
    assertThat(PercentText.decode(encoded)).isEqualTo(name);
  }

  @Test
  void knowsVersionsFromAliases() throws Exception {
    StoreReference champion = StoreReference.parse("store:/store#sensors@champion");

    assertThat(champion.isVersion()).isFalse();
    assertThat(champion.at("a".repeat(64)).isVersion()).isTrue();
  }
}
