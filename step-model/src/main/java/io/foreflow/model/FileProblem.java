package io.foreflow.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A message for a person about what a file system has refused. Java's own message is often just a
 * path.
 */
public final class FileProblem {

  private FileProblem() {}

  /** A part of a sentence, such as {@code there is no file or folder /models/a.onnx}. */
  public static String of(Exception e) {
    if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
      return of(cause);
    }
    if (e instanceof FileSystemException found) {
      return ofFileSystem(found);
    }
    if (e instanceof CharacterCodingException) {
      return "its bytes are no text in UTF-8";
    }
    return e.getMessage() == null
        ? "the system gave no reason (" + e.getClass().getSimpleName() + ")"
        : e.getMessage();
  }

  private static String ofFileSystem(FileSystemException e) {
    String file = String.valueOf(e.getFile());
    if (e instanceof NoSuchFileException) {
      return "there is no file or folder " + file;
    }
    if (e instanceof AccessDeniedException) {
      return "this user has no permission for " + file;
    }
    if (e instanceof FileAlreadyExistsException) {
      return file + " is there already, and is no folder";
    }
    if (e instanceof NotDirectoryException) {
      return file + " is no folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder " + file + " is not empty";
    }
    return e.getReason() == null
        ? "the system gave no reason, of " + file
        : "%s (%s)".formatted(e.getReason(), file);
  }
}
