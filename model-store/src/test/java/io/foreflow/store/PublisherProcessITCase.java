package io.foreflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.store.objects.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishers as real processes, which are killed or run at the same time. */
class PublisherProcessITCase {
  @TempDir static Path folder = Path.of("");

  private Path root;
  private StoredModel model;

  @BeforeEach
  void makeAStore() throws IOException {
    root = Files.createTempDirectory(folder, "store");
    ModelStore store = ModelStore.at(new StoreLocation.Folder(root));
    store.make();
    model = store.model(SampleVersions.MODEL);
    PublisherProcess.publish(model, "first");
  }

  @Test
  void aKilledPublisherLeavesAWholeStore() throws Exception {
    Set<String> stops = new TreeSet<>();
    String stop = "";
    for (int step = 0; !stop.equals("published"); step++) {
      StoredVersion before = model.version("champion");
      Process process = PublisherProcess.start(root, "v" + step + "-", 1, step);
      stop = lastLine(process);
      process.destroyForcibly().waitFor();
      stops.add(stop);

      assertWhole();
      StoredVersion after = model.version("champion");
      if (!after.equals(before)) {
        assertThat(after.version()).isEqualTo("v" + step + "-0");
        assertThat(model.version("previous")).isEqualTo(before);
      }
      // The lock of the dead process is gone, and what it left is used.
      StoredVersion published = PublisherProcess.publish(model, "v" + step + "-0");
      assertThat(model.version("champion")).isEqualTo(published);
      assertWhole();
    }
    assertThat(stops)
        .contains(
            "published",
            PublisherProcess.STOPPED + "make file",
            PublisherProcess.STOPPED + "write",
            PublisherProcess.STOPPED + "force file",
            PublisherProcess.STOPPED + "lock",
            PublisherProcess.STOPPED + "make folders",
            PublisherProcess.STOPPED + "rename",
            PublisherProcess.STOPPED + "force folder");
    assertThat(model.decisions()).hasSize(model.versions().size());
  }

  @Test
  void twoProcessesAtOnceLoseNothing() throws Exception {
    int versions = 15;
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(PublisherProcess.start(root, name, versions, -1));
    }
    for (Process process : processes) {
      assertThat(lastLine(process)).isEqualTo("published");
      assertThat(process.waitFor()).isZero();
    }

    assertWhole();
    assertThat(model.versions()).hasSize(1 + 2 * versions);
    assertThat(model.decisions()).hasSize(1 + 2 * versions);
    assertThat(model.aliases().revision()).isEqualTo(1 + 2 * versions);
  }

  private static String lastLine(Process process) throws IOException {
    StringBuilder all = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(PublisherProcess.STOPPED) || line.equals("published")) {
        return line;
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("the process has failed: " + all);
  }

  private void assertWhole() throws IOException {
    for (StoredVersion version : model.versions()) {
      try (InputStream file = model.open(version);
          InputStream report = model.open(version, version.attachments().get(0))) {
        assertThat(Sha256.of(file.readAllBytes())).isEqualTo(version.sha256());
        assertThat(Sha256.of(report.readAllBytes()))
            .isEqualTo(version.attachments().get(0).sha256());
      }
    }
    Decision last = model.aliases().last();
    assertThat(last).isNotNull();
    assertThat(model.decisions()).last().isEqualTo(last);
    assertThat(model.version("champion").sha256()).isEqualTo(last.version());
  }
}
