package io.foreflow.cli.history;

import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The format of a topic's readings, as far as it is given.
 *
 * @param format what each record looks like; empty if its first records tell
 * @param registry where the schemas are; null if nobody named one
 */
public record TopicFormatChoice(Optional<WireFormat> format, @Nullable RegistrySettings registry) {}
