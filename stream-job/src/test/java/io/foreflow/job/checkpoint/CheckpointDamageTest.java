package io.foreflow.job.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foreflow.job.checkpoint.TakenCheckpoint.Kind;
import io.foreflow.model.TinyStepGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is restored from a checkpoint that is not what was written. */
class CheckpointDamageTest {
  private static final int FLIPS = 80;

  private final Path folder;
  private final Path model;

  CheckpointDamageTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
  }

  static Stream<Arguments> checkpoints() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.<Named<Supplier<StateBackend>>>of(
                        Named.of("heap", HashMapStateBackend::new),
                        Named.of("RocksDB", EmbeddedRocksDBStateBackend::new),
                        Named.of(
                            "RocksDB, incremental", () -> new EmbeddedRocksDBStateBackend(true)))
                    .map(backend -> Arguments.of(kind, backend)));
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void eachFlippedBitIsNoticed(Kind kind, Supplier<StateBackend> backend) throws Exception {
    TakenCheckpoint taken = take(kind, backend);
    taken.restore(new CheckedBackend(backend.get()));
    Random random = new Random(7);
    for (Path file : taken.files()) {
      byte[] written = Files.readAllBytes(file);
      for (int i = 0; i < FLIPS / taken.files().size(); i++) {
        byte[] flipped = written.clone();
        int at = random.nextInt(flipped.length);
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        assertNoticed(taken, backend, file, "with byte " + at + " flipped");
      }
      Files.write(file, written);
    }
    taken.restore(new CheckedBackend(backend.get()));
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aFileOfAnotherLengthIsNoticed(Kind kind, Supplier<StateBackend> backend) throws Exception {
    TakenCheckpoint taken = take(kind, backend);
    Random random = new Random(8);
    for (Path file : taken.files()) {
      byte[] written = Files.readAllBytes(file);
      int most = written.length - 1;
      for (int length : new int[] {0, most - ChecksumTrailer.BYTES, most, random.nextInt(most)}) {
        Files.write(file, Arrays.copyOf(written, length));
        assertNoticed(taken, backend, file, "cut to " + length);
      }
      Files.write(file, Arrays.copyOf(written, written.length + 1));
      assertNoticed(taken, backend, file, "one byte longer");
      Files.delete(file);
      assertNoticed(taken, backend, file, "deleted");
      Files.write(file, written);
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void aCheckpointWithoutChecksumsIsRestored(Kind kind, Supplier<StateBackend> backend)
      throws Exception {
    TakenCheckpoint earlier =
        TakenCheckpoint.take(
            kind, model, backend.get(), Files.createDirectory(folder.resolve("earlier")), s -> s);
    earlier.restore(new CheckedBackend(backend.get()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theHeapBackendReadsFilesWithChecksums(Kind kind) throws Exception {
    take(kind, HashMapStateBackend::new).restore(new HashMapStateBackend());
  }

  private TakenCheckpoint take(Kind kind, Supplier<StateBackend> backend) throws Exception {
    return TakenCheckpoint.take(
        kind,
        model,
        new CheckedBackend(backend.get()),
        Files.createDirectory(folder.resolve("checkpoints")),
        ChecksummedStorage::new);
  }

  private static void assertNoticed(
      TakenCheckpoint taken, Supplier<StateBackend> backend, Path file, String damage) {
    Throwable failure = catchThrowable(() -> taken.restore(new CheckedBackend(backend.get())));
    Optional<DamagedCheckpointException> noticed =
        ExceptionUtils.findThrowable(failure, DamagedCheckpointException.class);
    assertThat(noticed).as(file + " " + damage + ": " + failure).isPresent();
    assertThat(noticed.orElseThrow()).hasMessageContaining(file.getFileName().toString());
  }
}
