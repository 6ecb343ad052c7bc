package io.foreflow.store.objects;

import java.nio.charset.StandardCharsets;

/** The content of an object, with a tag that names this content. */
public final class TaggedObject {
  private final byte[] content;
  private final String tag;

  /**
   * The content of an object.
   *
   * @param content its bytes, which nobody changes
   * @param tag an object of another content has another tag
   */
  public TaggedObject(byte[] content, String tag) {
    this.content = content;
    this.tag = tag;
  }

  /** The bytes of the object, which nobody changes. */
  public byte[] content() {
    return content;
  }

  public String tag() {
    return tag;
  }

  /** The content as text in UTF-8. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
