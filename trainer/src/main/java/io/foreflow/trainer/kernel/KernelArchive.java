package io.foreflow.trainer.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that the engine loads a script from: a zip file with the script as the only method of
 * a module, and the module itself, which holds no data.
 */
final class KernelArchive {

  private static final String MODULE =
      """
      class Kernel(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /** An object of the class above whose field {@code training} is false, as a Python pickle. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nKernel\n)\u0081}X\u0008\0\0\0training\u0089sb.";

  private static final String NO_CONSTANTS = "\u0080\u0002).";
  private static final String VERSION = "3\n";

  private KernelArchive() {}

  /**
   * Packs a script.
   *
   * @param script the method {@code forward}
   */
  static byte[] of(String script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "version", VERSION.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      String code = MODULE + script.indent(2);
      put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry("kernel/" + name);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
