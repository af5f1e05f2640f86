"""Object storage that speaks S3."""
