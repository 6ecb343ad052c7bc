package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.FreePorts;
import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, while the broker goes, then the console's server. */
class ConsolePageRecoveryITCase {

  private static final PipelineTopics TOPICS = ConsoleFixture.topics("away-");

  private static ConsoleSettings settings(String servers, int port) {
    return ConsoleFixture.settings(
        servers,
        TOPICS,
        new MemoryLimits(1000, 500, 50, 64 << 20),
        new ServerSettings("127.0.0.1", port, Optional.empty(), Set.of()));
  }

  @Test
  void recoversFromBrokerAndServer(@TempDir Path folder) throws Exception {
    BrokerOptions options =
        BrokerOptions.temporary().withPort(FreePorts.next()).withFolder(folder.resolve("kafka"));
    int port = FreePorts.next();
    String servers = "127.0.0.1:" + options.port();
    try (Browser browser = Browser.start()) {
      String one;
      String other;
      try (Console console = Console.start(settings(servers, port))) {
        browser.open(console, "");
        browser.awaitText(".state", "The broker is away, and the console remembers no series.");
        try (LocalBroker broker = LocalBroker.start(options);
            ConsoleFixture fixture = new ConsoleFixture(servers)) {
          browser.awaitText(".state", "The topic away-readings does not exist.");
          ConsoleFixture.create(broker, TOPICS);
          browser.awaitText(".state", "No reading has come yet.");
          new PageRecords(fixture, "away-").history("sensor a", 50);
          browser.awaitText(".space .c-value", "55.18");
          browser.open(console, "#one?series=sensor+a");
          browser.awaitText(".flag", "Now 7 Jan 01:00");
          one = browser.window();
          browser.openTab(console, "");
          other = browser.window();
        }
        browser.awaitText("#banner", "The broker " + servers + " is away");
        browser.show(one);
        browser.awaitText("#banner", "The broker " + servers + " is away");
        assertThat(browser.text(".flag")).isEqualTo("Now 7 Jan 01:00");
        browser.show(other);
        try (LocalBroker broker = LocalBroker.start(options);
            ConsoleFixture fixture = new ConsoleFixture(broker.bootstrapServers())) {
          browser.await("no banner", () -> browser.text("#banner").isEmpty());
          new PageRecords(fixture, "away-").forecast("sensor a", 50, "2");
          browser.show(one);
          browser.await("no banner", () -> browser.text("#banner").isEmpty());
          browser.awaitText(".flag", "Now 7 Jan 02:00");
        }
        assertThat(browser.complaints()).isEmpty();
      }
      browser.awaitText("#banner", "The console's server does not answer.");
      try (LocalBroker broker = LocalBroker.start(options);
          ConsoleFixture fixture = new ConsoleFixture(broker.bootstrapServers())) {
        new PageRecords(fixture, "away-").forecast("sensor a", 51, "2");
        try (Console again = Console.start(settings(servers, port))) {
          browser.await("no banner", () -> browser.text("#banner").isEmpty());
          browser.awaitText(".flag", "Now 7 Jan 03:00");
          assertThat(again.port()).isEqualTo(port);
        }
      }
    }
  }
}
