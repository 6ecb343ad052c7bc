package io.foreflow.store;

/**
 * The result of adding a version.
 *
 * @param version the version in the store
 * @param isNew whether it was not in the store before
 */
public record AddedVersion(StoredVersion version, boolean isNew) {}
