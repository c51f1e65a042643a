using Amazon.Runtime;

namespace SnapshotLambda.Aws;

/// <summary>
/// Where to find AWS and as whom to speak. The default is what the SDK finds for itself: the usual chain of credentials, and
/// <c>AWS_ENDPOINT_URL_EC2</c>, <c>AWS_ENDPOINT_URL_STS</c> or <c>AWS_ENDPOINT_URL</c> where they are set.
/// </summary>
/// <param name="Url">The endpoint of every service; null for the SDK's choice.</param>
/// <param name="Credentials">Yields the credentials, or throws; null for the SDK's choice.</param>
internal sealed record AwsEndpoint(Uri? Url = null, Func<AWSCredentials>? Credentials = null);
