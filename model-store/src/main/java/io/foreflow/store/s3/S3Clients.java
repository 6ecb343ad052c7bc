package io.foreflow.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Clients with the settings of Amazon's own tools: the variables {@code AWS_*}, the files in {@code
 * ~/.aws}, or the machine's role. So no secret is ever on a command line or in a configuration of
 * ours.
 */
final class S3Clients {
  /** How long a server may take to accept a connection. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** How long a server may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private S3Clients() {}

  static S3Client ofEnvironment() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            // Servers of others refuse the checksums that newer clients send without need.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
    endpoint()
        .ifPresent(
            endpoint -> {
              // Servers of others have no host name for each bucket, and most have no regions.
              builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
              builder.region(Region.of(setting("AWS_REGION", "aws.region").orElse("us-east-1")));
            });
    return builder.build();
  }

  private static Optional<String> endpoint() {
    return setting("AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3")
        .or(() -> setting("AWS_ENDPOINT_URL", "aws.endpointUrl"))
        .or(S3Clients::endpointOfProfile);
  }

  private static Optional<String> endpointOfProfile() {
    return ProfileFile.defaultProfileFile()
        .profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
        .flatMap(profile -> profile.property("endpoint_url"));
  }

  private static Optional<String> setting(String variable, String property) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(value -> !value.isBlank());
  }
}
