package io.foreflow.wire;

/**
 * Tells running jobs that a model is there to be used.
 *
 * @param model name of the model, as in its manifest
 * @param version version of the model, as in its manifest
 * @param uri where the file can be read
 * @param sha256 SHA-256 of the whole file, 64 lower-case hexadecimal digits
 * @param announcedAt when it was announced, in epoch milliseconds
 */
public record ModelAnnouncement(
    String model, String version, String uri, String sha256, long announcedAt) {}
