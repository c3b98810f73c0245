/** The archive's objects in S3: the only package that knows the AWS SDK. */
package io.logmesh.archiver.s3;
