package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.sasl.jaas.config",
        "kafka.ssl.key.password",
        "kafka.ssl.keystore.key",
        "kafka.ssl.truststore.password",
        "kafka.sasl.oauthbearer.client.credentials.client.secret",
        "kafka.basic.auth.user.info",
        "kafka.listener.name.x.plain.sasl.jaas.config",
        "schema-registry.basic-auth",
        "schema-registry.token",
        "flink.s3.access-key",
        "flink.s3.secret-key",
        "flink.fs.azure.account.key.me.blob.core.windows.net",
        "flink.my.apikey",
        "flink.my.api-key",
        "flink.my.auth-params",
        "flink.my.service-key",
        "flink.my.http-headers",
        "Kafka.SSL.Keystore.Password"
      })
  void keysOfSecretsAreHidden(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
    assertThat(Secrets.shown(key, "hunter2")).isEqualTo("******");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.bootstrap.servers",
        "kafka.security.protocol",
        "kafka.sasl.mechanism",
        "kafka.ssl.truststore.location",
        "schema-registry.url",
        "wave.size",
        "model.sha256"
      })
  void otherKeysAreShown(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
    assertThat(Secrets.shown(key, "x")).isEqualTo("\"x\"");
  }

  @Test
  void anAddressIsShownWithoutItsUser() {
    assertThat(Secrets.shown("schema-registry.url", "https://me:hunter2@host/x"))
        .isEqualTo("\"https://******@host/x\"");
  }

  @Test
  void messagesOfLibrariesAreShownWithoutSecrets() {
    Map<String, Setting> settings =
        Map.of(
            "kafka.sasl.jaas.config",
            new Setting("module required username=\"me\" password=\"hunter2\";", "-D"),
            "schema-registry.basic-auth",
            new Setting("you:hunter3", "-D"),
            "schema-registry.token",
            new Setting("hunter4\n", "-D"));
    assertThat(
            Secrets.removed(
                "login hunter2 failed at http://a:b@host with hunter3, then hunter4", settings))
        .isEqualTo("login ****** failed at http://******@host with ******, then ******");
  }
}
