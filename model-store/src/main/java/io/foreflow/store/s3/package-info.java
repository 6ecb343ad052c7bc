/** Buckets that speak S3. The only package that knows Amazon's libraries. */
@NullMarked
package io.foreflow.store.s3;

import org.jspecify.annotations.NullMarked;
