package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {

  @Test
  void fileErrorsAreExplainedInWords(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path missing = folder.resolve("missing");
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.createFile(full.resolve("something"));

    assertThat(said(() -> Files.readString(missing)))
        .isEqualTo("there is no file or folder " + missing);
    assertThat(said(() -> Files.createDirectories(file.resolve("below"))))
        .isEqualTo("Not a directory (" + file.resolve("below") + ")");
    assertThat(said(() -> Files.move(file, full, StandardCopyOption.REPLACE_EXISTING)))
        .isEqualTo("the folder " + full + " is not empty");
    Files.write(file, new byte[] {(byte) 0xff, 0});
    assertThat(said(() -> Files.readString(file, StandardCharsets.UTF_8)))
        .isEqualTo("its bytes are no text in UTF-8");
  }

  @Test
  void rareFileErrorsAreExplainedToo() {
    assertThat(FileProblem.of(new AccessDeniedException("/a")))
        .isEqualTo("this user has no permission for /a");
    assertThat(FileProblem.of(new NotDirectoryException("/a"))).isEqualTo("/a is no folder");
    assertThat(FileProblem.of(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("No space left on device (/a)");
    assertThat(FileProblem.of(new UncheckedIOException(new IOException("Disk quota exceeded"))))
        .isEqualTo("Disk quota exceeded");
    assertThat(FileProblem.of(new EOFException()))
        .isEqualTo("the system gave no reason (EOFException)");
  }

  private static String said(Action action) {
    return FileProblem.of(catchThrowableOfType(IOException.class, action::run));
  }

  private interface Action {
    void run() throws IOException;
  }
}
