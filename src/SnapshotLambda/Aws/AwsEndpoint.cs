using Amazon.Runtime;

namespace SnapshotLambda.Aws;

/// <summary>
/// The endpoint and credentials for AWS. The default is the SDK's own choice: the usual credential chain, and <c>AWS_ENDPOINT_URL_EC2</c>,
/// <c>AWS_ENDPOINT_URL_STS</c> or <c>AWS_ENDPOINT_URL</c> if they are set.
/// </summary>
/// <param name="Url">The endpoint of every service; null for the SDK's choice.</param>
/// <param name="Credentials">Returns the credentials, or throws; null for the SDK's choice.</param>
internal sealed record AwsEndpoint(Uri? Url = null, Func<AWSCredentials>? Credentials = null);
