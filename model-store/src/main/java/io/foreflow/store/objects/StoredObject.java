package io.foreflow.store.objects;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param key its name, with {@code /} between the parts
 * @param bytes its size
 * @param modified when it was written
 */
public record StoredObject(String key, long bytes, Instant modified) {}
