package io.foreflow.store;

import static io.foreflow.store.SampleVersions.reason;

import io.foreflow.store.objects.SteppedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A publisher as a process of its own. It adds versions and promotes each. At a certain step it can
 * stop, and then waits to be killed.
 */
final class PublisherProcess {
  static final String STOPPED = "stopped before: ";

  private PublisherProcess() {}

  /** Arguments: the folder, a name for the versions, their number, the step to stop before. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int stop = Integer.parseInt(arguments[3]);
    AtomicInteger steps = new AtomicInteger();
    ModelStore store =
        new ModelStore(
            new StoreLocation.Folder(folder),
            SteppedFolder.of(folder, step -> stopAt(steps.getAndIncrement() == stop, step)),
            InstantSource.system());
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      publish(store.model(SampleVersions.MODEL), arguments[1] + i);
    }
    System.out.println("published");
  }

  private static void stopAt(boolean stop, String step) {
    if (stop) {
      System.out.println(STOPPED + step);
      try {
        // Nobody ever writes to this process.
        int unused = System.in.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static StoredVersion publish(StoredModel model, String version) throws IOException {
    StoredVersion added = model.add(SampleVersions.withReport(version)).version();
    while (true) {
      Optional<String> champion = model.aliases().find(Alias.CHAMPION);
      try {
        model.moves().promote(added, champion, reason("better"));
        return added;
      } catch (StoreException e) {
        if (e.reason() != StoreException.Reason.CONFLICT) {
          throw e;
        }
      }
    }
  }

  static Process start(Path folder, String name, int versions, int stop) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PublisherProcess.class.getName());
    command.addAll(List.of(folder.toString(), name, "" + versions, "" + stop));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
